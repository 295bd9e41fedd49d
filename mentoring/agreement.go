package mentoring

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"milepost/mentoring/ritual"
)

// The keys of an agreement that planning obeys.
const (
	MeetKey     = "rhythm"   // weeks between the sessions, where a number was agreed on
	OftenKey    = "often"    // weeks between the questions
	ReviewKey   = "review"   // weeks between reviews of the relationship, Never for none
	ResponseKey = "response" // working days that an answer may take
	EndKey      = "end"      // the last day
	// MoreKey is of lines that name no key. A new one replaces none.
	MoreKey = "more"
)

// AgreementKeys are what an agreement speaks of, in the order of its page. What
// nobody has said anything about stands there in the words that every pair
// begins with, if there are any.
var AgreementKeys = []string{
	"purpose", "learning", "offer", "roles", MeetKey, OftenKey, ResponseKey, "channels", "limits", "feedback",
	"stalled", "progress", "resources", ReviewKey, EndKey, "trust", MoreKey,
}

// The forms of an entry of an agreement.
const (
	amendment = "amend" // a change; About is the version that it makes
	consented = "yes"   // its author agrees to the version that About names
)

// Agreement is the page that two people begin with and may change. It is made of
// their own lines: none is merged into words that nobody wrote.
type Agreement struct {
	// Version is that of the lines, from 1 on.
	Version int
	// InForce is true once both have said yes to the first version. A later one
	// is in force when it is there at all.
	InForce bool
	Lines   []AgreementLine
	// Waiting is a change that one of them proposed and the other has not
	// answered.
	Waiting []Entry
	Terms   Terms
}

// AgreementLine is one line of the page.
type AgreementLine struct {
	Key  string
	Said []Entry // each side's own words, or what both agreed on later; none: the usual words
}

// Agreement returns the page as both may read it: answers that are hidden or
// private are not on it.
func (r Record) Agreement() Agreement {
	g := Agreement{Version: 1, Terms: r.Pair.Terms}
	byKey := map[string][]Entry{}
	yes := map[PersonID]int{}
	for _, e := range r.Of(AgreementEntry, KeptState, ProposedState) {
		if !r.both(e) {
			continue
		}
		switch {
		case e.Form == consented:
			yes[e.Author] = max(yes[e.Author], e.version())
		case e.State == ProposedState:
			g.Waiting = append(g.Waiting, e)
		case e.Form == amendment:
			yes[e.Author] = max(yes[e.Author], e.version())
			g.Version = max(g.Version, e.version())
			if e.Key != MoreKey {
				byKey[e.Key] = nil
			}
			byKey[e.Key] = append(byKey[e.Key], e)
		default:
			byKey[e.Key] = append(byKey[e.Key], e)
		}
	}
	g.InForce = min(yes[r.Pair.Mentor.Person], yes[r.Pair.Mentee.Person]) > 0
	for _, key := range AgreementKeys {
		g.Lines = append(g.Lines, AgreementLine{Key: key, Said: byKey[key]})
	}
	if !g.InForce {
		g.Terms = proposed(g.Lines, g.Terms)
	}
	return g
}

// both reports whether both members may read an entry.
func (r Record) both(e Entry) bool {
	return r.Sees(r.Pair.Mentor.Person, e) && r.Sees(r.Pair.Mentee.Person, e)
}

// proposed returns the terms that the lines of a page amount to. Where the two
// differ, the calmer rhythm is taken.
func proposed(lines []AgreementLine, t Terms) Terms {
	for _, l := range lines {
		for _, e := range l.Said {
			t = t.with(e)
		}
	}
	return t
}

// with returns the terms as a line changes them.
func (t Terms) with(e Entry) Terms {
	calmer := func(was int) int {
		switch {
		case e.Form == amendment || was == 0: // both have agreed on it, or one alone has spoken
			return e.Value
		case was == Never || e.Value == Never:
			return Never
		}
		return max(was, e.Value)
	}
	if e.Value == 0 && e.Due.IsZero() {
		return t
	}
	switch e.Key {
	case MeetKey:
		t.Meet = calmer(t.Meet)
	case OftenKey:
		t.Every = calmer(t.Every)
	case ReviewKey:
		t.Review = calmer(t.Review)
	case ResponseKey:
		t.AnswerDays = calmer(t.AnswerDays)
	case EndKey:
		t.End = e.Due
	}
	return t
}

// version returns the version of the agreement that an entry of it is about.
func (e Entry) version() int {
	n, err := strconv.Atoi(strings.TrimPrefix(e.About, "v"))
	if err != nil {
		return 0
	}
	return n
}

// nameOf returns the name of a version, which is also the period of the round
// that puts it to those who have to agree.
func nameOf(version int) string { return "v" + strconv.Itoa(version) }

// agreements opens the round that shows the page, once both halves are in or the
// time for them is over, and the one that asks about a change.
func (pl *pairPlan) agreements() {
	for _, d := range pl.p.Rituals {
		if d.Trigger != ritual.OnAgreement {
			continue
		}
		if since, ready := pl.halves(); ready {
			pl.page(d, 1, since, func(Member) bool { return true })
		}
		for _, e := range pl.r.Agreement().Waiting {
			pl.page(d, e.version(), e.Created, func(m Member) bool { return m.Person != e.Author })
		}
	}
}

// halves reports whether both halves of the page are there, and since when. Where
// one of the two has not answered, the other's words stay hidden, and there is no
// page to agree to.
func (pl *pairPlan) halves() (since time.Time, ready bool) {
	for _, round := range pl.r.Rounds {
		d, _ := pl.p.Ritual(round.Ritual)
		writes := slices.ContainsFunc(d.Questions, func(q ritual.Question) bool { return q.Records == ritual.Agreement })
		if d.Trigger == ritual.OnStarted && writes && round.State == ritual.Revealed {
			since, ready = round.Revealed, true
		}
	}
	return since, ready
}

// page opens one round of the page.
func (pl *pairPlan) page(d ritual.Definition, version int, since time.Time, asks func(Member) bool) {
	period := nameOf(version)
	if _, held := pl.r.RoundOf(d.Name, period); held {
		return
	}
	round := OpenRound{Ritual: d.Name, Period: period, State: ritual.Open}
	for _, m := range pl.r.Pair.Members() {
		if _, asked := d.For(m.Role); asked && pl.reachable(m) && asks(m) {
			who := pl.r.Person(m.Person)
			due := fit(who, since, pl.holidays())
			if pl.p.digestOn(who, Today(who, due), pl.holidays()) {
				due = workdaysAfter(who, due, 1, pl.holidays()) // the digest keeps its day
			}
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
		}
	}
	if len(round.Prompts) > 0 {
		pl.do(round)
	}
}
