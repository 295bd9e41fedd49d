package digest

import (
	"slices"

	"milepost/mentoring"
)

// score is the scoreboard of a time: what was met, what was practised, what
// feedback was taken up, what came of it. It weighs the two alike and names
// nobody. A line without anything is left out: it counts what happened.
func (t *teller) score() []Score {
	done := t.past(mentoring.CommitmentEntry, mentoring.DoneState)
	var out []Score
	line := func(key ScoreKey, es []mentoring.Entry, say func(mentoring.Entry) string) {
		if len(es) > 0 {
			out = append(out, Score{Key: key, N: len(es), Quote: t.latest(es, say)})
		}
	}
	line(ScoreMilestones, t.past(mentoring.MilestoneEntry, mentoring.DoneState), textOf)
	line(ScorePractice, slices.DeleteFunc(done, func(e mentoring.Entry) bool { return !practised(e) }), func(e mentoring.Entry) string {
		if e.Response != "" {
			return e.Response
		}
		return e.Text
	})
	line(ScoreFeedback, t.takenUp(), textOf)
	line(ScoreResults, t.past(mentoring.GoalEntry, mentoring.FinishedState), textOf)
	return out
}

// practised reports whether a commitment was an experiment or an exercise.
func practised(e mentoring.Entry) bool {
	return e.Form == mentoring.TryForm || e.Form == mentoring.ExerciseForm
}

// takenUp returns the feedback of which something came: its reader said that it
// was tried or helped, or kept what they had resolved to try.
func (t *teller) takenUp() []mentoring.Entry {
	became := map[int64]bool{}
	for _, e := range t.past(mentoring.DetailEntry, mentoring.KeptState) {
		if e.Key == mentoring.DetailTakenUp && e.Text != mentoring.FeedbackDropped {
			became[e.Link] = true
		}
	}
	for _, e := range t.past(mentoring.CommitmentEntry, mentoring.DoneState) {
		if e.Link != 0 {
			became[e.Link] = true
		}
	}
	var out []mentoring.Entry
	for _, e := range t.r.Of(mentoring.FeedbackEntry) {
		if t.shown(e) && became[e.ID] {
			out = append(out, e)
		}
	}
	return out
}
