package daemon

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
	"milepost/templates"
)

// Settings is what an installation chose.
type Settings struct {
	Identity mail.Identity
	FromName string // of all mails; empty: "Milepost for Ana & Tomasz"
	Program  string
	RunBy    string
	Contact  string
	// Evidence adds our own mailbox as a second recipient of each mail.
	Evidence   bool
	Shared     bool // the mailbox holds other mail, too
	Strict     bool
	AuthServID string
	Processed  string // folders
	Attention  string
	Automatic  string
	Limits     mail.Limits
}

// Daemon holds what the turns need. Its methods may be called from several
// goroutines, but each turn from one at a time.
type Daemon struct {
	Store     *store.Store
	Templates *templates.Set
	Policy    mentoring.Policy
	Keys      *mail.KeyRing
	// Own are the words and questions of programs and pairs that have their own,
	// by their folder: see templates.Owners.
	Own      map[string]*templates.Set
	Settings Settings
	SMTP     mail.Server
	IMAP     mail.MailboxServer
	Log      *slog.Logger
	// Jitter spreads retries; it returns a part of a duration. Nil: none.
	Jitter func(time.Duration) time.Duration

	beat      func(loop string) // set by Run
	unsettled []store.Settled   // the deliverer's: see note
}

// moved tells that a loop makes progress within a turn, which may be long.
func (d *Daemon) moved(loop string) {
	if d.beat != nil {
		d.beat(loop)
	}
}

// batch is how many pairs, people or messages a turn takes from the store at
// once.
const batch = 100

// Plan opens the rounds that are due, erases what time asks to erase, and queues
// the mails that may go now. It goes on until nothing is due. What fails for one
// pair or person is logged and tried again an hour later; only a store that does
// not work ends the turn.
func (d *Daemon) Plan(ctx context.Context, now time.Time) error {
	if err := d.planPairs(ctx, now); err != nil {
		return err
	}
	if err := d.Tidy(ctx, now); err != nil {
		return err
	}
	if err := d.planPeople(ctx, now); err != nil {
		return err
	}
	if err := d.office(ctx, now); err != nil {
		return err
	}
	return d.confirm(ctx, now)
}

func (d *Daemon) planPairs(ctx context.Context, now time.Time) error {
	for {
		pairs, err := d.Store.DuePairs(ctx, now, batch)
		if err != nil || len(pairs) == 0 {
			return err
		}
		for _, id := range pairs {
			if err := ctx.Err(); err != nil {
				return err
			}
			d.moved("planner")
			err := d.Store.Plan(ctx, id, now, func(r mentoring.Record) ([]mentoring.Action, time.Time) {
				actions, next := mentoring.PlanPair(r, d.Policy, now)
				if len(actions) == 0 && !next.After(now) {
					next = now.Add(time.Minute)
				}
				return actions, next
			})
			if err != nil {
				d.Log.Error("pair not planned", "pair", id, "err", err)
				if err := d.Store.Planned(ctx, id, nil, now.Add(time.Hour), now); err != nil {
					return err
				}
			}
		}
	}
}

func (d *Daemon) planPeople(ctx context.Context, now time.Time) error {
	for {
		people, err := d.Store.DuePeople(ctx, now, batch)
		if err != nil || len(people) == 0 {
			return err
		}
		for _, id := range people {
			if err := ctx.Err(); err != nil {
				return err
			}
			d.moved("planner")
			if err := d.planPerson(ctx, id, now); err != nil {
				return err
			}
		}
	}
}

// planPerson queues what may go to a person now. It returns an error only if
// the store does not work.
func (d *Daemon) planPerson(ctx context.Context, id mentoring.PersonID, now time.Time) error {
	agenda, err := d.Store.Agenda(ctx, id, now)
	if err != nil {
		return err
	}
	mails, next := mentoring.PlanPerson(agenda.Who, agenda.Pairs, agenda.Pending, agenda.Sent, d.Policy, agenda.Holidays, now)
	for _, m := range mails {
		if err := d.queue(ctx, agenda, m, now); err != nil {
			d.Log.Error("mail not queued", "person", id, "err", err)
			next = now.Add(time.Hour)
		}
	}
	return d.Store.LookAgain(ctx, id, agenda.Seen, next)
}

// fromName is the name that mails to a person come from.
func (d *Daemon) fromName(to mentoring.Person, names ...string) string {
	return cmp.Or(d.Settings.FromName, d.Templates.From(to.Language, names...))
}
