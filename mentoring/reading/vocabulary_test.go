package reading_test

import (
	"time"

	"milepost/mentoring/phrase"
	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// english is a small vocabulary; the whole one is data of package templates.
func english() *Vocabulary {
	lexicon, ok := phrase.Lookup("en")
	if !ok {
		panic("no English lexicon")
	}
	return &Vocabulary{
		Language: "en",
		Verbs: map[Verb][]string{
			Goal: {"goal", "new goal"}, Milestone: {"milestone"}, Commit: {"commit", "i will", "todo"},
			Done: {"done", "kept"}, Move: {"move", "moved"}, Drop: {"drop", "dropped"},
			Win: {"win", "thanks"}, Ask: {"ask", "question"}, AnswerAsk: {"answer"}, Feedback: {"feedback"},
			Note: {"note"}, Obstacle: {"blocked", "obstacle"}, Private: {"private"}, Confidential: {"confidential"},
			PassOn: {"pass on"}, Show: {"show"}, Keep: {"keep"}, Change: {"change"}, Park: {"park"}, Finish: {"finish"},
			Agree: {"yes", "agree"}, Decline: {"no", "decline"}, Share: {"share"}, Skip: {"skip", "pass"},
			Snooze: {"snooze", "later"}, Pause: {"pause", "away"}, Resume: {"resume", "back"},
			Stop: {"stop", "unsubscribe", "end"}, Status: {"status"}, Help: {"help"}, Export: {"export"},
			TextOnly: {"text only"}, ReceiptsOn: {"acks on"}, NoReceipts: {"acks off"},
			NextAt: {"next"}, Met: {"met", "we met"}, Scratch: {"scratch"},
		},
		Whole: map[string]Verb{
			"not this week": Skip, "tomorrow": Snooze, "please stop": Stop, "this is private": Private, "i need a break": Pause,
		},
		Yes: []string{"yes", "sure", "ok", "i agree"}, No: []string{"no", "none", "nothing"},
		Choices: map[string][]string{
			"smaller": {"smaller", "less"}, "later": {"later", "a break"}, "stop": {"stop", "end it"}, "all": {"to all", "all", "both"},
		},
		Discretion: []string{"please don't tell", "between us", "keep this to yourself"},
		Thanks:     []string{"thanks", "thank you", "many thanks"},
		Labels:     []string{"q", "re", "question", "answer"},
		Leads:      []string{"to", "on", "point"},
		Numbers:    [][]string{{"one"}, {"two"}, {"three"}, {"four"}},
		Ordinals:   [][]string{{"first"}, {"second"}, {"third"}, {"fourth"}},
		Lexicon:    lexicon,
	}
}

// friday is 21 November 2025, a Friday, after lunch.
var friday = time.Date(2025, time.November, 21, 14, 30, 0, 0, time.UTC)

// weekly is a prompt of four questions for pair 1.
func weekly() Prompt {
	return Prompt{Pairs: []int64{1}, Asked: []ritual.Asked{
		{N: 1, Pair: 1, Key: "follow-up", Kind: ritual.Text, Records: ritual.FollowUp, Ref: "C4"},
		{N: 2, Pair: 1, Key: "obstacle", Kind: ritual.Text, Records: ritual.Obstacle},
		{N: 3, Pair: 1, Key: "steps", Kind: ritual.List, Records: ritual.Commitment},
		{N: 4, Pair: 1, Key: "on-track", Kind: ritual.Scale, Records: ritual.Rating},
	}}
}

// only is a prompt of a single question.
func only(kind ritual.Kind, records ritual.Records, choices ...string) Prompt {
	return Prompt{Pairs: []int64{1}, Asked: []ritual.Asked{{N: 1, Pair: 1, Key: "q", Kind: kind, Records: records, Ref: "C4", Choices: choices}}}
}

// nothing is a mail that asked nothing, such as a digest.
func nothing() Prompt { return Prompt{Pairs: []int64{1}} }

func read(p Prompt, blocks ...Block) Reading { return Interpret(p, blocks, english(), friday) }

func words(text string) Block { return Block{Text: text} }
