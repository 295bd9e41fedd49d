package digest

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Digest is what the week was, for one reader.
type Digest struct {
	Week     calendar.Week // the week that is told of
	Sections []Section     // one a pair, in the order of their ids
	// Quiet is true if nothing happened in any section.
	Quiet bool
}

// Section is one pair's part.
type Section struct {
	Pair    mentoring.PairID
	Partner mentoring.Person
	Number  int // of the week in the pair
	Of      int // weeks of the program
	Quiet   bool
	// Struggling is true if the mentor, whose digest it is, may want to call.
	Struggling bool

	Verdict     Verdict
	Reached     []mentoring.Entry // milestones met and goals finished this week
	Wins        []Quote
	Cheers      []Cheer
	Words       []Words
	Views       []Views
	Goals       []mentoring.GoalLine
	Trends      []Trend
	Measures    []mentoring.Measure // with a new value
	Health      Health
	Commitments []Commitment
	Asks        []mentoring.Entry // wait for the reader
	Asked       []mentoring.Entry // the reader's own, wait for the partner
	Replies     []mentoring.Entry // asks answered this week
	Proposals   []mentoring.Entry // wait for the reader's yes
	Next        *mentoring.Entry  // session
	// Unanswered is the name of a ritual that the reader was asked this week
	// and has not answered: one line, no guilt. Empty: none.
	Unanswered string
	// Away is set while the partner is away: the day they are back.
	Away calendar.Date
	// Alone is set when the reader alone answered a round that has ended: it
	// stays with them unless they write share.
	Alone bool
	// Revealed are the occasions on which the operator read this record.
	Revealed []Access
	Thought  Thought
	// Memory is what comes back from long ago.
	Memory Memory
	// PreRead is the page of history, in the digest of the week before it is
	// talked about; else nil.
	PreRead *PreRead
	// Shown are the ids of the entries by somebody else than the reader whose
	// words stand here: they have left.
	Shown []int64
}

// Verdict is what the headline says. It counts what happened, never what did
// not.
type Verdict struct {
	Milestones, Kept, Wins int
	GoalsFinished          int
	Answers                int // the partner's, ratings included
	Own                    int // the reader's own
	Views                  int // answers that were hidden until both had answered
}

// Quote is somebody's own words.
type Quote struct {
	By   string // first name
	Mine bool
	Text string // at most 280 characters, cut with an ellipsis
}

// Words is a shared answer.
type Words struct {
	Quote
	Question string // as it was printed
	Source   Source
	More     []More // what was said more of feedback
	// Offer is true for the partner's feedback that the reader may make a try of.
	Offer bool
}

// Source is what a printed question was, so that a reader of another language
// than the author's can be shown it in theirs.
type Source struct {
	Ritual, Key string
	Topic, Ref  string // as of [ritual.Asked]
}

func source(name string, q ritual.Asked) Source {
	return Source{Ritual: name, Key: q.Key, Topic: q.Topic, Ref: q.Ref}
}

// Views is one question of a revealed round, both answers side by side. Question
// is empty for what they wrote beside the questions.
type Views struct {
	Ritual        string // whose round it was
	Question      string
	Source        Source // the reader's own question, or one to the partner alone
	Mine, Theirs  string
	MineV, TheirV int // ratings, 0: none
	// MineAsked and TheirsAsked say who was asked: what only one was asked has
	// no gap on the other side.
	MineAsked, TheirsAsked bool
}

// Commitment is one line of who owes what. Kept first. The partner's open
// commitments show their date only, never a count of days.
type Commitment struct {
	Entry mentoring.Entry
	By    string
	Mine  bool
	Kept  bool
	On    calendar.Date // when it was kept
	// Past is true for the reader's own open commitment whose date has gone
	// by, in the first digest after it: keep, move or drop.
	Past bool
}

// Thought is the one closing thought.
type Thought struct {
	Key  string // "goal-untouched", "first-goal", "next-session", "first-milestone"; empty: none
	Ref  string
	Text string
}

// Access is one time that the operator read a record.
type Access struct {
	At     time.Time
	Reason string
}
