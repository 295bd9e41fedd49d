package digest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// History is the whole story of a pair, for one of the two to keep. It holds what
// they may read, as it happened, and counts only what did.
type History struct {
	Partner      mentoring.Person
	Began, Ended calendar.Date
	Counts       Counts
	Purpose      []Quote // what each said at the beginning that it is for
	Goals        []Became
	Sorts        []Sort // milestones by their sort, where anybody named one
	Wins         []StoryWin
	Tries        []Tried
	Evidence     []Evidence
	Heard        []Dated // what the partner said to the reader: feedback
	Closing      []Views // what both said at the end
	Letters      []Quote // opened now
	// Notes are the reader's own reflections. Private ones are among them: they
	// stand in no mail, only in what the reader keeps as a file.
	Notes []Dated
	// Shown are the ids of the entries by the partner whose words stand here.
	Shown []int64
}

// Counts say what happened, all in all.
type Counts struct {
	Weeks, Sessions, Milestones, Goals, Kept, Wins int
}

// Became is a goal, what became of it, and the milestones that were met on the
// way, in that order.
type Became struct {
	Goal       mentoring.Entry
	Milestones []Met
}

// Met is a milestone and the day on which it was met.
type Met struct {
	Entry mentoring.Entry
	On    calendar.Date
}

// Sort is the milestones of one sort that were met, such as "gain a skill".
type Sort struct {
	Name       string
	Milestones []mentoring.Entry
}

// StoryWin is a win with who heard of it, and what the partner said.
type StoryWin struct {
	Dated
	Audience string // a win's Form
	Cheer    *Quote
}

// Dated is somebody's words with their day.
type Dated struct {
	Quote
	On      calendar.Date
	Private bool
}

// Tried is an experiment and what came of it, whatever it was.
type Tried struct {
	Dated
	Outcome string
}

// Story gathers the whole story of a pair for one of its members. Nothing in it
// depends on words of the partner's that the reader may not read, nor on sealed
// ones before the end.
func Story(r mentoring.Record, viewer mentoring.PersonID, p mentoring.Policy) History {
	end := r.Pair.Ended
	if end.IsZero() {
		end = lastChange(r, viewer)
	}
	end = end.Add(time.Second) // what ended the pair is part of it
	t := &teller{r: r, viewer: viewer, p: p, now: end, to: end}
	h := History{
		Partner: r.PartnerOf(viewer), Purpose: t.purposes(), Goals: t.became(), Wins: t.storyWins(), Tries: t.tried(),
		Evidence: t.evidence(len(r.Entries)), Letters: t.letters(), Notes: t.ownNotes(), Closing: t.closing(),
	}
	if !r.Pair.Started.IsZero() {
		h.Began, h.Ended = t.day(r.Pair.Started), t.day(end)
	}
	h.Sorts = t.sorts(h.Goals)
	for _, e := range t.past(mentoring.FeedbackEntry) {
		if e.Author != viewer {
			h.Heard = append(h.Heard, t.dated(e))
		}
	}
	h.Counts = t.counts(h)
	h.Shown = t.s.Shown
	return h
}

// lastChange is when something last happened that a viewer may know of.
func lastChange(r mentoring.Record, viewer mentoring.PersonID) time.Time {
	last := r.Pair.Started
	for _, e := range r.Entries {
		if r.Sees(viewer, e) && e.Kind != mentoring.LetterEntry && e.Changed.After(last) {
			last = e.Changed
		}
	}
	return last
}

// day is the date at an instant, in the pair's zone.
func (t *teller) day(at time.Time) calendar.Date { return calendar.DateIn(at, t.r.Pair.Location()) }

func (t *teller) dated(e mentoring.Entry) Dated {
	d := Dated{Quote: t.quote(e, e.Text), On: t.day(e.Created), Private: e.Visible == ritual.Private}
	d.Text = e.Text // whole: a story is not cut
	return d
}

// counts are taken of what the story tells.
func (t *teller) counts(h History) Counts {
	c := Counts{Weeks: t.r.Pair.Week(t.to.Add(-time.Second)), Wins: len(h.Wins)}
	c.Sessions = len(t.past(mentoring.SessionEntry, mentoring.HeldState))
	c.Kept = len(t.past(mentoring.CommitmentEntry, mentoring.DoneState))
	for _, g := range h.Goals {
		if g.Goal.State == mentoring.FinishedState {
			c.Goals++
		}
		c.Milestones += len(g.Milestones)
	}
	return c
}

// purposes are what each of the two said that it is for, the mentee first.
func (t *teller) purposes() []Quote {
	key, ok := t.purposeKey()
	if !ok {
		return nil
	}
	var out []Quote
	for _, m := range t.r.Pair.Members() {
		own := slices.DeleteFunc(t.r.Of(mentoring.AgreementEntry), func(e mentoring.Entry) bool {
			return e.Author != m.Person || e.Key != key || !t.open(e)
		})
		if q := t.latest(own, textOf); q != nil {
			out = append(out, *q)
		}
	}
	return out
}

// became lists the goals that were agreed, in the order of their ids.
func (t *teller) became() []Became {
	var out []Became
	for _, g := range t.r.Of(mentoring.GoalEntry, mentoring.OpenState, mentoring.ParkedState, mentoring.FinishedState, mentoring.DroppedState) {
		if !t.shown(g) {
			continue
		}
		t.show(g)
		b := Became{Goal: g}
		for _, m := range byChange(t.r.Milestones(g.Number, mentoring.DoneState)) {
			if t.shown(m) {
				t.show(m)
				b.Milestones = append(b.Milestones, Met{Entry: m, On: t.day(m.Changed)})
			}
		}
		out = append(out, b)
	}
	return out
}

// sorts groups the milestones that were met by what people called their sort, in
// the order of the first of each. Those of no sort come last, under "". It is
// empty if nobody named one.
func (t *teller) sorts(goals []Became) []Sort {
	named := map[string]string{}
	for _, e := range t.past(mentoring.DetailEntry, mentoring.KeptState) {
		if e.Key == mentoring.SortDetail {
			t.show(e)
			named[e.About] = strings.ToLower(strings.TrimSpace(e.Text))
		}
	}
	var out []Sort
	known := false
	for _, g := range goals {
		for _, m := range g.Milestones {
			name := cmp.Or(named[m.Entry.Ref()], named[g.Goal.Ref()])
			known = known || name != ""
			i := slices.IndexFunc(out, func(s Sort) bool { return s.Name == name })
			if i < 0 {
				i = len(out)
				out = append(out, Sort{Name: name})
			}
			out[i].Milestones = append(out[i].Milestones, m.Entry)
		}
	}
	if !known {
		return nil
	}
	slices.SortStableFunc(out, func(a, b Sort) int { return boolOrder(a.Name == "", b.Name == "") })
	return out
}

// storyWins are all wins, each with the partner's own sentence about it.
func (t *teller) storyWins() []StoryWin {
	cheers := t.past(mentoring.CheerEntry)
	var out []StoryWin
	for _, e := range t.past(mentoring.WinEntry) {
		w := StoryWin{Dated: t.dated(e), Audience: e.Form}
		for _, c := range cheers {
			if c.Link == e.ID {
				q := t.quote(c, c.Text)
				w.Cheer = &q
			}
		}
		out = append(out, w)
	}
	return out
}

// tried are the experiments and exercises that were debriefed.
func (t *teller) tried() []Tried {
	var out []Tried
	for _, e := range t.past(mentoring.CommitmentEntry, mentoring.DoneState) {
		if practised(e) {
			out = append(out, Tried{Dated: t.dated(e), Outcome: e.Response})
		}
	}
	return out
}

// letters are those to the reader, once the pair has ended.
func (t *teller) letters() []Quote {
	if t.r.Pair.State != mentoring.Ended {
		return nil
	}
	var out []Quote
	for _, e := range t.r.Of(mentoring.LetterEntry, mentoring.KeptState) {
		if e.Owner == t.viewer && t.r.Sees(t.viewer, e) {
			q := t.quote(e, e.Text)
			q.Text = e.Text
			out = append(out, q)
		}
	}
	return out
}

// ownNotes are the reader's own reflections, the private ones among them.
func (t *teller) ownNotes() []Dated {
	var out []Dated
	for _, e := range t.r.Of(mentoring.NoteEntry, mentoring.KeptState) {
		if e.Author == t.viewer && e.Text != "" {
			out = append(out, t.dated(e))
		}
	}
	return out
}

// closing is what both said in the last round, side by side.
func (t *teller) closing() []Views {
	for _, round := range slices.Backward(t.r.Rounds) {
		if d, _ := t.p.Ritual(round.Ritual); d.Trigger == ritual.OnClosing {
			t.views(round)
			views := t.s.Views
			t.s.Views = nil
			return views
		}
	}
	return nil
}
