package reading

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Block is a run of the person's own words, and the number of our question
// right above it (0: none).
type Block struct {
	Text     string
	Question int
}

// Prompt is what was asked, as far as reading needs it. A mail that asked
// nothing (a digest, a receipt) has no questions.
type Prompt struct {
	Asked []ritual.Asked
	// Pairs are the pairs that the mail was about, in the order of its sections.
	Pairs []int64
	// Corrects is true for a mail that did not ask these questions, but showed
	// how they were answered. Only words with a number in front are about them.
	Corrects bool
	// Author is the name of whoever answers, as it may stand at the end of the
	// mail; empty: not known.
	Author string
	// Partners are the names of those whom the author is paired with, as they may
	// be called in a line.
	Partners []string
}

// Reading is what a person said.
type Reading struct {
	Answers  []Answer
	Lines    []Line
	Leftover []Leftover
	Doubts   []Doubt
	// Skipped are the numbers of single questions that were left out by word.
	Skipped []int
	// Courtesies are a greeting, a sign-off and a signature. They are not recorded.
	Courtesies []string
	// Empty is true for a mail without a word of the person's own.
	Empty bool
	// Thanks is true if nothing but a thank-you was said.
	Thanks bool
	// Closed is true where the author said that the whole mail is private.
	Closed bool
}

// Close makes everything that was said private, as "private" on top of a mail
// does.
func (rd *Reading) Close() {
	rd.Closed = true
	for i := range rd.Answers {
		rd.Answers[i].Private, rd.Answers[i].Held = true, false
	}
	for i := range rd.Leftover {
		rd.Leftover[i].Private, rd.Leftover[i].Held = true, false
	}
	for i, l := range rd.Lines {
		rd.Lines[i].Private = !heard(l.Verb)
	}
}

// Answer is an answer to one question of the prompt.
type Answer struct {
	N     int // the question's number in the mail
	Pair  int64
	Text  string // the words as written, always kept
	Value int    // 1 to 5 for Scale and Middle, 0 if none was found
	Yes   Tri    // for YesNo
	// Choice is the matched choice; for FollowUp it is Done, Drop, Move, or Keep
	// where the words leave it open.
	Choice string
	// Fine is true for words that say no more than that all is well.
	Fine bool
	// Items are the single things of a List, with a date where one was said;
	// for FollowUp with Move, one with the new date.
	Items   []Item
	Private bool
	// Held is true where the words ask for discretion ("please don't tell …"):
	// kept from everybody else until the author decides.
	Held bool
}

// Item is one thing of a list.
type Item struct {
	Text string
	Due  calendar.Date // zero: none said
	// Ref is an id that the item begins with ("G2"), for reviews.
	Ref string
	// Verb is what is to be done with Ref (Keep, Change, Park, Finish, Done, Move, Drop).
	Verb Verb
}

// Tri is yes, no or neither.
type Tri int8

// The values of a Tri.
const (
	Unsaid Tri = iota
	Yes
	No
)

// Verb is the thing that a line with a keyword asks for. Its words in each
// language are data (Vocabulary).
type Verb string

// The verbs. The comment says what Ref, Text and When hold.
const (
	Goal       Verb = "goal"           // Text, When
	Milestone  Verb = "milestone"      // Ref G1, Text, When
	Commit     Verb = "commit"         // Text, When
	Done       Verb = "done"           // Ref C4 or M2
	Move       Verb = "move"           // Ref, When
	Drop       Verb = "drop"           // Ref
	Win        Verb = "win"            // Text
	Ask        Verb = "ask"            // Text: to the partner
	AnswerAsk  Verb = "answer"         // Ref A3, Text
	Feedback   Verb = "feedback"       // Text: to the partner
	Note       Verb = "note"           // Text
	Private    Verb = "private"        // Text; or Numbers: make those answers private afterwards
	PassOn     Verb = "pass on"        // the last private note goes to the partner
	Show       Verb = "show"           // what the partner will read
	Keep       Verb = "keep"           // Ref G2
	Change     Verb = "change"         // Ref G2, Text
	Park       Verb = "park"           // Ref G2
	Finish     Verb = "finish"         // Ref G2
	Agree      Verb = "yes"            // Ref, or All, or nothing
	Decline    Verb = "no"             // Ref or nothing
	Share      Verb = "share"          // a lone or private answer: Numbers, or nothing
	Skip       Verb = "skip"           // this prompt
	Snooze     Verb = "snooze"         // When
	Pause      Verb = "pause"          // When and Until; zero When: from now; zero Until: four weeks
	Resume     Verb = "resume"         //
	Stop       Verb = "stop"           //
	Status     Verb = "status"         //
	Help       Verb = "help"           //
	Export     Verb = "export"         //
	TextOnly   Verb = "text only"      //
	ReceiptsOn Verb = "acks on"        //
	NoReceipts Verb = "acks off"       //
	NextAt     Verb = "next"           // Moment: the next session
	Met        Verb = "met"            // When: a session took place
	Scratch    Verb = "scratch"        // Numbers: withdraw those answers
	Obstacle   Verb = "blocked"        // Text
	DigestOnly Verb = "digest only"    // no questions, only the digest
	Erase      Verb = "delete my data" // the operator is asked to erase the author

	Detail   Verb = "detail"   // Key: why, measure …; Ref G1 or M1, or the goal above; Text
	Metric   Verb = "metric"   // Ref G1, Text: the value as written
	Evidence Verb = "evidence" // Text, Ref G1 or nothing
	Try      Verb = "try"      // Text, When: an experiment until a date
	Exercise Verb = "exercise" // Text, When: deliberate practice
	Intro    Verb = "intro"    // Text, When: an introduction promised
	Exposure Verb = "exposure" // Text, When: a meeting to sit in, shadowing
	Resource Verb = "resource" // Text, Ref G1 or nothing
	Skill    Verb = "skill"    // Text: its name; Numbers: now, wanted
	Need     Verb = "need"     // Text: support that is missing
	Debrief  Verb = "debrief"  // Text: a project to look back on
	OwnGoal  Verb = "my goal"  // Text, When: a goal of the author's own, mentor or mentee
	AtOnce   Verb = "at once"  // Text: an obstacle that the partner hears of at once; nothing: the last one, or the last need

	AskFeedback Verb = "ask feedback" // Text: the aspect
	Tell        Verb = "tell"         // who may hear of the last win. Key: us, program, named; Text: addresses
	Invite      Verb = "invite"       // Text: an address for an outside view, Ref G1 or nothing
	Helper      Verb = "helper"       // Text: an address, Ref G1
	Observer    Verb = "observer"     // Text: an address
	Letter      Verb = "letter"       // Text, sealed until the end; Partner: to the partner
	SendFile    Verb = "send"         // Text: the attachment wanted

	Amend      Verb = "amend"         // Key: the agreement's line, or nothing; Text
	Every      Verb = "every"         // Numbers: weeks between the questions
	On         Verb = "on"            // Weekday (1 Monday) and Moment.Clock: when the questions come
	Light      Verb = "light"         // one question a week
	Full       Verb = "full"          // all questions again
	Talk       Verb = "we talk"       // reviews only
	Now        Verb = "ask us now"    // a round out of turn
	Reset      Verb = "reset"         // goals are archived, the beginning is run again
	Question   Verb = "our question"  // Text: a question of the pair's own; Key: review
	NoQuestion Verb = "drop question" // Text, or nothing: the last one
	HelpUs     Verb = "help us"       // the coordinator is asked to help
	EndKindly  Verb = "end kindly"    // closing, without a reason
	LeaveUs    Verb = "leave us"      // the coordinator need not look
	Attend     Verb = "attend"        // a calendar's answer. Key: accepted, declined, tentative; Numbers: the session and its change; Moment: another time; Text
	NoSession  Verb = "drop session"  // the next session is cancelled

	// Confidential is Private, meant for somebody outside the pair. Its words
	// are a Leftover that is Confided.
	Confidential Verb = "confidential"
)

// Line is one line with a keyword.
type Line struct {
	Verb Verb
	Ref  string // "C4", upper case; empty: none
	// Numbers are question numbers (private 2, share 1 3, scratch 2).
	Numbers []int
	All     bool // yes to all
	Text    string
	// About is what an outside view or a helper is asked about, in words.
	About string
	When  calendar.Date
	Until calendar.Date // for Pause: the first day back
	// Moment is a civil date and time, for NextAt; zero Date: none.
	Moment  calendar.Civil
	Minutes int // length, for NextAt; 0: none said
	// Pair is the section the line stands in, 0 where the mail has several and
	// the line stands under none of them.
	Pair int64
	// Key is the sort within the verb: a detail's ("why"), an agreement's line
	// ("rhythm"), an export's ("praise"), an answer's ("declined").
	Key string
	// Weekday is a day of the week, 1 for Monday, for On; 0: none said.
	Weekday int
	// Partner is true for what is put to the partner: "@Tomasz".
	Partner bool
	// Help is how much help a step gets: together, reviewed or alone; "": unsaid.
	Help    string
	Private bool
	Held    bool
	Raw     string
}

// Leftover is a run of words that belongs to no question, or that must not flow
// into the answer that stands beside it.
type Leftover struct {
	Text    string
	N       int   // the question whose answer it stands beside, 0: none
	Pair    int64 // 0: the mail has several sections and it stands under none
	Private bool
	Held    bool
	// Confided is true for words after "confidential:". They are private, and
	// meant for somebody outside the pair.
	Confided bool
}

// DoubtKind names a thing that was not understood for sure.
type DoubtKind string

// The doubts. Each has a text in every language.
const (
	NotPlaced       DoubtKind = "not-placed"       // several questions, no number: kept in own words
	WhichNumber     DoubtKind = "which-number"     // a rating or an answer without a question
	NotARating      DoubtKind = "not-a-rating"     // a scale was answered in words
	DidYouMean      DoubtKind = "did-you-mean"     // a near miss of a keyword; Suggest holds it
	NoDate          DoubtKind = "no-date"          // a date was needed and not understood
	NoTime          DoubtKind = "no-time"          // a day without the time that is needed
	PastDate        DoubtKind = "past-date"        // the date has gone by
	UnknownRef      DoubtKind = "unknown-ref"      // C99 does not exist
	NotYours        DoubtKind = "not-yours"        // it is the partner's to change
	TooMany         DoubtKind = "too-many"         // a fourth goal
	WhichPair       DoubtKind = "which-pair"       // several sections, and none named
	NothingToDo     DoubtKind = "nothing-to-do"    // yes to nothing, pass on nothing
	AlreadySeen     DoubtKind = "already-seen"     // private N after the words have left
	AmbiguousDate   DoubtKind = "ambiguous-date"   // 8/12, said back in words
	HeldDiscretion  DoubtKind = "held-discretion"  // "please don't tell …" was honoured
	NoConfidant     DoubtKind = "no-confidant"     // "confidential: …" has nobody to go to
	WhichGoal       DoubtKind = "which-goal"       // several goals, and none named
	OneGoal         DoubtKind = "one-goal"         // a second goal of the mentor's own
	FarDate         DoubtKind = "far-date"         // a goal far off, without a milestone before it
	WhichChange     DoubtKind = "which-change"     // a goal is to change, and nobody said how
	EnoughQuestions DoubtKind = "enough-questions" // a sixth question of the pair's own
	OldVersion      DoubtKind = "old-version"      // yes to a page that has been replaced
	NotAWorkday     DoubtKind = "not-a-workday"    // a day on which no questions come
	NoNumber        DoubtKind = "no-number"        // a number was needed and not found
	TooManyGuests   DoubtKind = "too-many-guests"  // people outside who are written to
	MaybeMissed     DoubtKind = "maybe-missed"     // much was left out as a quote of a mail that is not ours
)

// Unclear reports whether it is the words that were not understood. The other
// doubts are about what they ask for.
func (k DoubtKind) Unclear() bool {
	return slices.Contains([]DoubtKind{NotPlaced, WhichNumber, NotARating, DidYouMean, NoDate, NoTime, AmbiguousDate, WhichPair, MaybeMissed}, k)
}

// Doubt is one of them, with the words it is about.
type Doubt struct {
	Kind    DoubtKind
	Text    string // the words it is about
	Suggest string // what to type: numbers, or the person's own words put right
	// Example is the keyword that would help, where Suggest is empty: templates
	// has an example of it in each language.
	Example Verb
	Ref     string
	Date    calendar.Date
}

// Interpret reads a person's own words. now must be in the person's own zone:
// "by friday" is resolved on that wall clock. It is a pure function and never
// fails; every word of own is in Answers, Lines, Leftover or Courtesies, but for
// numbers of questions, the keyword for privacy, skipped questions and a mere
// thank-you.
func Interpret(p Prompt, own []Block, v *Vocabulary, now time.Time) Reading {
	return newReader(p, v, now).read(own)
}
