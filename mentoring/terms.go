package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
)

// Terms are what a pair has agreed on that planning obeys. A zero field means
// the usual: what the rituals and the policy say.
type Terms struct {
	// Every is how many weeks lie between the questions: 1, 2 or 4.
	Every int `json:",omitempty"`
	// Review is how many weeks lie between two reviews of the relationship, at
	// least 8; Never (-1): none.
	Review int `json:",omitempty"`
	// AnswerDays is how many working days an answer may take before a reminder.
	AnswerDays int `json:",omitempty"`
	// Talk is true for a pair that talks often: only reviews are held.
	Talk bool `json:",omitempty"`
	// Meet is how many weeks lie between two sessions, as the two agreed; 0: not
	// said in a number.
	Meet int `json:",omitempty"`
	// End is the day on which the pair means to close; zero: after Pair.Weeks.
	End calendar.Date `json:",omitzero"`
	// Reset is when the two last began anew.
	Reset time.Time `json:",omitzero"`
	// Since is when these terms came into force.
	Since time.Time `json:",omitzero"`
}

// Never stands for a rhythm that is not wanted.
const Never = -1
