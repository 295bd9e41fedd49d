package explain

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// parse takes a file apart: a message with its header, one out of an mbox, or a
// bare body.
func parse(raw []byte) (*mail.Message, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	raw = firstOfMbox(raw)
	if !hasHeader(raw) {
		kind := "text/plain"
		if looksLikeHTML(raw) {
			kind = "text/html"
		}
		raw = append([]byte("Content-Type: "+kind+"; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"), raw...)
	}
	return mail.Parse(raw, mail.DefaultLimits)
}

// mboxLine begins a message in an mbox.
var mboxLine = regexp.MustCompile(`(?m)\n\r?\nFrom \S+ +\S+ \S+ +\d+ \d\d:\d\d.*\r?$`)

// firstOfMbox cuts off all but the first message of an mbox.
func firstOfMbox(raw []byte) []byte {
	if !bytes.HasPrefix(raw, []byte("From ")) {
		return raw
	}
	if at := mboxLine.FindIndex(raw); at != nil {
		raw = raw[:at[0]+1]
	}
	return raw
}

// Oddities says in sentences what is unusual about a file that is to hold one
// message, for whoever named it.
func Oddities(raw []byte) []string {
	var out []string
	first := firstOfMbox(raw)
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		out = append(out, "It is empty.")
	case len(first) < len(raw):
		out = append(out, "It holds several messages. Only the first is read.")
	}
	if bytes.IndexByte(first, 0) >= 0 && !hasHeader(first) {
		out = append(out, "It does not look like a message: save it from the mail program as .eml, with its header.")
	}
	return out
}

// Asks reports whether a file holds a message with numbered questions.
func Asks(raw []byte) bool {
	m, err := parse(raw)
	return err == nil && len(reply.Questions(m.Text, m.HTML)) > 0
}

// ofMessages are fields of which every message that was on the way has one.
// Those that a mail client prints above a quote, too, are none.
var ofMessages = []string{
	"return-path", "received", "delivered-to", "message-id", "mime-version", "content-type", "in-reply-to", "references", "x-mailer", "user-agent",
}

// hasHeader reports whether raw begins with the header of a message. A body may
// begin with "Goal: …", or with the lines of a quoted header.
func hasHeader(raw []byte) bool {
	names := []string{}
	for n := 0; n < 200; n++ {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		switch {
		case n == 0 && bytes.HasPrefix(line, []byte("From ")):
		case line[0] == ' ' || line[0] == '\t':
			if len(names) == 0 {
				return false
			}
		case !ok || len(name) == 0 || bytes.ContainsAny(name, " \t<>"):
			if len(names) == 0 {
				return false
			}
		default:
			names = append(names, strings.ToLower(string(name)))
		}
		raw = rest
	}
	has := func(name string) bool { return slices.Contains(names, name) }
	if slices.ContainsFunc(ofMessages, has) {
		return true
	}
	return has("from") && (has("date") || has("to") || has("subject")) && !has("sent") || has("subject") && has("to") && !has("sent")
}

// looksLikeHTML reports whether a bare body is HTML.
func looksLikeHTML(body []byte) bool {
	start := strings.ToLower(string(bytes.TrimSpace(body[:min(len(body), 200)])))
	return slices.ContainsFunc([]string{"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<meta", "<table", "<blockquote"},
		func(tag string) bool { return strings.HasPrefix(start, tag) })
}

// Unreadable returns why a message was not taken apart, if err says so.
func Unreadable(err error) (mail.Reason, bool) {
	x, ok := errors.AsType[*mail.UnreadableError](err)
	if !ok {
		return "", false
	}
	return x.Reason, true
}

// sentMail is a mail of ours, or of anybody, that a reply may answer.
func sentMail(m *mail.Message, found []reply.Printed) reply.Sent {
	s := reply.Sent{Text: m.Text, HTML: m.HTML, Subject: m.Subject}
	if len(m.From) > 0 {
		s.From = m.From[0].Addr
		if m.From[0].Name != "" {
			s.From = m.From[0].Name + " <" + m.From[0].Addr + ">"
		}
	}
	for _, q := range found {
		s.Questions = append(s.Questions, q.Question)
	}
	return s
}

// promptOf is what a mail asked, as far as its words tell: the forms of the
// answers are guessed.
func promptOf(found []reply.Printed) reading.Prompt {
	p := reading.Prompt{Pairs: []int64{1}}
	for _, q := range found {
		asked := ritual.Asked{N: q.N, Pair: 1, Kind: formOf(q), Text: q.Text}
		if m := followedUp.FindStringSubmatch(q.Below); m != nil {
			asked.Ref, asked.Records = m[1], ritual.FollowUp
		}
		if strings.Contains(q.Below, `"keep G`) {
			asked.Records = ritual.Review
		}
		p.Asked = append(p.Asked, asked)
	}
	return p
}

var (
	oneToFive   = regexp.MustCompile(`(?i)\b1\s*(?:-|–|—|\.\.\.?|…|to|bis|à|a|até|tot|do)\s*5\b`)
	fiveNumbers = regexp.MustCompile(`(?m)^\s*1\b[^\d\n]*\b2\b[^\d\n]*\b3\b[^\d\n]*\b4\b[^\d\n]*\b5\b`)
	yesOrNo     = regexp.MustCompile(`(?i)\byes\s*(?:or|/)\s*no\b|\(y/n\)`)
	oneALine    = regexp.MustCompile(`(?i)\bone (?:goal )?(?:a|per|each) line\b|\b(?:each|every one) on (?:a|its own) line\b`)
	followedUp  = regexp.MustCompile(`(?i)reply "?done (C\d+)`)
)

// formOf guesses the form of the answer from what is printed.
func formOf(q reply.Printed) ritual.Kind {
	words := q.Text + "\n" + q.Below
	switch {
	case oneToFive.MatchString(words), fiveNumbers.MatchString(words):
		return ritual.Scale
	case yesOrNo.MatchString(words):
		return ritual.YesNo
	case oneALine.MatchString(words), strings.Contains(q.Below, `"keep G`):
		return ritual.List
	}
	return ritual.Text
}

// written is when a message was written, on its author's own clock.
func written(m *mail.Message, now time.Time) time.Time {
	if m.Date.IsZero() {
		return now
	}
	return m.Date
}

func date(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
