package mail

import (
	"regexp"
	"strings"
	"time"

	"milepost/mail/reply"
)

// Forward is a mail of somebody else's that a person passes on.
type Forward struct {
	From Address // who wrote it; Addr may be empty where only a name is printed
	// Date is when; zero where it is printed in words, which Printed holds.
	Date    time.Time
	Printed string
	Text    string // its words
	// Above is what whoever passes it on wrote above it, where it is not attached.
	Above string
}

// Forwarded returns the mail that a mail passes on, attached or in its body. m is
// what Parse made of raw. A reply that quotes a mail passes on none: only its
// subject tells the two apart.
func Forwarded(raw []byte, m *Message, limits Limits) (Forward, bool) {
	if inner, ok := attachedMail(raw, limits); ok && len(inner.From) > 0 {
		f := Forward{From: inner.From[0], Date: inner.Date}
		f.Text = reply.Read(reply.Input{Text: inner.Text, HTML: inner.HTML}, nil).Own
		return f, strings.TrimSpace(f.Text) != ""
	}
	return ForwardedBelow(m)
}

// ForwardedBelow is Forwarded for a mail that is passed on in the body.
func ForwardedBelow(m *Message) (Forward, bool) {
	if !passedOn.MatchString(m.Subject) {
		return Forward{}, false
	}
	found, ok := reply.Forwarded(reply.Input{Text: m.Text, HTML: m.HTML})
	if !ok {
		return Forward{}, false
	}
	return Forward{From: printedSender(found.From), Printed: found.Date, Text: found.Text, Above: found.Above}, true
}

// passedOn is how mail clients begin the subject of a mail that is passed on, in
// the languages of their tables. Seen in practice: "[Fwd: Re: thanks]".
var passedOn = regexp.MustCompile(`(?i)^\s*\[?\s*(?:fwd?|wg|tr|rv|reenv|enc|i|inoltr|doorst|pd|vs|vb|vl|fs|trs|továbbítás|továbbküldve|tov|fwd|přep|прд|пересл|fw|ilt|προώθ|הועבר|转发|轉寄|전달)\s*[:：]`)

// printedSender reads "Priya Shah <priya@world.test>" as clients print it, with
// what they leave out: the address, or the name.
func printedSender(s string) Address {
	if a, err := ParseAddress(s); err == nil {
		return a
	}
	name, rest, _ := strings.Cut(s, "<")
	address, _, _ := strings.Cut(strings.TrimPrefix(rest, "mailto:"), ">")
	a := Address{Name: strings.Trim(strings.TrimSpace(name), `"'`)}
	if parsed, err := ParseAddress(strings.TrimSpace(address)); err == nil {
		a.Addr = parsed.Addr
	}
	if i := strings.Index(a.Name, " [mailto:"); i >= 0 {
		a.Name = a.Name[:i]
	}
	return a
}

// attachedMail returns the first mail that is attached to a mail as it is.
func attachedMail(raw []byte, limits Limits) (*Message, bool) {
	if len(raw) > limits.Whole {
		return nil, false
	}
	parts := 0
	var walk func(raw []byte, depth int, defaultType string) (*Message, bool)
	walk = func(raw []byte, depth int, defaultType string) (*Message, bool) {
		parts++
		h, body, _, err := splitHeader(raw)
		if err != nil || parts > limits.Parts || depth > limits.Depth {
			return nil, false
		}
		kind, params := mediaType(h.Raw("Content-Type"))
		if !strings.Contains(kind, "/") {
			kind = defaultType
		}
		switch {
		case kind == "message/rfc822" && depth > 0:
			decoded, ok := decodeTransfer(h.Raw("Content-Transfer-Encoding"), body)
			if !ok {
				decoded = body
			}
			m, err := Parse(decoded, limits)
			return m, err == nil
		case kind == "multipart/report" || !strings.HasPrefix(kind, "multipart/"):
			return nil, false
		}
		inside := "text/plain"
		if kind == "multipart/digest" {
			inside = "message/rfc822"
		}
		sections, _ := splitParts(body, params["boundary"])
		for _, s := range sections {
			if m, ok := walk(s, depth+1, inside); ok {
				return m, true
			}
		}
		return nil, false
	}
	return walk(raw, 0, "text/plain")
}
