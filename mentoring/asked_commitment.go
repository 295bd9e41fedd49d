package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/ritual"
)

// aheadDays is how far ahead a commitment's date may lie for it to be asked about.
const aheadDays = 7

// twice is how often a step slips before its owner is asked what would help.
const twice = 2

// promise returns the own open commitment to ask about: the one that was asked
// about longest ago, so that none is forgotten, and of those never asked about
// the one due first. What lies far ahead waits, if there is anything else.
func (s *asking) promise() (ritual.Asked, bool) {
	own := s.commitments(func(e Entry) bool {
		return e.Form == PlainForm || e.Due.IsZero() || !e.Due.After(Today(s.r.Person(s.me.Person), s.now))
	})
	today := Today(s.r.Person(s.me.Person), s.now)
	soon := slices.DeleteFunc(slices.Clone(own), func(e Entry) bool { return e.Due.Sub(today) > aheadDays })
	if len(soon) > 0 {
		own = soon
	}
	if len(own) == 0 {
		return ritual.Asked{}, false
	}
	return about(slices.MinFunc(own, func(a, b Entry) int {
		if x, y := s.lastAsked(a), s.lastAsked(b); !x.Equal(y) {
			return x.Compare(y)
		}
		return byDue(a, b)
	})), true
}

// commitments returns the member's own open ones that may stand in a mail.
func (s *asking) commitments(such func(Entry) bool) []Entry {
	return slices.DeleteFunc(s.r.Of(CommitmentEntry, OpenState), func(e Entry) bool {
		return e.Owner != s.me.Person || !s.r.open(s.me.Person, e) || !such(e)
	})
}

// lastAsked is when the member was last asked what became of a commitment; zero:
// never.
func (s *asking) lastAsked(e Entry) time.Time {
	var last time.Time
	for _, round := range s.r.Rounds {
		p, _ := round.PromptOf(int64(s.me.Person))
		about := func(q ritual.Asked) bool { return q.Ref == e.Ref() && q.Records == ritual.FollowUp }
		if p.SentAt.After(last) && slices.ContainsFunc(p.Asked, about) {
			last = p.SentAt
		}
	}
	return last
}

// arrived finds an own commitment of a form whose date has come and that was not
// asked about since.
func arrived(form string) func(*asking) (ritual.Asked, bool) {
	return func(s *asking) (ritual.Asked, bool) {
		who := s.r.Person(s.me.Person)
		own := s.commitments(func(e Entry) bool {
			return e.Form == form && !e.Due.IsZero() && !e.Due.After(Today(who, s.now)) &&
				s.lastAsked(e).Before(startOf(e.Due, who.Location()))
		})
		if len(own) == 0 {
			return ritual.Asked{}, false
		}
		return about(slices.MinFunc(own, byDue)), true
	}
}

// slips is how often a commitment was put off, or its date went by.
func (s *asking) slips(e Entry) int {
	n := e.Value
	if !e.Due.IsZero() && e.Due.Before(Today(s.r.Person(s.me.Person), s.now)) {
		n++
	}
	return n
}

// slipped finds an own commitment that slipped twice. Its owner is asked once
// what hindered them.
func (s *asking) slipped() (ritual.Asked, bool) {
	own := s.commitments(func(e Entry) bool {
		asked := func(q ritual.Asked) bool { return q.Ref == e.Ref() && q.Records == ritual.Obstacle }
		return s.slips(e) >= twice && s.times(time.Time{}, asked) == 0
	})
	if len(own) == 0 {
		return ritual.Asked{}, false
	}
	return about(own[0]), true
}
