package mail

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// InviteMethod is what an [Invite] asks of a calendar (RFC 5546).
type InviteMethod string

// The methods of our invitations.
const (
	InviteRequest InviteMethod = "REQUEST" // a new event, or a change of a known one
	InviteCancel  InviteMethod = "CANCEL"  // the event does not take place
)

// Invite is an event on its way into one person's calendar. A calendar knows
// the event by its UID, and takes a later mail for newer by its Sequence.
type Invite struct {
	Method   InviteMethod
	UID      string
	Sequence int
	Stamp    time.Time // when this state of the event was made
	Start    time.Time
	End      time.Time // after Start
	// Organizer is where the calendar's answer goes. It must stay the same for
	// all mails about an event, or calendars refuse the later ones.
	Organizer Address
	Attendee  Address
	// Accepted is true where the attendee has said yes already.
	Accepted    bool
	Summary     string
	Description string
}

// Limits on the words of an invitation.
const (
	maxSummaryBytes     = 250
	maxDescriptionBytes = 2000
	maxUIDBytes         = 250
	icsLineBytes        = 75 // RFC 5545, section 3.1, without the line end
	icsTime             = "20060102T150405Z"
)

// String returns the invitation as an iCalendar object (RFC 5545) with CRLF at
// the end of each line. Times are in UTC, so that no calendar needs our rules for
// daylight saving. No input can break a line or add one.
func (i Invite) String() string {
	status, part := "CONFIRMED", "NEEDS-ACTION"
	if i.Method == InviteCancel {
		status = "CANCELLED"
	}
	if i.Accepted {
		part = "ACCEPTED"
	}
	var b strings.Builder
	for _, line := range []string{
		"BEGIN:VCALENDAR",
		"PRODID:-//Milepost//Milepost//EN",
		"VERSION:2.0",
		"CALSCALE:GREGORIAN",
		"METHOD:" + string(i.Method),
		"BEGIN:VEVENT",
		"UID:" + icsText(i.UID, maxUIDBytes),
		fmt.Sprintf("SEQUENCE:%d", max(i.Sequence, 0)),
		"DTSTAMP:" + i.Stamp.UTC().Format(icsTime),
		"DTSTART:" + i.Start.UTC().Format(icsTime),
		"DTEND:" + i.End.UTC().Format(icsTime),
		"SUMMARY:" + icsText(headerText(i.Summary, maxSummaryBytes), maxSummaryBytes),
		"DESCRIPTION:" + icsText(i.Description, maxDescriptionBytes),
		"ORGANIZER" + icsName(i.Organizer.Name) + ":" + mailtoURI(i.Organizer.Addr),
		"ATTENDEE" + icsName(i.Attendee.Name) + ";ROLE=REQ-PARTICIPANT;PARTSTAT=" + part + ";RSVP=TRUE:" + mailtoURI(i.Attendee.Addr),
		"STATUS:" + status,
		"TRANSP:OPAQUE",
		"END:VEVENT",
		"END:VCALENDAR",
	} {
		foldLine(&b, line)
	}
	return b.String()
}

func (i Invite) check() error {
	switch {
	case i.Method != InviteRequest && i.Method != InviteCancel:
		return fmt.Errorf("%w: an invitation asks or cancels", ErrCompose)
	case i.UID == "" || !isVisible(i.UID, ""):
		return fmt.Errorf("%w: malformed id of an event", ErrCompose)
	case i.Start.IsZero() || i.Stamp.IsZero() || !i.End.After(i.Start):
		return fmt.Errorf("%w: an event needs a time, and ends after it begins", ErrCompose)
	}
	for _, a := range []Address{i.Organizer, i.Attendee} {
		if norm, err := normalise(a.Addr); err != nil || norm != a.Addr {
			return fmt.Errorf("%w: malformed address in an invitation", ErrCompose)
		}
	}
	return nil
}

// icsText escapes a text value (RFC 5545, section 3.3.11). What no calendar
// should show, such as control characters, is taken out.
func icsText(s string, max int) string {
	s = strings.Map(func(r rune) rune {
		if isBidi(r) || r == '\t' {
			return ' '
		}
		return r
	}, WithoutControls(s))
	return icsEscapes.Replace(cut(strings.TrimSpace(s), max))
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// icsName is the parameter with a person's name; nothing for no name. A quoted
// value may hold anything but a double quote and control characters (section
// 3.2), and has no escapes.
func icsName(name string) string {
	name = headerText(name, maxNameBytes)
	if name == "" {
		return ""
	}
	return `;CN="` + strings.ReplaceAll(name, `"`, "'") + `"`
}

// mailtoURI is an address as a URI (RFC 6068).
func mailtoURI(addr string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$'*+/=@"
	var b strings.Builder
	b.WriteString("mailto:")
	for i := range len(addr) {
		if strings.IndexByte(plain, addr[i]) >= 0 {
			b.WriteByte(addr[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", addr[i])
		}
	}
	return b.String()
}

// foldLine writes a line and its end. A long one goes on in further lines that
// begin with a blank (section 3.1), never in the middle of a character.
func foldLine(b *strings.Builder, line string) {
	room := icsLineBytes
	for len(line) > room {
		end := room
		for !utf8.RuneStart(line[end]) {
			end--
		}
		b.WriteString(line[:end])
		b.WriteString("\r\n ")
		line, room = line[end:], icsLineBytes-1
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}
