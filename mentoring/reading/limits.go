package reading

import "strings"

// What one mail may bring about. People stay far below; a mail made to be
// costly does not get through. What is beyond a limit is kept as words.
const (
	mostLines   = 100 // lines with a keyword
	mostItems   = 40  // things of one list
	mostNumbers = 20  // numbers or ids in one line
	mostApart   = 100 // runs of words that answer no question
)

// apart keeps words that answer no question. Beyond the limit they are kept
// together and privately, since they may differ in who may read them.
func (r *reader) apart(l Leftover) bool {
	if len(r.out.Leftover) < mostApart {
		r.out.Leftover = append(r.out.Leftover, l)
		return true
	}
	r.rest = append(r.rest, l.Text)
	return false
}

// keepRest keeps what was beyond the limit.
func (r *reader) keepRest() {
	if len(r.rest) > 0 {
		r.out.Leftover = append(r.out.Leftover, Leftover{Text: strings.Join(r.rest, "\n\n"), Pair: r.pairOf(0), Private: true})
	}
}
