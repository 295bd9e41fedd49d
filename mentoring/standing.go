package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Standing is where a pair stands, as one of its members may see it.
type Standing struct {
	Goals     []GoalLine
	Proposals []Entry // wait for the viewer's yes
	Next      *Entry  // the next session
}

// Entries returns all entries whose words stand in it, for those who note what
// has left in a mail.
func (s Standing) Entries() []Entry {
	var out []Entry
	for _, g := range s.Goals {
		out = append(append(out, g.Goal), g.Milestones...)
	}
	out = append(out, s.Proposals...)
	if s.Next != nil {
		out = append(out, *s.Next)
	}
	return out
}

// GoalLine is a goal with its milestones.
type GoalLine struct {
	Goal       Entry
	Done       int  // milestones done
	Begun      bool // the goal was rated since the last milestone was met
	Total      int
	Next       *Entry // the next open milestone
	Milestones []Entry
}

// Standing returns where the pair stands for a viewer. Private words of the
// viewer are left out, too: the mail may be read over a shoulder.
func (r Record) Standing(viewer PersonID, now time.Time) Standing {
	var s Standing
	for _, g := range r.Of(GoalEntry, OpenState) {
		if g.Visible == ritual.Private || !r.Sees(viewer, g) {
			continue
		}
		line := GoalLine{Goal: g}
		var met time.Time
		for _, m := range r.Milestones(g.Number, OpenState, DoneState) {
			if m.Visible == ritual.Private || !r.Sees(viewer, m) {
				continue
			}
			line.Milestones = append(line.Milestones, m)
			line.Total++
			if m.State == DoneState {
				line.Done++
				if m.Changed.After(met) {
					met = m.Changed
				}
			} else if line.Next == nil {
				line.Next = &m
			}
		}
		line.Begun = slices.ContainsFunc(r.Of(RatingEntry, KeptState), func(e Entry) bool {
			return e.Parent == g.Number && e.Visible == ritual.Shared && e.Changed.After(met)
		})
		if _, member := r.Pair.Member(viewer); !member {
			line.Begun = false // ratings are the pair's
		}
		s.Goals = append(s.Goals, line)
	}
	for _, e := range r.Proposals(viewer) {
		if r.Sees(viewer, e) {
			s.Proposals = append(s.Proposals, e)
		}
	}
	if e, ok := r.NextSession(now); ok && r.Sees(viewer, e) {
		s.Next = &e
	}
	return s
}

// DigestDay returns the date on which a person's next digest goes out after an
// instant, for "Tomasz reads this on Monday".
func (p Policy) DigestDay(who Person, after time.Time, holidays calendar.Holidays) calendar.Date {
	for _, d := range p.Rituals {
		if d.Digest {
			if at, ok := occurrence(d, who, calendar.WeekOf(Today(who, after)), holidays); ok && at.After(after) {
				return Today(who, at)
			}
			if at, ok := occurrence(d, who, calendar.WeekOf(Today(who, after)).Add(1), holidays); ok {
				return Today(who, at)
			}
		}
	}
	return calendar.Date{}
}

// Answered is what somebody answered, with the question as it was put.
type Answered struct {
	Question string
	Entry    Entry
}

// InRound returns what the partner has written in a round, as a member may read
// it, in the order of the questions.
func (r Record) InRound(round int64, viewer PersonID) []Answered {
	var out []Answered
	held, _ := r.Round(round)
	prompt, _ := held.PromptOf(int64(r.Pair.Partner(viewer).Person))
	for _, q := range prompt.Asked {
		for _, e := range r.Of(AnswerEntry, KeptState) {
			if e.Round == round && e.Key == q.Key && e.Author != viewer && e.Visible == ritual.Shared && r.Sees(viewer, e) {
				out = append(out, Answered{Question: q.Text, Entry: e})
			}
		}
	}
	return out
}
