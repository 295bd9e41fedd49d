package ritual

import "time"

// roundDays is how long a round stays open where its ritual says nothing.
const roundDays = 28

// RoundState is how far a round has come.
type RoundState string

// The states of a round.
const (
	Open     RoundState = "open"     // prompts are planned or out, answers come in
	Revealed RoundState = "revealed" // answers with AfterBoth are shown to both
	Closed   RoundState = "closed"   // over; late answers still belong to it
	Missed   RoundState = "missed"   // fell into a time when the daemon did not run
)

// Round is one occurrence of a ritual for a pair. There is one round per pair,
// ritual and period.
type Round struct {
	ID     int64
	Ritual string
	// Period is the ISO week ("2026-W48"), the date of an ad hoc round, a
	// session (SessionPeriod), or "once".
	Period   string
	State    RoundState
	Opened   time.Time
	Revealed time.Time
	Closed   time.Time // when it was over
	Prompts  []Prompt
}

// Ends returns when a round of the ritual is over, answered or not.
func (d Definition) Ends(r Round) time.Time {
	if d.Reveal.Window > 0 {
		return r.Opened.Add(d.Reveal.Window)
	}
	return r.Opened.AddDate(0, 0, roundDays)
}

// Alone reports whether a person has answered a round of the ritual that ended
// without the other's answer, so that the words stay hidden.
func (d Definition) Alone(r Round, person int64) bool {
	p, ok := r.PromptOf(person)
	return ok && d.Visible == AfterBoth && r.State == Closed && p.State == Answered && !p.Answered.IsZero()
}

// PromptState is how far a prompt has come.
type PromptState string

// The states of a prompt.
const (
	Planned  PromptState = "planned"  // will be sent at Due or at the next good moment
	Sent     PromptState = "sent"     // handed to the outbox
	Answered PromptState = "answered" // something was written in answer
	Skipped  PromptState = "skipped"  // the person said skip
	Dropped  PromptState = "dropped"  // not sent or not waited for: paused, ended, replaced
)

// Prompt is what asks one person one round's questions.
type Prompt struct {
	ID     int64
	Round  int64
	Person int64
	State  PromptState
	// Due is the instant from which it may be sent.
	Due time.Time
	// N counts how often it was sent: a snooze raises it.
	N        int
	SentAt   time.Time
	Reminded time.Time
	// Answered is when the last answer came. Zero in a round with hidden answers
	// whose author has none that will ever be revealed.
	Answered time.Time
	Asked    []Asked
}

// PromptOf returns the prompt of a person, and whether there is one.
func (r Round) PromptOf(person int64) (Prompt, bool) {
	for _, p := range r.Prompts {
		if p.Person == person {
			return p, true
		}
	}
	return Prompt{}, false
}
