package ritual

import (
	"fmt"
	"slices"
)

// MaxQuestions is how many questions a prompt may put to one person for one pair.
const MaxQuestions = 4

// Kind is the form that an answer takes.
type Kind string

// The kinds of question.
const (
	Text   Kind = "text"
	Scale  Kind = "scale"  // 1 to 5, higher is better
	Middle Kind = "middle" // 1 to 5, 3 is best; never averaged with a Scale
	List   Kind = "list"   // one item a line
	Date   Kind = "date"
	YesNo  Kind = "yes-no" // with or without further words
	Choice Kind = "choice" // one of Choices
)

// Records says what an answer becomes in the record, besides itself.
type Records string

// What an answer may record.
const (
	Nothing    Records = ""           // the answer alone
	Win        Records = "win"        // a win
	Obstacle   Records = "obstacle"   // something in the way
	Feedback   Records = "feedback"   // feedback to the partner
	Commitment Records = "commitment" // each item a commitment of the author
	Ask        Records = "ask"        // a question to the partner
	Goal       Records = "goal"       // each item a goal
	Rating     Records = "rating"     // a rating under the question's key
	Agreement  Records = "agreement"  // a line of the agreement under the question's key
	Consent    Records = "consent"    // yes or no to being in the pair
	FollowUp   Records = "follow-up"  // what became of the thing asked about
	Review     Records = "review"     // keep, change, finish or park, goal by goal
	Agreeing   Records = "agreeing"   // yes or no to the page of the agreement
	Rhythm     Records = "rhythm"     // a line of the agreement whose choice is a number of weeks
	Match      Records = "match"      // is it the right match
	Remedy     Records = "remedy"     // smaller, later or stop, after a silence
	Reply      Records = "reply"      // the answer to the partner's question that it is about
	Cheer      Records = "cheer"      // an own sentence about the partner's win
	TakenUp    Records = "taken-up"   // what became of the partner's feedback
	Follow     Records = "follow"     // yes or no of somebody outside to being written to
	Voiced     Records = "voice"      // words of somebody outside
	Approve    Records = "approve"    // whether the partner may read words from outside
	Hearers    Records = "audience"   // who may hear of a win
	Need       Records = "need"       // support that is missing; of a yes/no, by a no
	Skill      Records = "skill"      // how the author sees the skill now
	Touch      Records = "touch"      // keep, change or park the goal asked about
	Course     Records = "course"     // how the milestone asked about stands
	Plateau    Records = "plateau"    // a smaller step, another goal, or a break
	Why        Records = "why"        // details of the goal asked about, by their keys
	Measure    Records = "measure"
	Work       Records = "work"
	Fallback   Records = "fallback"
	Deadline   Records = "deadline" // the date of the goal asked about
)

// About says what a question is put about.
type About string

// What a question may be about.
const (
	Generally      About = ""
	OwnCommitment  About = "commitment" // the person's own open commitment that is due next
	NearestGoal    About = "goal"       // the active goal with the nearest milestone
	EachActiveGoal About = "goals"      // all active goals, in one question
	Occasion       About = "occasion"   // the entry whose id is the round's period: a milestone that was met
	Unsaid         About = "unsaid"     // a line of the agreement that the person has not written, on its first page
	SettledIn      About = "settled-in" // nothing: the pair is in its second month, and the person was not asked yet
	OwnQuestion    About = "own"        // a question of the pair's own; its words are the topic

	PartnerAsks About = "partner-asks" // a question of the partner's that was not put yet
	PartnerView About = "partner-view" // feedback on something that the partner asked for
	PartnerWin  About = "partner-win"  // a win of the partner's that nothing was said about yet
	OldFeedback About = "old-feedback" // the partner's feedback of some weeks ago
	FeedbackDue About = "feedback-due" // nothing: the person has given no feedback for weeks
	Rested      About = "rested"       // nothing: the person's last prompt did not hold this question
	// Own commitments whose date has come, by form.
	OwnTry      About = "try"
	OwnExercise About = "exercise"
	OwnIntro    About = "intro"
	OwnExposure About = "exposure"
	Slipped     About = "slipped"   // an own commitment that was put off twice
	Untouched   About = "untouched" // an own goal that nobody has touched for weeks
	Flat        About = "flat"      // an own goal whose ratings have not moved for weeks
	// Own goals that lack something. Never more often than every second week, and
	// never a third time about the same.
	NoMeasure    About = "no-measure"
	NoDeadline   About = "no-deadline"
	NoWhy        About = "no-why"
	NoWork       About = "no-work"
	NoFallback   About = "no-fallback"
	OwnSkill     About = "skill"     // a skill that the person has not rated for a quarter
	DueMilestone About = "milestone" // an own milestone that is due soon
)

// Question is one question of a ritual, without its words: those are in the
// language's own file under the same key.
type Question struct {
	Key     string
	For     Role // empty: both
	Kind    Kind
	Records Records
	About   About
	// Otherwise is the key of the question that is put instead when there is
	// nothing that About names. Empty: the question is left out.
	// What stands in may name another in turn.
	Otherwise string
	// Every is how many weeks lie between two times that a person is asked this;
	// in between its stand-in is put. 0: no bound.
	Every int
	// Bank holds the keys of wordings that take turns in this place: a person
	// gets the one that they were not asked for longest.
	Bank []string
	// Probe is true for a question whose answer "fine" is asked about once more.
	Probe   bool
	Visible Visibility // empty: as the ritual says
	Choices []string
}

var kinds = []Kind{Text, Scale, Middle, List, Date, YesNo, Choice}

var records = []Records{
	Nothing, Win, Obstacle, Feedback, Commitment, Ask, Goal, Rating, Agreement, Consent, FollowUp, Review, Remedy,
	Reply, Cheer, TakenUp, Hearers, Agreeing, Rhythm, Match,
	Follow, Voiced, Approve,
	Need, Skill, Touch, Course, Plateau, Why, Measure, Work, Fallback, Deadline,
}

var abouts = []About{
	Generally, OwnCommitment, NearestGoal, EachActiveGoal, Occasion, OwnQuestion,
	PartnerAsks, PartnerView, PartnerWin, OldFeedback, FeedbackDue, Rested,
	OwnTry, OwnExercise, OwnIntro, OwnExposure, Slipped, Untouched, Flat,
	NoMeasure, NoDeadline, NoWhy, NoWork, NoFallback, OwnSkill, DueMilestone, Unsaid, SettledIn,
}

// Keys returns the keys of the wordings that the question may be put in.
func (q Question) Keys() []string {
	if len(q.Bank) > 0 {
		return q.Bank
	}
	return []string{q.Key}
}

func (q Question) check() error {
	if q.Key == "" {
		return fmt.Errorf("key: missing")
	}
	if !slices.Contains(kinds, q.Kind) {
		return fmt.Errorf("kind: %q is not known", q.Kind)
	}
	if !slices.Contains(records, q.Records) {
		return fmt.Errorf("records: %q is not known", q.Records)
	}
	if !slices.Contains(abouts, q.About) {
		return fmt.Errorf("about: %q is not known", q.About)
	}
	if !q.Visible.known() {
		return fmt.Errorf("visible: %q is not known", q.Visible)
	}
	if (q.Kind == Choice) != (len(q.Choices) > 0) {
		return fmt.Errorf("choices: a choice has some, other kinds have none")
	}
	return nil
}

// Asked is a question as it was put to a person: numbered, and with the words
// that stood in the mail. It is stored with the prompt, since the reply is
// read against it.
type Asked struct {
	N       int // its number in the mail, from 1, running on over sections
	Pair    int64
	Key     string
	Kind    Kind
	Records Records
	Visible Visibility
	Choices []string `json:",omitempty"`
	// Ref is what it is about: "C4", "G1", or empty.
	Ref string `json:",omitempty"`
	// Link is the same for something without an id: an entry's ID.
	Link int64 `json:",omitempty"`
	// Topic is the person's own words that the question takes up.
	Topic string `json:",omitempty"`
	// Probe is true where an answer that says no more than "fine" is asked about
	// once more, in the receipt.
	Probe bool `json:",omitempty"`
	// Text is the whole sentence as printed, filled in by package templates.
	Text string `json:",omitempty"`
}
