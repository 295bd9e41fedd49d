package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Request asks for a mail of its own, to the author.
type Request string

// The requests.
const (
	WantStatus Request = "status"
	WantHelp   Request = "help"
	WantExport Request = "export"
	WantShow   Request = "show"

	WantFeedback Request = "feedback" // all of it, by date
	WantSummary  Request = "summary"  // what the mentee may hand on
	WantPraise   Request = "praise"   // the kind mails that were kept
	WantDraft    Request = "draft"    // a mail to somebody outside, before it is sent
)

// Receipt is how a reply was read, for its author only.
type Receipt struct {
	Pair   PairID
	Person PersonID
	Said   []Said
	Doubts []reading.Doubt
	// Open are the numbers of questions that nothing was written for.
	Open []int
	// Changed is true if a keyword changed something, Silencing if it made
	// Milepost quieter (always confirmed).
	Changed, Silencing bool
	// Shows is when the partner will read it: with the digest, or once both
	// have answered.
	Shows ritual.Visibility
	// Late is true for an answer to a round that is over.
	Late bool
	// Requests are mails that the author asked for.
	Requests []Request
}

// firstReceipts is how many of a person's replies are confirmed in any case.
const firstReceipts = 3

// Wanted reports whether a receipt is to be sent. The first three replies are
// confirmed, then what a keyword changed and what was doubtful; what makes
// Milepost quieter is confirmed always.
func (rc Receipt) Wanted(who Person) bool {
	switch {
	case rc.Silencing:
		return true
	case len(rc.Said)+len(rc.Doubts) == 0:
		return false
	case slices.ContainsFunc(rc.Said, Said.invites):
		return true // the invitation comes with it
	case who.Receipts == ProblemsOnly:
		return len(rc.Doubts) > 0
	}
	return who.Replies <= firstReceipts || rc.Changed || len(rc.Doubts) > 0 || rc.Shows == ritual.AfterBoth
}

// Unclear reports whether some of the words could not be read for sure.
func (rc Receipt) Unclear() bool {
	return slices.ContainsFunc(rc.Doubts, func(d reading.Doubt) bool { return d.Kind.Unclear() })
}

// PartnerReads returns the words that the partner will read, for the receipts
// that show them: a person's first, and every one of answers that are hidden
// for now.
func (rc Receipt) PartnerReads(who Person) []string {
	if who.Replies > firstReceipts && rc.Shows != ritual.AfterBoth {
		return nil
	}
	var out []string
	for _, s := range rc.Said {
		if s.Visible != ritual.Private && s.Text != "" {
			out = append(out, s.Text)
		}
	}
	return out
}

// Said is one thing that was understood.
type Said struct {
	// What is "answer", "note", or a verb.
	What string
	N    int    // question number, 0: none
	Ref  string // "C4"
	Text string // the author's words
	// Value and Before are a rating and the one before it; 0: none.
	Value, Before int
	Date          calendar.Date
	At            time.Time
	Visible       ritual.Visibility
	// Weekday is 1 for Monday to 7 for Sunday, Clock a time such as "16:00", of a
	// rhythm; 0 and "": none.
	Weekday int
	Clock   string
	// Replaced is true where an earlier answer was replaced.
	Replaced bool
	// Waits is true for a proposal that needs the partner's yes.
	Waits bool
	// Key is the sort within What, such as who may hear of a win.
	Key string
	// Quoted are earlier words that it recalls, and By is who said them; "": the
	// partner.
	Quoted, By string
	// Details are words that belong to it and come back now, by key: how a
	// milestone is judged, the fallback of what slipped, what comes next.
	Details map[string]string `json:",omitempty"`
}

// invites reports whether a session was set, moved or cancelled.
func (s Said) invites() bool {
	return s.What == string(reading.NextAt) || s.What == string(reading.NoSession)
}

// The values of Said.What that are not verbs.
const (
	SaidAnswer  = "answer"
	SaidNote    = "note"
	SaidEarlier = "earlier"  // an answer to a question of an earlier mail
	SaidJoined  = "joined"   // yes to being in the pair, the partner's is awaited
	SaidBegan   = "began"    // the second yes
	SaidLight   = "light"    // one question from now on
	SaidProbe   = "probe"    // one question more, where an answer was only "fine"
	SaidNoFit   = "no-fit"   // it is not the right match
	SaidAgreed  = "agreed"   // yes to the page, the partner's is awaited
	SaidInForce = "in-force" // the page or a change of it holds from now on
	SaidNotYet  = "not-yet"  // no to the page
	SaidSlips   = "slips"    // a milestone is slipping
	SaidSmaller = "smaller"  // a smaller step is wanted
	SaidTheirs  = "theirs"   // what the partner has promised
	SaidBack    = "back"     // an absence has ended before its day

	SaidTakesUp  = "takes-up"  // the try takes up the partner's feedback (Quoted)
	SaidHearers  = "hearers"   // who hears of a win, and how to choose
	SaidMaybeWin = "maybe-win" // a try is over: it may be a win
	SaidPassedOn = "passed-on" // a mail that was passed on: keep it?
	SaidKept     = "kept"      // it is kept
	SaidNotKept  = "not-kept"  // it is not
	SaidRecalled = "recalled"  // a kind mail comes back

	SaidWritten    = "written"     // somebody outside is written to (By)
	SaidNotWritten = "not-written" // they are not
	SaidNotShared  = "not-shared"  // words from outside stay with their reader
)
