package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// announceDays is how long before their end both members are told that the
// pair's words will be erased.
const announceDays = 31

// toldFor is how long the mail that tells of a pair that did not begin may take
// to leave, before those whom it tells of are erased.
const toldFor = 24 * time.Hour

// Erasure is what time asks for once a pair is over.
type Erasure struct {
	// Announce tells both members on which day the pair's words will be erased.
	Announce []Action
	// People never said yes, and their time to say so is over: they are to be
	// erased now, unless they are in another pair.
	People []PersonID
	// Words is true where the pair's words are to be erased now, and with them
	// whoever is in no other pair.
	Words bool
}

// Erase returns what is to be erased of a pair, or announced, at an instant. Of
// a pair that is not over, nothing is.
//
// The words of a pair that had begun are kept for KeepDays after its end, and
// never leave before both could read of it for a month. Those of a pair whose
// member was erased on wish leave after KeepDays, unannounced: there is no name
// left to announce them under. Of a pair that never began nothing is left once
// the time of the invitation has gone by twice.
func Erase(r Record, p Policy, now time.Time) (e Erasure) {
	invited := r.Pair.Started.IsZero()
	switch r.Pair.State {
	case NotBegun:
		e.Words = !now.Before(r.Pair.over().AddDate(0, 0, p.InviteExpires))
		e.People = unmet(r, p, now)
	case Forgotten:
		days := p.KeepDays
		if invited {
			days = p.InviteExpires
		}
		e.Words = days > 0 && !now.Before(r.Pair.over().AddDate(0, 0, days))
	case Ended:
		if p.KeepDays == 0 {
			return e
		}
		if r.Pair.Silent { // nothing is announced
			e.Words = !now.Before(r.Pair.over().AddDate(0, 0, p.KeepDays))
			return e
		}
		day := p.ErasedOn(r)
		if day.IsZero() {
			if now.Before(r.Pair.over().AddDate(0, 0, p.KeepDays-announceDays)) {
				return e
			}
			if e.Announce = announce(r, p, now); len(e.Announce) > 0 {
				return e
			}
			day = calendar.DateIn(r.Pair.over(), r.Pair.Location()).AddDays(p.KeepDays)
		}
		e.Words = !calendar.DateIn(now, r.Pair.Location()).Before(day)
	}
	return e
}

// ErasedOn returns the day, announced to both, on which the words of a pair are
// erased; zero as long as none was announced.
func (p Policy) ErasedOn(r Record) calendar.Date {
	for _, round := range r.Rounds {
		if d, _ := p.Ritual(round.Ritual); d.Trigger == ritual.OnErasing {
			return calendar.DateIn(round.Opened, r.Pair.Location()).AddDays(announceDays)
		}
	}
	return calendar.Date{}
}

// announce opens the round that tells both. It returns nothing where an
// installation has no ritual for it.
func announce(r Record, p Policy, now time.Time) []Action {
	for _, d := range p.Rituals {
		if d.Trigger != ritual.OnErasing {
			continue
		}
		round := OpenRound{Ritual: d.Name, Period: once, State: ritual.Open}
		for _, m := range r.Pair.Members() {
			who := r.Person(m.Person)
			if _, told := d.For(m.Role); told && who.Erased.IsZero() {
				due := fit(who, now, r.Program.Holidays)
				round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
			}
		}
		return []Action{round}
	}
	return nil
}

// unmet returns the members of a pair that never began who have not said yes
// and whose time to say so is over, once the other has been told.
func unmet(r Record, p Policy, now time.Time) []PersonID {
	if now.Before(r.Pair.Added.AddDate(0, 0, p.InviteExpires)) {
		return nil
	}
	for _, round := range r.Rounds {
		if d, _ := p.Ritual(round.Ritual); d.Trigger != ritual.OnNotBegun {
			continue
		}
		for _, x := range round.Prompts {
			if x.State == ritual.Planned || now.Sub(x.SentAt) < toldFor {
				return nil
			}
		}
	}
	var out []PersonID
	for _, m := range r.Pair.Members() {
		if m.Consent != Agreed && r.Person(m.Person).Erased.IsZero() {
			out = append(out, m.Person)
		}
	}
	return out
}

// over is when a pair was over.
func (p Pair) over() time.Time {
	if p.Ended.IsZero() {
		return p.Added
	}
	return p.Ended
}

// InAnother reports whether one of the records is of another pair that is not
// erased, so that its members are still known here.
func InAnother(records []Record, pair PairID) bool {
	for _, r := range records {
		if r.Pair.ID != pair && r.Pair.State != Forgotten {
			return true
		}
	}
	return false
}
