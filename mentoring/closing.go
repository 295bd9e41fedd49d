package mentoring

import (
	"strings"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// closingDays is how long before its last day a pair's closing begins.
const closingDays = 7

// LastDay returns the day on which the pair means to end; zero before it has
// begun.
func (p Pair) LastDay() calendar.Date {
	switch {
	case p.Started.IsZero():
		return calendar.Date{}
	case !p.Terms.End.IsZero():
		return p.Terms.End
	}
	return calendar.DateIn(p.Started, p.Location()).AddDays(7 * p.Weeks)
}

// closing opens the last round a week before the end, and ends the pair once that
// is over, with a mail that tells its whole story. It reports whether the pair has
// ended. An installation without such a ritual ends no pair by itself.
func (pl *pairPlan) closing() bool {
	if !pl.ends() {
		return false
	}
	begins := startOf(pl.r.Pair.LastDay().AddDays(-closingDays), pl.r.Pair.Location())
	if pl.now.Before(begins) {
		pl.look(begins)
		return false
	}
	period := "until " + pl.r.Pair.LastDay().String() // a date alone would be one that somebody asked for
	over := false
	for _, d := range pl.p.Rituals {
		if d.Trigger != ritual.OnClosing {
			continue
		}
		round, held := pl.r.RoundOf(d.Name, period)
		if !held {
			pl.open(ritual.OnClosing, period, later(begins, pl.r.Pair.Terms.Since))
			return false
		}
		over = round.State != ritual.Open
	}
	if !over {
		return false
	}
	pl.dropOpen()
	pair := pl.r.Pair
	pair.State, pair.Ended = Ended, pl.now
	pl.do(PutPair{Pair: pair})
	pl.r.Pair = pair
	pl.once(ritual.OnClosed, pl.now)
	return true
}

// ends reports whether there is a ritual that closes a pair.
func (pl *pairPlan) ends() bool {
	for _, d := range pl.p.Rituals {
		if d.Trigger == ritual.OnClosing {
			return !pl.r.Pair.LastDay().IsZero()
		}
	}
	return false
}

// inClosing reports whether a week is one of the closing, in which nothing else
// is asked.
func (pl *pairPlan) inClosing(w calendar.Week) bool {
	return pl.ends() && w.Sub(calendar.WeekOf(pl.r.Pair.LastDay().AddDays(-closingDays))) >= 0
}

// endKindly brings the pair to its closing now. No reason is asked for, and the
// partner reads of the closing, not of whose wish it was.
func (a *applying) endKindly() {
	if a.r.Pair.State != Active {
		a.stop()
		return
	}
	end := Today(a.who, a.now).AddDays(closingDays)
	if last := a.r.Pair.LastDay(); last.IsZero() || end.Before(last) {
		a.r.Pair.Terms.End, a.r.Pair.Terms.Since = end, a.now
	}
	a.receipt.Silencing = true
	a.did(Said{What: string(reading.EndKindly), Date: a.r.Pair.LastDay()})
}

// letter seals a letter to oneself or to the partner until the pair has closed.
func (a *applying) letter(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	owner := a.who.ID
	if l.Partner {
		owner = a.r.Pair.Partner(a.who.ID).Person
	}
	a.add(Entry{Kind: LetterEntry, State: KeptState, Visible: ritual.Private, Owner: owner, Text: text, Round: a.re.Prompt.Round})
	a.did(Said{What: string(reading.Letter), Date: a.r.Pair.LastDay(), Visible: ritual.Private})
}

// later returns the later of two instants.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
