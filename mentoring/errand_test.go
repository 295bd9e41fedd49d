package mentoring_test

import (
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

const (
	ines mentoring.PersonID = 91 // coordinates
	rui  mentoring.PersonID = 92 // is the trusted contact
)

// lookedAfter is a pair with a coordinator and a trusted contact outside it.
func lookedAfter(t testing.TB) *world {
	t.Helper()
	w := underWay(t)
	w.records[0].Program.Coordinator, w.records[0].Program.Trusted, w.records[0].Program.Sees = ines, rui, mentoring.SeesStates
	return w
}

// errands returns what a reply causes to be sent outside the pair.
func errands(o mentoring.Outcome) (out []mentoring.Errand) {
	for _, c := range o.Changes {
		if e, ok := c.(mentoring.Errand); ok {
			out = append(out, e)
		}
	}
	return out
}

func saidIn(o mentoring.Outcome) string {
	var out []string
	for _, s := range o.Receipt.Said {
		out = append(out, s.What)
	}
	for _, d := range o.Receipt.Doubts {
		out = append(out, "?"+string(d.Kind))
	}
	return strings.Join(out, " ")
}

func justLine(v reading.Verb) mentoring.Reply {
	return mentoring.Reply{Reading: reading.Reading{Lines: []reading.Line{{Verb: v, Pair: 1, Raw: string(v)}}}}
}

// TestHelpUsTellsTheCoordinatorOnce names the pair and no reason, and nobody
// else hears of it.
func TestHelpUsTellsTheCoordinatorOnce(t *testing.T) {
	t.Parallel()
	w := lookedAfter(t)
	r := w.record(1)
	o := mentoring.Apply(*r, r.Person(ana), justLine(reading.HelpUs), noon)
	got := errands(o)
	if len(got) != 1 || got[0].Kind != mentoring.HelpWanted || got[0].To != ines || got[0].Text != "" {
		t.Fatalf("errands = %+v, want one to the coordinator without a word", got)
	}
	if saidIn(o) != "help us" || !o.Receipt.Silencing {
		t.Errorf("receipt says %q, want that it was asked", saidIn(o))
	}
	w.apply(r, o, noon)
	for _, e := range r.Entries {
		if e.Changed.Equal(noon) {
			t.Errorf("the record has %+v; Tomasz would read of it", e)
		}
	}
	if again := errands(mentoring.Apply(*r, r.Person(tomasz), justLine(reading.HelpUs), noon.Add(time.Hour))); len(again) != 0 {
		t.Errorf("within the week: errands = %+v, want none", again)
	}
	if later := errands(mentoring.Apply(*r, r.Person(tomasz), justLine(reading.HelpUs), noon.AddDate(0, 0, 8))); len(later) != 1 {
		t.Errorf("a week later: errands = %+v, want one", later)
	}
}

// TestNobodyLooksWithinThePair refuses kindly where the coordinator is a member,
// or there is none.
func TestNobodyLooksWithinThePair(t *testing.T) {
	t.Parallel()
	for _, coordinator := range []mentoring.PersonID{0, tomasz} {
		w := lookedAfter(t)
		r := w.record(1)
		r.Program.Coordinator = coordinator
		o := mentoring.Apply(*r, r.Person(ana), justLine(reading.HelpUs), noon)
		if len(errands(o)) != 0 || saidIn(o) != "?nobody-looks" {
			t.Errorf("coordinator %d: errands %v, says %q", coordinator, errands(o), saidIn(o))
		}
	}
}

// TestConfidenceGoesToTheTrustedContactAlone keeps the words as their author's
// own note, and gives them to nobody else.
func TestConfidenceGoesToTheTrustedContactAlone(t *testing.T) {
	t.Parallel()
	words := reading.Leftover{Text: "I think of leaving", Pair: 1, Private: true, Confided: true}
	re := mentoring.Reply{Reading: reading.Reading{Leftover: []reading.Leftover{words}, Doubts: []reading.Doubt{{Kind: reading.NoConfidant}}}}
	for _, c := range []struct {
		name    string
		trusted mentoring.PersonID
		want    string
		goes    bool
	}{
		{"a trusted contact", rui, "confided", true},
		{"nobody", 0, "note ?no-confidant", false},
		{"the coordinator", ines, "note ?no-confidant", false},
		{"the partner", tomasz, "note ?no-confidant", false},
	} {
		w := lookedAfter(t)
		r := w.record(1)
		r.Program.Trusted = c.trusted
		o := mentoring.Apply(*r, r.Person(ana), re, noon)
		got := errands(o)
		if c.goes != (len(got) == 1 && got[0].To == rui && got[0].Text == words.Text && got[0].Kind == mentoring.Confidence) || !c.goes && len(got) > 0 {
			t.Errorf("%s: errands = %+v", c.name, got)
		}
		if saidIn(o) != c.want {
			t.Errorf("%s: receipt says %q, want %q", c.name, saidIn(o), c.want)
		}
		w.apply(r, o, noon)
		kept := false
		for _, e := range r.Entries {
			if strings.Contains(e.Text, words.Text) {
				kept = true
				if e.Visible != ritual.Private || r.Sees(tomasz, e) || r.Sees(ines, e) || r.Sees(rui, e) {
					t.Errorf("%s: %+v is for others to see", c.name, e)
				}
			}
		}
		if !kept {
			t.Errorf("%s: the author's note is not kept", c.name)
		}
	}
	// Where it is not clear which words are meant, nobody gets any.
	w := lookedAfter(t)
	r := w.record(1)
	re.Reading.Leftover[0].Confided = false
	if o := mentoring.Apply(*r, r.Person(ana), re, noon); len(errands(o)) != 0 || saidIn(o) != "note ?not-confided" {
		t.Errorf("unclear: errands %v, says %q", errands(o), saidIn(o))
	}
}

// quietFor runs a pair without a word for some weeks and returns how often it was
// asked whether somebody shall look in.
func quietFor(t *testing.T, w *world, weeks int) (asked int) {
	t.Helper()
	from := instant("2026-01-21 12:00")
	w.run(from, from.AddDate(0, 0, 7*weeks), 6*time.Hour)
	for _, m := range w.sent {
		if d, _ := w.policy.Ritual(m.Ritual); d.Trigger == ritual.OnQuiet {
			asked++
		}
	}
	return asked
}

// TestQuietAfterSixWeeksAndAsked calls a pair quiet only once it was asked.
func TestQuietAfterSixWeeksAndAsked(t *testing.T) {
	t.Parallel()
	quiet := ritual.Definition{
		Name: "look", Trigger: ritual.OnQuiet, Rank: 1, Visible: ritual.Private, Audience: []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor}},
		Questions: []ritual.Question{{Key: "look", Kind: ritual.Choice, Records: ritual.LookIn, Choices: []string{"help us", "leave us"}}},
	}
	build := func() *world {
		w := lookedAfter(t)
		w.policy.Rituals = append(w.policy.Rituals, quiet)
		return w
	}
	now := func(weeks int) time.Time { return instant("2026-01-21 12:00").AddDate(0, 0, 7*weeks) }

	w := build()
	if asked := quietFor(t, w, 4); asked != 0 || w.policy.Health(w.records[0], now(4)) != mentoring.Running {
		t.Errorf("after four weeks: asked %d times, %s", asked, w.policy.Health(w.records[0], now(4)))
	}
	w = build()
	if asked := quietFor(t, w, 12); asked != 2 {
		t.Errorf("in twelve weeks: asked %d times, want each of the two once", asked)
	}
	if got := w.policy.Health(w.records[0], now(12)); got != mentoring.Quiet {
		t.Errorf("Health() = %s, want quiet", got)
	}
	private := *w.record(1)
	private.Entries = append(private.Entries, mentoring.Entry{ID: 999, Kind: mentoring.NoteEntry, Visible: ritual.Private, Author: ana, Text: "a lot", Changed: now(12)})
	if got := w.policy.Health(private, now(12)); got != mentoring.Quiet {
		t.Errorf("with a private note: Health() = %s; the coordinator would know of it", got)
	}
	o := mentoring.Apply(w.records[0], w.records[0].Person(ana), justLine(reading.LeaveUs), now(12))
	w.apply(w.record(1), o, now(12))
	if got := w.policy.Health(w.records[0], now(12)); got != mentoring.Running {
		t.Errorf("after leave us: Health() = %s, want running", got)
	}

	w = build()
	w.records[0].Program.Coordinator = tomasz
	if asked := quietFor(t, w, 12); asked != 0 {
		t.Errorf("the coordinator is in the pair: asked %d times, want never", asked)
	}
}
