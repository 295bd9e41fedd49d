package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Retold is what a message said to one prompt: as it was read when it was
// recorded, and as it is read now.
type Retold struct {
	Prompt  ritual.Prompt // zero: it answered none
	Was, Is reading.Reading
}

// DifferenceKind names what becomes of a difference between two readings.
type DifferenceKind string

// The kinds. The first four change the record.
const (
	NewlyRead  DifferenceKind = "newly-read" // words that were not there
	ReadAnew   DifferenceKind = "read-anew"  // the same question, other words
	MovedAway  DifferenceKind = "moved-away" // the words stand elsewhere now
	NewNote    DifferenceKind = "new-note"   // kept beside the answers
	NotActedOn DifferenceKind = "not-acted-on"
	EditedNow  DifferenceKind = "edited-since" // by its author: left alone
	WouldLose  DifferenceKind = "would-lose"   // words: left as it was
	StaysDone  DifferenceKind = "stays-done"   // a keyword that is none any more
)

// Difference is one difference between two readings, without a word of them.
type Difference struct {
	Kind     DifferenceKind
	Question int          // 0: it stands under none
	Verb     reading.Verb // of a line with a keyword
	Words    int          // how many more there are; fewer where it is negative
}

// Changes reports whether a difference changes the record.
func (d Difference) Changes() bool {
	return slices.Contains([]DifferenceKind{NewlyRead, ReadAnew, MovedAway, NewNote}, d.Kind)
}

// Reread compares how a message was read with how it is read now, and says what
// that changes in a pair's record and what not:
//
//   - No word is lost: what the new reading does not account for stays.
//   - What its author has changed since is left alone.
//   - Nobody gets to read what they could not read before, but for words that had
//     no place in the record: those are read by whoever the prompt said.
//   - Keywords that silence, share, take back or promise are not acted on, nor are
//     answers that decide something.
//
// message is the message and came when it came in.
func Reread(r Record, who Person, message int64, came time.Time, told []Retold, now time.Time) ([]Change, []Difference) {
	m, ok := r.Pair.Member(who.ID)
	if !ok || r.Pair.State.Over() {
		return nil, nil
	}
	a := &applying{r: r, before: r.Entries, who: who, me: m, now: now, came: came, reread: true}
	a.r.Entries = slices.Clone(r.Entries)
	x := &rereading{applying: a, told: told, message: message}
	x.compare()
	x.settle()
	x.make()
	return x.changes(), x.found
}

// rereading is one Reread under way.
type rereading struct {
	*applying
	told        []Retold
	message     int64
	gone, fresh []*thing
	found       []Difference
	answered    []ritual.Prompt
}

// thing is one thing of a reading: an answer, a line or a leftover.
type thing struct {
	told   int // index of the prompt
	answer *reading.Answer
	line   *reading.Line
	left   *reading.Leftover
	words  []string
	stays  DifferenceKind // why it is not touched; "": it is
	entry  int64          // where it is recorded, 0: nowhere
}

func (s *thing) question() int {
	switch {
	case s.answer != nil:
		return s.answer.N
	case s.left != nil:
		return s.left.N
	}
	return 0
}

func (s *thing) verb() reading.Verb {
	if s.line != nil {
		return s.line.Verb
	}
	return ""
}

// thingsOf takes a reading apart.
func thingsOf(told int, rd reading.Reading) []*thing {
	var out []*thing
	for i := range rd.Answers {
		out = append(out, &thing{told: told, answer: &rd.Answers[i], words: strings.Fields(rd.Answers[i].Text)})
	}
	for i := range rd.Lines {
		out = append(out, &thing{told: told, line: &rd.Lines[i], words: strings.Fields(rd.Lines[i].Raw)})
	}
	for i := range rd.Leftover {
		out = append(out, &thing{told: told, left: &rd.Leftover[i], words: strings.Fields(rd.Leftover[i].Text)})
	}
	return out
}

// compare keeps what only one of the readings has.
func (x *rereading) compare() {
	for i, t := range x.told {
		x.gone = append(x.gone, thingsOf(i, t.Was)...)
		x.fresh = append(x.fresh, thingsOf(i, t.Is)...)
	}
	for _, f := range slices.Clone(x.fresh) {
		i := slices.IndexFunc(x.gone, func(g *thing) bool { return g.same(f) })
		if i >= 0 {
			x.gone = slices.Delete(x.gone, i, i+1)
			x.fresh = slices.DeleteFunc(x.fresh, func(y *thing) bool { return y == f })
		}
	}
}

// same reports whether two things say the same at the same place.
func (s *thing) same(f *thing) bool {
	switch {
	case s.told != f.told:
		return false
	case s.answer != nil && f.answer != nil:
		a, b := *s.answer, *f.answer
		return a.N == b.N && a.Text == b.Text && a.Value == b.Value && a.Yes == b.Yes && a.Choice == b.Choice &&
			a.Private == b.Private && a.Held == b.Held && slices.Equal(a.Items, b.Items)
	case s.line != nil && f.line != nil:
		a, b := *s.line, *f.line
		return a.Verb == b.Verb && a.Ref == b.Ref && a.Raw == b.Raw && a.Private == b.Private && slices.Equal(a.Numbers, b.Numbers)
	case s.left != nil && f.left != nil:
		return *s.left == *f.left
	}
	return false
}

// settle finds out what may be touched. A thing that stays takes out of the new
// reading what mostly repeats its words; that may leave another without words of
// its own, so it goes round until nothing moves.
func (x *rereading) settle() {
	for _, g := range x.gone {
		switch e, ok := x.recordOf(g); {
		case g.line != nil:
			g.stays = StaysDone
		case !ok:
			g.stays = EditedNow
		default:
			g.entry = e.ID
		}
	}
	for _, f := range x.fresh {
		if f.line != nil && !slices.Contains(rereadable, f.line.Verb) {
			f.stays = NotActedOn
		}
	}
	for again := true; again; {
		again = false
		for _, f := range x.fresh {
			if f.stays == "" && slices.ContainsFunc(x.gone, func(g *thing) bool { return g.stays != "" && f.repeats(g) }) {
				f.stays, again = WouldLose, true // it is told of with the thing that stays
			}
		}
		pool := map[string]int{}
		for _, f := range x.fresh {
			if f.stays == "" {
				for _, w := range f.words {
					pool[w]++
				}
			}
		}
		for _, g := range x.gone {
			if g.stays == "" && !take(pool, g.words) {
				g.stays, again = WouldLose, true
				break
			}
		}
	}
}

// rereadable are the keywords that a later reading may still act on: they keep
// words, or propose.
var rereadable = []reading.Verb{reading.Win, reading.Obstacle, reading.Note, reading.Goal, reading.Milestone}

// take takes words out of a pool, all of them or none.
func take(pool map[string]int, words []string) bool {
	for i, w := range words {
		if pool[w] == 0 {
			for _, back := range words[:i] {
				pool[back]++
			}
			return false
		}
		pool[w]--
	}
	return true
}

// common is how many of the words stand among the others, too.
func common(words, others []string) int {
	pool := map[string]int{}
	for _, w := range others {
		pool[w]++
	}
	n := 0
	for _, w := range words {
		if pool[w] > 0 {
			pool[w]--
			n++
		}
	}
	return n
}

func mostly(words, others []string) bool { return 2*common(words, others) > len(words) }

// repeats reports whether one of two things mostly says what the other does.
func (s *thing) repeats(g *thing) bool { return mostly(s.words, g.words) || mostly(g.words, s.words) }

// recordOf returns the entry that holds a thing as it was recorded; ok is false
// if its author has changed it since.
func (x *rereading) recordOf(g *thing) (Entry, bool) {
	text, kind, value := "", NoteEntry, 0
	switch {
	case g.answer != nil:
		text, kind, value = g.answer.Text, AnswerEntry, g.answer.Value
	case g.left != nil:
		text = strings.TrimSpace(g.left.Text)
	default:
		return Entry{}, false
	}
	round := x.told[g.told].Prompt.Round
	i := slices.IndexFunc(x.r.Entries, func(e Entry) bool {
		return e.Kind == kind && e.Message == x.message && e.Author == x.who.ID && e.Round == round &&
			e.Text == text && e.Value == value && e.State == KeptState && !x.taken(e.ID)
	})
	if i < 0 {
		return Entry{}, false
	}
	return x.r.Entries[i], true
}

func (x *rereading) taken(id int64) bool {
	return slices.ContainsFunc(x.gone, func(g *thing) bool { return g.entry == id })
}
