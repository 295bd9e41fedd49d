package daemon

import (
	"context"
	"strconv"
	"strings"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// eventPrefix begins the id of a session in people's calendars.
const eventPrefix = "session-"

// eventID names a session in people's calendars, for good.
func (d *Daemon) eventID(session int64) string {
	return eventPrefix + strconv.FormatInt(session, 10) + "@" + d.Settings.Identity.IDDomain
}

// sessionOf returns the session that an event's id names.
func (d *Daemon) sessionOf(uid string) (session int64, ok bool) {
	local, domain, _ := strings.Cut(strings.TrimSpace(uid), "@")
	digits, found := strings.CutPrefix(local, eventPrefix)
	session, err := strconv.ParseInt(digits, 10, 64)
	return session, found && err == nil && strings.EqualFold(domain, d.Settings.Identity.IDDomain)
}

// invitation is a session on its way into a person's calendar. Everybody gets
// one of their own, with nobody's address but theirs in it, and with an organizer
// whose address knows whom it was sent to.
func (d *Daemon) invitation(r mentoring.Record, who mentoring.Person, e mentoring.Entry) *mail.Invite {
	token := d.Keys.Mint(mail.PurposeInvite, int64(r.Pair.ID), eventClaims(who.ID, who.Mail(), r.Pair.ID, e.ID)...)
	organizer := d.Settings.Identity.ReplyAddress(mail.PurposeInvite, token)
	invite := &mail.Invite{
		Method: mail.InviteRequest, UID: d.eventID(e.ID), Sequence: e.Parent,
		Stamp: e.Changed, Start: e.At, End: mentoring.SessionEnd(e),
		Organizer: mail.Address{Name: d.fromName(who, names(r)...), Addr: organizer},
		Attendee:  mail.Address{Name: who.Name, Addr: who.Mail()},
		Accepted:  e.Owner == who.ID,
		Summary:   strings.Join(names(r), " & "), Description: d.Templates.InviteNote(who.Language),
	}
	if e.State == mentoring.DroppedState {
		invite.Method = mail.InviteCancel
	}
	return invite
}

// eventClaims are what the organizer's address of a session is bound to.
func eventClaims(person mentoring.PersonID, address string, pair mentoring.PairID, session int64) []string {
	return append(claims(person, address, pair), "session "+strconv.FormatInt(session, 10))
}

// newsOf is the invitation that goes with the news of a session, nil where the
// news is that somebody cannot come.
func (d *Daemon) newsOf(who mentoring.Person, r mentoring.Record, period string) *mail.Invite {
	id, _ := ritual.SessionOf(period)
	e, ok := r.Session(id)
	if !ok || mentoring.TellOf(r, e).Says == mentoring.SessionNo {
		return nil
	}
	return d.invitation(r, who, e)
}

// confirmedSession is the invitation that goes with receipts: to the session that
// was set, moved or cancelled last. Where its time has changed since, the news of
// that brings a newer one.
func (d *Daemon) confirmedSession(who mentoring.Person, records []mentoring.Record, receipts []store.ReceiptDue) *mail.Invite {
	var invite *mail.Invite
	for _, x := range receipts {
		for _, said := range x.Receipt.Said {
			state := mentoring.PlannedState
			switch reading.Verb(said.What) {
			case reading.NextAt:
			case reading.NoSession:
				state = mentoring.DroppedState
			default:
				continue
			}
			for _, r := range records {
				for _, e := range r.Of(mentoring.SessionEntry, state) {
					if r.Pair.ID == x.Receipt.Pair && e.At.Equal(said.At) {
						invite = d.invitation(r, who, e)
					}
				}
			}
		}
	}
	return invite
}

// organized looks up whom the organizer's address of a session was sent to. It
// stands for no mail of ours, but is about the pair.
func (d *Daemon) organized(ctx context.Context, pair mentoring.PairID, c mail.Candidate) (mail.TokenState, store.Delivery, mentoring.PairID) {
	r, err := d.Store.Record(ctx, pair)
	if err != nil {
		return mail.TokenBad, store.Delivery{}, 0
	}
	for _, e := range r.Of(mentoring.SessionEntry) {
		for _, who := range r.People {
			for _, a := range who.Addresses {
				if d.Keys.Verify(c.Purpose, c.Token, eventClaims(who.ID, a.Address, pair, e.ID)...) == nil {
					return mail.TokenValid, store.Delivery{Person: who.ID, Address: a.Address, Pairs: []mentoring.PairID{pair}, Queued: e.Changed}, pair
				}
			}
		}
	}
	return mail.TokenBad, store.Delivery{}, 0
}
