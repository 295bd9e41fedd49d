package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

// What takes longer than this needs a person.
const (
	waitTooLong = 4 * time.Hour
	lookTooLong = time.Hour
	readTooLong = 2 * time.Hour
)

// Surroundings is what a status tells besides the database.
type Surroundings struct {
	Running     bool // a daemon has the database
	KeysMissing bool
	// Swept is when the mailbox was last read to its end; zero: not known.
	Swept time.Time
	// DiskLeft is how much room there is beside the database, where it is
	// little: "12.3 MB".
	DiskLeft string
	// Discreet is as for PairOf.
	Discreet bool
	// Refused are the people whose last mail no server takes.
	Refused []mentoring.PersonID
}

// Status is how the whole installation stands.
type Status struct {
	Running  bool                        `json:"running"`
	People   int                         `json:"people"`
	Pairs    map[mentoring.PairState]int `json:"pairs"`
	Outgoing map[store.DeliveryState]int `json:"outgoing"`
	Incoming map[store.MessageState]int  `json:"incoming"`
	Times    map[string]time.Time        `json:"times"` // last_sent, last_received, next_mail
	// Lately is how well replies of the last 90 days were understood; nil where
	// the operator is in the pair.
	Lately *Lately `json:"lately,omitempty"`
	// Needs is what needs a person. Empty: all is well.
	Needs []Need `json:"needs"`

	now time.Time
}

// Lately counts replies, and those whose author was asked what they meant.
type Lately struct {
	Replies int `json:"replies"`
	Unclear int `json:"unclear"`
}

// Need is something that needs a person, with what to do.
type Need struct {
	What   string `json:"what"`
	Remedy string `json:"remedy"`
}

// StatusOf says how things stand, and what needs a person.
func StatusOf(st store.Status, now time.Time, around Surroundings) Status {
	s := Status{
		Running: around.Running, People: st.People, Pairs: maps.Clone(st.Pairs), Outgoing: st.Outbox, Incoming: st.Messages,
		Times: map[string]time.Time{}, Needs: []Need{}, now: now,
	}
	if n := s.Pairs[mentoring.Ending]; around.Discreet && n > 0 {
		delete(s.Pairs, mentoring.Ending)
		s.Pairs[mentoring.Active] += n
	}
	if !around.Discreet {
		s.Lately = &Lately{st.Replies, st.Unclear}
	}
	for name, t := range map[string]time.Time{
		"last_sent": st.LastSent, "last_received": st.LastReceived, "next_mail": st.NextPrompt, "oldest_waiting": st.Oldest,
	} {
		if !t.IsZero() {
			s.Times[name] = t.UTC()
		}
	}
	sent := st.Outbox[store.Sent] > 0
	s.need(!around.Running && len(st.Pairs) > 0, "no daemon runs: nothing goes out and nothing is read", "start it: systemctl start milepost, or milepost run")
	s.need(around.KeysMissing && sent, "the key ring is missing: replies to mails already sent cannot be placed", "bring it back from a backup (BACKUP.keys), then restart the daemon; if it is lost for good: milepost rekey")
	s.need(around.DiskLeft != "", "the disk is nearly full: "+around.DiskLeft+" left beside the database", "make room there: without it nothing can be read or sent")
	if stuck, ok := Stuck(st, now); ok {
		s.Needs = append(s.Needs, stuck)
	}
	if unread, ok := Unread(around.Swept, now); ok && around.Running {
		s.Needs = append(s.Needs, unread)
	}
	late := lateness(st, now)
	s.need(around.Running && late > lookTooLong, "the planner is late by "+Count(int(late.Hours()), "hour"), "look at the log: journalctl -u milepost")
	s.some(st.Messages[store.Held], "mail", verb(st.Messages[store.Held], "waits", "wait")+" for a decision", "milepost replies --attention lists what is held, and why")
	s.some(st.Messages[store.Poison], "mail", "could not be read", "milepost replies --attention lists it; it lies in the folder Attention")
	for _, id := range around.Refused {
		s.need(true, fmt.Sprintf("the last mail to person %d was refused for good", id), fmt.Sprintf("is the address right? milepost person show %d", id))
	}
	s.need(st.ToErase > 0, fmt.Sprintf("%d %s to be erased", st.ToErase, verb(st.ToErase, "person asks", "people ask")), "milepost person list says who, and milepost forget PERSON does it; until then they can take it back")
	s.some(st.Outbox[store.Unknown], "mail", "may or may not have gone out", "the daemon looks for evidence by itself; if this stays, look into the mailbox's log")
	s.some(st.Dead, "address", verb(st.Dead, "takes", "take")+" no mail any more", "milepost person list, then milepost person edit PERSON --address NEW")
	return s
}

// Stuck reports whether mail does not go out, and has not for long.
func Stuck(st store.Status, now time.Time) (what Need, stuck bool) {
	waited := now.Sub(st.Oldest)
	return Need{
		What:   "a mail has waited for " + Count(int(waited.Hours()), "hour") + ": the mail server does not take it",
		Remedy: "milepost check says what is wrong",
	}, !st.Oldest.IsZero() && waited > waitTooLong
}

// Unread reports whether the mailbox, last read to its end at swept, has not
// been for long.
func Unread(swept, now time.Time) (what Need, unread bool) {
	since := now.Sub(swept)
	return Need{
		What:   "the mailbox has not been read for " + Count(int(since.Hours()), "hour"),
		Remedy: "milepost check says what is wrong; what comes in waits in the mailbox",
	}, !swept.IsZero() && since > readTooLong
}

// lateness is how long the planner should have looked ago.
func lateness(st store.Status, now time.Time) (late time.Duration) {
	for _, at := range []time.Time{st.NextPair, st.NextPerson} {
		if !at.IsZero() {
			late = max(late, now.Sub(at))
		}
	}
	return late
}

func (s *Status) need(needed bool, what, remedy string) {
	if needed {
		s.Needs = append(s.Needs, Need{what, remedy})
	}
}

func (s *Status) some(n int, word, what, remedy string) {
	if n > 0 {
		s.Needs = append(s.Needs, Need{Count(n, word) + " " + what, remedy})
	}
}

// verb is a verb that goes with a number.
func verb(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// Text writes one screen, with times on the clock of a place.
func (s Status) Text(w io.Writer, loc *time.Location) error {
	daemon := "not running"
	if s.Running {
		daemon = "running"
	}
	at := func(name string) string {
		t, ok := s.Times[name]
		switch {
		case !ok:
			return "none"
		case t.After(s.now):
			return When(t, loc)
		}
		return When(t, loc) + ", " + Ago(t, s.now)
	}
	rows := [][]string{
		{"daemon", daemon},
		{"people", fmt.Sprint(s.People)},
		{"pairs", tally(s.Pairs)},
		{"outgoing", tally(s.Outgoing)},
		{"  last sent", at("last_sent")},
		{"  next prompt", at("next_mail")},
		{"incoming", tally(s.Incoming)},
		{"  last received", at("last_received")},
	}
	if s.Lately != nil && s.Lately.Replies > 0 {
		rows = append(rows, []string{"  not clear", fmt.Sprintf("%d of %d replies in 90 days; their authors were asked", s.Lately.Unclear, s.Lately.Replies)})
	}
	if err := table(w, rows); err != nil {
		return err
	}
	if len(s.Needs) == 0 {
		_, err := fmt.Fprintln(w, "\nNothing needs you.")
		return err
	}
	var b strings.Builder
	b.WriteString("\nThis needs you:\n")
	for _, n := range s.Needs {
		fmt.Fprintf(&b, "  %s\n    -> %s\n", n.What, n.Remedy)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tally is numbers by name: "3 active, 1 paused".
func tally[S ~string](counts map[S]int) string {
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
