package daemon_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
)

// invited returns the invitation in a mail of ours, and fails where there is none.
func (l letter) invited(t testing.TB) (*mail.Calendar, string) {
	t.Helper()
	m, err := mail.Parse(l.raw, mail.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if m.Calendar == nil {
		t.Fatalf("%q brings no invitation", l.subject)
	}
	text := opened(t, l.raw)
	_, organizer, _ := strings.Cut(strings.ReplaceAll(text, "\r\n ", ""), "\nORGANIZER")
	organizer, _, _ = strings.Cut(organizer, "\r\n")
	_, organizer, ok := strings.Cut(organizer, ":mailto:")
	if !ok {
		t.Fatalf("the invitation names no organizer:\n%s", text)
	}
	return m.Calendar, organizer
}

// presses answers an invitation as somebody's calendar does.
func (w *world) presses(who string, l letter, method, status string, more ...string) {
	w.t.Helper()
	c, organizer := l.invited(w.t)
	event := append([]string{
		"BEGIN:VCALENDAR", "PRODID:-//World//Calendar//EN", "VERSION:2.0", "METHOD:" + method, "BEGIN:VEVENT",
		"UID:" + c.UID, fmt.Sprintf("SEQUENCE:%d", c.Sequence), "DTSTAMP:" + time.Now().UTC().Format("20060102T150405Z"),
		"ORGANIZER:mailto:" + organizer, "ATTENDEE;PARTSTAT=" + status + ":mailto:" + address(who),
	}, more...)
	event = append(event, "END:VEVENT", "END:VCALENDAR", "")
	// As a calendar service sends it: from the person, by a program.
	raw := wrote(address(who), organizer, "Re: "+l.subject, strings.Join(event, "\n"),
		"Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/calendar; charset=utf-8; method="+method)
	w.office.Post(time.Now(), address(who), []string{organizer}, raw)
}

// TestInvitationAndAnswer plans a session by mail, through real servers: both get
// it for their calendars, and what their calendars answer comes back.
func TestInvitationAndAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.says("ana", "kickoff", "next: 4 dec 17:00")
		w.run(2 * time.Hour)
		hers, _ := w.latest("ana", "receipt").invited(t)
		his, organizer := w.latest("tomasz", "meeting-news").invited(t)
		if hers.Method != "REQUEST" || his.Method != "REQUEST" || hers.UID != his.UID || his.Sequence != 0 || !hers.Start.Equal(his.Start) {
			t.Errorf("hers = %+v, his = %+v, want the same event", hers, his)
		}
		if at := w.record().Of(mentoring.SessionEntry)[0].At; !his.Start.Equal(at) || his.End.Sub(his.Start) != 45*time.Minute {
			t.Errorf("the calendar says %v to %v, the record %v", his.Start, his.End, at)
		}
		if hers.Attendee != address("ana") || hers.Status != "ACCEPTED" || his.Attendee != address("tomasz") || his.Status != "NEEDS-ACTION" {
			t.Errorf("attendees: %+v and %+v", hers, his)
		}
		if strings.Contains(opened(t, w.latest("tomasz", "meeting-news").raw), address("ana")) {
			t.Error("Tomasz is told Ana's address")
		}

		mails := len(w.letters("ana")) + len(w.letters("tomasz"))
		w.presses("tomasz", w.latest("tomasz", "meeting-news"), "REPLY", "ACCEPTED")
		w.run(2 * time.Hour)
		in := w.incoming()
		if last := in[len(in)-1]; last.State != store.Recorded || last.Reason != string(mail.ReasonCalendar) {
			t.Errorf("the answer is %s, %s, want recorded", last.State, last.Reason)
		}
		if got := w.record().Of(mentoring.AttendanceEntry); len(got) != 1 || got[0].Key != mentoring.Accepts || got[0].Author != w.record().Pair.Mentor.Person {
			t.Errorf("attendance = %+v, want Tomasz's yes", got)
		}
		if n := len(w.letters("ana")) + len(w.letters("tomasz")); n != mails {
			t.Errorf("a yes brought %d mails", n-mails)
		}

		// Ana moves it: his calendar learns of it from the same organizer.
		w.says("ana", "receipt", "next: 5 dec 10:00")
		w.run(24 * time.Hour)
		moved, again := w.latest("tomasz", "meeting-news").invited(t)
		if moved.UID != his.UID || moved.Sequence != 1 || again != organizer {
			t.Errorf("moved = %+v by %q, want the same event and organizer", moved, again)
		}
		w.presses("tomasz", w.latest("tomasz", "meeting-news"), "REPLY", "DECLINED", "COMMENT:At the dentist.")
		w.run(24 * time.Hour)
		if news := w.latest("ana", "meeting-news"); !strings.Contains(news.text, "Tomasz cannot make it") || strings.Contains(news.text, "dentist") {
			t.Errorf("Ana reads:\n%s", news.text)
		}
		if rc := w.latest("tomasz", "receipt"); !strings.Contains(rc.text, "Your calendar said no") || !strings.Contains(rc.text, "At the dentist.") {
			t.Errorf("Tomasz reads:\n%s", rc.text)
		}
		// His calendar proposes another time, which is as good as writing it.
		w.presses("tomasz", w.latest("tomasz", "meeting-news"), "COUNTER", "TENTATIVE", "DTSTART:20261207T090000Z", "DTEND:20261207T100000Z")
		w.run(24 * time.Hour)
		if s := w.record().Of(mentoring.SessionEntry)[0]; s.At.UTC().Format("01-02 15:04") != "12-07 09:00" || s.Value != 60 || s.Parent != 2 {
			t.Errorf("after the proposal the session is %+v", s)
		}
		if c, _ := w.latest("ana", "meeting-news").invited(t); c.Sequence != 2 || c.Method != "REQUEST" {
			t.Errorf("Ana gets %+v", c)
		}

		w.says("ana", "meeting-news", "cancel the session")
		w.run(24 * time.Hour)
		for who, kind := range map[string]string{"ana": "receipt", "tomasz": "meeting-news"} {
			if c, _ := w.latest(who, kind).invited(t); c.Method != "CANCEL" || c.UID != his.UID || c.Sequence != 3 {
				t.Errorf("%s gets %+v, want it cancelled", who, c)
			}
		}
		w.holds("ana", "tomasz")
	})
}

// TestForgedAnswerChangesNothing: only the person that was invited answers.
func TestForgedAnswerChangesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.says("ana", "kickoff", "next: 4 dec 17:00")
		w.run(2 * time.Hour)
		mails := len(w.letters("ana")) + len(w.letters("tomasz"))
		w.presses("ana", w.latest("tomasz", "meeting-news"), "REPLY", "DECLINED") // his invitation, from her address
		w.run(2 * time.Hour)
		if got := w.record().Of(mentoring.AttendanceEntry); len(got) != 0 {
			t.Errorf("attendance = %+v, want none", got)
		}
		in := w.incoming()
		if last := in[len(in)-1]; last.State != store.Filed {
			t.Errorf("the answer is %s, want filed", last.State)
		}
		if n := len(w.letters("ana")) + len(w.letters("tomasz")); n != mails {
			t.Errorf("it brought %d mails", n-mails)
		}
	})
}

// TestWordsToTheOrganizer: who answers an event by hand is heard like in any
// other mail.
func TestWordsToTheOrganizer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.says("ana", "kickoff", "next: 4 dec 17:00")
		w.run(2 * time.Hour)
		_, organizer := w.latest("tomasz", "meeting-news").invited(t)
		w.office.Post(time.Now(), address("tomasz"), []string{organizer},
			wrote(address("tomasz"), organizer, "Re: Ana & Tomasz", "next: 5 dec 10:00\n\nI shall bring the plan."))
		w.run(24 * time.Hour)
		if s := w.record().Of(mentoring.SessionEntry)[0]; s.Parent != 1 {
			t.Errorf("the session is %+v, want it moved", s)
		}
		if !w.hears("tomasz", "I shall bring the plan.") {
			t.Error("nobody tells Tomasz what became of his words")
		}
		w.holds("ana", "tomasz")
	})
}
