package mentoring_test

import (
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// page is the question that the page of the agreement puts, among others.
func page() []ritual.Asked {
	return []ritual.Asked{
		{N: 1, Pair: 1, Key: "agreed", Kind: ritual.YesNo, Records: ritual.Agreeing, Visible: ritual.Shared},
		{N: 2, Pair: 1, Key: "feedback", Kind: ritual.Text, Records: ritual.Agreement, Visible: ritual.Shared},
		{N: 3, Pair: 1, Key: "often", Kind: ritual.Choice, Records: ritual.Rhythm, Visible: ritual.Shared, Choices: []string{"weekly", "two-weeks", "four-weeks"}},
		{N: 4, Pair: 1, Key: "review", Kind: ritual.Choice, Records: ritual.Rhythm, Visible: ritual.Shared, Choices: []string{"ten-weeks", "twenty-weeks", "never"}},
	}
}

// agreeing is a pair in which the page was put to both.
func agreeing(t *testing.T) *pairOf {
	t.Helper()
	r := pair(noon)
	r.Pair.State = mentoring.Active
	round := ritual.Round{ID: 70, Ritual: "page", Period: "v1", State: ritual.Open, Opened: noon}
	for i, who := range []mentoring.PersonID{ana, tomasz} {
		round.Prompts = append(round.Prompts, ritual.Prompt{ID: 71 + int64(i), Round: 70, Person: int64(who), State: ritual.Sent, SentAt: noon, Asked: page()})
	}
	r.Rounds = append(r.Rounds, round)
	return &pairOf{t: t, r: r, now: noon}
}

// pairOf is a record to which replies are applied one after the other.
type pairOf struct {
	t   *testing.T
	r   mentoring.Record
	now time.Time
	id  int64
}

func (p *pairOf) writes(who mentoring.PersonID, period, text string) mentoring.Receipt {
	p.t.Helper()
	p.now, p.id = p.now.Add(time.Hour), p.id+1
	var prompt ritual.Prompt
	for _, x := range p.r.Rounds {
		if x.Period == period {
			prompt, _ = x.PromptOf(int64(who))
		}
	}
	rd := reading.Interpret(reading.Prompt{Asked: prompt.Asked, Pairs: []int64{1}, Partners: []string{"Tomasz"}}, []reading.Block{{Text: text}}, shippedWords(p.t), p.now)
	out := mentoring.Apply(p.r, p.r.Person(who), mentoring.Reply{Reading: rd, Prompt: prompt, Message: p.id}, p.now)
	for _, c := range out.Changes {
		switch c := c.(type) {
		case mentoring.PutEntry:
			if c.Entry.ID == 0 {
				c.Entry.ID = int64(len(p.r.Entries) + 100)
				p.r.Entries = append(p.r.Entries, c.Entry)
				continue
			}
			for i, e := range p.r.Entries {
				if e.ID == c.Entry.ID {
					p.r.Entries[i] = c.Entry
				}
			}
		case mentoring.PutPair:
			p.r.Pair = c.Pair
		}
	}
	return out.Receipt
}

// shippedWords is the English vocabulary that is shipped.
func shippedWords(t *testing.T) *reading.Vocabulary {
	t.Helper()
	set, err := shippedSet()
	if err != nil {
		t.Fatal(err)
	}
	return set.Vocabulary("en")
}

func saidWhat(rc mentoring.Receipt) string {
	var out []string
	for _, s := range rc.Said {
		out = append(out, s.What)
	}
	for _, d := range rc.Doubts {
		out = append(out, "?"+string(d.Kind))
	}
	return strings.Join(out, " ")
}

// TestBothAgree: the page holds once both have said yes, and the calmer rhythm
// with it.
func TestBothAgree(t *testing.T) {
	t.Parallel()
	p := agreeing(t)
	if got := saidWhat(p.writes(ana, "v1", "agree")); !strings.Contains(got, mentoring.SaidAgreed) {
		t.Errorf("one word: %s, want %s", got, mentoring.SaidAgreed)
	}
	if g := p.r.Agreement(); g.InForce {
		t.Errorf("it is in force after one yes")
	}
	if got := saidWhat(p.writes(tomasz, "v1", "1: yes\n2: soon, with an example\n3: every second week\n4: never")); !strings.Contains(got, mentoring.SaidInForce) {
		t.Errorf("the second yes: %s, want %s", got, mentoring.SaidInForce)
	}
	g := p.r.Agreement()
	if !g.InForce || p.r.Pair.Terms.Every != 2 || p.r.Pair.Terms.Review != mentoring.Never {
		t.Errorf("in force: %v, terms %+v, want two weeks and no reviews", g.InForce, p.r.Pair.Terms)
	}
}

// TestAmend: a change holds once the other says yes; what stood there is kept,
// and yes to a page that was replaced is not taken for more.
func TestAmend(t *testing.T) {
	t.Parallel()
	p := agreeing(t)
	p.writes(ana, "v1", "agree")
	p.writes(tomasz, "v1", "agree")
	p.writes(ana, "", "amend limits: no calls after six")
	if g := p.r.Agreement(); len(g.Waiting) != 1 || g.Version != 1 {
		t.Fatalf("after the proposal: %d waiting, version %d, want 1, 1", len(g.Waiting), g.Version)
	}
	if got := saidWhat(p.writes(tomasz, "", "agree v2")); got != mentoring.SaidInForce {
		t.Errorf("agree v2: %s", got)
	}
	if g := p.r.Agreement(); g.Version != 2 || len(g.Waiting) != 0 {
		t.Errorf("version %d with %d waiting, want 2 and none", g.Version, len(g.Waiting))
	}
	p.writes(ana, "", "amend limits: no calls after five")
	p.writes(tomasz, "", "agree v3")
	if got := saidWhat(p.writes(tomasz, "", "agree v2")); got != "?old-version" {
		t.Errorf("agree v2 after v3: %s, want a doubt", got)
	}
	kept := 0
	for _, e := range p.r.Of(mentoring.AgreementEntry, mentoring.DroppedState) {
		if e.Text == "no calls after six" {
			kept++
		}
	}
	if kept != 1 {
		t.Errorf("the line that was replaced is kept %d times, want once", kept)
	}
	if got := saidWhat(p.writes(ana, "", "amend end: yesterday")); !strings.Contains(got, "?") {
		t.Errorf("an end that has gone by: %s, want a doubt", got)
	}
	if got := saidWhat(p.writes(ana, "", "amend review: often")); !strings.Contains(got, "?no-number") {
		t.Errorf("a rhythm without a number: %s, want a doubt", got)
	}
	if got := saidWhat(p.writes(ana, "", "amend review: 2")); strings.Contains(got, "?") {
		t.Errorf("amend review: %s", got)
	}
	for _, e := range p.r.Agreement().Waiting {
		if e.Value < ritual.MostOften {
			t.Errorf("reviews every %d weeks are proposed, want at least %d", e.Value, ritual.MostOften)
		}
	}
}

// TestOwnRhythm: a member sets the day, the hour and how often; light and full.
func TestOwnRhythm(t *testing.T) {
	t.Parallel()
	p := agreeing(t)
	p.writes(ana, "", "every 2 weeks")
	p.writes(ana, "", "on thursdays 16:00")
	p.writes(ana, "", "light")
	if m := p.r.Pair.Mentee; m.Every != 2 || m.Weekday != 4 || !m.Timed || m.Clock.String() != "16:00" || !m.Light {
		t.Errorf("member = %+v", m)
	}
	p.writes(ana, "", "full")
	if m := p.r.Pair.Mentee; m.Every != 0 || m.Light {
		t.Errorf("after full: %+v", m)
	}
	if got := saidWhat(p.writes(ana, "", "on sundays")); !strings.Contains(got, "?not-a-workday") {
		t.Errorf("on sundays: %s, want a doubt", got)
	}
	p.writes(tomasz, "", "we talk")
	if !p.r.Pair.Terms.Talk {
		t.Errorf("we talk: the questions go on")
	}
}

// TestSealedLetters: nobody reads a letter before the pair has closed, its author
// neither; then only whom it is for.
func TestSealedLetters(t *testing.T) {
	t.Parallel()
	p := agreeing(t)
	p.writes(ana, "", "letter to Tomasz: thank you for waiting")
	letters := p.r.Of(mentoring.LetterEntry)
	if len(letters) != 1 {
		t.Fatalf("%d letters, want 1", len(letters))
	}
	for _, state := range []mentoring.PairState{mentoring.Active, mentoring.Ending, mentoring.Ended} {
		p.r.Pair.State = state
		e := letters[0]
		if got, want := p.r.Sees(e.Owner, e), state == mentoring.Ended; got != want {
			t.Errorf("%s: its reader sees it: %v, want %v", state, got, want)
		}
		if other := p.r.Pair.Partner(e.Owner).Person; p.r.Sees(other, e) {
			t.Errorf("%s: %d sees a letter that is not for them", state, other)
		}
	}
}
