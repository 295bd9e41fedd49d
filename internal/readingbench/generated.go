package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"milepost/mail"
	"milepost/mail/postoffice/correspondent"
	"milepost/mail/reply"
)

// sample is a generated reply and what reading it needs.
type sample struct {
	correspondent.Case
	in   reply.Input
	sent []reply.Sent
}

func prepare(c correspondent.Case) (sample, error) {
	s := sample{Case: c}
	m, err := mail.Parse(c.Raw, mail.DefaultLimits)
	if err != nil {
		return s, fmt.Errorf("case %d: %w", c.Number, err)
	}
	s.in = reply.Input{Text: m.Text, HTML: m.HTML}
	for _, ours := range c.Sent {
		known := reply.Sent{Text: ours.Text, HTML: ours.HTML, Subject: ours.Subject, From: ours.From.String()}
		for _, q := range ours.Questions() {
			known.Questions = append(known.Questions, reply.Question{N: q.Number, Text: q.Words})
		}
		s.sent = append(s.sent, known)
	}
	return s, nil
}

// found are the words of a reading in the terms of the crowd.
func found(r reply.Reading) []correspondent.Words {
	var out []correspondent.Words
	for _, b := range r.Blocks {
		w := correspondent.Words{Text: b.Text, Question: b.Question}
		if b.Sent != 0 {
			w.Question = 0 // of another mail
		}
		out = append(out, w)
	}
	return out
}

// tally counts verdicts.
type tally struct{ all, exact, lost, answers, right int }

func (t *tally) add(v correspondent.Verdict) {
	t.all++
	if v.Exact {
		t.exact++
	}
	t.lost += len(v.Lost)
	t.answers += v.Answers
	t.right += v.Right
}

// generated reads the replies of a crowd with the mails they answer at hand.
func generated(ctx context.Context, o options, crowd *correspondent.Crowd, t *targets, stdout, stderr io.Writer) ([]sample, error) {
	byLayout, byForm := map[string]*tally{}, map[string]*tally{}
	byLanguage, byKind := map[string]*tally{}, map[string]*tally{}
	count := func(in map[string]*tally, key string, v correspondent.Verdict) {
		if in[key] == nil {
			in[key] = &tally{}
		}
		in[key].add(v)
	}
	var all tally
	var samples []sample
	shown := 0
	for i := range o.n {
		if i%200 == 0 {
			fmt.Fprintf(stderr, "\rgenerated replies: %d of %d", i, o.n)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		c, err := crowd.Case(i)
		if err != nil {
			return nil, err
		}
		s, err := prepare(c)
		if err != nil {
			return nil, err
		}
		r := reply.Read(s.in, s.sent)
		v := c.Judge(found(r))
		all.add(v)
		count(byLayout, string(c.Layout), v)
		count(byForm, c.Form, v)
		count(byLanguage, c.Language, v)
		kind, _, _ := strings.Cut(c.Wire+" ", " ")
		if strings.HasPrefix(c.Wire, "text and html") {
			kind = "text and html"
		}
		count(byKind, kind, v)
		samples = append(samples, s)
		if (!v.Exact || len(v.Lost) > 0 || v.Right < v.Answers) && shown < o.fail {
			shown++
			fmt.Fprint(stderr, "\r")
			writeCase(stdout, s, r)
		}
	}
	fmt.Fprint(stderr, "\r\033[K")
	fmt.Fprintf(stdout, "Replies to our own mails: %d of seed %d, generated\n", o.n, o.seed)
	table(stdout, "layout", byLayout)
	table(stdout, "parts", byKind)
	table(stdout, "language of the words", byLanguage)
	table(stdout, "introduced by (those below 100 % only)", imperfect(byForm))
	fmt.Fprintf(stdout, "  %d languages of forms, %d forms, %d languages of words\n", languages(byForm), len(byForm), len(byLanguage))

	t.share("generated: exact", all.exact, all.all, 99)
	t.share("generated: answers under their question", all.right, all.answers, 98)
	if u := byLayout[string(correspondent.UnmarkedBetween)]; u != nil {
		t.share("generated: unmarked and interleaved, exact", u.exact, u.all, 90)
	}
	t.want(all.lost == 0, "generated: lost words, none", "%d", all.lost)
	return samples, nil
}

func table(out io.Writer, title string, rows map[string]*tally) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(out, "\n  %-40s %-24s %6s  %s\n", title, "exact", "lost", "answers under their question")
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		r := rows[key]
		fmt.Fprintf(out, "  %-40s %-24s %6d  %s\n", key, rate(r.exact, r.all), r.lost, rate(r.right, r.answers))
	}
}

func imperfect(rows map[string]*tally) map[string]*tally {
	out := map[string]*tally{}
	for key, r := range rows {
		if r.exact < r.all || r.lost > 0 || r.right < r.answers {
			out[key] = r
		}
	}
	return out
}

func languages(forms map[string]*tally) int {
	seen := map[string]bool{}
	for form := range forms {
		language, _, _ := strings.Cut(form, " ")
		seen[language] = true
	}
	return len(seen)
}

// showCase prints one generated reply and how it is read.
func showCase(out io.Writer, crowd *correspondent.Crowd, number int) error {
	c, err := crowd.Case(number)
	if err != nil {
		return err
	}
	s, err := prepare(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n", c.Raw)
	writeCase(out, s, reply.Read(s.in, s.sent))
	return nil
}

func writeCase(out io.Writer, s sample, r reply.Reading) {
	c := s.Case
	v := c.Judge(found(r))
	fmt.Fprintf(out, "=== case %d: %s | %s | words in %s | %s | %s | ending: %s\n", c.Number, c.Layout, c.Form, c.Language, c.Client, c.Wire, c.Ending)
	fmt.Fprintf(out, "exact %v, lost %q, too many %q, %d of %d under their question\n", v.Exact, v.Lost, v.Extra, v.Right, v.Answers)
	fmt.Fprintf(out, "--- expected\n")
	for _, w := range c.Own {
		fmt.Fprintf(out, "  [%d] %q\n", w.Question, w.Text)
	}
	fmt.Fprintf(out, "--- read from the %s part\n", r.From)
	for _, w := range found(r) {
		fmt.Fprintf(out, "  [%d] %q\n", w.Question, w.Text)
	}
	fmt.Fprintf(out, "--- segments\n")
	for _, g := range r.Segments {
		fmt.Fprintf(out, "  %-10s q%d %.2f %-32s %q\n", g.Kind, g.Question, g.Confidence, g.Reason, g.Text)
	}
	fmt.Fprintln(out)
}
