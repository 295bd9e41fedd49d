package mail

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Calendar is an invitation, or what somebody's calendar answers to one.
type Calendar struct {
	Method   string // upper case: REQUEST, REPLY, COUNTER, CANCEL …
	UID      string
	Sequence int
	// Attendee is the address of whoever answers, as the calendar knows it, and
	// Status what they say, upper case: ACCEPTED, DECLINED, TENTATIVE …
	Attendee, Status string
	// Start and End are zero where there is none, or in a zone that nobody knows.
	// In a COUNTER they are the time that is proposed.
	Start, End time.Time
	Comment    string // words that the person wrote beside the answer
}

// Answers reports whether this is a calendar's answer to an invitation.
func (c *Calendar) Answers() bool { return c != nil && (c.Method == "REPLY" || c.Method == "COUNTER") }

// Limits on what is read of a calendar object.
const (
	maxICSBytes   = 256 << 10
	maxICSLines   = 5000
	maxICSValue   = 4 << 10
	maxICSNesting = 8
)

// readCalendar reads the first event of a calendar object. It accepts any text:
// what cannot be read is left zero.
func readCalendar(text string) Calendar {
	var c Calendar
	var inside []string
	events := 0
	for _, line := range unfolded(cut(text, maxICSBytes)) {
		name, params, value, ok := icsProperty(line)
		if !ok {
			continue
		}
		switch name {
		case "BEGIN":
			if inside = append(inside, strings.ToUpper(value)); len(inside) > maxICSNesting {
				return c
			}
			if strings.EqualFold(value, "VEVENT") {
				events++
			}
			continue
		case "END":
			inside = inside[:max(len(inside)-1, 0)]
			continue
		}
		switch {
		case len(inside) == 1 && name == "METHOD":
			c.Method = strings.ToUpper(value)
		case len(inside) == 2 && inside[1] == "VEVENT" && events == 1:
			c.property(name, params, value)
		}
	}
	return c
}

// property takes one property of the event.
func (c *Calendar) property(name string, params map[string]string, value string) {
	switch name {
	case "UID":
		c.UID = icsPlain(value)
	case "SEQUENCE":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 {
			c.Sequence = n
		}
	case "DTSTART":
		c.Start = icsInstant(params, value)
	case "DTEND":
		c.End = icsInstant(params, value)
	case "COMMENT":
		c.Comment = strings.TrimSpace(icsPlain(value))
	case "ATTENDEE":
		// An answer has one attendee. A proposal may list all: whoever proposes
		// has a status that says so.
		status := strings.ToUpper(params["PARTSTAT"])
		if c.Attendee != "" && (status == "" || status == "NEEDS-ACTION") {
			return
		}
		c.Attendee, c.Status = mailtoAddress(value), status
		if said := strings.TrimSpace(WithoutControls(params["X-RESPONSE-COMMENT"])); said != "" {
			c.Comment = said // seen in practice from Google's calendar
		}
	}
}

// unfolded returns the lines of a calendar object, those that were folded in one
// (RFC 5545, section 3.1).
func unfolded(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if n := len(lines); n > 0 && line != "" && (line[0] == ' ' || line[0] == '\t') {
			if len(lines[n-1]) < maxICSValue {
				lines[n-1] += cut(line[1:], maxICSValue)
			}
			continue
		}
		if len(lines) == maxICSLines {
			return lines
		}
		lines = append(lines, cut(line, maxICSValue))
	}
	return lines
}

// icsProperty splits "NAME;PARAM=value;PARAM="value":value". Names are in upper
// case.
func icsProperty(line string) (name string, params map[string]string, value string, ok bool) {
	var parts []string // the name, and each parameter
	quoted, from := false, 0
	for i := range len(line) {
		switch c := line[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ';':
			parts, from = append(parts, line[from:i]), i+1
		case c == ':':
			parts = append(parts, line[from:i])
			params = map[string]string{}
			for _, p := range parts[1:] {
				key, v, _ := strings.Cut(p, "=")
				params[strings.ToUpper(strings.TrimSpace(key))] = strings.Trim(v, `"`)
			}
			return strings.ToUpper(strings.TrimSpace(parts[0])), params, strings.TrimSpace(line[i+1:]), true
		}
	}
	return "", nil, "", false
}

// icsPlain undoes the escapes of a text value.
func icsPlain(s string) string {
	return WithoutControls(strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n").Replace(s))
}

// icsInstant reads a time: in UTC, or in a zone that has a name we know. A day
// without a time, or a time without a zone, is none.
func icsInstant(params map[string]string, value string) time.Time {
	if at, err := time.Parse(icsTime, value); err == nil {
		return at
	}
	// "Local" would be the server's own zone.
	zone := strings.TrimSpace(params["TZID"])
	if zone == "" || strings.EqualFold(zone, "Local") {
		return time.Time{}
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}
	}
	at, err := time.ParseInLocation(strings.TrimSuffix(icsTime, "Z"), value, loc)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// mailtoAddress returns the address of a mailto URI, in lower case, or "".
func mailtoAddress(uri string) string {
	scheme, addr, ok := strings.Cut(uri, ":")
	if !ok || !strings.EqualFold(strings.TrimSpace(scheme), "mailto") {
		return ""
	}
	addr, _, _ = strings.Cut(addr, "?")
	plain, err := url.PathUnescape(addr)
	if err != nil {
		return ""
	}
	norm, err := normalise(plain)
	if err != nil {
		return ""
	}
	return norm
}
