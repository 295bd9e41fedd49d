package templates

import (
	"slices"
	"strings"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// weekly returns the ritual that is asked every week.
func weekly(t *testing.T, s *Set) ritual.Definition {
	t.Helper()
	i := slices.IndexFunc(s.rituals, func(d ritual.Definition) bool {
		return d.Trigger == ritual.OnSchedule && !d.Digest && d.Rare == 0
	})
	if i < 0 {
		t.Fatal("no ritual is asked every week")
	}
	return s.rituals[i]
}

// TestNumbersRunOn checks that the numbers of a mail about two pairs run on,
// and that each question is told whose pair it is about.
func TestNumbersRunOn(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	p := e.prompt(weekly(t, s), e.tomasz, false)
	second := p.Parts[0]
	second.Section = e.other()
	for i := range second.Asked {
		second.Asked[i].Pair = 0
	}
	first := slices.Clone(p.Parts[0].Asked)
	for i := range first {
		first[i].Pair = 0
	}
	p.Parts[0].Asked = first
	p.Parts = append(p.Parts, second)
	_, asked, err := s.Prompt(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range asked {
		want := int64(1)
		if i >= len(first) {
			want = 2
		}
		if q.N != i+1 || q.Pair != want || q.Text == "" {
			t.Errorf("asked[%d] = {N: %d, Pair: %d, Text: %q}, want N %d of pair %d", i, q.N, q.Pair, q.Text, i+1, want)
		}
	}
	if first[0].Text != "" || first[0].Pair != 0 {
		t.Error("Prompt() changed the caller's questions")
	}
}

// TestReminderKeepsNumbers checks that a reminder asks what is open, under the
// numbers of the first mail.
func TestReminderKeepsNumbers(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	p := e.prompt(weekly(t, s), e.ana, false)
	p.Nudge, p.Parts[0].Open = true, []int{2, 4}
	r, asked, err := s.Prompt(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) != 2 || asked[0].N != 2 || asked[1].N != 4 {
		t.Errorf("asked = %v, want 2 and 4", asked)
	}
	if !strings.Contains(r.Text, "\n2. ") || !strings.Contains(r.Text, "\n4. ") || strings.Contains(r.Text, "\n1. ") {
		t.Errorf("the text does not have numbers 2 and 4:\n%s", r.Text)
	}
}

// TestTextOnly checks that some get no HTML.
func TestTextOnly(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	e.ana.TextOnly = true
	r, err := s.Digest(e.digest(e.ana))
	if err != nil || r.HTML != "" || r.Text == "" {
		t.Errorf("Digest() = HTML of %d bytes, text of %d bytes, %v", len(r.HTML), len(r.Text), err)
	}
}

// TestPrivateQuestionSaysSo checks that a question whose answer stays with its
// author says it, beside the line about the others.
func TestPrivateQuestionSaysSo(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	only := s.language("en").prompt.OnlyYou.plain(Facts{})
	for _, d := range s.rituals {
		for _, who := range []mentoring.Person{e.ana, e.tomasz} {
			p := e.prompt(d, who, false)
			want := 0
			for _, q := range p.Parts[0].Asked {
				if q.Visible == ritual.Private && d.Visible != ritual.Private {
					want++
				}
			}
			r, _, err := s.Prompt(p)
			if got := strings.Count(r.Text, only); err != nil || got != want {
				t.Errorf("%s for the %s: %d times %q, want %d, %v", d.Name, p.Parts[0].Role, got, only, want, err)
			}
		}
	}
}

// TestFarewellLine checks the last line before a long silence.
func TestFarewellLine(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	p := e.prompt(weekly(t, s), e.ana, false)
	p.Parts[0].Farewell = true
	if r, _, err := s.Prompt(p); err != nil || !strings.Contains(r.Text, "last mail for now") {
		t.Errorf("Prompt() = %q, %v", r.Text, err)
	}
}

// TestQuietWeekIsThreeLines checks the shortest digest.
func TestQuietWeekIsThreeLines(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	r, err := s.Digest(e.quiet())
	if err != nil {
		t.Fatal(err)
	}
	body, _, _ := strings.Cut(r.Text, "\n-- \n")
	if paragraphs := strings.Split(strings.TrimSpace(body), "\n\n"); len(paragraphs) != 3 {
		t.Errorf("%d paragraphs, want 3:\n%s", len(paragraphs), body)
	}
}

// TestNoDayCountsAboutThePartner checks that only the owner reads how long ago
// a day was.
func TestNoDayCountsAboutThePartner(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	for _, who := range []mentoring.Person{e.ana, e.tomasz} {
		r, err := s.Digest(e.digest(who))
		if got, want := strings.Contains(r.Text, "ago"), who.ID == e.tomasz.ID; err != nil || got != want {
			t.Errorf("digest of %s tells how long ago: %v, want %v, %v", who.First(), got, want, err)
		}
	}
}

// TestManyPairsFit draws the mails of a mentor of five after a full week.
func TestManyPairsFit(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	week := e.digest(e.tomasz)
	full := week.Digest.Sections[0]
	for len(full.Words) < 30 {
		full.Words = append(full.Words, full.Words...)
	}
	week.Digest.Sections = slices.Repeat([]digest.Section{full}, 5)
	r, err := s.Digest(week)
	if err != nil || len(r.HTML) > sheet.MaxHTML || !strings.Contains(r.Text, "more.") {
		t.Errorf("Digest() = %d bytes of HTML, want at most %d and word of what is left out, %v", len(r.HTML), sheet.MaxHTML, err)
	}
	for _, d := range s.rituals {
		if !d.Together && d.Trigger != ritual.OnInvited {
			continue // one mail for each pair
		}
		p := e.prompt(d, e.tomasz, false)
		p.Parts = slices.Repeat(p.Parts, 5)
		r, asked, err := s.Prompt(p)
		if err != nil || len(r.HTML) > sheet.MaxHTML || len(asked) != 5*len(p.Parts[0].Asked) {
			t.Errorf("%s: Prompt() = %d bytes of HTML, %d questions, %v", d.Name, len(r.HTML), len(asked), err)
		}
	}
}

func BenchmarkPrompt(b *testing.B) {
	s, e := load(b), newExample()
	p := e.prompt(s.rituals[0], e.ana, false)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := s.Prompt(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	s, e := load(b), newExample()
	d := e.digest(e.ana)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Digest(d); err != nil {
			b.Fatal(err)
		}
	}
}
