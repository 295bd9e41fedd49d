package mentoring

import (
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// recorder does what a question says that its answer records.
type recorder func(a *applying, q ritual.Asked, ans reading.Answer, visible ritual.Visibility)

// recorders are what answers become besides themselves.
var recorders map[ritual.Records]recorder

func init() {
	recorders = map[ritual.Records]recorder{
		ritual.Win:        keeps(WinEntry),
		ritual.Obstacle:   keeps(ObstacleEntry),
		ritual.Feedback:   (*applying).recordFeedback,
		ritual.Agreement:  keeps(AgreementEntry),
		ritual.Rating:     (*applying).rate,
		ritual.Ask:        (*applying).recordAsk,
		ritual.Commitment: (*applying).recordCommitments,
		ritual.Goal:       (*applying).recordGoals,
		ritual.Review:     (*applying).recordReview,
		ritual.Agreeing:   (*applying).recordAgreeing,
		ritual.Rhythm:     (*applying).recordRhythm,
		ritual.FollowUp:   (*applying).followUp,
		ritual.Reply:      (*applying).recordReply,
		ritual.Cheer:      (*applying).recordCheer,
		ritual.TakenUp:    (*applying).recordTakenUp,
		ritual.Hearers:    (*applying).recordHearers,
		ritual.Approve:    (*applying).recordApproval,
		ritual.Need:       (*applying).recordNeed,
		ritual.Skill:      (*applying).recordSkill,
		ritual.Touch:      (*applying).recordTouch,
		ritual.Course:     (*applying).recordCourse,
		ritual.Plateau:    (*applying).recordPlateau,
		ritual.Why:        (*applying).recordDetail,
		ritual.Measure:    (*applying).recordDetail,
		ritual.Work:       (*applying).recordDetail,
		ritual.Fallback:   (*applying).recordDetail,
		ritual.Deadline:   (*applying).recordDeadline,
		ritual.Consent:    func(a *applying, _ ritual.Asked, ans reading.Answer, _ ritual.Visibility) { a.consent(ans.Yes) },
		ritual.Remedy:     func(a *applying, _ ritual.Asked, ans reading.Answer, _ ritual.Visibility) { a.remedy(ans.Choice) },
		ritual.Match: func(a *applying, _ ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
			if ans.Choice == "no-fit" {
				a.say(Said{What: SaidNoFit})
			}
		},
	}
}

// keeps records the words of an answer as an entry of a kind.
func keeps(k Kind) recorder {
	return func(a *applying, q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
		a.keep(k, q, ans.Text, 0, visible)
	}
}

func (a *applying) rate(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	if ans.Value > 0 {
		a.keep(RatingEntry, q, "", ans.Value, visible)
		if q.Kind == ritual.Scale {
			a.recall(ans.Value)
		}
	} else if old, ok := a.recorded(RatingEntry, q); ok {
		old.State = WithdrawnState
		a.change(old)
	}
}

func (a *applying) recordAsk(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	if old, ok := a.recorded(AskEntry, q); ok && old.State == OpenState {
		old.Text, old.Visible, old.Left = ans.Text, visible, time.Time{}
		a.change(old)
		return
	}
	a.askPartner(ans.Text, visible, q.Key)
}

func (a *applying) recordGoals(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	a.letGo(GoalEntry, q, ans.Items)
	a.close(GoalEntry, q, visible)
	for _, item := range ans.Items {
		a.propose(a.r.Pair.Mentee.Person, item.Text, item.Due, visible, q.Key)
	}
}

// recordReview decides about goals. What the mentor says of the mentee's goals is a
// view, kept as words.
func (a *applying) recordReview(_ ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
	for _, item := range ans.Items {
		if item.Verb == "" {
			continue
		}
		if goal, ok := a.r.Entry(item.Ref); !ok || goal.Owner == a.who.ID {
			a.line(reading.Line{Verb: item.Verb, Ref: item.Ref, Text: item.Text, When: item.Due, Raw: item.Text})
		}
	}
}
