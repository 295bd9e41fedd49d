package demo

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"milepost/daemon"
	"milepost/mail"
	"milepost/mail/postoffice"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
	"milepost/templates"
)

// Who we are in the demo's world.
const (
	domain   = "mentors.example"
	ourBox   = "pairs@" + domain
	password = "only in the demo"
)

// step is how far the clock jumps where nothing else is due sooner, and
// debounce how long after a reply its receipt is due.
const (
	step     = 30 * time.Minute
	debounce = store.Debounce + time.Second
)

// world is everything that lives while the demo runs: the clock, the post, the
// daemon with its store, and the people.
type world struct {
	story   *story
	seed    int64
	clock   atomic.Int64 // nanoseconds; the servers read it from goroutines of their own
	office  *postoffice.Office
	store   *store.Store
	daemon  *daemon.Daemon
	cast    *cast
	book    *book
	pairs   map[mentoring.PairID]*pair
	receipt time.Time // when the next receipt may be due
}

// openWorld builds a world in a folder. The caller closes it.
func openWorld(ctx context.Context, s *story, out *folder, seed int64) (w *world, err error) {
	w = &world{story: s, seed: seed, book: newBook(s), pairs: map[mentoring.PairID]*pair{}}
	w.set(calendar.At(calendar.Civil{Date: s.Begins, Clock: dayBegins}, time.UTC))
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	w.office = postoffice.New(postoffice.Options{Domain: domain, Now: w.now})
	if err := w.office.AddMailbox(ourBox, password); err != nil {
		return w, err
	}
	for _, r := range s.People {
		if err := w.office.AddMailbox(r.Address, password); err != nil {
			return w, err
		}
	}
	if w.store, err = store.Open(ctx, out.path("milepost.db")); err != nil {
		return w, fmt.Errorf("open the database: %w", err)
	}
	set, err := templates.Load("")
	if err != nil {
		return w, fmt.Errorf("load the templates: %w", err)
	}
	keys, err := seededKeys(out.path("milepost.keys"), seed)
	if err != nil {
		return w, err
	}
	policy := mentoring.DefaultPolicy()
	policy.Rituals = set.Rituals()
	w.daemon = &daemon.Daemon{
		Store: w.store, Templates: set, Policy: policy, Keys: keys,
		Settings: daemon.Settings{
			Identity: mail.Identity{Address: ourBox, IDDomain: domain},
			Program:  s.Program, RunBy: s.RunBy, Contact: s.Contact,
			Evidence: true, AuthServID: "mx." + domain,
			Processed: "Processed", Attention: "Attention", Automatic: "Automatic",
			Limits: mail.Limits{Whole: 25 << 20, Text: 1 << 20, Depth: 12, Parts: 100},
		},
		SMTP: mail.Server{Endpoint: w.endpoint("smtp." + domain + ":587"), HelloName: domain},
		IMAP: mail.MailboxServer{Endpoint: w.endpoint("imap." + domain + ":143")},
		Log:  slog.New(slog.DiscardHandler),
	}
	if _, err := w.store.SaveProgram(ctx, store.NewProgram{Name: s.Program, Holidays: s.Holidays}, w.now()); err != nil {
		return w, fmt.Errorf("add the program: %w", err)
	}
	w.cast = newCast(w)
	// The mailbox is followed from now on.
	return w, w.daemon.Receive(ctx, w.now())
}

// close ends the servers and closes the database.
func (w *world) close() {
	if w.office != nil {
		w.office.Close()
	}
	if w.store != nil {
		_ = w.store.Close() // everything in it is committed
	}
}

func (w *world) now() time.Time  { return time.Unix(0, w.clock.Load()).UTC() }
func (w *world) set(t time.Time) { w.clock.Store(t.UnixNano()) }

func (w *world) endpoint(addr string) mail.Endpoint {
	return mail.Endpoint{
		Addr: addr, TLS: mail.TLSNone, Username: ourBox, Dial: w.office.Dial,
		Secret: func() (string, error) { return password, nil },
	}
}

// seededKeys makes the key ring that belongs to a seed. A real ring comes from
// the system's randomness; this one must be the same in every run.
func seededKeys(path string, seed int64) (*mail.KeyRing, error) {
	secret := sha256.Sum256(fmt.Appendf(nil, "milepost demo, seed %d", seed))
	if err := os.WriteFile(path, fmt.Appendf(nil, "milepost keys 1\n1 %x\n", secret), 0o600); err != nil {
		return nil, err
	}
	return mail.LoadKeys(path)
}

// The clock runs while somebody in one of the zones may be written to.
var (
	dayBegins = calendar.NewClock(6, 0)
	dayEnds   = calendar.NewClock(19, 0)
)

// play runs one week of the story.
func (w *world) play(ctx context.Context, week int) error {
	monday := calendar.WeekOf(w.story.Begins).Add(week - 1).Monday()
	if err := w.begin(ctx, monday); err != nil {
		return err
	}
	end := calendar.At(calendar.Civil{Date: monday.AddDays(7), Clock: dayBegins}, time.UTC)
	for w.now().Before(end) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.turn(ctx); err != nil {
			return err
		}
	}
	return nil
}

// begin adds the pairs that the operator adds this week.
func (w *world) begin(ctx context.Context, monday calendar.Date) error {
	for _, p := range w.story.Pairs {
		if calendar.WeekOf(p.Added) != calendar.WeekOf(monday) {
			continue
		}
		id, err := w.store.AddPair(ctx, store.NewPair{
			Mentor: w.story.role(p.Mentor).person(), Mentee: w.story.role(p.Mentee).person(),
			Weeks: cmp.Or(p.Lasts, AllWeeks), Program: w.story.Program,
		}, calendar.At(calendar.Civil{Date: p.Added, Clock: dayBegins}, time.UTC))
		if err != nil {
			return fmt.Errorf("add %s and %s: %w", p.Mentor, p.Mentee, err)
		}
		w.pairs[id] = p
	}
	return nil
}

// person is somebody as the operator enters them.
func (r *role) person() mentoring.Person {
	return mentoring.Person{
		Name: r.Name, Addresses: []mentoring.Address{{Address: r.Address, Confirmed: true}}, Zone: r.Zone, Language: "en",
	}
}

// turn does what is due now, lets the people look at their mail, and jumps to
// the next moment at which something may happen.
func (w *world) turn(ctx context.Context) error {
	now := w.now()
	arrived := len(w.office.Mailbox(ourBox))
	w.cast.weather(now)
	if _, err := w.office.Turn(now); err != nil {
		return fmt.Errorf("post: %w", err)
	}
	if len(w.office.Mailbox(ourBox)) > arrived {
		w.receipt = now.Add(debounce)
	}
	for _, turn := range []func(context.Context, time.Time) error{w.daemon.Receive, w.daemon.Plan, w.daemon.Deliver} {
		if err := turn(ctx, now); err != nil {
			return err
		}
	}
	if err := w.cast.read(ctx); err != nil {
		return err
	}
	letter, err := w.office.Turn(now)
	w.set(w.soonest(now, letter))
	return err
}

// soonest returns the next moment to look at: the next half hour of a day, an
// earlier letter, or the moment at which a receipt is due.
func (w *world) soonest(now, letter time.Time) time.Time {
	next := now.Truncate(step).Add(step)
	today := calendar.DateIn(now, time.UTC)
	if next.After(calendar.At(calendar.Civil{Date: today, Clock: dayEnds}, time.UTC)) {
		next = calendar.At(calendar.Civil{Date: today.AddDays(1), Clock: dayBegins}, time.UTC)
	}
	for _, t := range []time.Time{letter, w.receipt} {
		if t.After(now) && t.Before(next) {
			next = t
		}
	}
	return next
}
