package sheet

// Block is one thing on a sheet. The concrete types are those of this file.
type Block interface {
	// partial names the HTML template that draws the block.
	partial() string
	// lines draws the block as plain text.
	lines(p *page) []string
}

// Headline is the one big line of a mail: the question or the verdict.
type Headline struct{ Text Rich }

// Lead is the paragraph right below the headline.
type Lead struct{ Text Rich }

// Part begins the part of one pair in a mail about several.
type Part struct {
	Name   string
	Corner string
}

// Title begins a section. Its text is in capitals where there is no type size.
type Title struct{ Text string }

// Rule is a thin line between sections; plain text leaves a gap.
type Rule struct{}

// Para is a paragraph.
type Para struct {
	Text  Rich
	Small bool
}

// Question is one numbered question.
type Question struct {
	N    int
	Text Rich
	// Hint stands below the question, in small type.
	Hint Rich
	// Scale is set for a question answered by a number from 1 to 5.
	Scale *Scale
	// Choices are answers to tap.
	Choices []Action
	// Items are what the question is about, one a line.
	Items []Item
}

// Scale is a row of numbers to tap.
type Scale struct {
	Tap    string // "Tap one, or write …", HTML only
	Write  string // "Write a number:", plain text only
	Points []Point
}

// Point is one number of a scale. Anchor is the word under it, or "".
type Point struct {
	Action
	Anchor string
}

// Item is one line with an id and small print: "G1  Lead one small project".
type Item struct {
	Ref  string
	Text string
	Note Rich
}

// Button is the mail's main action. Plain text has none: there, one replies.
type Button struct{ Action }

// Links is a row of lesser actions after a few words.
type Links struct {
	Lead    string
	Actions []Action
	// Plain says the same in plain text. Empty: it is made of the actions.
	Plain Rich
}

// Taps are answers to tap, one below the other.
type Taps struct{ Actions []Action }

// Quote is somebody's own words, in quotation marks.
type Quote struct {
	Text string
	By   string
	// Above stands before the words, in small type: what was asked.
	Above string
	// Calm quotes are for reading along; the others are to be noticed.
	Calm bool
}

// Cell is one milestone in a goal's bar.
type Cell int8

// The cells of a bar.
const (
	Empty Cell = iota
	Half
	Full
)

// Goal is a goal with one cell for each milestone.
type Goal struct {
	Ref   string
	Name  string
	Count string // "3 of 5 milestones"
	Cells []Cell
	Note  Rich
}

// Trend is a series of ratings under the sentence that says what it shows.
type Trend struct {
	Sentence Rich
	Columns  []Column
}

// Column is one week of a trend. Value 0 is a week without a rating.
type Column struct {
	Label string
	Value int
	Last  bool
}

// Ticks is a list of things that are done or open.
type Ticks struct{ Items []Tick }

// Tick is one of them.
type Tick struct {
	Done    bool
	Ref     string
	Text    string
	Note    string
	Actions []Action
}

// Box sets a few lines apart.
type Box struct {
	Title   string
	Text    Rich
	Quote   string
	Actions []Action
	Note    Rich
}

// Session is the next meeting, as a card with the day.
type Session struct {
	Weekday, Day string // "Thu", "27"
	Title        string // "Next session"
	When         string // "Thursday 27 November, 17:00–17:45"
	Where        string // "Lisbon", or both cities with their times
	Note         Rich
}

// Rows is a list of labelled lines, as a receipt has them.
type Rows struct{ Items []Row }

// Row is one of them.
type Row struct {
	Label string
	Text  Rich
}

// Bullets is a plain list.
type Bullets struct{ Items []Rich }

// Tree is a list in which things belong to those above them.
type Tree struct{ Items []Leaf }

// Leaf is one line of a tree.
type Leaf struct {
	Depth int // 0: nothing is above it
	Done  bool
	Ref   string
	Text  string
}

// Pair shows two people's answers to one question, one below the other.
type Pair struct {
	Question string
	Answers  []Quote
}

// Original gives a person's text back, line by line.
type Original struct{ Lines []string }

func (Headline) partial() string { return "headline" }
func (Lead) partial() string     { return "lead" }
func (Part) partial() string     { return "part" }
func (Title) partial() string    { return "title" }
func (Rule) partial() string     { return "rule" }
func (Para) partial() string     { return "para" }
func (Question) partial() string { return "question" }
func (Button) partial() string   { return "button" }
func (Links) partial() string    { return "links" }
func (Taps) partial() string     { return "taps" }
func (Quote) partial() string    { return "quote" }
func (Goal) partial() string     { return "goal" }
func (Trend) partial() string    { return "trend" }
func (Ticks) partial() string    { return "ticks" }
func (Box) partial() string      { return "box" }
func (Session) partial() string  { return "session" }
func (Rows) partial() string     { return "rows" }
func (Bullets) partial() string  { return "bullets" }
func (Tree) partial() string     { return "tree" }
func (Pair) partial() string     { return "pair" }
func (Original) partial() string { return "original" }

// every is one of each block, for checking that a look can draw them all.
func every() []Block {
	return []Block{
		Headline{},
		Lead{},
		Part{},
		Title{},
		Rule{},
		Para{},
		Question{Scale: &Scale{}, Choices: []Action{{}}, Items: []Item{{}}},
		Button{},
		Taps{Actions: []Action{{}}},
		Links{Actions: []Action{{}}},
		Quote{},
		Goal{Cells: []Cell{Empty, Half, Full}},
		Trend{Columns: []Column{{}}},
		Ticks{Items: []Tick{{Actions: []Action{{}}}}},
		Box{Actions: []Action{{}}},
		Session{},
		Rows{Items: []Row{{}}},
		Bullets{Items: []Rich{{}}},
		Tree{Items: []Leaf{{}, {Depth: 1}, {Depth: 2, Done: true}}},
		Pair{Answers: []Quote{{}}},
		Original{Lines: []string{""}},
	}
}
