package mail

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func invite() Invite {
	return Invite{
		Method: InviteRequest, UID: "session-12@world.test", Sequence: 2,
		Stamp:     time.Date(2026, time.November, 20, 14, 0, 0, 0, time.FixedZone("", 3600)),
		Start:     time.Date(2026, time.December, 4, 17, 0, 0, 0, time.FixedZone("", 3600)),
		End:       time.Date(2026, time.December, 4, 17, 45, 0, 0, time.FixedZone("", 3600)),
		Organizer: Address{"Milepost for Ana & Tomasz", "pairs+c-aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@world.test"},
		Attendee:  Address{"Ana Sousa", "ana@mentors.example"},
		Summary:   "Ana & Tomasz",
	}
}

// readICS is a reader that shares nothing with the writer. It fails where a
// strict calendar would, and returns each property of the event by its name, its
// parameters before a "|".
func readICS(t *testing.T, ics string) map[string]string {
	t.Helper()
	if !strings.HasSuffix(ics, "\r\n") || strings.Count(ics, "\n") != strings.Count(ics, "\r\n") || strings.Count(ics, "\r") != strings.Count(ics, "\r\n") {
		t.Fatalf("lines do not all end in CRLF: %q", ics)
	}
	lines := strings.Split(strings.TrimSuffix(ics, "\r\n"), "\r\n")
	var logical []string
	for _, l := range lines {
		if len(l) > 75 {
			t.Errorf("line of %d octets: %q", len(l), l)
		}
		if !utf8.ValidString(l) {
			t.Errorf("a character is split: %q", l)
		}
		if rest, ok := strings.CutPrefix(l, " "); ok {
			logical[len(logical)-1] += rest
		} else {
			logical = append(logical, l)
		}
	}
	got := map[string]string{}
	for i, l := range logical {
		cutAt, quoted := -1, false
		for j, c := range l {
			if c == '"' {
				quoted = !quoted
			}
			if c == ':' && !quoted {
				cutAt = j
				break
			}
		}
		if cutAt < 0 {
			t.Fatalf("line %d is no property: %q", i, l)
		}
		name, params, _ := strings.Cut(l[:cutAt], ";")
		if name == "BEGIN" || name == "END" {
			name += " " + l[cutAt+1:]
		}
		if _, twice := got[name]; twice {
			t.Errorf("%s stands twice", name)
		}
		value := l[cutAt+1:]
		if params != "" {
			value = params + "|" + value
		}
		got[name] = value
	}
	if logical[0] != "BEGIN:VCALENDAR" || logical[len(logical)-1] != "END:VCALENDAR" || len(got) != len(logical) {
		t.Errorf("not one calendar object:\n%s", ics)
	}
	return got
}

func TestInvite(t *testing.T) {
	t.Parallel()
	got := readICS(t, invite().String())
	for name, want := range map[string]string{
		"VERSION": "2.0", "METHOD": "REQUEST", "UID": "session-12@world.test", "SEQUENCE": "2",
		"DTSTAMP": "20261120T130000Z", "DTSTART": "20261204T160000Z", "DTEND": "20261204T164500Z",
		"SUMMARY": "Ana & Tomasz", "STATUS": "CONFIRMED",
		"ORGANIZER": `CN="Milepost for Ana & Tomasz"|mailto:pairs+c-aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@world.test`,
		"ATTENDEE":  `CN="Ana Sousa";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE|mailto:ana@mentors.example`,
	} {
		if got[name] != want {
			t.Errorf("%s = %q, want %q", name, got[name], want)
		}
	}
	i := invite()
	i.Method, i.Accepted = InviteCancel, true
	if got := readICS(t, i.String()); got["METHOD"] != "CANCEL" || got["STATUS"] != "CANCELLED" || !strings.Contains(got["ATTENDEE"], "PARTSTAT=ACCEPTED") {
		t.Errorf("a cancelled one = %v", got)
	}
}

func TestInviteWithHostileWords(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, summary, description, wantCN, wantSummary, wantDescription string }{
		{"quotes and controls in a name", "", "", `CN="Ana 'the; boss': x"`, "", ""},
		{"marks", `a;b,c\d:e`, "one\r\ntwo", `CN="x"`, `a\;b\,c\\d:e`, `one\ntwo`},
		{"lines of their own", "x\r\nATTENDEE:mailto:eve@world.test", "y\nEND:VEVENT", `CN="x"`, "x ATTENDEE:mailto:eve@world.test", `y\nEND:VEVENT`},
		{"long and not ASCII", strings.Repeat("ł", 200), strings.Repeat("źdźbło, ", 90), `CN="x"`, strings.Repeat("ł", 125), strings.TrimSuffix(strings.Repeat(`źdźbło\, `, 90), " ")},
		{"marks that turn the text around", "a\u202eb", "", `CN="x"`, "ab", ""},
		{"broken UTF-8", "a\xffb", "\xff", `CN="x"`, "a\ufffdb", "\ufffd"},
	}
	for i, row := range rows {
		in := invite()
		in.Summary, in.Description = row.summary, row.description
		in.Attendee.Name = "x"
		if i == 0 {
			in.Attendee.Name = "Ana \"the; boss\":\x07x"
		}
		got := readICS(t, in.String())
		if !strings.HasPrefix(got["ATTENDEE"], row.wantCN) {
			t.Errorf("%s: ATTENDEE = %q, want %q", row.name, got["ATTENDEE"], row.wantCN)
		}
		if got["SUMMARY"] != row.wantSummary || got["DESCRIPTION"] != row.wantDescription {
			t.Errorf("%s: SUMMARY = %q, DESCRIPTION = %q, want %q, %q", row.name, got["SUMMARY"], got["DESCRIPTION"], row.wantSummary, row.wantDescription)
		}
	}
}

// TestInviteInAMail takes the invitation out of the whole mail, and reads it.
func TestInviteInAMail(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*Outgoing)
	}{
		{"text and HTML", func(*Outgoing) {}},
		{"text only", func(o *Outgoing) { o.HTML = "" }},
		{"with a file", func(o *Outgoing) { o.Attachments = []Attachment{{Name: "record.md", Data: []byte("x")}} }},
		{"text only with a file", func(o *Outgoing) {
			o.HTML, o.Attachments = "", []Attachment{{Name: "record.md", Data: []byte("x")}}
		}},
	} {
		o, in := outgoing(), invite()
		in.Description = strings.Repeat("źdźbło = x. ", 20)
		o.Invite = &in
		row.change(&o)
		raw, err := Compose(o)
		if err != nil {
			t.Fatalf("%s: %v", row.name, err)
		}
		again, err := Compose(o)
		if err != nil || !bytes.Equal(raw, again) {
			t.Errorf("%s: composed again, the mail differs (%v)", row.name, err)
		}
		if !bytes.Contains(raw, []byte("text/calendar; method=REQUEST; charset=UTF-8")) {
			t.Errorf("%s: no part with its method:\n%s", row.name, raw)
		}
		m := mustParse(t, string(raw))
		if m.Calendar == nil {
			t.Fatalf("%s: no calendar part:\n%s", row.name, raw)
		}
		want := Calendar{Method: "REQUEST", UID: in.UID, Sequence: 2, Attendee: in.Attendee.Addr, Status: "NEEDS-ACTION", Start: in.Start.UTC(), End: in.End.UTC()}
		if *m.Calendar != want {
			t.Errorf("%s: Calendar = %+v, want %+v", row.name, *m.Calendar, want)
		}
		if !strings.Contains(m.Text, "Hi Ana") || o.HTML != "" && m.HTML == "" {
			t.Errorf("%s: Text = %q, HTML = %q", row.name, m.Text, m.HTML)
		}
	}
}

func TestInviteIsRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Invite){
		"no method":               func(i *Invite) { i.Method = "" },
		"no id":                   func(i *Invite) { i.UID = "" },
		"id of two":               func(i *Invite) { i.UID = "a\r\nb" },
		"no time":                 func(i *Invite) { i.Start = time.Time{} },
		"ends before it begins":   func(i *Invite) { i.End = i.Start },
		"no organizer":            func(i *Invite) { i.Organizer = Address{} },
		"attendee with two lines": func(i *Invite) { i.Attendee.Addr = "ana@mentors.example\r\nX: y" },
	} {
		o, in := outgoing(), invite()
		change(&in)
		o.Invite = &in
		if _, err := Compose(o); !errors.Is(err, ErrCompose) {
			t.Errorf("%s: Compose() = %v, want ErrCompose", name, err)
		}
	}
}

func FuzzInvite(f *testing.F) {
	f.Add("Ana \"x\"", "a;b", "c\r\nd", "session-1@world.test")
	f.Add("źdźbło", strings.Repeat("ł", 80), "\u2028", "x y")
	f.Fuzz(func(t *testing.T, name, summary, description, uid string) {
		in := invite()
		in.Attendee.Name, in.Organizer.Name, in.Summary, in.Description = name, name, summary, description
		if o := outgoing(); uid != "" {
			in.UID, o.Invite = uid, &in
			if o.check() != nil {
				return
			}
		}
		readICS(t, in.String())
		back := readCalendar(in.String())
		if back.UID != cut(in.UID, maxUIDBytes) && len(in.UID) < maxUIDBytes || back.Attendee != in.Attendee.Addr || !back.Start.Equal(in.Start) || back.Method != "REQUEST" {
			t.Errorf("readCalendar() = %+v of\n%s", back, in.String())
		}
	})
}
