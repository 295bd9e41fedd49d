package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
)

// Terms are what a pair has agreed on that planning obeys. A zero field means
// the usual: what the rituals and the policy say.
type Terms struct {
	// Every is how many weeks lie between two check-ins of the mentee: 1, 2 or 4.
	Every int `json:",omitempty"`
	// Weekday is the day on which the questions of the week come, 1 for Monday
	// to 7 for Sunday; Clock is the time. Timed is true where a time was said.
	Weekday int            `json:",omitempty"`
	Clock   calendar.Clock `json:",omitempty"`
	Timed   bool           `json:",omitempty"`
	// Review is how many weeks lie between two reviews of the relationship, at
	// least 8; Never (-1): none.
	Review int `json:",omitempty"`
	// AnswerDays is how many working days an answer may take before a reminder.
	AnswerDays int `json:",omitempty"`
	// Talk is true for a pair that talks often: only reviews are held.
	Talk bool `json:",omitempty"`
	// Meet is how many weeks lie between two sessions, as the two intend.
	Meet int `json:",omitempty"`
	// End is the day on which the pair means to close; zero: after Pair.Weeks.
	End calendar.Date `json:",omitzero"`
	// Named is true where the two want goals named in subjects.
	Named bool `json:",omitempty"`
	// Since is when these terms came into force.
	Since time.Time `json:",omitzero"`
}

// Never stands for a rhythm that is not wanted.
const Never = -1
