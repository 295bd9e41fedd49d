package templates

import (
	"milepost/mentoring"
	"milepost/mentoring/digest"
)

// preread is a digest with the pair's history, a week before the two look at
// their goals.
func (e example) preread(who mentoring.Person) DigestMail {
	d := e.digest(who)
	ana, tomasz := who.ID == e.ana.ID, who.ID == e.tomasz.ID
	s := &d.Digest.Sections[0]
	by := func(mine bool, name, text string) *digest.Quote {
		return &digest.Quote{By: name, Mine: mine, Text: text}
	}
	p := &digest.PreRead{
		Since:   1,
		Purpose: by(ana, "Ana", "I want to lead work, not only do it."),
		Score: []digest.Score{
			{Key: digest.ScoreMilestones, N: 4, Quote: by(ana, "Ana", "run a first retro")},
			{Key: digest.ScorePractice, N: 1, Quote: by(ana, "Ana", "I asked two people for a no. One gave me one.")},
			{Key: digest.ScoreFeedback, N: 2, Quote: by(tomasz, "Tomasz", "Say the decision first, then the reasons.")},
		},
		Rated: []digest.Rated{{Trend: s.Trends[0], Quote: by(ana, "Ana", "Two meetings in a row ate the time I had kept for the note.")}},
		Measures: []mentoring.Measure{{Goal: e.record.Of(mentoring.GoalEntry)[1], Words: "questions asked in reviews", Values: []mentoring.Entry{
			{Text: "1", Due: date(10, 9)}, {Text: "2", Due: date(10, 23)}, {Text: "2", Due: date(11, 6)}, {Text: "4", Due: date(11, 20)},
		}}},
		Wins: []digest.Quote{{By: "Ana", Mine: ana, Text: "Asked a question in the big review."}},
		Kept: []digest.Kept{
			{By: "Ana", Mine: ana, N: 5, Latest: "ask Priya to review my parser change"},
			{By: "Tomasz", Mine: tomasz, N: 4, Latest: "send two sample design notes"},
		},
		Evidence: []digest.Evidence{{Quote: digest.Quote{By: "Ana", Mine: ana, Text: "Your notes make our reviews shorter."}, Source: "Priya Shah"}},
	}
	for _, g := range e.record.Standing(who.ID, e.now).Goals {
		p.Tree = append(p.Tree, digest.Branch{Entry: g.Goal})
		for _, m := range g.Milestones {
			p.Tree = append(p.Tree, digest.Branch{Depth: 1, Entry: m, Done: m.State == mentoring.DoneState})
			if m.Number == 4 {
				step := mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 6, Text: "draft the design note"}
				p.Tree = append(p.Tree, digest.Branch{Depth: 2, Entry: step, By: "Ana", Mine: ana})
			}
		}
	}
	if ana {
		p.Patterns = []digest.Pattern{{Word: "meetings", Weeks: 4, Week: 9, Quote: *by(true, "Ana", "Two meetings in a row ate the time I had kept for the note.")}}
	}
	s.PreRead = p
	return d
}
