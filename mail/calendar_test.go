package mail

import (
	"strings"
	"testing"
	"time"
)

// ics is a calendar object with one event.
func ics(method string, event ...string) string {
	lines := append([]string{"BEGIN:VCALENDAR", "PRODID:-//World//EN", "VERSION:2.0", "METHOD:" + method, "BEGIN:VEVENT", "UID:session-12@world.test"}, event...)
	return strings.Join(append(lines, "END:VEVENT", "END:VCALENDAR", ""), "\r\n")
}

func TestReadCalendar(t *testing.T) {
	t.Parallel()
	at := func(hour, minute int) time.Time {
		return time.Date(2026, time.December, 4, hour, minute, 0, 0, time.UTC)
	}
	answer := func(status string) Calendar {
		return Calendar{Method: "REPLY", UID: "session-12@world.test", Attendee: "ana@mentors.example", Status: status}
	}
	with := func(c Calendar, change func(*Calendar)) Calendar { change(&c); return c }
	counter := with(answer("TENTATIVE"), func(c *Calendar) { c.Method, c.Start, c.End = "COUNTER", at(9, 0), at(9, 45) })
	rows := []struct {
		name, text string
		want       Calendar
	}{
		{"accepted", ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@mentors.example"), answer("ACCEPTED")},
		{"declined, as Outlook folds it", ics("reply", "SEQUENCE:3", "ATTENDEE;PARTSTAT=DECLINED;CN=\"Sousa, Ana: at work\":MAIL\r\n TO:ana@mentors.example"), with(answer("DECLINED"), func(c *Calendar) { c.Sequence = 3 })},
		{"no line ends but LF", strings.ReplaceAll(ics("REPLY", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@mentors.example"), "\r", ""), answer("TENTATIVE")},
		{"with a comment", ics("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@mentors.example", `COMMENT:Ill\, sorry.\nNext week?`), with(answer("DECLINED"), func(c *Calendar) { c.Comment = "Ill, sorry.\nNext week?" })},
		{"with a comment beside the name", ics("REPLY", `ATTENDEE;PARTSTAT=DECLINED;X-RESPONSE-COMMENT="At the dentist: sorry":mailto:ana@mentors.example`), with(answer("DECLINED"), func(c *Calendar) { c.Comment = "At the dentist: sorry" })},
		{"another time", ics("COUNTER", "DTSTART:20261204T090000Z", "DTEND:20261204T094500Z", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@mentors.example"), counter},
		{"another time in a zone", ics("COUNTER", "DTSTART;TZID=Europe/Warsaw:20261204T100000", "DTEND;TZID=\"Europe/Warsaw\":20261204T104500", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@mentors.example"), counter},
		{"another time in a zone that nobody knows", ics("COUNTER", "DTSTART;TZID=Our time:20261204T100000", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@mentors.example"), with(answer("TENTATIVE"), func(c *Calendar) { c.Method = "COUNTER" })},
		{"another time on nobody's clock", ics("COUNTER", "DTSTART:20261204T100000", "DTEND;TZID=Local:20261204T100000"), Calendar{Method: "COUNTER", UID: "session-12@world.test"}},
		{"whoever has not answered says nothing", ics("COUNTER", "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@mentors.example", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:tomasz@mentors.example"), with(answer("DECLINED"), func(c *Calendar) { c.Method = "COUNTER" })},
		{"an address with odd letters", ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana%2Bwork@mentors.example?x=y"), with(answer("ACCEPTED"), func(c *Calendar) { c.Attendee = "ana+work@mentors.example" })},
		{"no address", ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"), with(answer("ACCEPTED"), func(c *Calendar) { c.Attendee = "" })},
		{"the second event counts for nothing", ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@mentors.example", "END:VEVENT", "BEGIN:VEVENT", "UID:other"), answer("ACCEPTED")},
		{"what stands inside the event is not the event", ics("REPLY", "BEGIN:VALARM", "UID:alarm", "END:VALARM", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@mentors.example"), answer("ACCEPTED")},
		{"a zone's own times", strings.Replace(ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@mentors.example"), "BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT", 1), answer("ACCEPTED")},
		{"nothing", "", Calendar{}},
		{"no calendar", "hello\n", Calendar{}},
		{"ends before it begins", "END:VCALENDAR\nEND:VEVENT\nMETHOD:REPLY\n", Calendar{}},
	}
	for _, row := range rows {
		if got := readCalendar(row.text); got != row.want {
			t.Errorf("%s: readCalendar() = %+v, want %+v", row.name, got, row.want)
		}
	}
}

// TestCalendarMethodInside: only an answer needs no method on the outside. A file
// that somebody sends along does not make an invitation of their mail.
func TestCalendarMethodInside(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]Kind{"REPLY": KindCalendar, "COUNTER": KindCalendar, "PUBLISH": KindPerson, "REQUEST": KindPerson} {
		m := mustParse(t, "From: Ana <ana@mentors.example>\r\nContent-Type: text/calendar\r\n\r\n"+ics(method))
		if got := Classify(m, Identity{Address: "pairs@world.test", IDDomain: "world.test"}).Kind; got != want {
			t.Errorf("%s: Classify() = %s, want %s", method, got, want)
		}
	}
}

func TestReadCalendarIsBounded(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"one endless line":  ics("REPLY", "COMMENT:"+strings.Repeat("x", 1<<20)),
		"one endless fold":  ics("REPLY", "COMMENT:x"+strings.Repeat("\r\n yyyyyyyy", 100_000)),
		"lines without end": ics("REPLY", strings.Repeat("X:y\r\n", 100_000)),
		"nested":            strings.Repeat("BEGIN:VEVENT\r\n", 100_000),
	} {
		if c := readCalendar(text); len(c.Comment) > 3*maxICSValue {
			t.Errorf("%s: a comment of %d bytes", name, len(c.Comment))
		}
	}
}

func FuzzReadCalendar(f *testing.F) {
	f.Add(ics("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@mentors.example"))
	f.Add(ics("COUNTER", "DTSTART;TZID=Europe/Warsaw:20261204T100000", `COMMENT:a\,b`))
	f.Add("BEGIN:VCALENDAR\n BEGIN\n:\n;=\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		c := readCalendar(text)
		if c.Attendee != "" {
			if norm, err := normalise(c.Attendee); err != nil || norm != c.Attendee {
				t.Errorf("Attendee = %q, which is no address", c.Attendee)
			}
		}
		if strings.ContainsAny(c.Comment+c.UID, "\x00\x1b\r") {
			t.Errorf("control characters in %+v", c)
		}
	})
}
