package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

const (
	// SeenForm is the form of a skill's entry that says how one of the two sees it
	// at a date; the plain form says that it is wanted, and how far.
	SeenForm = "seen"
	// chosenSkills is how many skills are rated again every quarter.
	chosenSkills = 3
	// seenAgainDays is after how long.
	seenAgainDays = 84
)

// Skill is a line of the skill map: what is wanted, and how both see it.
type Skill struct {
	Name  string
	Want  int // 1 to 5; 0: not said
	Views []SkillView
}

// SkillView is how one of the two sees a skill.
type SkillView struct {
	By     PersonID
	Now    int
	Before int // at the view before; 0: none
	On     calendar.Date
}

// Gap is how far the lowest view is from what is wanted, at least 0.
func (s Skill) Gap() int {
	gap := 0
	for _, v := range s.Views {
		gap = max(gap, s.Want-v.Now)
	}
	return gap
}

// skill puts a skill on the map, or says anew what is wanted and how the author
// sees it now.
func (a *applying) skill(l reading.Line) {
	name := strings.TrimSpace(l.Text)
	if name == "" || slices.ContainsFunc(l.Numbers, func(n int) bool { return n < 1 || n > 5 }) {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		a.keepWords(l)
		return
	}
	visible := a.lineVisibility(l)
	want := 0
	if len(l.Numbers) > 1 {
		want = l.Numbers[1]
	}
	a.wants(name, want, visible)
	if len(l.Numbers) > 0 {
		a.sees(name, l.Numbers[0], visible, "")
	}
	a.did(Said{What: string(reading.Skill), Text: name, Visible: visible})
}

// wants adds a skill, or changes what is wanted of one's own.
func (a *applying) wants(name string, want int, visible ritual.Visibility) {
	for _, e := range a.r.Of(SkillEntry, KeptState) {
		if e.Form == "" && strings.EqualFold(e.Text, name) && a.r.Sees(a.who.ID, e) {
			if want > 0 && want != e.Value {
				e.Value = want
				a.change(e)
			}
			return
		}
	}
	a.add(Entry{
		Kind: SkillEntry, State: KeptState, Visible: visible, Owner: a.r.Pair.Mentee.Person, Text: name, Value: want,
		Round: a.re.Prompt.Round,
	})
}

// sees notes how the author sees a skill now. In the same round the later view
// stands.
func (a *applying) sees(name string, now int, visible ritual.Visibility, key string) {
	if old, ok := a.recorded(SkillEntry, ritual.Asked{Key: key}); ok && key != "" {
		old.Value, old.Visible = now, visible
		a.change(old)
		return
	}
	a.add(Entry{
		Kind: SkillEntry, Form: SeenForm, State: KeptState, Visible: visible, Owner: a.r.Pair.Mentee.Person, Text: name,
		Value: now, Key: key, Round: a.re.Prompt.Round,
	})
}

// recordSkill notes how the author sees the skill that a question was about.
func (a *applying) recordSkill(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	if ans.Value > 0 {
		a.sees(q.Topic, ans.Value, visible, q.Key)
	}
}

// Skills returns the skill map as a viewer may read it in a mail.
func (r Record) Skills(viewer PersonID) []Skill {
	var out []Skill
	for _, e := range r.Of(SkillEntry, KeptState) {
		if e.Form != "" || !r.open(viewer, e) {
			continue
		}
		s := Skill{Name: e.Text, Want: e.Value}
		for _, m := range r.Pair.Members() {
			if v, ok := r.seen(viewer, m.Person, e.Text); ok {
				s.Views = append(s.Views, v)
			}
		}
		out = append(out, s)
	}
	return out
}

// seen returns how a member sees a skill, as a viewer may know.
func (r Record) seen(viewer, by PersonID, name string) (v SkillView, ok bool) {
	for _, e := range r.Of(SkillEntry, KeptState) {
		if e.Form == SeenForm && e.Author == by && strings.EqualFold(e.Text, name) && r.open(viewer, e) {
			v, ok = SkillView{By: by, Before: v.Now, Now: e.Value, On: Today(r.Person(by), e.Created)}, true
		}
	}
	return v, ok
}

// skillDue returns the skill that a member is to rate again: of the first few on
// the map, one not rated for a quarter, the longest ago first.
func (r Record) skillDue(person PersonID, now time.Time) (name string, ok bool) {
	today := Today(r.Person(person), now)
	var oldest calendar.Date
	chosen := r.Skills(person)
	for _, s := range chosen[:min(len(chosen), chosenSkills)] {
		v, seen := r.seen(person, person, s.Name)
		if seen && today.Sub(v.On) < seenAgainDays || ok && !v.On.Before(oldest) {
			continue
		}
		name, oldest, ok = s.Name, v.On, true
	}
	return name, ok
}
