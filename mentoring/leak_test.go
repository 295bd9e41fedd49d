package mentoring_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// writer makes up replies. Every word that must stay with its author begins
// with "secret", every word of a round that is hidden with "hidden".
type writer struct {
	rng *rand.Rand
	n   int
}

func (w *writer) word(kind string) string {
	w.n++
	return fmt.Sprintf("%s%d", kind, w.n)
}

// reply answers a mail with a few lines.
func (w *writer) reply(m sentMail) string {
	if m.Ritual == "welcome" {
		return "yes"
	}
	if w.rng.IntN(5) == 0 {
		return ""
	}
	var asked []ritual.Asked
	for _, x := range m.Prompts {
		asked = append(asked, x.Prompt.Asked...)
	}
	var out []string
	for range 1 + w.rng.IntN(4) {
		line := w.line()
		if len(asked) > 0 && w.rng.IntN(2) == 0 {
			line = w.answer(asked[w.rng.IntN(len(asked))])
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n\n")
}

func (w *writer) answer(q ritual.Asked) string {
	open := "open"
	switch q.Visible {
	case ritual.AfterBoth:
		open = "hidden"
	case ritual.Private:
		open = "secret"
	}
	text := w.word(open)
	switch w.rng.IntN(6) {
	case 0:
		text = "private: " + w.word("secret")
	case 1:
		text = "Please don't tell anybody, " + w.word("secret")
	case 2:
		text = "Private\n" + w.word("secret") + "\n" + w.word("secret")
	case 3:
		text = w.word(open) + "\nwin: private: " + w.word("secret")
	case 4:
		if q.Kind == ritual.Scale {
			text = fmt.Sprint(1+w.rng.IntN(5)) + " - " + w.word(open)
		}
	}
	return fmt.Sprintf("%d: %s", q.N, text)
}

func (w *writer) line() string {
	id := 1 + w.rng.IntN(6)
	lines := []string{
		"goal: " + w.word("open"),
		"goal: private: " + w.word("secret") + " by 1 dec",
		fmt.Sprintf("milestone G%d: %s by 1 nov", id, w.word("open")),
		fmt.Sprintf("milestone G%d: private: %s", id, w.word("secret")),
		"commit: " + w.word("open") + " by friday",
		"commit: private: " + w.word("secret"),
		"win: " + w.word("open"),
		"win: " + w.word("secret") + ", please don't tell them",
		"ask: " + w.word("open"),
		"feedback: private: " + w.word("secret"),
		"private: " + w.word("secret"),
		"privat - " + w.word("secret"),
		fmt.Sprintf("A%d: private: %s", id, w.word("secret")),
		fmt.Sprintf("A%d: %s", id, w.word("open")),
		fmt.Sprintf("done C%d", id), fmt.Sprintf("done M%d", id), fmt.Sprintf("park G%d", id), fmt.Sprintf("keep G%d", id),
		fmt.Sprintf("done C%d, please don't tell, %s", id, w.word("secret")),
		"yes to all", "next: 4 dec 17:00", "met", "scratch 1", "skip",
	}
	return lines[w.rng.IntN(len(lines))]
}

// TestNothingLeaks lets a mentor of two and both mentees write at random, and
// looks every week at all that each of them may be shown: no word that is
// another's to keep, and nothing that would be otherwise without such words.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		w := pairOfPairs(t)
		wr := &writer{rng: rand.New(rand.NewPCG(seed, 1))}
		w.answer = wr.reply
		start := instant("2026-01-05 09:00")
		for n := range 12 {
			from := start.AddDate(0, 0, 7*n)
			w.run(from, from.AddDate(0, 0, 7), 3*time.Hour)
			w.checkLeaks(from.AddDate(0, 0, 7))
		}
		if len(w.records[0].Entries) < 20 {
			t.Errorf("seed %d: only %d entries", seed, len(w.records[0].Entries))
		}
	}
}

func pairOfPairs(t testing.TB) *world {
	one, two := pair(instant("2026-01-05 09:00")), pair(instant("2026-01-05 09:00"))
	two.Pair.ID, two.Pair.Mentee.Person, two.People[0] = 2, 3, person(3, "Ben", "UTC")
	return newWorld(t, one, two)
}

// strip returns a record without the words that a viewer is not to be shown.
func strip(r mentoring.Record, viewer mentoring.PersonID) mentoring.Record {
	r.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(e mentoring.Entry) bool {
		return e.Visible == ritual.Private || !r.Sees(viewer, e)
	})
	return r
}

func (w *world) checkLeaks(now time.Time) {
	w.t.Helper()
	last := calendar.WeekOf(calendar.DateIn(now, time.UTC)).Prev()
	people, _ := w.people()
	for _, who := range people {
		var mine, stripped []mentoring.Record
		for _, r := range w.records {
			if _, ok := r.Pair.Member(who.ID); ok {
				mine, stripped = append(mine, r), append(stripped, strip(r, who.ID))
			}
		}
		full := digest.Summarise(mine, who, last, w.policy, nil, now)
		if clean := digest.Summarise(stripped, who, last, w.policy, nil, now); !reflect.DeepEqual(full, clean) {
			w.t.Fatalf("the digest of %s depends on words that are not theirs to read:\n%+v\n%+v", who.Name, full, clean)
		}
		shown := fmt.Sprintf("%+v", full.Sections)
		for i, r := range mine {
			a, b := r.Standing(who.ID, now), stripped[i].Standing(who.ID, now)
			if !reflect.DeepEqual(a, b) {
				w.t.Fatalf("the standing of %s depends on words that are not theirs to read", who.Name)
			}
			shown += fmt.Sprintf("%+v", a.Entries())
			own := r
			own.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(e mentoring.Entry) bool { return !r.Sees(who.ID, e) })
			shown += w.sameWithout(who, r, stripped[i], own)
			for _, d := range w.policy.Rituals {
				a, b := r.Questions(d, "", who.ID, 1, now), own.Questions(d, "", who.ID, 1, now)
				if !reflect.DeepEqual(a, b) {
					w.t.Fatalf("%s is asked %v, and without hidden words %v", who.Name, a, b)
				}
				shown += fmt.Sprintf("%+v", a)
			}
		}
		w.checkShown(who, shown)
	}
	for _, r := range w.records {
		both := r
		both.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(e mentoring.Entry) bool {
			return !r.Sees(r.Pair.Mentor.Person, e) || !r.Sees(r.Pair.Mentee.Person, e)
		})
		a, next := mentoring.PlanPair(r, w.policy, now.Add(9*time.Hour))
		b, again := mentoring.PlanPair(both, w.policy, now.Add(9*time.Hour))
		if !reflect.DeepEqual(a, b) || !next.Equal(again) {
			w.t.Fatalf("what is planned for pair %d depends on hidden words:\n%+v\n%+v", r.Pair.ID, a, b)
		}
	}
}

// sameWithout checks that what package digest makes beside the digest is the same
// without the words that a person is not to be shown, and returns it. own has the
// person's own private words, too: those are part of the story, for its file.
func (w *world) sameWithout(who mentoring.Person, full, stripped, own mentoring.Record) string {
	w.t.Helper()
	trends, ids := digest.Trends(full, who.ID)
	again, sameIDs := digest.Trends(stripped, who.ID)
	if !reflect.DeepEqual(trends, again) || !slices.Equal(ids, sameIDs) {
		w.t.Fatalf("the trends of %s depend on words that are not theirs to read:\n%+v\n%+v", who.Name, trends, again)
	}
	measures, _ := digest.Measures(full, who.ID)
	if same, _ := digest.Measures(stripped, who.ID); !reflect.DeepEqual(measures, same) {
		w.t.Fatalf("the numbers of %s depend on words that are not theirs to read:\n%+v\n%+v", who.Name, measures, same)
	}
	story := digest.Story(full, who.ID, w.policy)
	if same := digest.Story(own, who.ID, w.policy); !reflect.DeepEqual(story, same) {
		w.t.Fatalf("the story of %s depends on words that are not theirs to read:\n%+v\n%+v", who.Name, story, same)
	}
	for _, n := range story.Notes {
		if !n.Mine {
			w.t.Fatalf("%s has a note of the other's: %+v", who.Name, n)
		}
	}
	story.Notes = nil
	return fmt.Sprintf("%+v %+v %+v", trends, measures, story)
}

// checkShown looks for secret and hidden words in what a person is shown.
func (w *world) checkShown(who mentoring.Person, shown string) {
	w.t.Helper()
	if i := strings.Index(shown, "secret"); i >= 0 {
		w.t.Fatalf("%s is shown a secret: …%.80s…", who.Name, shown[max(0, i-40):])
	}
	for _, r := range w.records {
		for _, e := range r.Entries {
			_, member := r.Pair.Member(who.ID)
			for word := range strings.FieldsSeq(e.Text + " " + e.Response) {
				closed := strings.HasPrefix(word, "hidden") && e.Author != who.ID && !r.Sees(who.ID, e) || !member && strings.HasPrefix(word, "open")
				if closed && slices.Contains(strings.FieldsFunc(shown, func(c rune) bool { return !('a' <= c && c <= 'z' || '0' <= c && c <= '9') }), word) {
					w.t.Fatalf("%s is shown %q of %d", who.Name, word, e.Author)
				}
			}
		}
	}
}
