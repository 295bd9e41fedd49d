package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"
	"unicode"

	"milepost/mentoring"
	"milepost/templates"
)

// write fills the folder: the mails, the page to browse them, the records.
func (f *folder) write(ctx context.Context, w *world, weeks int, results []result) error {
	mails, err := readAll(w.book.until(w.now()))
	if err != nil {
		return err
	}
	files := make([]string, len(mails))
	taken := map[string]bool{}
	for i, m := range mails {
		files[i] = fileName(m, taken)
		if err := f.save(m.raw, files[i]); err != nil {
			return err
		}
	}
	records, err := w.records(ctx)
	if err != nil {
		return err
	}
	for _, r := range records {
		if err := f.writeRecord(w.daemon.Templates, r); err != nil {
			return err
		}
	}
	page, err := newPage(ctx, w, weeks, results, mails, files, records)
	if err != nil {
		return err
	}
	html, err := page.render()
	if err != nil {
		return err
	}
	return f.save(html, "index.html")
}

// fileName is where a mail is put: mails/ana-sousa/2026-03-06-1400-got-SUBJECT.eml,
// the time on the wall clock of its reader or writer.
func fileName(m readMail, taken map[string]bool) string {
	did := "got"
	if m.wrote {
		did = "wrote"
	}
	base := path.Join("mails", slug(m.who.Name), fmt.Sprintf("%s-%s-%s",
		m.at.In(m.who.location()).Format("2006-01-02-1504"), did, slug(m.subject)))
	name := base + ".eml"
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s-%d.eml", base, n)
	}
	taken[name] = true
	return name
}

// slug makes words fit for a file's name.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	const most = 60
	out := strings.Join(words, "-")
	if len(out) > most {
		out = strings.TrimRight(out[:most], "-")
	}
	return out
}

// writeRecord writes what a pair has: whole as JSON, and as each of the two may
// read it.
func (f *folder) writeRecord(set *templates.Set, r mentoring.Record) error {
	dir := path.Join("records", slug(r.People[0].First()+" and "+r.People[1].First()))
	for _, p := range r.People {
		name := "as-" + slug(p.First()) + "-reads-it.md"
		if err := f.save([]byte(set.Record(r, p.ID).Text), dir, name); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(viewRecord(r), "", "  ")
	if err != nil {
		return err
	}
	return f.save(append(data, '\n'), dir, "record.json")
}

// recordView is a record as the JSON file has it.
type recordView struct {
	Mentee  string      `json:"mentee"`
	Mentor  string      `json:"mentor"`
	State   string      `json:"state"`
	Started string      `json:"started,omitempty"`
	Rounds  []roundView `json:"rounds"`
	Entries []entryView `json:"entries"`
}

type roundView struct {
	Ritual string            `json:"ritual"`
	Period string            `json:"period"`
	State  string            `json:"state"`
	Asked  map[string]string `json:"asked"` // a person's first name, and what came of it
}

type entryView struct {
	ID       string `json:"id,omitempty"`
	Kind     string `json:"kind"`
	State    string `json:"state"`
	Visible  string `json:"visible"`
	Author   string `json:"author"`
	Owner    string `json:"owner,omitempty"`
	Question string `json:"question,omitempty"` // its key
	Text     string `json:"text,omitempty"`
	Value    int    `json:"value,omitempty"`
	Due      string `json:"due,omitempty"`
	At       string `json:"at,omitempty"`
	Response string `json:"response,omitempty"`
	Said     string `json:"said"`
	Message  int64  `json:"message,omitempty"`
}

func viewRecord(r mentoring.Record) recordView {
	first := func(id mentoring.PersonID) string { return r.Person(id).First() }
	v := recordView{Mentee: r.People[0].Name, Mentor: r.People[1].Name, State: string(r.Pair.State), Started: stamp(r.Pair.Started)}
	for _, round := range r.Rounds {
		x := roundView{Ritual: round.Ritual, Period: round.Period, State: string(round.State), Asked: map[string]string{}}
		for _, p := range round.Prompts {
			x.Asked[first(mentoring.PersonID(p.Person))] = string(p.State)
		}
		v.Rounds = append(v.Rounds, x)
	}
	for _, e := range r.Entries {
		x := entryView{
			ID: e.Ref(), Kind: string(e.Kind), State: string(e.State), Visible: string(e.Visible),
			Author: first(e.Author), Question: e.Key, Text: e.Text, Value: e.Value, At: stamp(e.At),
			Response: e.Response, Said: stamp(e.Created), Message: e.Message,
		}
		if e.Owner != e.Author {
			x.Owner = first(e.Owner)
		}
		if !e.Due.IsZero() {
			x.Due = e.Due.String()
		}
		v.Entries = append(v.Entries, x)
	}
	return v
}

// stamp writes an instant, or nothing.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
