package daemon_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	netmail "net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// This file holds what must be true of any world, whatever has happened in it.

// opened returns all that can be read in a mail: its header, decoded, and every
// part of it, attachments included.
func opened(t testing.TB, raw []byte) string {
	t.Helper()
	var out strings.Builder
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		t.Fatalf("a mail of ours cannot be read: %v", err)
	}
	out.WriteString(readable(e.Header))
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		if kind, _, _ := part.Header.ContentType(); strings.HasPrefix(kind, "multipart/") {
			return nil
		}
		b, err := io.ReadAll(part.Body)
		out.Write(b)
		out.WriteByte('\n')
		return err
	})
	if err != nil {
		t.Fatalf("a mail of ours cannot be read: %v", err)
	}
	return out.String()
}

// readable returns a header, decoded.
func readable(h message.Header) string {
	var out strings.Builder
	for f := h.Fields(); f.Next(); {
		value, err := new(mime.WordDecoder).DecodeHeader(f.Value())
		if err != nil {
			value = f.Value()
		}
		out.WriteString(f.Key() + ": " + value + "\n")
	}
	return out.String()
}

func messageID(raw []byte) string {
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return ""
	}
	return strings.Trim(m.Header.Get("Message-Id"), "<> ")
}

// holds checks everything but what people said.
func (w *world) holds(who ...string) {
	w.t.Helper()
	w.sound()
	w.settled()
	w.archived()
	w.once(who...)
	w.rhythm(who...)
}

// sound checks what the store promises of its file.
func (w *world) sound() {
	w.t.Helper()
	findings, err := w.d.Store.Verify(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range findings {
		w.t.Errorf("Verify() = %s, row %d: %s", f.Rule, f.ID, f.Text)
	}
}

// settled checks that every row has come to an end, and says why.
func (w *world) settled() {
	w.t.Helper()
	for _, m := range w.messages() {
		if m.State == store.New || m.State == store.Poison || m.Reason == "" {
			w.t.Errorf("message %d is %s, with the reason %q", m.ID, m.State, m.Reason)
		}
	}
	for _, x := range w.deliveries() {
		if x.State != store.Sent && x.State != store.Failed && x.State != store.Dropped {
			w.t.Errorf("delivery %d (%s) is %s", x.ID, x.Kind, x.State)
		}
		if x.State != store.Queued && x.Reply == "" {
			w.t.Errorf("delivery %d (%s) is %s, and nothing says why", x.ID, x.Kind, x.State)
		}
	}
}

func (w *world) deliveries() []store.Delivery {
	w.t.Helper()
	ids, err := w.d.Store.Deliveries(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	var out []store.Delivery
	for _, id := range ids {
		x, err := w.d.Store.Delivery(context.Background(), id)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// archived checks that each mail that lay in our mailbox is one row with its
// bytes; of our own mail, and of what is too large, the header.
func (w *world) archived() {
	w.t.Helper()
	rows, own := map[string]int{}, 0
	for _, m := range w.messages() {
		raw, err := w.d.Store.Raw(context.Background(), m.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		rows[string(raw)]++
		if m.Reason == string(mail.ReasonOwnMail) {
			own++
		}
	}
	sent := map[string]bool{}
	for _, got := range w.office.Mailbox(ours) {
		if w.isOwn(got.Raw) {
			sent[messageID(got.Raw)] = true
			continue
		}
		kept := string(got.Raw)
		if len(kept) > w.d.Settings.Limits.Whole {
			kept = kept[:strings.Index(kept, "\r\n\r\n")+4]
		}
		if n := rows[kept]; n != 1 {
			w.t.Errorf("a mail from %q of %s is in the archive %d times, want once", got.From, got.At.Format(time.DateTime), n)
		}
	}
	if own != len(sent) {
		w.t.Errorf("%d mails of ours came to our own mailbox, %d are in the archive", len(sent), own)
	}
}

func (w *world) isOwn(raw []byte) bool {
	m, err := mail.Parse(raw, mail.DefaultLimits)
	return err == nil && mail.Classify(m, w.d.Settings.Identity).Kind == mail.KindOwn
}

// once checks that everybody got each of our mails once, and nobody else's.
func (w *world) once(who ...string) {
	w.t.Helper()
	for _, x := range who {
		seen := map[string]bool{}
		for _, l := range w.letters(x) {
			id := messageID(l.raw)
			if seen[id] {
				w.t.Errorf("%s got %s (%s) twice", x, id, l.x.Kind)
			}
			seen[id] = true
			if l.x.Address != address(x) {
				w.t.Errorf("%s got a mail that was made for somebody else", x)
			}
		}
		for _, d := range w.deliveries() {
			if d.Address == address(x) && d.State == store.Sent && !seen[d.MessageID] {
				w.t.Errorf("delivery %d (%s) counts as sent, and %s never got it", d.ID, d.Kind, x)
			}
		}
	}
	keys := map[string]int64{}
	for _, d := range w.deliveries() {
		key := fmt.Sprint(d.Person, d.Kind, d.Period, d.N, d.Pairs)
		if keys[key] != 0 {
			w.t.Errorf("deliveries %d and %d are the same: %s", keys[key], d.ID, key)
		}
		keys[key] = d.ID
	}
}

// planned reports whether a mail counts in the budget.
func (w *world) planned(x store.Delivery) bool {
	def, ok := w.d.Policy.Ritual(strings.TrimPrefix(x.Kind, "nudge:"))
	return ok && !def.AtOnce
}

// rhythm counts the mails to each person by day and week, against rules.md.
func (w *world) rhythm(who ...string) {
	w.t.Helper()
	for _, name := range who {
		p, err := w.d.Store.PersonByAddress(context.Background(), address(name))
		if err != nil {
			w.t.Fatal(err)
		}
		most := map[int]int{1: 3, 2: 4, 3: 5, 4: 5}[w.pairsOf(p.ID)]
		days, weeks, receipts := map[calendar.Date]int{}, map[calendar.Week]int{}, map[calendar.Date]int{}
		news := map[calendar.Date]int{}
		for _, l := range w.letters(name) {
			at := l.x.Queued.In(p.Location())
			day := calendar.DateIn(at, p.Location())
			if !w.planned(l.x) {
				if receipts[day]++; receipts[day] == 11 {
					w.t.Errorf("%s got more than ten receipts on %s", name, day)
				}
				continue
			}
			if hour := at.Hour(); hour < 8 || hour >= 18 || at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
				w.t.Errorf("%s got a planned mail (%s) on %s", name, l.x.Kind, at.Format("Mon 2 Jan 15:04"))
			}
			if _, err := calendar.ParseDate(l.x.Period); err == nil {
				continue // the operator, or the person, asked for it on that day
			}
			if d, _ := w.d.Policy.Ritual(l.x.Kind); d.AtOnce {
				if news[day]++; news[day] == 2 {
					w.t.Errorf("%s was told of something at once twice on %s", name, day)
				}
				continue
			}
			if days[day]++; days[day] == 2 {
				w.t.Errorf("%s got two planned mails on %s", name, day)
			}
			week := calendar.WeekOf(day)
			if weeks[week]++; weeks[week] == most+1 {
				w.t.Errorf("%s got more than %d planned mails in %s", name, most, week)
			}
		}
	}
}

func (w *world) pairsOf(p mentoring.PersonID) int {
	n := 0
	for _, pair := range w.pairs {
		if _, in := w.recordOf(pair).Pair.Member(p); in {
			n++
		}
	}
	return n
}

func (w *world) records() map[mentoring.PairID]mentoring.Record {
	w.t.Helper()
	out := map[mentoring.PairID]mentoring.Record{}
	for _, pair := range w.pairs {
		out[pair] = w.recordOf(pair)
	}
	return out
}

var madeUp = regexp.MustCompile(`qz[a-z]{4}qz`)

// leaks looks for what people wrote in each mail that went out, and checks that
// its reader may read it: nobody reads what is private, the partner reads what
// is hidden once it is revealed, and nobody else reads anything.
func (c *crowd) leaks() {
	w := c.w
	w.t.Helper()
	byWord, records := map[string]saying{}, w.records()
	for _, s := range c.said {
		byWord[s.word] = s
	}
	shown := 0
	for _, reader := range c.who {
		p, err := w.d.Store.PersonByAddress(context.Background(), address(reader))
		if err != nil {
			w.t.Fatal(err)
		}
		for _, l := range w.letters(reader) {
			words := madeUp.FindAllString(strings.ToLower(opened(w.t, l.raw)), -1)
			slices.Sort(words)
			for _, word := range slices.Compact(words) {
				s, known := byWord[word]
				if !known {
					w.t.Errorf("%s reads %q, which nobody wrote", reader, word)
					continue
				}
				if s.who == reader {
					if def, _ := w.d.Policy.Ritual(l.x.Kind); def.Digest && s.visible == ritual.Private {
						w.t.Errorf("%s reads a private word of their own in a digest", reader)
					}
					continue
				}
				shown++
				r := records[s.pair]
				round, _ := r.Round(s.round)
				switch _, member := r.Pair.Member(p.ID); {
				case !member:
					w.t.Errorf("%s reads a word of pair %d in %q", reader, s.pair, l.x.Kind)
				case s.visible == ritual.Private:
					w.t.Errorf("%s reads %s in %q, a private word of %s (%s)", reader, word, l.x.Kind, s.who, s.how)
				case s.visible == ritual.AfterBoth && (round.Revealed.IsZero() || l.x.Queued.Before(round.Revealed)):
					w.t.Errorf("%s reads a hidden word of %s in %q", reader, s.who, l.x.Kind)
				}
			}
		}
	}
	if shown == 0 {
		w.t.Errorf("of %d words, nobody has read any", len(c.said))
	}
	w.t.Logf("%d words were written, partners read words %d times", len(c.said), shown)
}

// kept checks that each word that came in a mail that was recorded is in the
// record: as its author's, in their pair, and no wider than they were promised.
func (c *crowd) kept() {
	w := c.w
	w.t.Helper()
	recorded := map[string]store.MessageState{}
	for _, m := range w.messages() {
		raw, err := w.d.Store.Raw(context.Background(), m.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		if id := messageID(raw); recorded[id] == "" || m.State == store.Recorded {
			recorded[id] = m.State
		}
	}
	records := w.records()
	wider := map[ritual.Visibility]int{ritual.Private: 0, ritual.AfterBoth: 1, ritual.Shared: 2}
	for _, s := range c.said {
		state, came := recorded[s.letter]
		if !came {
			continue // still on its way
		}
		if state != store.Recorded {
			w.t.Errorf("a mail of %s is %s, want recorded", s.who, state)
			continue
		}
		found := map[mentoring.Kind]int{}
		for pair, r := range records {
			for _, e := range r.Entries {
				if !strings.Contains(e.Text+" "+e.Response, s.word) {
					continue
				}
				found[e.Kind]++
				switch {
				case wider[e.Visible] > wider[s.visible]:
					w.t.Errorf("%s of %s is %s in the record as %s, and was written as %s (%s)", s.word, s.who, e.Visible, e.Kind, s.visible, s.how)
				case e.Visible != ritual.Private && pair != s.pair:
					w.t.Errorf("a word of %s for pair %d stands in pair %d", s.who, s.pair, pair)
				}
			}
		}
		if len(found) == 0 && !c.again(s) {
			w.t.Errorf("%s of %s was recorded, and is nowhere in the record (%s)", s.word, s.who, s.how)
		}
		for kind, n := range found {
			if n > 1 {
				w.t.Errorf("%q of %s is in the record %d times as %s", s.word, s.who, n, kind)
			}
		}
	}
}

// again reports whether the same person answered the same round in another mail,
// too: an answer replaces the one before, which only the history keeps.
func (c *crowd) again(s saying) bool {
	return s.round != 0 && slices.ContainsFunc(c.said, func(x saying) bool {
		return x.who == s.who && x.round == s.round && x.letter != s.letter
	})
}
