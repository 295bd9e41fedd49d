package mentoring

import (
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/ritual"
)

// Occasion is the entry that a round is about, as one of its readers sees it.
type Occasion struct {
	Entry Entry
	By    Person // who caused it: said that it was done, wrote it
	// Next is the milestone that comes after one that was met.
	Next *Entry
	// Details are the lines about it, by key: how it is judged, how to mark it,
	// its goal's fallback.
	Details map[string]Entry
}

// Entries returns all entries whose words stand in it, for those who note what
// has left in a mail.
func (o Occasion) Entries() []Entry {
	if o.Entry.ID == 0 {
		return nil
	}
	out := []Entry{o.Entry}
	if o.Next != nil {
		out = append(out, *o.Next)
	}
	for _, d := range o.Details {
		out = append(out, d)
	}
	return out
}

// periodAbout is the period of a round about an entry: its id, or its number in
// the store where it has none.
func periodAbout(e Entry) string {
	if ref := e.Ref(); ref != "" {
		return ref
	}
	return "#" + strconv.FormatInt(e.ID, 10)
}

// EntryOf returns the entry that a round with a period is about.
func (r Record) EntryOf(period string) (Entry, bool) {
	number, ok := strings.CutPrefix(period, "#")
	if !ok {
		return r.Entry(period)
	}
	id, err := strconv.ParseInt(number, 10, 64)
	i := slices.IndexFunc(r.Entries, func(e Entry) bool { return e.ID == id })
	if err != nil || i < 0 {
		return Entry{}, false
	}
	return r.Entries[i], true
}

// Occasion returns what a round with a period is about, for a reader; it is
// empty where the round is about no entry, or about one that they do not see.
func (r Record) Occasion(viewer PersonID, period string) Occasion {
	e, ok := r.EntryOf(period)
	if ok && e.Kind == GuestEntry {
		return r.occasionFor(e)
	}
	if !ok || !r.open(viewer, e) {
		return Occasion{}
	}
	o := Occasion{Entry: e, By: r.Person(e.Author), Details: map[string]Entry{}}
	for _, d := range r.Of(DetailEntry, KeptState) {
		if ref := e.Ref(); ref != "" && d.About == ref && d.Text != "" && r.open(viewer, d) {
			o.Details[d.Key] = d
		}
	}
	if e.Kind != MilestoneEntry {
		return o
	}
	if met, ok := r.detail(e.Ref(), MetDetail); ok {
		o.By = r.Person(met.Author)
	}
	if d, ok := r.detail(Entry{Kind: GoalEntry, Number: e.Parent}.Ref(), FallbackDetail); ok && r.open(viewer, d) {
		o.Details[FallbackDetail] = d
	}
	if next := r.after(viewer, e); next != nil {
		o.Next = next
	}
	return o
}

// occasionFor is what the first mail to somebody outside is about: the win or the
// goal, in the name of who asks.
func (r Record) occasionFor(asked Entry) Occasion {
	o := Occasion{By: r.Person(asked.Author), Details: map[string]Entry{}}
	about, ok := r.Entry(asked.About)
	if win, told := r.ByID(asked.Link); told {
		about, ok = win, true
		for _, d := range r.Details(win) {
			if d.Key == DetailTook && d.Visible == ritual.Shared {
				o.Details[DetailTook] = d
			}
		}
	}
	switch {
	case ok && about.Visible == ritual.Shared && about.State != WithdrawnState:
		o.Entry = about
	default:
		o.Entry = Entry{Kind: GoalEntry, Text: asked.Key}
	}
	return o
}

// open reports whether an entry's words may stand in a mail to a viewer: they
// may read it, and it is not their secret.
func (r Record) open(viewer PersonID, e Entry) bool {
	return (e.Visible != ritual.Private || e.Kind == VoiceEntry && viewer == e.Owner) && e.State != WithdrawnState && r.Sees(viewer, e)
}

// after returns the open milestone of the same goal that comes next, by date.
func (r Record) after(viewer PersonID, m Entry) *Entry {
	for _, x := range r.Milestones(m.Parent, OpenState) {
		if x.Number != m.Number && r.open(viewer, x) {
			return &x
		}
	}
	return nil
}
