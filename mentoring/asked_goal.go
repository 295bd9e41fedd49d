package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/ritual"
)

const (
	// untouchedDays is after how long a goal asks for itself.
	untouchedDays = 35
	// soonDays is how far ahead a milestone is due soon.
	soonDays = 28
	// lackingDays lie between two questions for what a goal lacks.
	lackingDays = 12
	// flatRatings is how many ratings alike, of at most flatMost, are a plateau.
	flatRatings, flatMost = 6, 3
)

// goals returns the member's own active goals that may stand in a mail.
func (s *asking) goals() []Entry {
	return slices.DeleteFunc(s.r.Of(GoalEntry, OpenState), func(g Entry) bool {
		return g.Owner != s.me.Person || !s.r.open(s.me.Person, g)
	})
}

// untouched finds the own goal that nobody has touched for longest, if that is
// weeks ago. What became of it is asked alone.
func (s *asking) untouched() (ritual.Asked, bool) {
	var found Entry
	oldest := s.now.AddDate(0, 0, -untouchedDays)
	for _, g := range s.goals() {
		if at := s.r.touched(g); at.Before(oldest) && s.times(oldest, asks(ritual.Touch, g)) == 0 {
			found, oldest = g, at
		}
	}
	return about(found), found.Kind != ""
}

// asks is a question that records something about an entry.
func asks(records ritual.Records, e Entry) func(ritual.Asked) bool {
	return func(q ritual.Asked) bool { return q.Records == records && q.Ref == e.Ref() }
}

// touched is when something last happened to a goal: to itself, its milestones,
// steps, details, values or ratings.
func (r Record) touched(g Entry) time.Time {
	last := g.Changed
	milestones := map[string]bool{g.Ref(): true}
	for _, m := range r.Milestones(g.Number) {
		milestones[m.Ref()] = true
	}
	for _, e := range r.Entries {
		of := e.Parent == g.Number && slices.Contains([]Kind{MilestoneEntry, RatingEntry, MetricEntry}, e.Kind)
		if (of || milestones[e.About]) && e.Changed.After(last) {
			last = e.Changed
		}
	}
	return last
}

// lacks finds an own goal that lacks something. The member is asked for one
// thing at a time, every second week at most, and never a third time.
func lacks(records ritual.Records, lacking func(Record, Entry) bool) func(*asking) (ritual.Asked, bool) {
	return func(s *asking) (ritual.Asked, bool) {
		details := func(q ritual.Asked) bool { _, ok := detailOf[q.Records]; return ok }
		if s.times(s.now.AddDate(0, 0, -lackingDays), details) > 0 {
			return ritual.Asked{}, false
		}
		for _, g := range s.goals() {
			if lacking(s.r, g) && s.times(time.Time{}, asks(records, g)) < twice {
				return about(g), true
			}
		}
		return ritual.Asked{}, false
	}
}

// lacks reports whether a goal has none of the details.
func (r Record) lacks(g Entry, keys ...string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { _, ok := r.detail(g.Ref(), key); return ok })
}

// undated reports whether a goal has no date, nor any milestone that has one.
func (r Record) undated(g Entry) bool {
	return g.Due.IsZero() && !slices.ContainsFunc(r.Milestones(g.Number, ProposedState, OpenState), func(m Entry) bool { return !m.Due.IsZero() })
}

// dueMilestone finds the own milestone that is due next, if that is soon, or has
// gone by.
func (s *asking) dueMilestone() (ritual.Asked, bool) {
	today := Today(s.r.Person(s.me.Person), s.now)
	due := slices.DeleteFunc(s.r.Of(MilestoneEntry, OpenState), func(m Entry) bool {
		return m.Owner != s.me.Person || m.Due.IsZero() || m.Due.Sub(today) > soonDays || !s.r.open(s.me.Person, m)
	})
	if len(due) == 0 {
		return ritual.Asked{}, false
	}
	return about(slices.MinFunc(due, byDue)), true
}

// flat finds an own goal whose latest shared ratings are all alike, and not high:
// a plateau. It is asked about once for each stretch.
func (s *asking) flat() (ritual.Asked, bool) {
	for _, g := range s.goals() {
		ratings := s.r.confidence(g, s.me.Person)
		same := len(ratings)
		for same > 0 && ratings[same-1].Value == ratings[len(ratings)-1].Value {
			same--
		}
		stretch := ratings[same:]
		if len(stretch) < flatRatings || stretch[0].Value > flatMost {
			continue
		}
		if s.times(stretch[0].Created, asks(ritual.Plateau, g)) == 0 {
			return about(g), true
		}
	}
	return ritual.Asked{}, false
}

// confidence returns a person's shared ratings of a goal, in the order in which
// they came.
func (r Record) confidence(g Entry, by PersonID) []Entry {
	return slices.DeleteFunc(r.Of(RatingEntry, KeptState), func(e Entry) bool {
		return e.Author != by || e.Parent != g.Number || e.Visible != ritual.Shared || e.Value == 0
	})
}
