package templates

import (
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
)

// story is what each of the two keeps at the end.
func (e example) story(who mentoring.Person) StoryMail {
	ana, tomasz := who.ID == e.ana.ID, who.ID == e.tomasz.ID
	by := func(mine bool, name, text string) digest.Quote {
		return digest.Quote{By: name, Mine: mine, Text: text}
	}
	on := func(q digest.Quote, d calendar.Date) digest.Dated { return digest.Dated{Quote: q, On: d} }
	cheer := by(tomasz, "Tomasz", "The way you asked for dissent was better than mine.")
	h := digest.History{
		Partner: e.section(who).Partner, Began: date(9, 25), Ended: calendar.NewDate(2027, 3, 26),
		Counts:  digest.Counts{Weeks: 26, Sessions: 8, Milestones: 4, Goals: 1, Kept: 12, Wins: 2},
		Purpose: []digest.Quote{by(ana, "Ana", "I want to lead work, not only do it."), by(tomasz, "Tomasz", "To see Ana run things without me.")},
		Wins: []digest.StoryWin{
			{Dated: on(by(ana, "Ana", "Ran my first retro. Nobody noticed it was my first."), date(11, 18)), Audience: mentoring.PlainForm, Cheer: &cheer},
			{Dated: on(by(ana, "Ana", "Led the design review on my own."), calendar.NewDate(2027, 2, 3)), Audience: "program"},
		},
		Tries:    []digest.Tried{{Dated: on(by(ana, "Ana", "ask for a no before each yes"), date(12, 4)), Outcome: "Two people said no. One plan got better."}},
		Evidence: []digest.Evidence{{Quote: by(ana, "Ana", "Your notes make our reviews shorter."), Source: "Priya Shah"}},
		Closing: []digest.Views{{
			Question: "What changed for you?", Mine: "I speak first now, and I can stop there.", Theirs: "I ask more, and I explain less.",
		}},
		Notes: []digest.Dated{on(by(true, who.First(), "It is all right to say that I do not know yet."), date(10, 30))},
	}
	if tomasz {
		h.Closing[0].Mine, h.Closing[0].Theirs = h.Closing[0].Theirs, h.Closing[0].Mine
	} else {
		h.Heard = []digest.Dated{on(by(false, "Tomasz", "You name the risk before anybody asks. The room relaxes."), date(12, 11))}
		h.Letters = []digest.Quote{by(true, "Ana", "Dear me in spring: did you ask for the project? I hope so."), by(false, "Tomasz", "Dear Ana, you will need me less than you think.")}
		h.Notes[0].Private = true
	}
	standing := e.record.Standing(who.ID, e.now)
	sorted := digest.Sort{Name: "gain a skill"}
	for i, g := range standing.Goals {
		b := digest.Became{Goal: g.Goal}
		if i == 0 {
			b.Goal.State = mentoring.FinishedState
		}
		for _, x := range g.Milestones {
			if x.State == mentoring.DoneState {
				b.Milestones = append(b.Milestones, digest.Met{Entry: x, On: x.Due})
				sorted.Milestones = append(sorted.Milestones, x)
			}
		}
		h.Goals = append(h.Goals, b)
	}
	h.Sorts = []digest.Sort{sorted}
	return StoryMail{Frame: e.unplanned(who), Section: e.section(who), Story: h}
}
