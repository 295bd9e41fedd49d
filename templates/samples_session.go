package templates

import (
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// brief is what the mails around the example's session tell: of its agenda, of
// the session before, and of a review that both may read.
func (e example) brief(d ritual.Definition, who mentoring.Person) mentoring.Brief {
	switch d.Trigger {
	case ritual.OnSession, ritual.BeforeSession, ritual.AfterSession:
	default:
		return mentoring.Brief{}
	}
	r := e.withSession()
	session := r.Of(mentoring.SessionEntry, mentoring.PlannedState)[0]
	period := ritual.SessionPeriod(session.ID)
	if d.Trigger == ritual.OnSession {
		period = ritual.NewsPeriod(session.ID, session.Parent, false)
	}
	now := e.now
	if d.Trigger == ritual.AfterSession {
		now = mentoring.SessionEnd(session)
	}
	return mentoring.Policy{Rituals: e.rituals}.Brief(r, d, period, who.ID, now)
}

// withSession is the example's record with what surrounds its session.
func (e example) withSession() mentoring.Record {
	r := e.record
	r.Entries = append([]mentoring.Entry{}, r.Entries...)
	r.Rounds = append([]ritual.Round{}, r.Rounds...)
	session := r.Of(mentoring.SessionEntry, mentoring.PlannedState)[0]
	const last = 900
	held := mentoring.Entry{ID: last, Kind: mentoring.SessionEntry, State: mentoring.HeldState, Visible: ritual.Shared, Author: 1, Owner: 1, At: session.At.AddDate(0, 0, -14), Value: 45}
	ask := mentoring.Entry{ID: last + 1, Kind: mentoring.AskEntry, Number: 5, State: mentoring.OpenState, Visible: ritual.Shared, Author: 2, Owner: 1, Text: "Which of the two projects would you rather lead?"}
	r.Entries = append(r.Entries, held, ask)
	round := func(d ritual.Definition, period string, answers map[string][2]string) {
		x := ritual.Round{ID: int64(last + len(r.Rounds)), Ritual: d.Name, Period: period, State: ritual.Open, Opened: e.now.AddDate(0, 0, -3)}
		if d.Visible == ritual.AfterBoth {
			x.State, x.Revealed = ritual.Revealed, e.now.AddDate(0, 0, -2)
		}
		for i, person := range r.People {
			p := ritual.Prompt{Person: int64(person.ID), State: ritual.Answered}
			for _, q := range d.Questions {
				text := answers[q.Key][i]
				if text == "" {
					continue
				}
				p.Asked = append(p.Asked, ritual.Asked{N: len(p.Asked) + 1, Key: q.Key, Kind: q.Kind, Records: q.Records, Text: e.question(q.Key, person)})
				r.Entries = append(r.Entries, mentoring.Entry{
					ID: int64(last + 100 + len(r.Entries)), Kind: mentoring.AnswerEntry, State: mentoring.KeptState, Visible: d.Visible,
					Author: person.ID, Owner: person.ID, Key: q.Key, Text: text, Round: x.ID,
				})
			}
			x.Prompts = append(x.Prompts, p)
		}
		r.Rounds = append(r.Rounds, x)
	}
	for _, d := range e.rituals {
		switch {
		case d.Trigger == ritual.BeforeSession:
			round(d, ritual.SessionPeriod(session.ID), map[string][2]string{
				"topics": {"How do I disagree with somebody senior, and keep the room?"}, "know": {"Page 2 of the design note."},
			})
		case d.Trigger == ritual.AfterSession:
			round(d, ritual.SessionPeriod(last), map[string][2]string{
				"taken-along": {"Asking for dissent is a skill, not a gift."}, "still-open": {"Who decides when we disagree."},
			})
		case d.Discuss:
			round(d, "2026-W47", map[string][2]string{
				"keep-change": {"Keep the honest feedback. More time for hard questions.", "Keep the walks. I would like to hear earlier what is hard."},
			})
		}
	}
	return r
}

// sessionNews are the other things that there are to tell of a session.
func (e example) sessionNews(s *Set, add func(name, mail string, who mentoring.Person, r Rendered, err error) error) error {
	for _, d := range e.rituals {
		if d.Trigger != ritual.OnSession {
			continue
		}
		for _, says := range []mentoring.SessionSays{mentoring.SessionMoved, mentoring.SessionOff, mentoring.SessionNo} {
			p := e.prompt(d, e.tomasz, false)
			p.Parts[0].Brief.News.Says = says
			r, _, err := s.Prompt(p)
			if err := add(fmt.Sprintf("%s-%s", d.Name, says), d.Name, e.tomasz, r, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// afterwards is when the example's session is over, for the mails that follow it.
func (e example) afterwards() time.Time {
	return mentoring.SessionEnd(e.record.Of(mentoring.SessionEntry, mentoring.PlannedState)[0]).Add(time.Hour)
}
