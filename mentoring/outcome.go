package mentoring

import (
	"time"

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
	// Came is when it came in, where it was held since: it counts as of then.
	// Zero: now.
	Came time.Time
	// About is the earlier message of the author's that the answered mail told
	// of, 0 if it told of none.
	About int64
	// Confirms is the message of the author's that the answered receipt told of,
	// 0 if it told of none.
	Confirms int64
	// Passed is a mail that this one passes on; nil: none.
	Passed *PassedOn
	// Earlier is what the same mail says to prompts before that one, each with
	// its Reading and Prompt: words under a question that the mail quotes from
	// an earlier week.
	Earlier []Reply
}

// Outcome is what a reading changes.
type Outcome struct {
	Changes []Change
	Receipt Receipt
}

// Author returns the reply's author as it leaves them.
func (o Outcome) Author(who Person) Person {
	for _, c := range o.Changes {
		if p, ok := c.(PutPerson); ok {
			who = p.Person
		}
	}
	return who
}

// Change is one change of the record. The concrete types are PutEntry,
// PutPair, PutPrompt, PutPerson and Errand. Each replaces the thing with its id; an
// Entry with ID 0 is new. Who carries it out keeps what was before.
type Change interface{ change() }

// PutEntry adds or replaces an entry. A new one has the ID 0, and As, below
// zero, is what the Link of later changes of the same outcome calls it.
type PutEntry struct {
	Entry Entry
	As    int64
}

// PutPair replaces the pair and its members.
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
