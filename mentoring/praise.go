package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// PassedOn is a mail of somebody else's that a member sent on: not the member's
// own words, and never read as such.
type PassedOn struct {
	By   string // who wrote it
	At   time.Time
	Text string
}

const (
	// badWeek is the highest rating after which a kind mail comes back.
	badWeek = 2
	// recallEvery is how often one does, at most.
	recallEvery = 28 * 24 * time.Hour
	// detailRecalled is the key of the note that a kind mail came back.
	detailRecalled = "recalled"
)

// offerPraise asks whether a mail that was passed on is to be kept. Until then
// nobody is shown it, and afterwards its keeper alone.
func (a *applying) offerPraise(p PassedOn) {
	text := strings.TrimSpace(p.Text)
	if text == "" {
		return
	}
	known := slices.ContainsFunc(a.r.Of(PraiseEntry, ProposedState, KeptState), func(e Entry) bool {
		return e.Author == a.who.ID && e.Text == text && e.Source == p.By
	})
	if known {
		return
	}
	a.add(Entry{Kind: PraiseEntry, State: ProposedState, Visible: ritual.Private, Text: text, Source: p.By, At: p.At})
	a.did(Said{What: SaidPassedOn, Quoted: text, By: p.By, At: p.At})
}

// drafts returns what waits for the author's own yes: first what the answered
// receipt told of, else what came last.
func (a *applying) drafts() []Entry {
	var all, told []Entry
	for _, e := range a.r.Entries {
		if e.State == ProposedState && a.r.ownYes(a.who.ID, e) {
			all = append(all, e)
			if a.re.Confirms != 0 && e.Message == a.re.Confirms {
				told = append(told, e)
			}
		}
	}
	if len(told) > 0 {
		return told
	}
	return all
}

// ownYes reports whether an entry waits for a member's yes to their own words,
// or to words that came to them from outside.
func (r Record) ownYes(person PersonID, e Entry) bool {
	switch e.Kind {
	case PraiseEntry:
		return e.Author == person
	case VoiceEntry:
		return e.Owner == person
	case GuestEntry:
		return e.Author == person && e.Visible == ritual.Private
	}
	return false
}

// settleOwn does what a yes or no says of what waits for the author's own. It
// reports whether anything did.
func (a *applying) settleOwn(l reading.Line) bool {
	drafts := a.drafts()
	if l.Ref != "" {
		drafts = slices.DeleteFunc(drafts, func(e Entry) bool { return e.Ref() != l.Ref })
	}
	if len(drafts) == 0 {
		return false
	}
	if !l.All && (a.re.Confirms == 0 || drafts[0].Message != a.re.Confirms) {
		drafts = drafts[len(drafts)-1:] // the last one was asked about last
	}
	for _, e := range drafts {
		switch e.Kind {
		case VoiceEntry:
			a.settleVoice(e, l.Verb == reading.Agree)
			continue
		case GuestEntry:
			a.settleGuest(e, l.Verb == reading.Agree)
			continue
		}
		e.State = KeptState
		what := SaidKept
		if l.Verb == reading.Decline {
			e.State, what = WithdrawnState, SaidNotKept
		}
		a.change(e)
		a.did(Said{What: what, Quoted: e.Text, By: e.Source})
	}
	return true
}

// recall gives one kind mail back to its keeper in the receipt of a low rating:
// the one that was not seen for longest, and not often.
func (a *applying) recall(value int) {
	if value == 0 || value > badWeek || a.reread {
		return
	}
	seen := map[int64]time.Time{}
	for _, d := range a.r.Of(DetailEntry, KeptState) {
		if d.Key != detailRecalled || d.Author != a.who.ID {
			continue
		}
		if a.now.Sub(d.Created) < recallEvery {
			return
		}
		seen[d.Link] = d.Created
	}
	kept := slices.DeleteFunc(a.r.Of(PraiseEntry, KeptState), func(e Entry) bool { return e.Author != a.who.ID })
	if len(kept) == 0 {
		return
	}
	e := slices.MinFunc(kept, func(x, y Entry) int { return seen[x.ID].Compare(seen[y.ID]) })
	a.add(Entry{Kind: DetailEntry, State: KeptState, Visible: ritual.Private, Key: detailRecalled, Link: e.ID})
	a.did(Said{What: SaidRecalled, Quoted: e.Text, By: e.Source, At: e.At, Visible: ritual.Private})
}
