package demo

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/mail"
	"slices"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Parse(pageSource))

// page is index.html: every mail, by week and person, with nothing to load.
type page struct {
	Title  string
	People []pagePerson
	Checks []pageCheck
	Weeks  []pageWeek
}

// pageCheck is one thing that must hold.
type pageCheck struct {
	Name   string
	Broken bool
}

// pagePerson is somebody whose mails can be picked out.
type pagePerson struct{ ID, Name, About string }

// pageWeek is one week and its mails.
type pageWeek struct {
	N     int
	Date  string
	Mails []pageMail
}

// pageMail is one mail. Body is what is shown of it when it is picked.
type pageMail struct {
	ID                 int
	Who, First, Letter string
	Wrote              bool
	When, Subject      string
	Tells              []string
	Body               pageBody
}

// pageBody is what the page's script shows of a mail.

type pageBody struct {
	Subject string   `json:"subject"`
	From    string   `json:"from"`
	To      string   `json:"to"`
	When    string   `json:"when"`
	With    string   `json:"with,omitempty"` // the program it was written with
	File    string   `json:"file"`
	Text    string   `json:"text"`
	HTML    string   `json:"html,omitempty"`
	Read    []string `json:"read,omitempty"` // what Milepost made of it
	Private []bool   `json:"private,omitempty"`
}

func newPage(ctx context.Context, w *world, n int, results []result, mails []readMail, files []string, records []mentoring.Record) (page, error) {
	read, err := readings(ctx, w.store, records)
	if err != nil {
		return page{}, err
	}
	p := page{Title: fmt.Sprintf("Milepost demo: %s, %d mails", weeks(n), len(mails))}
	for _, r := range w.story.People {
		p.People = append(p.People, pagePerson{r.ID, r.first(), w.story.about(r)})
	}
	for _, r := range results {
		p.Checks = append(p.Checks, pageCheck{r.name, len(r.broken) > 0})
	}
	for week := 1; week <= n; week++ {
		monday := calendar.WeekOf(w.story.Begins).Add(week - 1).Monday()
		p.Weeks = append(p.Weeks, pageWeek{N: week, Date: fmt.Sprintf("%d %s", monday.Day, monday.Month)})
	}
	for i, m := range mails {
		if m.week < 1 || m.week > n {
			continue
		}
		week := &p.Weeks[m.week-1]
		at := m.at.In(m.who.location())
		_, city, _ := strings.Cut(m.who.Zone, "/")
		to := mail.Address{Name: m.who.Name, Address: m.who.Address}
		if m.wrote {
			to = mail.Address{Address: ourBox}
		}
		x := pageMail{
			ID: i + 1, Who: m.who.ID, First: m.who.first(), Letter: m.who.Name[:1], Wrote: m.wrote,
			When: at.Format("Mon 2 Jan, 15:04"), Subject: m.subject, Tells: m.tells,
			Body: pageBody{
				Subject: m.subject, From: display(m.from), To: display(to),
				When: at.Format("Monday 2 January 2006, 15:04") + ", " + city, With: writtenWith(m),
				File: files[i], Text: m.text, HTML: m.html,
			},
		}
		if m.wrote {
			for _, r := range read[m.header.Get("Message-Id")] {
				x.Body.Read = append(x.Body.Read, r.words)
				x.Body.Private = append(x.Body.Private, r.private)
			}
		}
		week.Mails = append(week.Mails, x)
	}
	return p, nil
}

func (p page) render() ([]byte, error) {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return out.Bytes(), nil
}

func display(a mail.Address) string {
	if a.Name == "" {
		return a.Address
	}
	return a.Name + " <" + a.Address + ">"
}

// writtenWith is what a mail says that it was written with.
func writtenWith(m readMail) string {
	if !m.wrote {
		return ""
	}
	for _, name := range []string{"X-Mailer", "User-Agent"} {
		if v := m.header.Get(name); v != "" {
			return v
		}
	}
	return ""
}

// about says in which pairs somebody is.
func (s *story) about(r *role) string {
	var out []string
	for _, p := range s.Pairs {
		switch r.ID {
		case p.Mentor:
			out = append(out, "mentor of "+s.role(p.Mentee).first())
		case p.Mentee:
			out = append(out, "mentee of "+s.role(p.Mentor).first())
		}
	}
	return strings.Join(out, ", ")
}

// understood is one thing that Milepost took from a mail.
type understood struct {
	words   string
	private bool
}

// readings returns what became of each mail that came in, by its Message-ID.
func readings(ctx context.Context, s *store.Store, records []mentoring.Record) (map[string][]understood, error) {
	byMessage := map[int64][]understood{}
	for _, r := range records {
		for _, e := range r.Entries {
			if e.Message != 0 && !saidTwice(r, e) {
				byMessage[e.Message] = append(byMessage[e.Message], understood{describe(r, e), e.Visible == ritual.Private})
			}
		}
	}
	messages, err := allMessages(ctx, s)
	if err != nil {
		return nil, err
	}
	out := map[string][]understood{}
	for _, m := range messages {
		raw, err := s.Raw(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		head, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			continue // held as unreadable: the page shows the mail itself
		}
		id := head.Header.Get("Message-Id")
		took := byMessage[m.ID]
		if len(took) == 0 {
			took = []understood{{words: strings.TrimSpace(string(m.State) + ": " + m.Reason)}}
		}
		out[id] = append(out[id], took...)
	}
	return out, nil
}

// saidTwice reports whether an answer has become something else with the same
// words, such as feedback, or a rating.
func saidTwice(r mentoring.Record, answer mentoring.Entry) bool {
	return answer.Kind == mentoring.AnswerEntry && slices.ContainsFunc(r.Entries, func(e mentoring.Entry) bool {
		return e.Kind != mentoring.AnswerEntry && e.Message == answer.Message && e.Key == answer.Key &&
			(e.Text == answer.Text || e.Kind == mentoring.RatingEntry)
	})
}

// describe says what an entry is, in the words of the record.
func describe(r mentoring.Record, e mentoring.Entry) string {
	what := string(e.Kind)
	if ref := e.Ref(); ref != "" {
		what += " " + ref
	}
	if key := strings.ReplaceAll(e.Key, "-", " "); key != "" && key != what {
		what += ", " + key
	}
	words := strings.Join(strings.Fields(e.Text), " ")
	switch {
	case e.Kind == mentoring.SessionEntry:
		words = strings.TrimSpace(e.At.In(r.Pair.Location()).Format("Mon 2 Jan, 15:04") + " " + words)
	case words == "" && e.Value > 0:
		words = fmt.Sprint(e.Value)
	}
	if !e.Due.IsZero() {
		words += fmt.Sprintf(" (by %d %s)", e.Due.Day, e.Due.Month.String()[:3])
	}
	return what + ": " + words
}
