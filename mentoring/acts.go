package mentoring

import "milepost/mentoring/reading"

// acts are what the lines with a keyword do, by their verb. A line whose verb
// is not here is kept as plain words.
var acts map[reading.Verb]func(*applying, reading.Line)

func init() {
	acts = map[reading.Verb]func(*applying, reading.Line){
		reading.Goal:        (*applying).goal,
		reading.Milestone:   (*applying).milestone,
		reading.Keep:        (*applying).review,
		reading.Change:      (*applying).review,
		reading.Park:        (*applying).review,
		reading.Finish:      (*applying).review,
		reading.Commit:      (*applying).commit,
		reading.Done:        (*applying).done,
		reading.Move:        (*applying).move,
		reading.Drop:        (*applying).drop,
		reading.Ask:         (*applying).ask,
		reading.AnswerAsk:   (*applying).answerAsk,
		reading.AskFeedback: (*applying).askFeedback,
		reading.Tell:        (*applying).tell,
		reading.Win:         (*applying).win,
		reading.Feedback:    (*applying).feedback,
		reading.Obstacle:    (*applying).obstacle,
		reading.Note:        (*applying).note,
		reading.Private:     (*applying).private,
		reading.PassOn:      (*applying).passOn,
		reading.Share:       (*applying).share,
		reading.Scratch:     (*applying).scratch,
		reading.Agree:       (*applying).agree,
		reading.Decline:     (*applying).decline,
		reading.NextAt:      (*applying).nextSession,
		reading.Met:         (*applying).met,
		reading.NoSession:   (*applying).noSession,
		reading.Attend:      (*applying).attend,
		reading.Skip:        func(a *applying, _ reading.Line) { a.skip() },
		reading.Snooze:      (*applying).snooze,
		reading.Pause:       (*applying).pause,
		reading.Resume:      func(a *applying, _ reading.Line) { a.resume() },
		reading.Stop:        func(a *applying, _ reading.Line) { a.stop() },
		reading.TextOnly:    (*applying).prefer,
		reading.ReceiptsOn:  (*applying).prefer,
		reading.NoReceipts:  (*applying).prefer,
		reading.DigestOnly:  func(a *applying, _ reading.Line) { a.digestOnly() },
		reading.Erase:       func(a *applying, _ reading.Line) { a.erase() },
		reading.Status:      (*applying).request,
		reading.Help:        (*applying).request,
		reading.Export:      (*applying).request,
		reading.Show:        (*applying).request,
	}
}
