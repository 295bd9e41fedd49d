package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Policy is what planning obeys besides the record.
type Policy struct {
	Rituals []ritual.Definition
	Budget  Budget
	// Grace is how long after its due time a round is still asked once; older
	// ones are marked missed.
	Grace time.Duration
	// RemindAfter is the number of working days after which an unanswered
	// prompt of a ritual that reminds gets its one reminder.
	RemindAfter int
	// InviteRemindAfter (working days) and InviteExpires (days) are the same
	// for the welcome.
	InviteRemindAfter, InviteExpires int
	// LeftToldAfter is the number of working days after which the partner of
	// somebody who stopped is told.
	LeftToldAfter int
	// KeepDays is how many days the words of a pair are kept after its end; 0:
	// until somebody asks for them to be erased.
	KeepDays int
	// Common are the words, in small letters, that say nothing about whoever uses
	// them: "the", "really", "week", in all languages that people may write.
	Common map[string]bool
}

// Budget bounds the planned mails to a person in one week.
type Budget struct {
	Week    int // for one pair
	PerPair int // more for each further pair
	Most    int
}

// For returns the bound for a person in n pairs.
func (b Budget) For(n int) int {
	return min(b.Week+b.PerPair*max(n-1, 0), b.Most)
}

// DefaultPolicy is the rhythm that an installation has unless it says
// otherwise. Rituals is empty: package templates holds them.
func DefaultPolicy() Policy {
	return Policy{
		Budget:            Budget{Week: 3, PerPair: 1, Most: 5},
		Grace:             36 * time.Hour,
		RemindAfter:       3,
		InviteRemindAfter: 5,
		InviteExpires:     14,
		LeftToldAfter:     3,
		KeepDays:          180,
	}
}

// Ritual returns a definition by name.
func (p Policy) Ritual(name string) (ritual.Definition, bool) {
	for _, d := range p.Rituals {
		if d.Name == name {
			return d, true
		}
	}
	return ritual.Definition{}, false
}

// Action is something that is due for a pair. The concrete types are
// OpenRound, MoveRound, and the changes PutEntry, PutPair and PutPrompt.
type Action interface{ action() }

// OpenRound begins a round. There is one per pair, ritual and period: a second
// OpenRound for the same is no error and does nothing.
type OpenRound struct {
	Ritual string
	Period string
	State  ritual.RoundState // Open, or Missed for one that fell into downtime
	// Prompts holds Person and Due of those to be asked.
	Prompts []ritual.Prompt
}

// MoveRound changes a round's state (Revealed, Closed).
type MoveRound struct {
	Round int64
	State ritual.RoundState
}

func (OpenRound) action() {}
func (MoveRound) action() {}
func (PutEntry) action()  {}
func (PutPair) action()   {}
func (PutPrompt) action() {}

// Pending is a prompt that waits to be sent, or to be reminded of.
type Pending struct {
	Pair   PairID
	Ritual string
	Period string
	Prompt ritual.Prompt
	// Nudge is true for the reminder of a prompt that is out.
	Nudge bool
	// Due is the instant from which the mail may go.
	Due time.Time
}

// SentMails is what a person was sent lately.
type SentMails struct {
	// Days are the dates, on the person's wall clock, of the planned mails of
	// the last two weeks, one for each mail.
	Days []calendar.Date
	// AtOnce are the dates of mails beside the budget that told of something at once.
	AtOnce []calendar.Date
}

// Mail is one planned mail to one person.
type Mail struct {
	Person PersonID
	Ritual string
	Period string
	Nudge  bool
	// Prompts are its sections, in the order of the pairs' ids.
	Prompts []Pending
	// Count and Most say "mail 2 of at most 3 this week". Both are 0 for a mail
	// beside the budget.
	Count, Most int
}
