package daemon

import (
	"context"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/store"
)

// attends records what a person's calendar answers to an invitation of ours. It
// is neither a robot's mail nor words of theirs: somebody pressed a button. What
// answers no session of theirs is filed like any calendar's mail.
func (d *Daemon) attends(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) error {
	r, session, who, err := d.invited(ctx, msg, b)
	if err != nil {
		return err
	}
	if session.ID == 0 {
		return d.file(ctx, m, store.Filed, store.Automatic, string(mail.ReasonCalendar), b, now)
	}
	rd := reading.Reading{Lines: []reading.Line{answered(msg.Calendar, session, who)}}
	bind := store.Bound{Delivery: b.delivery.ID, Person: who.ID, Reason: string(mail.ReasonCalendar), Sender: string(b.dmarc), Came: b.came}
	if b.from.ID == who.ID {
		bind.Address = b.address
	}
	err = d.Store.Receive(ctx, m.ID, bind, now, func(records []mentoring.Record, who mentoring.Person) ([]mentoring.Outcome, error) {
		for _, x := range records {
			if x.Pair.ID == r.Pair.ID {
				return []mentoring.Outcome{mentoring.Apply(x, who, mentoring.Reply{Reading: rd, Message: m.ID, Came: b.came}, now)}, nil
			}
		}
		return nil, nil
	})
	if err == nil {
		d.Log.Info("calendar's answer recorded", "message", m.ID, "person", who.ID, "session", session.ID)
	}
	return err
}

// invited returns the session that a calendar answers, and whose calendar it is:
// that of whom the invitation was sent to. Some calendars write to our bare
// address; then the mail host must have confirmed the sender.
func (d *Daemon) invited(ctx context.Context, msg *mail.Message, b bound) (r mentoring.Record, session mentoring.Entry, who mentoring.Person, err error) {
	who = b.owner
	if !b.owners {
		if who = b.from; b.delivery.Person != 0 || !b.proven() {
			return r, session, who, nil
		}
	}
	id, ok := d.sessionOf(msg.Calendar.UID)
	if !ok || who.ID == 0 {
		return r, session, who, nil
	}
	records, err := d.Store.RecordsOf(ctx, who.ID)
	if err != nil {
		return r, session, who, err
	}
	for _, r := range records {
		if e, ok := r.Session(id); ok && !r.Pair.State.Over() {
			return r, e, who, nil
		}
	}
	return r, session, who, nil
}

// answered is a calendar's answer as a line of its owner's. Whoever proposes
// another time that nobody can read cannot come at this one.
func answered(c *mail.Calendar, session mentoring.Entry, who mentoring.Person) reading.Line {
	says := map[string]string{
		"ACCEPTED": mentoring.Accepts, "DECLINED": mentoring.Declines, "TENTATIVE": mentoring.Unsure,
	}[c.Status]
	other := c.Method == "COUNTER" && !c.Start.Equal(session.At)
	if other {
		says = mentoring.Declines
	}
	l := mentoring.Attend(session.ID, c.Sequence, says, c.Comment)
	if other && !c.Start.IsZero() {
		l.Moment = calendar.Local(c.Start, who.Location())
		if long := int(c.End.Sub(c.Start).Minutes()); long > 0 && long <= 24*60 {
			l.Minutes = long
		}
	}
	return l
}
