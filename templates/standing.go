package templates

import (
	"cmp"
	"strconv"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/templates/sheet"
)

// goalsShown is how many goals a mail shows at most; three are active unless a
// pair insists.
const goalsShown = 6

// standing shows goals, proposals and the next session under a title.
func (m *letter) standing(s mentoring.Standing, section Section, f Facts, title *Phrase) {
	if len(s.Goals) > 0 || s.Next != nil {
		m.add(sheet.Rule{}, sheet.Title{Text: title.plain(f)})
		m.goals(s.Goals, f)
	}
	if s.Next != nil {
		m.add(sheet.Box{Title: m.l.standing.Session.plain(f), Text: sheet.Words(m.sessionWhen(*s.Next)), Note: sheet.Words(m.cities(*s.Next, section))})
	}
	m.proposals(s.Proposals, section, f)
}

// goals shows each goal with its bar.
func (m *letter) goals(goals []mentoring.GoalLine, f Facts) {
	for _, g := range goals[:min(len(goals), goalsShown)] {
		f.Done, f.Total = g.Done, g.Total
		m.add(sheet.Goal{
			Ref: g.Goal.Ref(), Name: sheet.Cut(sheet.Clean(g.Goal.Text), line), Cells: cells(g),
			Count: m.l.standing.Milestones.plain(f), Note: m.goalNote(g, true, f),
		})
	}
}

// cells draws one cell for each milestone: those done first, then a half one
// if the next is begun.
func cells(g mentoring.GoalLine) []sheet.Cell {
	out := make([]sheet.Cell, g.Total)
	for i := range out {
		switch {
		case i < g.Done:
			out[i] = sheet.Full
		case i == g.Done && g.Begun:
			out[i] = sheet.Half
		}
	}
	return out
}

// goalNote is the line under a goal: its next milestone, or its date. invite
// offers a milestone to a goal with neither.
func (m *letter) goalNote(g mentoring.GoalLine, invite bool, f Facts) sheet.Rich {
	f.Ref = g.Goal.Ref()
	switch {
	case g.Next != nil:
		f.Ref, f.Text, f.Date = g.Next.Ref(), sheet.Cut(sheet.Clean(g.Next.Text), glimpse), m.day(g.Next.Due)
		return m.l.standing.Next.rich(f)
	case g.Total == 0 && g.Goal.Due.IsZero() && invite:
		return m.l.standing.NoMilestones.rich(f)
	}
	f.Date = m.day(g.Goal.Due)
	return m.l.standing.Due.rich(f)
}

// proposals shows what waits for the reader's yes.
func (m *letter) proposals(entries []mentoring.Entry, section Section, f Facts) {
	w := &m.l.standing.Proposal
	for _, e := range entries {
		f.By, f.Ref, f.What = first(section.Partner), e.Ref(), m.kind(e.Kind)
		due := f
		due.Date = m.day(e.Due)
		m.add(sheet.Box{
			Title: w.Title.plain(f), Quote: sheet.Cut(sheet.Clean(e.Text), longQuote), Note: m.l.standing.Due.rich(due),
			Actions: []sheet.Action{m.action(w.Agree.plain(f), m.say(reading.Agree, e.Ref())), m.action(w.Decline.plain(f), m.say(reading.Decline, e.Ref()))},
		})
	}
	if len(entries) > 1 {
		m.add(sheet.Links{Actions: []sheet.Action{m.action(w.All.plain(f), m.say(reading.Agree, firstOf(m.l.vocabulary.Choices["all"], "all")))}})
	}
}

// say is a line that begins with a verb, in the reader's language.
func (m *letter) say(verb reading.Verb, rest string) string {
	return firstOf(m.l.vocabulary.Verbs[verb], string(verb)) + " " + rest
}

// kind is the word for a kind of entry.
func (m *letter) kind(k mentoring.Kind) string { return m.l.standing.Kinds[string(k)].plain(Facts{}) }

// sessionWhen is "Thu 27 Nov, 17:00–17:45" on the reader's clocks.
func (m *letter) sessionWhen(e mentoring.Entry) string {
	day := m.date(e.At)
	f := Facts{Date: m.day(day), Long: m.long(day), Time: m.times(e)}
	return m.l.standing.SessionWhen.plain(f)
}

// times is when a session begins and, if it is known, ends.
func (m *letter) times(e mentoring.Entry) string {
	from := m.clock(e.At)
	if e.Value <= 0 {
		return from
	}
	end := calendar.Local(e.At, m.loc).Add(e.Value)
	return from + "–" + m.l.lexicon.Time(end.Clock)
}

// cities is whose clocks those are: "Lisbon", or both people's times where
// their clocks differ.
func (m *letter) cities(e mentoring.Entry, section Section) string {
	mine, theirs := m.loc, section.Partner.Location()
	if section.Partner.ID == 0 || calendar.Local(e.At, mine) == calendar.Local(e.At, theirs) {
		return m.l.lexicon.City(cmp.Or(m.frame.To.Zone, mine.String()))
	}
	return m.l.lexicon.Times(e.At, mine, theirs)
}

// sessionCard is the next session with its day in a box.
func (m *letter) sessionCard(e mentoring.Entry, section Section, title string) sheet.Session {
	day := m.date(e.At)
	return sheet.Session{
		Weekday: m.l.lexicon.ShortWeekday(day.Weekday()), Day: strconv.Itoa(day.Day), Title: title,
		When: m.sessionWhen(e), Where: m.cities(e, section), Note: sheet.Words(sheet.Cut(sheet.Clean(e.Text), glimpse)),
	}
}

// InviteNote is what stands under a session in the calendar of a person of a
// language.
func (s *Set) InviteNote(tag string) string { return s.language(tag).standing.Invite.plain(Facts{}) }
