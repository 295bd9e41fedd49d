package templates

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

func sortSamples(s []Sample) {
	slices.SortFunc(s, func(a, b Sample) int { return strings.Compare(a.Name, b.Name) })
}

// digest is a full week for one of the two.
func (e example) digest(who mentoring.Person) DigestMail {
	frame := e.frame(who)
	frame.Count, frame.Now = 1, time.Date(2026, time.November, 23, 8, 30, 0, 0, time.UTC)
	return DigestMail{
		Frame:   frame,
		Digest:  digest.Digest{Week: calendar.Week{Year: 2026, Week: 47}, Sections: []digest.Section{e.week(who)}},
		Section: map[mentoring.PairID]Section{1: e.section(who)},
	}
}

func (e example) week(who mentoring.Person) digest.Section {
	ana, tomasz := who.ID == e.ana.ID, who.ID == e.tomasz.ID
	standing := e.record.Standing(who.ID, e.now)
	standing.Goals[0].Begun = true
	commitment := func(n int, owner mentoring.PersonID, text string, due calendar.Date) mentoring.Entry {
		return mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: n, State: mentoring.OpenState, Author: owner, Owner: owner, Visible: ritual.Shared, Text: text, Due: due}
	}
	s := digest.Section{
		Pair: 1, Partner: e.section(who).Partner, Number: 9, Of: 26,
		Verdict: digest.Verdict{Milestones: 1, Kept: 2, Wins: 2, Answers: 2},
		Reached: []mentoring.Entry{{Kind: mentoring.MilestoneEntry, Number: 3, Parent: 1, State: mentoring.DoneState, Text: "run a first retro"}},
		Wins: []digest.Quote{
			{By: "Ana", Mine: ana, Text: "Ran my first retro. Nobody noticed it was my first."},
			{By: "Tomasz", Mine: tomasz, Text: "The way you asked for dissent was better than mine."},
		},
		Words: []digest.Words{
			{Quote: digest.Quote{By: "Ana", Mine: ana, Text: "Two meetings in a row ate the time I had kept for the note."}, Question: e.question("obstacle", e.ana)},
			{Quote: digest.Quote{By: "Ana", Mine: ana, Text: "How to say no without sounding defensive."}, Question: e.question("help", e.ana)},
		},
		Goals: standing.Goals,
		Trends: []digest.Trend{{
			Key: "on-track", Ref: "G1", Of: "Ana", Mine: ana, Says: digest.SaysUp, From: 2, To: 4, Since: 4,
			Points: []digest.Point{{Week: 1, Value: 3}, {Week: 2, Value: 3}, {Week: 3, Value: 2}, {Week: 4, Value: 2}, {Week: 5, Value: 3}, {Week: 7, Value: 4}, {Week: 8, Value: 4}, {Week: 9, Value: 4}},
		}},
		Commitments: []digest.Commitment{
			{Entry: commitment(4, 1, "ask Priya to review my parser change", date(11, 18)), By: "Ana", Mine: ana, Kept: true, On: date(11, 17)},
			{Entry: commitment(5, 2, "send two sample design notes", date(11, 20)), By: "Tomasz", Mine: tomasz, Kept: true, On: date(11, 18)},
			{Entry: commitment(3, 2, "introduce Ana to the platform lead", date(11, 20)), By: "Tomasz", Mine: tomasz, Past: tomasz},
			{Entry: commitment(6, 1, "draft the design note", date(11, 27)), By: "Ana", Mine: ana},
		},
		Next:    standing.Next,
		Thought: digest.Thought{Key: "goal-untouched", Ref: "G2", Text: "Speak up in design reviews"},
	}
	if ana {
		s.Verdict.Answers, s.Verdict.Own = 0, 2
	}
	ask := mentoring.Entry{Kind: mentoring.AskEntry, Number: 12, State: mentoring.OpenState, Author: 1, Owner: 2, Visible: ritual.Shared, Text: "How do you say no to a senior engineer without sounding defensive?"}
	if tomasz {
		s.Asks = []mentoring.Entry{ask}
	} else {
		s.Asked = []mentoring.Entry{ask}
		s.Proposals = []mentoring.Entry{{Kind: mentoring.MilestoneEntry, Number: 10, Parent: 2, State: mentoring.ProposedState, Author: 2, Owner: 2, Visible: ritual.Shared, Text: "say no once, and tell me how it went", Due: date(12, 11)}}
	}
	return s
}

// trend is what Ana said from week to week.
func (e example) trend() []digest.Trend {
	return []digest.Trend{{
		Key: "on-track", Ref: "G1", Of: "Ana", Mine: true,
		Tends:  digest.Tendency{Says: digest.SaysUp, From: 2, To: 4, Since: 1},
		Points: []digest.Point{{Week: 1, Value: 2}, {Week: 2, Value: 2}, {Week: 3, Value: 2}, {Week: 4, Value: 3}, {Week: 5, Value: 3}, {Week: 7, Value: 3}, {Week: 8, Value: 4}, {Week: 9, Value: 4}},
	}}
}

// quiet is a week in which nothing happened.
func (e example) quiet() DigestMail {
	d := e.digest(e.tomasz)
	full := d.Digest.Sections[0]
	d.Digest.Sections = []digest.Section{{Pair: 1, Partner: full.Partner, Number: 9, Of: 26, Quiet: true, Asks: full.Asks, Next: full.Next}}
	d.Digest.Quiet = true
	return d
}

// several is a week of a mentor of two, with a revealed round in one pair and
// nothing in the other.
func (e example) several() DigestMail {
	d := e.digest(e.tomasz)
	d.Digest.Sections[0].Health = digest.Health{
		Milestones: 4, Question: "Is the time that this takes worth it for you?", Latest: digest.Matched{Week: 9, Mine: 4, Theirs: 5},
	}
	d.Digest.Sections[0].Views = []digest.Views{
		{Question: e.question("worth", e.tomasz), MineV: 4, TheirV: 5, Mine: "4", Theirs: "5, clearly", MineAsked: true, TheirsAsked: true},
		{Question: e.question("keep-change", e.tomasz), Mine: "Keep the Thursdays.", Theirs: "Keep the examples. Change: more practice, less talk.", MineAsked: true, TheirsAsked: true},
	}
	d.Digest.Sections[0].Revealed = []digest.Access{{At: e.now, Reason: "Ana asked us to look for a lost answer"}}
	d.Digest.Sections[0].Memory = digest.Memory{
		Kind: digest.MemoryFallback, Ref: "G2", Goal: "Speak up in design reviews",
		Quote: digest.Quote{By: "Ana", Text: "If the reviews move to writing, I comment first, and Priya reads along."},
	}
	other := e.other()
	d.Digest.Sections = append(d.Digest.Sections, digest.Section{Pair: 2, Partner: other.Partner, Number: 5, Of: 26, Quiet: true, Unanswered: "any"})
	d.Section[2] = other
	return d
}

// receipts are three: a usual one, one of the first, and one with doubts.
func (e example) receipts() map[string]ReceiptMail {
	part := func(r mentoring.Receipt) ReceiptPart {
		return ReceiptPart{Section: e.section(e.ana), Receipt: r, Reads: date(11, 23)}
	}
	mail := func(p ReceiptPart) ReceiptMail {
		return ReceiptMail{Frame: e.unplanned(e.ana), Parts: []ReceiptPart{p}}
	}
	usual := part(mentoring.Receipt{
		Said: []mentoring.Said{
			{What: mentoring.SaidAnswer, N: 1, Text: "Priya reviewed it on Tuesday, two small fixes", Visible: ritual.Shared},
			{What: string(reading.Done), Ref: "C4", Text: "ask Priya to review my parser change", Visible: ritual.Shared},
			{What: mentoring.SaidAnswer, N: 4, Text: "4", Value: 4, Before: 3, Visible: ritual.Shared},
			{What: string(reading.Private), Text: "I am not sure that I want to stay in the team.", Visible: ritual.Private},
		},
		Open: []int{2, 3}, Shows: ritual.Shared, Changed: true,
	})
	first := part(mentoring.Receipt{
		Said: []mentoring.Said{
			{What: mentoring.SaidAnswer, N: 2, Text: "Two meetings in a row", Visible: ritual.Shared},
			{What: string(reading.Commit), Ref: "C6", Text: "draft the design note", Date: date(11, 27), Visible: ritual.Shared},
		},
		Open: []int{1, 3, 4}, Shows: ritual.Shared,
	})
	first.PartnerSees = []string{"Two meetings in a row"}
	doubts := part(mentoring.Receipt{
		Said: []mentoring.Said{{What: mentoring.SaidNote, Text: "It was a long week and we talked about the offsite.", Visible: ritual.Shared}},
		Doubts: []reading.Doubt{
			{Kind: reading.DidYouMean, Text: misspelt(e.later), Suggest: e.later},
			{Kind: reading.UnknownRef, Text: "done C99", Ref: "C99"},
		},
		Shows: ritual.Shared,
	})
	silencing := part(mentoring.Receipt{
		Said:      []mentoring.Said{{What: string(reading.Pause), Date: date(12, 8)}},
		Silencing: true,
	})
	return map[string]ReceiptMail{"receipt": mail(usual), "receipt-first": mail(first), "receipt-doubts": mail(doubts), "receipt-pause": mail(silencing)}
}

// misspelt leaves out a word's fourth letter: "snoze".
func misspelt(word string) string {
	letters := []rune(word)
	if len(letters) < 4 {
		return word
	}
	return string(append(letters[:3:3], letters[4:]...))
}
