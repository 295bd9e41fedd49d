package mentoring

import "time"

// Unmet returns the members of a pair that never began who have not said yes
// and whose time to say so is over: their addresses are to be erased.
func Unmet(r Record, p Policy, now time.Time) []PersonID {
	if r.Pair.State != NotBegun || now.Before(r.Pair.Added.AddDate(0, 0, p.InviteExpires)) {
		return nil
	}
	var out []PersonID
	for _, m := range r.Pair.Members() {
		if m.Consent != Agreed && r.Person(m.Person).Erased.IsZero() {
			out = append(out, m.Person)
		}
	}
	return out
}

// InAnother reports whether one of the records is of another pair that lives.
func InAnother(records []Record, pair PairID) bool {
	for _, r := range records {
		switch r.Pair.State {
		case Invited, Active, OnHold, Ending:
			if r.Pair.ID != pair {
				return true
			}
		}
	}
	return false
}
