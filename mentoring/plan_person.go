package mentoring

import (
	"cmp"
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// PlanPerson decides which of the mails that wait for a person may go now, and
// when to look again. It knows the working hours, at most one planned mail a
// day, the week's budget, and what may be merged. Nothing is dropped: what may
// not go now waits. pairs is in how many pairs the person is.
func PlanPerson(who Person, pairs int, pending []Pending, sent SentMails, p Policy, holidays calendar.Holidays, now time.Time) (mails []Mail, next time.Time) {
	next = now.AddDate(0, 0, 7)
	look := func(at time.Time) {
		if at.After(now) && at.Before(next) {
			next = at
		}
	}
	if who.Mail() == "" || !who.Erased.IsZero() {
		return nil, next
	}
	if who.Unreachable() {
		pending = p.tries(pending)
	}
	if who.Absence.Holds(Today(who, now)) {
		look(startOf(who.Absence.Back, who.Location()))
		pending = p.untilBack(pending)
	}
	var ready []Mail
	for _, m := range bundle(who, pending, p, holidays, now) {
		if due := m.Prompts[0].Due; due.After(now) {
			look(due)
			continue
		}
		if today := Today(who, now); m.Nudge && p.digestOn(who, today, holidays) {
			look(who.opensAfter(today, false, holidays))
			continue
		}
		ready = append(ready, m)
	}
	if len(ready) == 0 {
		return nil, next
	}
	if open := fit(who, now, holidays); open.After(now) {
		look(open)
		return nil, next
	}
	today := Today(who, now)
	count, most := sent.inWeek(calendar.WeekOf(today)), p.Budget.For(pairs)
	if slices.Contains(sent.AtOnce, today) {
		if ready = slices.DeleteFunc(ready, p.atOnce); len(ready) == 0 {
			look(who.opensAfter(today, false, holidays))
			return nil, next
		}
	}
	turn := func(m Mail) int {
		switch d, _ := p.Ritual(m.Ritual); {
		case d.Trigger == ritual.OnInvited: // nothing comes before the first mail
			return 0
		case p.asked(m), d.AtOnce:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(ready, func(a, b Mail) int {
		return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(p.rank(a.Ritual), p.rank(b.Ritual)), a.Prompts[0].Due.Compare(b.Prompts[0].Due))
	})
	mail := ready[0]
	if p.atOnce(mail) {
		if len(ready) > 1 {
			look(now.Add(time.Second))
		}
		return []Mail{mail}, next
	}
	if !p.asked(mail) && (slices.Contains(sent.Days, today) || count >= most) {
		look(who.opensAfter(today, count >= most, holidays))
		return nil, next
	}
	if mail.Count, mail.Most = count+1, most; mail.Count > most {
		mail.Most = 0 // somebody asked for it: it stands beside the budget
	}
	if slices.ContainsFunc(ready[1:], p.asked) {
		look(now.Add(time.Second))
	} else if len(ready) > 1 {
		look(who.opensAfter(today, count+1 >= most, holidays))
	}
	return []Mail{mail}, next
}

// tries returns what is still sent to a person whose mail comes back: a digest,
// to see whether it gets through. The rest waits.
func (p Policy) tries(pending []Pending) []Pending {
	return slices.DeleteFunc(slices.Clone(pending), func(x Pending) bool {
		d, _ := p.Ritual(x.Ritual)
		return !d.Digest
	})
}

// atOnce reports whether a mail stands beside the budget.
func (p Policy) atOnce(m Mail) bool {
	d, _ := p.Ritual(m.Ritual)
	return d.AtOnce
}

// asked reports whether somebody asked for this mail, rather than the calendar:
// its period is a date, or it looks back on something of their choice. It goes out
// at once, though it counts.
func (p Policy) asked(m Mail) bool {
	_, err := calendar.ParseDate(m.Period)
	d, _ := p.Ritual(m.Ritual)
	return (err == nil || d.Trigger == ritual.OnDebrief) && !m.Nudge
}

// opensAfter returns when the next planned mail may go after a date: the next
// working morning, of the next week if this one's budget is spent.
func (who Person) opensAfter(today calendar.Date, spent bool, holidays calendar.Holidays) time.Time {
	if spent {
		today = calendar.WeekOf(today).Sunday()
	}
	c := calendar.Civil{Date: who.Hours.NextWorkday(today, holidays), Clock: who.Hours.From}
	return calendar.At(c, who.Location())
}

func (s SentMails) inWeek(w calendar.Week) int {
	n := 0
	for _, d := range s.Days {
		if calendar.WeekOf(d) == w {
			n++
		}
	}
	return n
}

func (p Policy) rank(name string) int {
	d, _ := p.Ritual(name)
	return d.Rank
}

// bundle turns what waits into mails. What falls together for a person in
// several pairs becomes one mail with sections, where the ritual allows it.
func bundle(who Person, pending []Pending, p Policy, holidays calendar.Holidays, now time.Time) []Mail {
	type key struct {
		ritual, period string
		nudge          bool
		pair           PairID
	}
	var order []key
	byKey := map[key][]Pending{}
	for _, x := range pending {
		d, known := p.Ritual(x.Ritual)
		if !known {
			continue
		}
		x.Due = x.Prompt.Due
		if x.Nudge {
			if !d.Remind {
				continue
			}
			x.Due = reminderDue(who, x, d, p, holidays)
		}
		k := key{ritual: x.Ritual, period: x.Period, nudge: x.Nudge, pair: x.Pair}
		if d.Together && !x.Nudge {
			k.pair = 0
			if x.Due.After(now) {
				// A section that is not due yet (another anchor, a snooze) does
				// not hold back the others.
				k.pair = x.Pair
			}
		}
		if _, seen := byKey[k]; !seen {
			order = append(order, k)
		}
		byKey[k] = append(byKey[k], x)
	}
	mails := make([]Mail, 0, len(order))
	for _, k := range order {
		parts := byKey[k]
		slices.SortFunc(parts, func(a, b Pending) int { return cmp.Compare(a.Pair, b.Pair) })
		mails = append(mails, Mail{Person: who.ID, Ritual: k.ritual, Period: k.period, Nudge: k.nudge, Prompts: parts})
	}
	return mails
}

// reminderDue returns when the one reminder of a prompt may go: some working
// days after it was sent, never on the day of a digest.
func reminderDue(who Person, x Pending, d ritual.Definition, p Policy, holidays calendar.Holidays) time.Time {
	days := p.RemindAfter
	if d.Trigger == ritual.OnInvited {
		days = p.InviteRemindAfter
	}
	due := workdaysAfter(who, x.Prompt.SentAt, days, holidays)
	if p.digestOn(who, Today(who, due), holidays) {
		due = workdaysAfter(who, due, 1, holidays)
	}
	return due
}

// digestOn reports whether a date is the day of a person's digest.
func (p Policy) digestOn(who Person, day calendar.Date, holidays calendar.Holidays) bool {
	return slices.ContainsFunc(p.Rituals, func(d ritual.Definition) bool {
		if !d.Digest {
			return false
		}
		at, ok := occurrence(d, who, calendar.WeekOf(day), holidays)
		return ok && Today(who, at) == day
	})
}
