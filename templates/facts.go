package templates

import (
	"reflect"

	"milepost/templates/sheet"
)

// Facts are the placeholders of a phrase: {{.Partner}} and so on. A phrase may
// use any of them; those that mean nothing in its place are empty. Words that
// people wrote come in as they are and are cleaned when a phrase is filled in.
type Facts struct {
	Name    string // the reader's first name
	Partner string // the other's first name
	Mentor  string
	Mentee  string
	Role    string // of the reader: mentor or mentee
	Pairs   string // the partners' names, in a mail about several pairs
	Program string
	RunBy   string // who runs the server
	Contact string // a person who can be asked
	AddedBy string // who entered the addresses

	Week, Weeks int // of the pair
	Count, Most int // "mail 2 of at most 3 this week"
	Keeps       int // days that words are kept after a pair has ended

	RunByMember bool // RunBy is one of the pair
	Office      bool // the reader is in no pair
	Several     bool // the mail is about several pairs
	Nudge       bool // the mail is a reminder
	Quiet       bool // nothing happened in the week
	Mine        bool // it is the reader's own
	Guest       bool // the reader is nobody of the pair
	Low         bool // two low numbers in a row

	N         int // a question's number
	Questions int // how many are asked
	Open      string
	Topic     string // the person's own words that a question takes up
	Ref       string // "C4"
	Text      string // words
	By        string // whose, first name
	What      string // a kind of thing, such as "goal"
	Suggest   string // what to type
	Reason    string
	Value     int
	Before    int
	Days      int
	From, To  int

	Version    int    // of the agreement
	LooksAfter bool   // a coordinator outside the pair can be asked for help
	Change     bool   // the mail is about a change of the agreement
	LastDay    string // of the pair: "Friday 29 May"

	Milestones, Kept, Wins, Answers, Finished int // of a week
	Done, Total                               int // milestones of a goal

	Date  string // "Fri 28 Nov"
	Long  string // "Friday 28 November"
	Day   string // "Friday"
	Time  string // "17:00"
	Where string // "Lisbon"
	Reads string // when the partner reads it: "Monday 24 November"
	Since string // since when the pair runs: "19 September"
	Next  string // the next session
	Span  string // "17–23 Nov"
	Words map[string]string
}

// cleaned returns the facts with all strings made single lines of plain words.
func (f Facts) cleaned() Facts {
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		if field := v.Field(i); field.Kind() == reflect.String {
			field.SetString(sheet.Clean(field.String()))
		}
	}
	words := make(map[string]string, len(f.Words))
	for k, s := range f.Words {
		words[k] = sheet.Clean(s)
	}
	f.Words = words
	return f
}

// placeholders are the names that a phrase may use.
var placeholders = func() map[string]bool {
	names := map[string]bool{}
	for f := range reflect.TypeFor[Facts]().Fields() {
		names[f.Name] = true
	}
	return names
}()
