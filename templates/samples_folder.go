package templates

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// told are the entries that a notice lists for Ana.
func (e example) told(name string) []mentoring.Entry {
	at := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 12, 0, 0, 0, time.UTC) }
	switch mentoring.Request(name) {
	case mentoring.WantFeedback:
		return []mentoring.Entry{
			{Kind: mentoring.FeedbackEntry, Author: 2, Owner: 1, Created: at(10, 16), Text: "In the review you asked who would use it. Three people changed their plan."},
			{Kind: mentoring.DetailEntry, Author: 2, Key: mentoring.DetailEffect, Text: "The plan got shorter."},
			{Kind: mentoring.DetailEntry, Author: 2, Key: mentoring.DetailNext, Text: "Ask it at the start."},
			{Kind: mentoring.DetailEntry, Author: 1, Key: mentoring.DetailTakenUp, Text: mentoring.FeedbackTried},
			{Kind: mentoring.FeedbackEntry, Author: 1, Owner: 2, Created: at(11, 6), Text: "You waited until I had finished."},
			{Kind: mentoring.FeedbackEntry, Author: 1, Owner: 2, Created: at(11, 13), Visible: ritual.Private, Text: "Shorter answers would help me."},
		}
	case mentoring.WantPraise:
		return []mentoring.Entry{
			{Kind: mentoring.PraiseEntry, Author: 1, Source: "Priya Shah", At: at(11, 12), Text: "Your talk was the clearest of the day."},
		}
	}
	return e.record.Of(mentoring.CommitmentEntry)
}
