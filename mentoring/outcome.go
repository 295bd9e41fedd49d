package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Reply is a reading with what it answers, for one pair.
type Reply struct {
	Reading reading.Reading
	// Prompt is the pair's prompt that the mail answers; zero: none (a digest,
	// a receipt, stray mail).
	Prompt ritual.Prompt
	// Message is the incoming message.
	Message int64
	// About is the earlier message of the author's that the answered mail told
	// of, 0 if it told of none.
	About int64
}

// Outcome is what a reading changes.
type Outcome struct {
	Changes []Change
	Receipt Receipt
}

// Change is one change of the record. The concrete types are PutEntry,
// PutPair, PutPrompt, MoveRound and PutPerson. Each replaces the thing with its
// id; an Entry with ID 0 is new.
type Change interface{ change() }

// PutEntry adds or replaces an entry. Was is the entry before, for history.
type PutEntry struct{ Entry, Was Entry }

// PutPair replaces the pair.
type PutPair struct{ Pair Pair }

// PutPrompt replaces a prompt's State, Due and Answered; one that is planned
// again after it went out gets the next N.
type PutPrompt struct{ Prompt ritual.Prompt }

// PutPerson replaces a person's preferences.
type PutPerson struct{ Person Person }

func (PutEntry) change()  {}
func (PutPair) change()   {}
func (PutPrompt) change() {}
func (PutPerson) change() {}
func (MoveRound) change() {}

// Request asks for a mail of its own, to the author.
type Request string

// The requests.
const (
	WantStatus Request = "status"
	WantHelp   Request = "help"
	WantExport Request = "export"
	WantShow   Request = "show"
)

// Receipt is how a reply was read, for its author only.
type Receipt struct {
	Pair   PairID
	Person PersonID
	Said   []Said
	Doubts []reading.Doubt
	// Open are the numbers of questions that nothing was written for.
	Open []int
	// Changed is true if a keyword changed something, Silencing if it made
	// Milepost quieter (always confirmed).
	Changed, Silencing bool
	// Shows is when the partner will read it: with the digest, or once both
	// have answered.
	Shows ritual.Visibility
	// Late is true for an answer to a round that is over.
	Late bool
	// Requests are mails that the author asked for.
	Requests []Request
}

// firstReceipts is how many of a person's replies are confirmed in any case.
const firstReceipts = 3

// Wanted reports whether a receipt is to be sent. The first three replies are
// confirmed, then what a keyword changed and what was doubtful; what makes
// Milepost quieter is confirmed always.
func (rc Receipt) Wanted(who Person) bool {
	switch {
	case rc.Silencing:
		return true
	case len(rc.Said)+len(rc.Doubts) == 0:
		return false
	case who.Receipts == ProblemsOnly:
		return len(rc.Doubts) > 0
	}
	return who.Replies <= firstReceipts || rc.Changed || len(rc.Doubts) > 0 || rc.Shows == ritual.AfterBoth
}

// Said is one thing that was understood.
type Said struct {
	// What is "answer", "note", or a verb.
	What string
	N    int    // question number, 0: none
	Ref  string // "C4"
	Text string // the author's words
	// Value and Before are a rating and the one before it; 0: none.
	Value, Before int
	Date          calendar.Date
	At            time.Time
	Visible       ritual.Visibility
	// Replaced is true where an earlier answer was replaced.
	Replaced bool
	// Waits is true for a proposal that needs the partner's yes.
	Waits bool
}

// The values of Said.What that are not verbs.
const (
	SaidAnswer = "answer"
	SaidNote   = "note"
	SaidJoined = "joined" // yes to being in the pair, the partner's is awaited
	SaidBegan  = "began"  // the second yes
	SaidLight  = "light"  // one question from now on
)
