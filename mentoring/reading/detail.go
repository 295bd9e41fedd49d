package reading

import (
	"regexp"
	"slices"
	"strings"

	"milepost/mentoring/ritual"
)

// The sorts of detail that are read in a way of their own.
const (
	whySort     = "why"     // also begins sentences
	bySort      = "by"      // a date
	sortSort    = "sort"    // one of few words
	stretchSort = "stretch" // needs no words
	skillSort   = "skill"   // with two numbers it is no detail
)

var (
	aimFirst = regexp.MustCompile(`(?i)^(?:for\s)?([gm][0-9]{1,4})\b[*_)]*\s*(.*)$`)
	aimRef   = regexp.MustCompile(`^[GM][0-9]`)
)

// detail reads a line about a goal or a milestone: "why G1: …", "G1 why: …".
// Without an id it stands right below the goal or milestone, or answers a mail
// that asked about one; "Why: …" elsewhere is plain words.
func (r *reader) detail(line string, cur *part) (Line, bool) {
	l, ok := r.detailed(line)
	if !ok {
		return Line{}, false
	}
	rated := l.Key == skillSort && l.Ref == "" && len(ratings(l.Text)) > 1 // a line of the skill map
	if rated || l.Ref == "" && !r.placedBy(&l, cur) {
		return Line{}, false
	}
	switch l.Key {
	case bySort:
		d, ok := r.date(strings.Trim(l.Text, " .!"))
		l.When, l.Text = d, ""
		if l.Ref != "" {
			l.Verb, l.Key = Move, ""
		}
		return l, ok
	case sortSort:
		for _, key := range []string{"project", "skill", "network"} {
			if slices.Contains(r.x.choices[key], bare(l.Text)) {
				l.Text = key
			}
		}
	}
	return r.hush(l), true
}

// detailed reads the form of such a line, whatever stands above it.
func (r *reader) detailed(line string) (l Line, ok bool) {
	s := strings.TrimSpace(lead(line))
	l = Line{Verb: Detail}
	if m := aimFirst.FindStringSubmatch(s); m != nil {
		l.Ref, s = strings.ToUpper(m[1]), strings.TrimLeft(m[2], ":： ")
	}
	found, rest, ok := r.x.sorted(Detail, s)
	if !ok || found.foreign && !strings.ContainsAny(s, ":：") {
		return Line{}, false
	}
	if l.Ref == "" {
		if m := aimFirst.FindStringSubmatch(rest); m != nil {
			l.Ref, rest = strings.ToUpper(m[1]), m[2]
		}
	}
	l.Key, l.Text = found.key, uncolon(rest)
	clause := strings.Count(found.text, " ") > 1 // "if this breaks, …"
	switch {
	case colon(rest):
	case clause:
		l.Text = strings.Trim(l.Text, " ,;–—-")
	case l.Key == stretchSort && wordless(rest):
		l.Text = ""
	default:
		return Line{}, false
	}
	return l, l.Key == stretchSort || !blank(l.Text)
}

// missing are the sorts that a receipt may have asked for.
var missing = []string{"measure", "criterion", "judged", "work", bySort}

// more are the sorts that say more of feedback or a win, and toldMore the records
// whose answers they may stand below.
var (
	more     = []string{"fact", "reading", "effect", "next", "took"}
	toldMore = []ritual.Records{ritual.Feedback, ritual.Reply, ritual.Win}
)

// placedBy reports whether a detail without an id is about something that is known
// from where it stands, and notes what it is.
func (r *reader) placedBy(l *Line, cur *part) bool {
	if slices.Contains(more, l.Key) {
		q, _ := r.asked(cur.n)
		return r.tells || !r.p.Corrects && slices.Contains(toldMore, q.Records)
	}
	if r.under {
		return true
	}
	n := cur.n
	if n == 0 && len(r.p.Asked) == 1 {
		n = r.p.Asked[0].N
	}
	if q, ok := r.asked(n); ok && !r.p.Corrects {
		if l.Key == whySort || !aimRef.MatchString(q.Ref) || q.Kind != ritual.Text && q.Kind != ritual.List {
			return false
		}
		l.Ref = q.Ref
		return true
	}
	return r.p.Corrects && slices.Contains(missing, l.Key)
}

// dates gives the goal or milestone right above the day that a line below it
// names, and reports whether it did.
func (r *reader) dates(l Line, raw string) bool {
	if l.Verb != Detail || l.Key != bySort || !r.under || l.Ref != "" {
		return false
	}
	for i, above := range slices.Backward(r.out.Lines) {
		if above.Verb == Goal || above.Verb == Milestone {
			r.out.Lines[i].When = l.When
			r.out.Lines[i].Raw += "\n" + strings.TrimSpace(raw)
			return true
		}
	}
	return false
}
