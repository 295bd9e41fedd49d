package demo

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"mime"
	"net/mail"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the people's programs write more than UTF-8
)

// readMail is a mail of the book with its parts as a reader sees them.
type readMail struct {
	*entry
	header  mail.Header
	subject string
	from    mail.Address
	text    string
	html    string
	all     string // all words of both parts, for searching
}

func readAll(entries []*entry) ([]readMail, error) {
	out := make([]readMail, 0, len(entries))
	for _, e := range entries {
		m, err := readEntry(e)
		if err != nil {
			return nil, fmt.Errorf("mail of %s, %s: %w", e.who.ID, e.at, err)
		}
		out = append(out, m)
	}
	return out, nil
}

func readEntry(e *entry) (readMail, error) {
	m := readMail{entry: e}
	head, err := mail.ReadMessage(bytes.NewReader(e.raw))
	if err != nil {
		return m, err
	}
	m.header = head.Header
	if m.subject, err = new(mime.WordDecoder).DecodeHeader(head.Header.Get("Subject")); err != nil {
		m.subject = head.Header.Get("Subject")
	}
	if from, err := mail.ParseAddress(head.Header.Get("From")); err == nil {
		m.from = *from
	}
	entity, err := message.Read(bytes.NewReader(e.raw))
	if err != nil {
		return m, err
	}
	err = entity.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		kind, _, _ := part.Header.ContentType()
		var into *string
		switch {
		case kind == "text/plain" && m.text == "":
			into = &m.text
		case kind == "text/html" && m.html == "":
			into = &m.html
		default:
			return nil
		}
		body, err := io.ReadAll(part.Body)
		*into = strings.ReplaceAll(string(body), "\r\n", "\n")
		return err
	})
	m.all = plain(m.subject + " " + m.text + " " + html.UnescapeString(tag.ReplaceAllString(m.html, " ")))
	return m, err
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain makes words comparable, however they are broken into lines.
func plain(s string) string {
	s = strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "\u00a0", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}
