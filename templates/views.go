package templates

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// Frame is what every mail knows about its surroundings.
type Frame struct {
	To mentoring.Person
	// ReplyTo is the address with the token that mailto links write to.
	ReplyTo     string
	Program     string // "Riverside Mentoring", or empty
	RunBy       string // who runs the server
	RunByMember bool   // RunBy is one of the pair
	Contact     string // a person who can be asked: address or phone
	Office      bool   // the reader is in no pair: a coordinator, a trusted contact
	// Keeps is how many days words are kept after a pair has ended; 0: until
	// somebody asks for them to be erased.
	Keeps int
	// Count and Most are "mail 2 of at most 3 this week"; 0 for mails outside
	// the budget.
	Count, Most int
	Now         time.Time
}

// Section is one pair's part of a mail.
type Section struct {
	Pair    mentoring.PairID
	Partner mentoring.Person
	Role    ritual.Role // of the reader
	// Mentee and Mentor are the two, for a reader outside the pair; Partner is
	// then the one in whose name the mail is sent.
	Mentee, Mentor mentoring.Person
	Week           int // of the pair
	Weeks          int
	Since          calendar.Date // when both had said yes
	// ReplyTo is the address of this pair's own token, in a mail about several;
	// empty: the frame's.
	ReplyTo string
}

// Prompt asks a person the questions of one ritual, for one pair or several.
type Prompt struct {
	Frame
	Ritual string
	Nudge  bool
	Parts  []PromptPart
}

// PromptPart is one pair's part of a prompt.
type PromptPart struct {
	Section
	Asked    []ritual.Asked // Text is filled in by rendering
	Standing mentoring.Standing
	// Visible and Reads say who will read the answers and when.
	Visible ritual.Visibility
	Reads   calendar.Date // the partner's next digest
	// Occasion is the entry that the round is about, if it is about one.
	Occasion mentoring.Occasion
	// Brief is what a mail around a session tells of it; empty for others.
	Brief mentoring.Brief
	// TheySaid is what the partner has written in the same round, as the reader
	// may see it.
	TheySaid []mentoring.Answered
	// Agreement is the page that the pair works by.
	Agreement mentoring.Agreement
	// LooksAfter is true where a coordinator outside the pair can be asked for help.
	LooksAfter bool
	// LastDay is the day on which the pair means to end.
	LastDay calendar.Date
	// AddedBy names who entered the addresses, for the first mail.
	AddedBy string
	// Told are the entries that a mail to somebody outside tells of.
	Told []mentoring.Entry
	// Open are the numbers still unanswered, for a nudge.
	Open []int
	// Erased is the day on which the pair's words are erased; zero: not known.
	Erased calendar.Date
	// Back is the first day after an absence; zero: none is known.
	Back calendar.Date
	// Struggling is true if the mentor may want to call.
	Struggling bool
	// Farewell is true if nothing more will come until the person writes.
	Farewell bool
}

// DigestMail is a digest with its frame.
type DigestMail struct {
	Frame
	Digest  digest.Digest
	Section map[mentoring.PairID]Section
}

// ReceiptMail says how replies were read.
type ReceiptMail struct {
	Frame
	Parts []ReceiptPart
}

// ReceiptPart is one reply's part of a receipt.
type ReceiptPart struct {
	Section
	mentoring.Receipt
	// Reads is when the partner will read it.
	Reads calendar.Date
	// PartnerSees are the words the partner will read, shown in the first
	// receipts.
	PartnerSees []string
}

// Notice is any other mail. Name is the key of its words.
type Notice struct {
	Frame
	Section
	Name string
	// Words are what the notice is about, as its text names them.
	Words    map[string]string
	Date     calendar.Date
	Standing *mentoring.Standing
	// Trends are the series of ratings, and Measures the goals' numbers (status).
	Trends   []digest.Trend
	Measures []mentoring.Measure
	// Entries are listed as they are (status, show).
	Entries []mentoring.Entry
	// Original is the text that is given back where nothing could be done with it.
	Original string
}

// Rendered is a mail in words, before it is composed.
type Rendered struct {
	Subject   string
	Preheader string
	Text      string
	HTML      string // empty for people who want text only
}
