package templates

// frameWords is frame.yaml: what stands around every mail.
type frameWords struct {
	Brand        Phrase
	BrandSeveral Phrase `yaml:"brand-several"`
	From         Phrase // the name that mails come from
	Corner       Phrase
	Why          Phrase // why one gets this, where a mail does not say it itself
	Readers      Phrase // who reads what one writes
	Contact      Phrase // that no person reads this at once, and whom to ask
	Budget       Phrase
	Leave        Phrase
	RunBy        Phrase `yaml:"run-by"`
	And          string // joins the last two of a list
	Say          struct{ Reply, Or, Week, Colon string }
}

// promptWords is prompt.yaml: what all mails with questions share.
type promptWords struct {
	Button   Phrase // opens a reply with the questions
	Tap      Phrase // beside a scale in HTML
	Write    Phrase // above a scale in plain text
	OnlyYou  Phrase `yaml:"only-you"` // under a question whose answer stays with its author
	Standing Phrase // heading above the goals
	Reads    readsWords
	// Struggling hints to the mentor that a call may help.
	Struggling Phrase `words:"optional"`
	Farewell   Phrase // nothing more comes until the person writes
	Busy       busyWords
	NudgeFor   Phrase `yaml:"nudge"` // the lead of a reminder
}

// readsWords say who reads the answers, by visibility.
type readsWords struct {
	Shared      Phrase
	AfterBoth   Phrase `yaml:"after-both"`
	Coordinator Phrase
	Private     Phrase
}

// busyWords are the ways out of a prompt.
type busyWords struct {
	Lead  Phrase
	Links []linkWords
	Plain Phrase // the same in plain text
}

// linkWords are a link that opens a reply. Body is a line that can be typed.
type linkWords struct {
	Label Phrase
	Body  Phrase
}

// standingWords is standing.yaml: goals, milestones, proposals and sessions,
// which several mails show.
type standingWords struct {
	Milestones   Phrase
	NoMilestones Phrase `yaml:"no-milestones"`
	Next         Phrase
	Due          Phrase
	Session      Phrase
	SessionWhen  Phrase `yaml:"session-when"`
	NoSession    Phrase `yaml:"no-session"`
	Invite       Phrase // in the calendar, under a session
	NoGoals      Phrase `yaml:"no-goals"`
	Kinds        map[string]*Phrase
	Proposal     struct{ Title, Agree, Decline, All Phrase }
}

// ritualWords is rituals/NAME.yaml of a language: the words of one ritual.
type ritualWords struct {
	Subject   Phrase
	Preheader Phrase
	Headline  Phrase
	Lead      Phrase                    `words:"optional"`
	Nudge     nudgeWords                `words:"optional"`
	Before    []passageWords            `words:"optional"`
	After     []passageWords            `words:"optional"`
	Offer     offerWords                `words:"optional"`
	Questions map[string]*questionWords `words:"optional"`
	Reads     Phrase                    `words:"optional"` // instead of prompt.yaml's
	Why       Phrase                    `words:"optional"` // instead of frame.yaml's
	Parting   Phrase                    `words:"optional"` // the last line of the card
	Revealed  Phrase                    `words:"optional"` // above what both said, once it is shown
	Standing  bool
}

// offerWords are a few words that take turns: one of them stands in each mail.
type offerWords struct {
	Title Phrase   `words:"optional"`
	Turns []Phrase `words:"optional"`
	Small Phrase   `words:"optional"`
}

// nudgeWords are those of a ritual's reminder.
type nudgeWords struct {
	Subject   Phrase `words:"optional"`
	Preheader Phrase `words:"optional"`
	Headline  Phrase `words:"optional"`
	Lead      Phrase `words:"optional"`
}

// questionWords are the words of one question.
type questionWords struct {
	Text    Phrase
	Hint    Phrase             `words:"optional"`
	Low     Phrase             `words:"optional"`
	Middle  Phrase             `words:"optional"`
	High    Phrase             `words:"optional"`
	Choices map[string]*Phrase `words:"optional"`
	// Trend is the title above the answers of several weeks, in a digest.
	Trend Phrase `words:"optional"`
}

// passageWords are a few blocks of free wording. Those that say nothing in a
// case are left out.
type passageWords struct {
	Title Phrase   `words:"optional"`
	Text  Phrase   `words:"optional"`
	Small Phrase   `words:"optional"`
	List  []Phrase `words:"optional"`
	// Show puts in what the mail is about: standing, trends, entries,
	// original, partner, agreement, change.
	Show  string      `words:"optional"`
	Links []linkWords `words:"optional"`
}

// noticeWords are those of one notice.
type noticeWords struct {
	Subject   Phrase
	Preheader Phrase
	Headline  Phrase
	Lead      Phrase         `words:"optional"`
	Body      []passageWords `words:"optional"`
	Why       Phrase         `words:"optional"`
}

// receiptWords is receipt.yaml.
type receiptWords struct {
	Subject   Phrase
	Preheader Phrase
	Headline  Phrase
	Said      map[string]*Phrase // by verb, "answer" and "note"
	Labels    map[string]*Phrase // what stands before a line; by verb
	Private   Phrase
	Replaced  Phrase
	Waits     Phrase
	Doubts    map[string]*Phrase
	Examples  map[string]*Phrase // what to type, by verb
	Open      Phrase
	Late      Phrase
	Wrong     Phrase
	Reads     readsWords
	Sees      Phrase // above the words that the partner will read
	Why       Phrase
}

// digestWords is digest.yaml.
type digestWords struct {
	Subject   Phrase
	Preheader Phrase
	Headline  Phrase // of a mail about several pairs
	Corner    Phrase
	Why       Phrase
	Parts     struct{ Finished, Milestones, Kept, Wins, Answers, Views, Own, None Phrase } // of the verdict
	Quiet     struct{ Headline, Subject, Session, Waits, Nothing Phrase }
	Titles    struct{ Wins, Words, Views, Goals, Trend, Measures, Health, Commitments, Asked, Replies, Session Phrase }
	You       Phrase
	More      Phrase // under a list that was cut
	Reached   Phrase // under a milestone or goal
	Rated     Phrase
	Silent    Phrase // stands for an answer that was not given
	Trend     trendWords
	Measure   struct{ Named, Value Phrase }
	Health    struct{ Results, Reached, Together, Said, Before Phrase }
	Kept      Phrase
	Open      Phrase
	Past      Phrase
	Done      Phrase // label of a link
	Move      Phrase
	Drop      Phrase
	Ask       struct{ Title, Answer Phrase }
	Asked     Phrase
	Cheer     Phrase             // above a sentence about a win
	Feedback  map[string]*Phrase // what was said more of feedback, by its key
	Try       Phrase             // how to make a try of it
	StillOpen Phrase             `yaml:"still-open"`
	Away      Phrase
	Alone     Phrase
	Revealed  Phrase
	Memory    struct{ Year, Fallback Phrase } // above words that come back
	Thought   Phrase                          // before the thought
	Thoughts  map[string]*Phrase
}

// trendWords are what a series of ratings may say.
type trendWords struct {
	Up, Down, Steady Phrase // of the last few values
	TendsUp          Phrase `yaml:"tends-up"` // of the whole series
	TendsDown        Phrase `yaml:"tends-down"`
	Middle           Phrase // of a scale on which 3 is best
	Nothing          Phrase
	Low              Phrase // to the mentor
}

// prereadWords is preread.yaml: the pair's history, before it is talked about.
type prereadWords struct {
	Lead     Phrase
	Purpose  Phrase
	Titles   struct{ History, Score, Kept, Wins, Tree, Patterns, Evidence Phrase }
	Labels   map[string]*Phrase // of the scoreboard
	Score    map[string]*Phrase
	Beside   Phrase // somebody's words beside a number
	Kept     Phrase
	Step     Phrase
	Pattern  Phrase // above the words
	When     Phrase // under them
	OnlyYou  Phrase `yaml:"only-you"`
	Together Phrase // invites to answer
}
