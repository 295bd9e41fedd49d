package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Plan is who will get what, when, and why not, if nobody writes meanwhile.
type Plan struct {
	From    time.Time     `json:"from"`
	To      time.Time     `json:"to"`
	Mails   []PlannedMail `json:"mails"`
	NotSent []NotSent     `json:"not_sent"`
}

// PlannedMail is a mail that will go out.
type PlannedMail struct {
	At     time.Time          `json:"at"`
	Person mentoring.PersonID `json:"person"`
	Name   string             `json:"name"`
	Zone   string             `json:"zone"`
	// Mail is a ritual's name, "nudge:" and a ritual's name, "receipt" or
	// "notice:" and its name.
	Mail  string             `json:"mail"`
	Pairs []mentoring.PairID `json:"pairs"`
}

// NotSent is a mail that would be usual and does not go out, or not in time.
type NotSent struct {
	Pair   mentoring.PairID `json:"pair"`
	Role   ritual.Role      `json:"role,omitempty"` // empty: both
	Ritual string           `json:"ritual,omitempty"`
	Period string           `json:"period,omitempty"`
	Reason string           `json:"reason"`
}

// Withheld says what does not go out for a pair and why, from the record as it
// will stand at the end of the plan. discreet is as for PairOf: it is not told
// who has fallen silent.
func Withheld(r mentoring.Record, p mentoring.Policy, from, to time.Time, discreet bool) []NotSent {
	pair := r.Pair
	whole := func(reason string) []NotSent { return []NotSent{{Pair: pair.ID, Reason: reason}} }
	switch pair.State {
	case mentoring.Invited:
		return whole("waits for both to say yes")
	case mentoring.OnHold:
		if pair.PausedUntil.IsZero() {
			return whole("paused until it is resumed")
		}
		return whole("paused until " + pair.PausedUntil.String())
	case mentoring.Active:
	default:
		return nil
	}
	w := withholding{r: r, p: p, from: from, to: to, discreet: discreet}
	loc := pair.Location()
	last := calendar.WeekOf(calendar.DateIn(to, loc))
	for week := calendar.WeekOf(calendar.DateIn(from, loc)); last.Sub(week) >= 0; week = week.Next() {
		for _, d := range p.Rituals {
			if d.Trigger == ritual.OnSchedule {
				w.week(d, week)
			}
		}
	}
	return w.out
}

type withholding struct {
	r        mentoring.Record
	p        mentoring.Policy
	from, to time.Time
	discreet bool
	out      []NotSent
}

// week looks at one ritual in one week.
func (w *withholding) week(d ritual.Definition, week calendar.Week) {
	n := w.r.Pair.Week(calendar.At(calendar.Civil{Date: week.Sunday()}, w.r.Pair.Location()))
	round, opened := w.r.RoundOf(d.Name, week.String())
	for _, m := range w.r.Pair.Members() {
		a, asked := d.For(m.Role)
		if !asked || !a.Holds(n) {
			continue
		}
		reason := ""
		if opened {
			reason = w.inRound(d, round, m)
		} else if other := w.insteadOf(d, n); other != "" {
			reason = other + " takes its place"
		}
		if reason != "" {
			w.out = append(w.out, NotSent{Pair: w.r.Pair.ID, Role: m.Role, Ritual: d.Name, Period: week.String(), Reason: reason})
		}
	}
}

// inRound says why a member has no mail in a round that was opened; "" where
// there is one, or nothing to tell.
func (w *withholding) inRound(d ritual.Definition, round ritual.Round, m mentoring.Member) string {
	prompt, there := round.PromptOf(int64(m.Person))
	who := w.r.Person(m.Person)
	switch {
	case there && prompt.SentAt.IsZero() && who.Absence.Holds(mentoring.Today(who, prompt.Due)):
		return "away until " + who.Absence.Back.String() + ", by an automatic reply"
	case there && prompt.State == ritual.Planned && !prompt.Due.After(w.to):
		return "waits for room: one planned mail a day, a few a week"
	case there && prompt.State == ritual.Dropped && !prompt.Due.Before(w.from):
		return "dropped: a newer one takes its place, or the pair is paused"
	case there, round.Opened.Before(w.from):
		return ""
	case mentoring.Away(m, mentoring.Today(who, round.Opened)):
		return "away until " + m.PausedUntil.String()
	case !m.Eased.IsZero() && w.discreet:
		return ""
	case !m.Eased.IsZero():
		return "asked less often for now, after some silence"
	case d.Digest:
		return "quiet weeks: a digest once a month"
	}
	return ""
}

// insteadOf is the name of the ritual that takes the place of another in week n
// of the pair, or "".
func (w *withholding) insteadOf(d ritual.Definition, n int) string {
	for _, other := range w.p.Rituals {
		held := other.Trigger == ritual.OnStarted && n == 1 ||
			other.Trigger == ritual.OnSchedule && slices.ContainsFunc(other.Audience, func(a ritual.Audience) bool { return a.Holds(n) })
		if held && (slices.Contains(other.Replaces, d.Name) || d.Rare > 0 && other.Rare > d.Rare) {
			return other.Name
		}
	}
	return ""
}

// Text writes the plan, one mail a line, on each person's own clock.
func (p Plan) Text(w io.Writer) error {
	if len(p.Mails) == 0 {
		if _, err := fmt.Fprintln(w, "Nothing will go out."); err != nil {
			return err
		}
	}
	var rows [][]string
	for _, m := range p.Mails {
		loc, err := time.LoadLocation(m.Zone)
		if err != nil {
			loc = time.UTC
		}
		rows = append(rows, []string{
			m.At.In(loc).Format("Mon 2 Jan 15:04"), City(loc), m.Name, m.Mail, "pair " + numbers(m.Pairs),
		})
	}
	if err := table(w, rows); err != nil {
		return err
	}
	if len(p.NotSent) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w, "\nNot sent, and why"); err != nil {
		return err
	}
	rows = nil
	for _, n := range p.NotSent {
		who := string(n.Role)
		if who == "" {
			who = "both"
		}
		rows = append(rows, []string{"  pair " + fmt.Sprint(n.Pair), who, strings.TrimSpace(n.Ritual + " " + n.Period), n.Reason})
	}
	return table(w, rows)
}

func numbers(ids []mentoring.PairID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = fmt.Sprint(id)
	}
	return strings.Join(words, ", ")
}
