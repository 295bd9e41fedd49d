package reply

import "strings"

// freeNumbers gives back to the person a bare number that stands above one of our
// questions as its number would, where the client has dropped the numbers of all
// others: it is an answer to the question above.
func (a *alignment) freeNumbers() {
	bare, numbered, above := 0, 0, -1 // above is the word that is the one number left
	for i := range a.runs {
		r := &a.runs[i]
		for n, q := range r.m.questions {
			if q.start < r.at || q.start >= r.end() || q.start == 0 || !r.m.isNumberOf(q.start-1) {
				continue
			}
			w := r.word + q.start - r.at - 1
			switch {
			case a.countsAnew(w, r.m, q.start-1) && a.alone(w-1, r.line):
				a.owner[w-1] = person
			case w < 0 || a.owner[w] < 0 || a.words[w].id != r.m.words[q.start-1].id:
				bare++
			case n > 0 && a.alone(w, r.line):
				above = w
				numbered++
			default:
				numbered++
			}
		}
	}
	if above >= 0 && numbered == 1 && bare > 0 {
		a.owner[above] = person
	}
}

// countsAnew reports whether the client has put a number of its own where word w
// stands, between what may be the number of ours at a place, and its question.
func (a *alignment) countsAnew(w int, m *mailing, at int) bool {
	if w < 1 || a.owner[w] != nobody || !a.isNumber(w) || a.owner[w-1] < 0 {
		return false
	}
	r := &a.runs[a.owner[w-1]]
	return r.m == m && r.at+w-1-r.word == at
}

// isNumberOf reports whether the word at a place is the number in front of a
// question.
func (m *mailing) isNumberOf(at int) bool {
	n := m.words[at].end - m.words[at].start
	return n <= 2 && m.unitStart(at)
}

// alone reports whether word w is all that its line holds. It is close to line li.
func (a *alignment) alone(w, li int) bool {
	for int(a.first[li]) > w {
		li--
	}
	li = a.lineOf(w, li)
	return a.first[li+1]-a.first[li] == 1 && strings.TrimSpace(a.doc.text(li)) == a.doc.source[a.words[w].start:a.words[w].end]
}
