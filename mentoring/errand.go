package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Errand is a mail to somebody outside the pair that a member asked for. It is
// the one way in which a member's word causes such a mail, and it holds no more
// than its kind says.
type Errand struct {
	ID   int64 // 0: not stored yet
	Kind ErrandKind
	To   PersonID
	Pair PairID
	By   PersonID
	Text string // the author's words, for Confidence alone
	At   time.Time
}

// ErrandKind is what an errand is.
type ErrandKind string

// The kinds of errand.
const (
	// HelpWanted tells the coordinator that a pair asks for help: both names, and
	// nothing else. Who of the two asked is not told, and no reason.
	HelpWanted ErrandKind = "help-wanted"
	// Confidence gives confidential words to the trusted contact, with their
	// author's name and address. Neither the partner nor the coordinator reads
	// of it.
	Confidence ErrandKind = "in-confidence"
)

// SaidConfided, as Said.What, are words that go to the trusted contact and nobody
// else.
const SaidConfided = "confided"

func (Errand) change() {}

func init() {
	acts[reading.HelpUs] = func(a *applying, _ reading.Line) { a.helpUs() }
	acts[reading.LeaveUs] = func(a *applying, _ reading.Line) { a.leaveUs() }
}

// Due returns when an errand may go: at once, or when the working day of whoever
// gets it begins.
func (e Errand) Due(to Person, now time.Time) time.Time { return fit(to, now, nil) }

// helpDays is how long the coordinator is not told again that a pair asks for
// help.
const helpDays = 7

// helpUs asks the coordinator to look in. Only who asked is told that it was
// asked.
func (a *applying) helpUs() {
	if !a.r.LooksAfter() {
		a.doubt(reading.Doubt{Kind: reading.NobodyLooks, Text: string(reading.HelpUs)})
		return
	}
	if asked := a.r.Pair.HelpAsked; asked.IsZero() || a.now.Sub(asked) > helpDays*24*time.Hour {
		a.errands = append(a.errands, Errand{Kind: HelpWanted, To: a.r.Program.Coordinator, Pair: a.r.Pair.ID, By: a.who.ID, At: a.now})
		a.r.Pair.HelpAsked = a.now
	}
	a.r.Pair.LeftAlone = time.Time{}
	a.receipt.Silencing = true // confirmed on every level
	a.did(Said{What: string(reading.HelpUs), Visible: ritual.Private})
}

// leaveUs says that the coordinator need not look: the pair is running.
func (a *applying) leaveUs() {
	if !a.r.LooksAfter() {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: string(reading.LeaveUs)})
		return
	}
	a.r.Pair.LeftAlone = a.now
	a.did(Said{What: string(reading.LeaveUs), Visible: ritual.Private})
}

// confide gives words to the trusted contact, and keeps them as their author's
// own note. It reports whether there is a trusted contact to give them to.
func (a *applying) confide(text string) bool {
	if !a.r.Confides() || a.reread {
		return false
	}
	a.errands = append(a.errands, Errand{Kind: Confidence, To: a.r.Program.Trusted, Pair: a.r.Pair.ID, By: a.who.ID, Text: text, At: a.now})
	a.add(Entry{Kind: NoteEntry, State: KeptState, Visible: ritual.Private, Text: text, Round: a.re.Prompt.Round})
	a.receipt.Silencing = true
	a.did(Said{What: SaidConfided, Text: text, Visible: ritual.Private})
	return true
}

// unconfided says what is true of words that were marked as confidential: reading
// does not know whether there is somebody to whom they could go.
func (a *applying) unconfided() {
	if !a.r.Confides() {
		return
	}
	sent := slices.ContainsFunc(a.errands, func(e Errand) bool { return e.Kind == Confidence })
	var kept []reading.Doubt
	for _, d := range a.receipt.Doubts {
		if d.Kind == reading.NoConfidant {
			if sent {
				continue
			}
			d.Kind = reading.NotConfided
		}
		kept = append(kept, d)
	}
	a.receipt.Doubts = kept
}
