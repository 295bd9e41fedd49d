package correspondent

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-message"
	"golang.org/x/net/html"
)

// maxPart bounds what is read of one part of a mail.
const maxPart = 4 << 20

// prompt is the mail that is answered, as a client knows it.
type prompt struct {
	from, to, replyTo, returnPath mail.Address

	subject    string
	date       time.Time
	messageID  string // with its brackets
	references string

	text      []string // lines of the text part
	questions []question
	html      string // the HTML part, or the text as HTML
}

// question is a numbered paragraph of the text part: lines [first, end).
type question struct {
	number     int
	first, end int
	words      string // without the number, on one line
	later      int    // how many questions behind it begin with the same words
}

// readPrompt reads a raw mail that has a text part, an HTML part, or both.
func readPrompt(raw []byte) (prompt, error) {
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return prompt{}, err
	}
	var p prompt
	h := e.Header
	p.from = address(h.Get("From"))
	p.to = address(h.Get("To"))
	p.replyTo = address(h.Get("Reply-To"))
	if p.replyTo.Address == "" {
		p.replyTo = p.from
	}
	p.returnPath = mail.Address{Address: strings.Trim(h.Get("Return-Path"), " <>")}
	if p.returnPath.Address == "" {
		p.returnPath = mail.Address{Address: p.from.Address}
	}
	p.messageID = strings.TrimSpace(h.Get("Message-Id"))
	p.references = strings.Join(strings.Fields(h.Get("References")), " ")
	p.subject, err = new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil {
		p.subject = h.Get("Subject")
	}
	if p.date, err = mail.ParseDate(h.Get("Date")); err != nil {
		return prompt{}, fmt.Errorf("date: %w", err)
	}

	text, rich, err := parts(e)
	if err != nil {
		return prompt{}, err
	}
	if text == "" && rich != "" {
		text = plainText(parseHTML(rich), rendering{})
	}
	p.text = strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	p.questions = findQuestions(p.text)
	p.html = rich
	if rich == "" {
		p.html = "<div>" + strings.Join(htmlLines(p.text), "<br>\n") + "</div>"
	}
	return p, nil
}

// parts returns the first text and the first HTML part of a mail.
func parts(e *message.Entity) (text, rich string, err error) {
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			return err
		}
		kind, _, _ := part.Header.ContentType()
		var into *string
		switch {
		case kind == "text/plain" && text == "":
			into = &text
		case kind == "text/html" && rich == "":
			into = &rich
		default:
			return nil
		}
		b, err := io.ReadAll(io.LimitReader(part.Body, maxPart))
		*into = string(b)
		return err
	})
	return text, rich, err
}

// address reads one mailbox, or the first of a list; zero if there is none.
func address(value string) mail.Address {
	list, err := mail.ParseAddressList(value)
	if err != nil || len(list) == 0 {
		return mail.Address{}
	}
	return *list[0]
}

var numbered = regexp.MustCompile(`^\s*(\d{1,2})[.):]\s+(.*)$`)

// findQuestions finds the paragraphs that count up from 1. The lines after the
// number belong to a question until a line is empty.
func findQuestions(lines []string) []question {
	var found []question
	for i := 0; i < len(lines); i++ {
		m := numbered.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if n != len(found)+1 {
			continue
		}
		q := question{number: n, first: i, end: i + 1, words: m[2]}
		for q.end < len(lines) && strings.TrimSpace(lines[q.end]) != "" && !numbered.MatchString(lines[q.end]) {
			q.words += " " + strings.TrimSpace(lines[q.end])
			q.end++
		}
		for i := range found {
			if opening(found[i].words) == opening(q.words) {
				found[i].later++
			}
		}
		found = append(found, q)
		i = q.end - 1
	}
	return found
}

// question returns a numbered question of the prompt.
func (p prompt) question(number int) (question, error) {
	if number < 1 || number > len(p.questions) {
		return question{}, fmt.Errorf("question %d of %d: %w", number, len(p.questions), ErrNoQuestion)
	}
	return p.questions[number-1], nil
}

// sender is how a client shows who wrote: the name, else the address.
func (p prompt) sender() string {
	if p.from.Name != "" {
		return p.from.Name
	}
	return p.from.Address
}

// htmlLines escapes lines of text.
func htmlLines(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = html.EscapeString(l)
	}
	return out
}
