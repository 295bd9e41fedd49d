package mentoring

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Kind is what an entry is.
type Kind string

// The kinds. Those with a letter are shown with an id: G1, M2, C3, A4.
const (
	GoalEntry       Kind = "goal"
	MilestoneEntry  Kind = "milestone"
	CommitmentEntry Kind = "commitment"
	AskEntry        Kind = "ask"
	WinEntry        Kind = "win"
	FeedbackEntry   Kind = "feedback"
	ObstacleEntry   Kind = "obstacle"
	RatingEntry     Kind = "rating"
	NoteEntry       Kind = "note"
	AgreementEntry  Kind = "agreement"
	SessionEntry    Kind = "session"
	AnswerEntry     Kind = "answer"
	// DetailEntry is one line about another entry (About): why a goal matters,
	// its measure, its fallback, how a milestone is judged. Key says which.
	DetailEntry Kind = "detail"
	// MetricEntry is a value of a goal's measure at a date. Form names the series.
	MetricEntry   Kind = "metric"
	EvidenceEntry Kind = "evidence"
	ResourceEntry Kind = "resource"
	SkillEntry    Kind = "skill" // Value: wanted; what it is now is rated by both
	// QuestionEntry is a question of the pair's own, for its prompts.
	QuestionEntry Kind = "question"
	// CheerEntry is the partner's own sentence about a win (Link).
	CheerEntry Kind = "cheer"
	// PraiseEntry is a kind mail from somebody outside (Source), kept as evidence.
	PraiseEntry Kind = "praise"
	// VoiceEntry is what somebody outside (Source) wrote when asked. The mentor
	// reads it once the mentee has said yes.
	VoiceEntry Kind = "voice"
	// LetterEntry is sealed until the closing: not even its author sees it.
	LetterEntry Kind = "letter"
	// GuestEntry asks for somebody outside the pair (Text, at the address Source)
	// in a role (Form), about a goal (About), a topic (Key) or a win (Link).
	GuestEntry Kind = "guest"
)

// Letters are the ids' letters, by kind.
var Letters = map[Kind]byte{
	GoalEntry: 'G', MilestoneEntry: 'M', CommitmentEntry: 'C', AskEntry: 'A', VoiceEntry: 'V', GuestEntry: 'P',
}

// The forms of a commitment. All are followed up alike; the question differs.
const (
	PlainForm    = ""
	TryForm      = "try"      // a small experiment, until its date
	ExerciseForm = "exercise" // deliberate practice, debriefed on its date
	IntroForm    = "intro"    // an introduction
	ExposureForm = "exposure" // a meeting to sit in, shadowing, work across teams
)

// The forms of an ask.
const (
	SupportForm = "support"  // something that is needed; open until it is met
	ViewForm    = "feedback" // feedback on a chosen aspect
)

// ProjectForm is a note's: a project to look back on.
const ProjectForm = "project"

// State is how far an entry has come.
type State string

// The states. A goal: proposed, open, parked, finished, dropped. A milestone:
// proposed, open, done, dropped. A commitment: open, done, dropped. An ask:
// open, answered. A session: planned, held. All others: kept, or
// withdrawn by their author.
const (
	ProposedState  State = "proposed"
	OpenState      State = "open"
	ParkedState    State = "parked"
	FinishedState  State = "finished"
	DoneState      State = "done"
	DroppedState   State = "dropped"
	AnsweredState  State = "answered"
	PlannedState   State = "planned"
	HeldState      State = "held"
	KeptState      State = "kept"
	WithdrawnState State = "withdrawn"
)

// Entry is one thing in a pair's record. All words that people write are
// entries: visibility, history, export and erasure work on all alike.
type Entry struct {
	ID      int64 // 0: not stored yet
	Pair    PairID
	Kind    Kind
	Number  int // of its id; 0 for kinds without one
	State   State
	Visible ritual.Visibility
	Author  PersonID // whose words these are
	Owner   PersonID // who owes a commitment, whom an ask waits for; else the author
	Text    string
	// Parent is the number of a milestone's goal; of a session, how often it was
	// changed.
	Parent int
	// Form is the sort of thing within its kind: a commitment's (TryForm), an
	// ask's (SupportForm), a win's audience; "" for the plain one.
	Form string
	// About is the id of the entry that this one is about, such as "G1"; "":
	// none. Link is the same for one without an id: its ID.
	About string
	Link  int64
	// Source is who said it, where that is nobody of the pair, or where it lies
	// (a resource's address).
	Source string
	// Due is a goal's, milestone's or commitment's date; zero: none.
	Due calendar.Date
	// At is when a session begins. Of an obstacle or an ask it is since when the
	// partner is to hear of it at once; zero: with the digest.
	At time.Time
	// Value is a rating, 1 to 5, a session's minutes, or how often a commitment
	// was put off.
	Value int
	// Key is the key of the question answered, rated or agreed.
	Key string
	// Response is the answer to an ask, or the outcome of a follow-up.
	Response string
	// Round is where it was said; 0: outside any.
	Round int64
	// Message is the incoming message it came from; 0: the operator's command.
	Message int64
	Created time.Time
	Changed time.Time
	// Left is when the words first went to somebody other than the author.
	Left time.Time
}

// Ref returns the entry's id, such as "C4", or "".
func (e Entry) Ref() string {
	if l, ok := Letters[e.Kind]; ok && e.Number > 0 {
		return string(l) + strconv.Itoa(e.Number)
	}
	return ""
}

// takenBack returns the entry dropped by its author, who has thought better of
// it: words that have not left stay with them.
func (e Entry) takenBack() Entry {
	e.State = DroppedState
	if e.Left.IsZero() {
		e.Visible = ritual.Private
	}
	return e
}

// ParseRef splits an id such as "c4" into kind and number.
func ParseRef(s string) (Kind, int, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if len(s) >= 2 {
		for k, l := range Letters {
			if s[0] == l {
				if n, err := strconv.Atoi(s[1:]); err == nil && n > 0 {
					return k, n, nil
				}
			}
		}
	}
	return "", 0, fmt.Errorf("%q is not an id such as G1, M2, C3 or A4", s)
}
