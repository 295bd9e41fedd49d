package daemon_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"github.com/emersion/go-message"

	"milepost/mail"
	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// The loops below draw some 300 cases each from a seeded generator.

// secrecy are ways in which people mark words as nobody else's.
var secrecy = []string{
	"private: %s", "Private: %s", "PRIVATE %s", "*private*: %s", "**private:** %s", "[private] %s", "(private) %s", "“private: %s”",
	"private - %s", "privat: %s", "prvate: %s", "pri\u00advate: %s", "- private: %s", "confidential: %s", "privately, %s", "secret: %s",
	"private\n%s", "Please don't tell anyone that %s", "Between us, %s", "This stays between you and me: %s", "Off the record: %s",
	"zu 1: private: %s", "win: private: %s", "goal: private: %s by 1 march", "commit: private: %s by friday", "ask: private: %s",
}

// TestPrivateWordsStay has two people answer everything that both were asked,
// for months, each time with a word for nobody or for later, marked in some way
// and written in some program. No word reaches the other before its time.
func TestPrivateWordsStay(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { privateWords(t, seed) })
		})
	}
}

func privateWords(t *testing.T, seed uint64) {
	w := begun(t)
	c := newCrowd(w, seed, "ana", "tomasz")
	c.letters = int(seed) * 7 // the habit to begin with
	c.seen["ana"], c.seen["tomasz"] = len(w.letters("ana")), len(w.letters("tomasz"))
	rituals := []string{"check-in", "relationship-review", "kickoff", "goal-review"}
	for n := range 10 {
		for i, name := range rituals {
			if (n+i)%2 == 0 {
				w.ask(name)
			}
		}
		w.every(4*time.Hour, 24*time.Hour)
		for _, who := range c.who {
			box := w.office.Mailbox(address(who))
			for _, got := range box[c.seen[who]:] {
				if l := w.openLetter(got); len(l.x.Asked) > 0 {
					c.whisper(who, l)
				}
			}
			c.seen[who] = len(box)
		}
		w.every(6*time.Hour, 2*24*time.Hour)
	}
	w.every(6*time.Hour, 3*week)
	c.leaks()
	c.kept()
	w.sound()
	w.settled()
}

// whisper answers every question, one of them with words that are for nobody.
func (c *crowd) whisper(who string, l letter) {
	pair := l.x.Pairs[0]
	d := &draft{c: c, who: who, to: l, single: true}
	d.reply.Habit = c.habit(len(l.x.Asked))
	secret := c.rng.IntN(len(l.x.Asked))
	for i, q := range l.x.Asked {
		switch {
		case i == secret:
			mark := secrecy[c.rng.IntN(len(secrecy))]
			text := fmt.Sprintf(mark, d.word("I think of leaving", pair, ritual.Private))
			if !d.numbered() {
				d.free = append(d.free, text)
				continue
			}
			d.reply.Answers = append(d.reply.Answers, correspondent.Answer{Question: q.N, Text: text})
		default:
			d.answer(q)
		}
	}
	d.reply.Free = strings.Join(d.free, "\n\n")
	c.post(d, time.Duration(1+c.rng.IntN(600))*time.Minute)
}

// hostile draws a name that somebody may have typed to break something.
func hostile(rng *rand.Rand) string {
	parts := []string{
		"Ana", "Sousa", "\r\nBcc: all@world.test", "\nSubject: gone", "\r", "\x00", "\x1b[31m", "\"", "\\", "<x@world.test>", ",", ";", ":", "@",
		"\u202e", "\u2066", "\u200b", "\ufeff", "=?utf-8?q?=0d=0aBcc:_x?=", "=?utf-8?b?", "(", ")", "é", "日本", "🙂", "\u0301", "{{.Name}}", "<script>", "</td>",
		"%0d%0a", "&#10;", strings.Repeat("long ", 60), " ", "\t", "\xff", "mailto:x@world.test", "--boundary", "\r\n\r\nbody", "\u2028",
	}
	var name strings.Builder
	for range 1 + rng.IntN(5) {
		name.WriteString(parts[rng.IntN(len(parts))])
		if rng.IntN(2) == 0 {
			name.WriteByte(' ')
		}
	}
	return name.String()
}

// TestHeadersCannotBeBroken gives hundreds of people hostile names. Their mails
// have the same header fields as Ana's, each once, and go to their own address.
func TestHeadersCannotBeBroken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 0))
		w := newWorld(t, monday.Add(-2*time.Hour), func(s *setup) {
			s.settings.Program, s.settings.RunBy = hostile(rng), hostile(rng)
		})
		w.join("tomasz", "ana", true)
		named := func(who string) mentoring.Person {
			if err := w.office.AddMailbox(address(who), "secret"); err != nil {
				t.Fatal(err)
			}
			return mentoring.Person{
				Name: hostile(rng), Zone: "Europe/Lisbon", Language: "en", Hours: calendar.DefaultWorkHours(),
				Addresses: []mentoring.Address{{Address: address(who)}},
			}
		}
		var who []string
		for n := range 75 {
			mentor, mentee := fmt.Sprint("mentor", n), fmt.Sprint("mentee", n)
			who = append(who, mentor, mentee)
			p := store.NewPair{Mentor: named(mentor), Mentee: named(mentee), ConsentGiven: true}
			if _, err := w.d.Store.AddPair(t.Context(), p, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		w.every(4*time.Hour, 32*time.Hour)
		want := map[string][]string{}
		for _, l := range w.letters("ana") {
			want[l.x.Kind] = fields(t, l.raw)
		}
		checked := 0
		for _, x := range who {
			for _, l := range w.letters(x) {
				checked++
				if got := fields(t, l.raw); !slices.Equal(got, want[l.x.Kind]) {
					t.Errorf("the header of a mail has the fields %q, want %q", got, want[l.x.Kind])
				}
				m, err := netmail.ReadMessage(bytes.NewReader(l.raw))
				if err != nil {
					t.Fatal(err)
				}
				for field, addr := range map[string]string{"To": address(x), "From": ours} {
					list, err := m.Header.AddressList(field)
					if err != nil || len(list) != 1 || list[0].Address != addr {
						t.Errorf("%s is %q, %v, want %s alone", field, m.Header.Get(field), err, addr)
					}
				}
				e, err := message.Read(bytes.NewReader(l.raw))
				if err != nil {
					t.Fatal(err)
				}
				head := readable(e.Header)
				if i := strings.IndexFunc(head, unseen); i >= 0 {
					t.Errorf("a header holds %q", head[max(i-20, 0):min(i+20, len(head))])
				}
			}
		}
		if checked < len(who) {
			t.Errorf("%d mails were looked at, want at least one for each of %d people", checked, len(who))
		}
		w.sound()
	})
}

// unseen reports whether a rune has no place in a header, decoded or not.
func unseen(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// fields are the names in a header, in order.
func fields(t *testing.T, raw []byte) []string {
	t.Helper()
	head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	var names []string
	for line := range strings.SplitSeq(string(head), "\r\n") {
		if len(line) > 998 {
			t.Errorf("a header line has %d octets", len(line))
		}
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
			continue
		}
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	return names
}

// TestAnyMailIsSettled posts replies that something has damaged on the way, in
// any place and any way. Each is settled with a reason, and the last, a good
// one, is recorded.
func TestAnyMailIsSettled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		rng := rand.New(rand.NewPCG(5, 0))
		to, habits := w.latest("ana", "kickoff"), correspondent.Habits()
		for i := range 300 {
			raw := w.write("ana", to, correspondent.Reply{
				Habit: habits[i%len(habits)], Free: fmt.Sprintf("Words that nobody else wrote, %d.", i),
			}).Raw
			w.office.Post(time.Now(), address("ana"), []string{ours}, damaged(rng, raw))
		}
		w.every(10*time.Minute, time.Hour)
		w.says("ana", "kickoff", "win: I gave the talk.")
		w.run(6 * time.Hour)
		if got := len(w.record().Of(mentoring.WinEntry)); got != 1 {
			t.Errorf("after 300 damaged mails %d wins are recorded, want the good one", got)
		}
		if got, want := len(w.messages()), len(w.office.Mailbox(ours))-w.unserved(); got != want {
			t.Errorf("%d messages are in the archive, want %d", got, want)
		}
		w.settled()
		w.sound()
	})
}

// unserved counts the messages that the IMAP server lists and cannot show: it
// takes a mail apart before it gives it out.
func (w *world) unserved() (n int) {
	w.t.Helper()
	in, err := mail.OpenInbox(w.t.Context(), w.d.IMAP)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	listed, err := in.New(w.t.Context(), 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range listed {
		_, err := in.Fetch(w.t.Context(), l.UID, 25<<20)
		if errors.Is(err, mail.ErrNoMessage) {
			n++
		} else if err != nil {
			w.t.Fatal(err)
		}
	}
	return n
}

// damaged changes a mail as a broken server or an attacker would.
func damaged(rng *rand.Rand, raw []byte) []byte {
	raw = slices.Clone(raw)
	for range 1 + rng.IntN(4) {
		at := rng.IntN(len(raw))
		switch rng.IntN(7) {
		case 0:
			raw[at] ^= 1 << rng.IntN(8)
		case 1:
			raw = raw[:max(at, 200)]
		case 2:
			raw = slices.Insert(raw, at, []byte("\r\n\r\n")...)
		case 3:
			raw = slices.Insert(raw, at, []byte("\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n")...)
		case 4:
			raw = slices.Insert(raw, at, 0, 0xff, 0xfe)
		case 5:
			raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		case 6:
			end := min(at+rng.IntN(400), len(raw))
			raw = slices.Delete(raw, at, end)
		}
		if len(raw) < 200 {
			return raw
		}
	}
	return raw
}
