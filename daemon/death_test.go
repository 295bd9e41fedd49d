package daemon_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net"
	netmail "net/mail"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/daemon"
	"milepost/mail"
	"milepost/mail/postoffice/correspondent"
)

// death ends a daemon in the middle of a turn, as a crash does: what is
// committed stays, what is not is gone, and nothing more is done. It strikes at
// the moments at which the daemon touches the world: right before a transaction
// of the store (so after the one before), when a server is dialled, and at each
// line of the log, of which one stands between a mail that was sent and the
// note that it was.
//
// A turn after a death lives, but for moments that are new: a daemon that dies
// on the same message every time has to put it aside, and does.
type death struct {
	rng     *rand.Rand
	reached map[string]int // how often the daemon came by a moment
	struck  map[string]int // how often it died there
	spared  bool           // the last turn was lived through
	only    string         // the one moment at which it strikes, once; empty: at all of them
	total   int
}

func newDeath(seed uint64) *death {
	return &death{rng: rand.New(rand.NewPCG(seed, 0)), reached: map[string]int{}, struck: map[string]int{}, spared: true}
}

// pass ends the goroutine if the moment is the last one. It strikes the first
// time, and then more and more rarely: moments that each turn has must not use
// up the time.
func (x *death) pass(moment string) {
	x.reached[moment]++
	first := x.struck[moment] == 0
	if x.only != "" && (x.only != moment || !first) {
		return
	}
	if !first && (!x.spared || x.rng.IntN(x.reached[moment]) >= 8) {
		return
	}
	x.struck[moment]++
	x.total++
	x.spared = false
	runtime.Goexit()
}

// context is given to a turn. The store asks it before each transaction
// whether it may go on.
func (x *death) context() context.Context { return mortal{context.Background(), x} }

type mortal struct {
	context.Context
	death *death
}

func (m mortal) Err() error {
	if act, ok := caller(); ok {
		m.death.pass("before " + act)
	}
	return nil
}

// caller names the act of the store, or the turn, that asks. Nobody else's
// question counts: the database's own goroutines ask, too.
func caller() (act string, ok bool) {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		_, act, ok = strings.Cut(f.Function, "milepost/")
		if !ok || !more {
			return "", false
		}
		if act = act[strings.LastIndex(act, ".")+1:]; act != "write" {
			return act, true
		}
	}
}

// watch has a daemon pass its moments.
func (x *death) watch(d *daemon.Daemon) {
	d.Log = slog.New(deadly{d.Log.Handler(), x})
	for _, e := range []*mail.Dial{&d.SMTP.Dial, &d.IMAP.Dial} {
		dial := *e
		*e = func(ctx context.Context, network, addr string) (net.Conn, error) {
			x.pass("dial " + addr)
			return dial(ctx, network, addr)
		}
	}
}

// deadly is a log after whose lines the daemon may be gone.
type deadly struct {
	slog.Handler
	death *death
}

func (h deadly) Enabled(context.Context, slog.Level) bool { return true }

func (h deadly) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	h.death.pass("log " + r.Message)
	return err
}

// TestNoticeOutlivesDeath: what is asked or said about a mail is asked or said
// once, wherever the daemon dies meanwhile.
func TestNoticeOutlivesDeath(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		notice string
		from   string // of the mail that calls for it
		stray  bool
		words  string
	}{
		{"notice:confirm-address", "kasia", false, "It moved."},
		{"notice:stray", "ana", true, "I had an idea."},
		{"notice:no-number", "ana", false, ""},
	} {
		for _, moment := range []string{"before Begin", "before NoticeOnce", "before Queue", "before File", "before Receive", "log message filed", "log reply recorded", "dial localhost:587"} {
			t.Run(row.notice+" "+moment, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := welcomed(t, func(s *setup) { s.people = []string{"kasia"} })
					w.run(12 * time.Hour)
					w.death = newDeath(1)
					w.death.only = moment
					w.death.watch(w.d)
					l := w.write("ana", w.latest("ana", "welcome"), correspondent.Reply{
						From:  netmail.Address{Address: address(row.from)},
						Habit: correspondent.Habit{Client: correspondent.MailtoTap, Placing: correspondent.Bare}, Free: row.words,
					})
					if row.stray {
						l.To, l.Raw = []string{ours}, wrote(address(row.from), ours, "An idea", row.words)
					}
					w.office.Post(time.Now(), l.From, l.To, l.Raw)
					w.run(6 * time.Hour)
					w.death = nil
					if n := len(w.of("ana", row.notice)); n != 1 {
						t.Errorf("Ana got the notice %d times, want once", n)
					}
					w.holds("ana", "tomasz")
				})
			})
		}
	}
}
