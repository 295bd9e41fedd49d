package demo

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring/calendar"
)

//go:embed story
var storyFiles embed.FS

// story is who takes part and what they say when they are asked.
type story struct {
	Program   string
	RunBy     string          `yaml:"run-by"`
	Contact   string          // a person who can be asked
	Begins    calendar.Date   // a Monday
	Holidays  []calendar.Date // of the program
	People    []*role
	Strangers []stranger // they write once and are in no pair
	Pairs     []*pair    `yaml:"-"`
}

// stranger is a mail from somebody who is nobody here.
type stranger struct {
	From, Subject, Text string
	At                  calendar.Civil // UTC
}

// role is one of the people.
type role struct {
	ID        string // short, as the story names them
	Name      string
	Address   string
	Zone      string
	Patience  time.Duration // how long a mail usually waits for its answer
	Usual     string        // the name of a correspondent.Habit
	Signature string
	Away      []absence // an auto-responder answers
	Down      []outage  // mail to the address comes back
}

// absence is a time in which a robot answers for somebody.
type absence struct {
	From, Until calendar.Date // Until is the first day back
	Robot       string        // "vacation" or "exchange"
	Says, Tells string
}

// outage is a time in which mail to somebody comes back.
type outage struct {
	From, Until  calendar.Date
	Status, Text string // as in a delivery report: "5.1.1"
}

// pair is two people and all that they will say.
type pair struct {
	Mentor, Mentee string // role ids
	Added          calendar.Date
	Lasts          int // weeks; 0: as long as the story
	// Secrets are words that nobody but their author may ever read in a mail.
	Secrets map[string][]string
	Weeks   map[int][]*scene
}

// scene is one reply.
type scene struct {
	Who string
	// To is the kind of mail that is answered, as the store names it; "" is a
	// mail that answers none, written at At.
	To string
	At calendar.Civil // on the writer's wall clock
	// After is how long the mail waits; 0: as long as usual.
	After time.Duration
	How   string // the name of a correspondent.Habit; "": the usual one
	Says  sayings
	Free  string // words that belong to no question
	Twice bool   // it is sent a second time
	// Tells is what the timeline says when the reply is sent.
	Tells string

	week int
	used bool
}

// saying is an answer to the question with a key. Several keys, with | between
// them, mean the first that is asked.
type saying struct{ Key, Text string }

// sayings keep the order in which they are written.
type sayings []saying

// UnmarshalYAML reads a mapping in its order.
func (s *sayings) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want key: words", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		*s = append(*s, saying{n.Content[i].Value, strings.TrimSpace(n.Content[i+1].Value)})
	}
	return nil
}

// loadStory reads the embedded story and reports every mistake in it.
func loadStory() (*story, error) {
	s := &story{}
	if err := readStory("cast.yaml", s); err != nil {
		return nil, err
	}
	entries, err := storyFiles.ReadDir("story")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Name() == "cast.yaml" {
			continue
		}
		p := &pair{}
		if err := readStory(e.Name(), p); err != nil {
			return nil, err
		}
		s.Pairs = append(s.Pairs, p)
	}
	return s, s.check()
}

func readStory(name string, v any) error {
	data, err := storyFiles.ReadFile(path.Join("story", name))
	if err != nil {
		return err
	}
	if err := yaml.Load(data, v, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
		return fmt.Errorf("story/%s: %w", name, err)
	}
	return nil
}

// check fills in what is usual and refuses what cannot be played.
func (s *story) check() error {
	for _, p := range s.Pairs {
		if s.role(p.Mentor) == nil || s.role(p.Mentee) == nil {
			return fmt.Errorf("story: %s and %s are not both in the cast", p.Mentor, p.Mentee)
		}
		for week, scenes := range p.Weeks {
			for _, sc := range scenes {
				sc.week = week
				who := s.role(sc.Who)
				if who == nil || sc.Who != p.Mentor && sc.Who != p.Mentee {
					return fmt.Errorf("story: week %d: %q is not in this pair", week, sc.Who)
				}
				if sc.To == "" && sc.At.Date.IsZero() {
					return fmt.Errorf("story: week %d: %s neither answers a mail nor writes at a time", week, sc.Who)
				}
				if sc.How == "" {
					sc.How = who.Usual
				}
				if sc.After == 0 {
					sc.After = who.Patience
				}
				if _, ok := habit(sc.How); !ok {
					return fmt.Errorf("story: week %d: nobody answers by %q", week, sc.How)
				}
			}
		}
	}
	return nil
}

func (s *story) role(id string) *role {
	i := slices.IndexFunc(s.People, func(r *role) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return s.People[i]
}

// byAddress returns whose mailbox an address is; nil: nobody's of the cast.
func (s *story) byAddress(address string) *role {
	i := slices.IndexFunc(s.People, func(r *role) bool { return strings.EqualFold(r.Address, address) })
	if i < 0 {
		return nil
	}
	return s.People[i]
}

// week returns the number of the story's week that holds a date, from 1.
func (s *story) week(d calendar.Date) int {
	return calendar.WeekOf(d).Sub(calendar.WeekOf(s.Begins)) + 1
}

// scenes returns a pair's scenes in the order of their weeks.
func (p *pair) scenes() []*scene {
	var out []*scene
	for _, week := range slices.Sorted(maps.Keys(p.Weeks)) {
		out = append(out, p.Weeks[week]...)
	}
	return out
}

// next takes the scene in which somebody answers a mail: the first of its kind
// and week that has not been played. Mails that come once have no week.
func (p *pair) next(who, kind string, week int) *scene {
	for _, sc := range p.scenes() {
		if !sc.used && sc.Who == who && sc.To == kind && (week == 0 || sc.week == week) {
			sc.used = true
			return sc
		}
	}
	return nil
}

// location returns the zone that somebody lives in.
func (r *role) location() *time.Location {
	loc, err := time.LoadLocation(r.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// first returns the name that others use.
func (r *role) first() string {
	name, _, _ := strings.Cut(r.Name, " ")
	return name
}

func habit(name string) (correspondent.Habit, bool) {
	for _, h := range correspondent.Habits() {
		if h.Name == name {
			return h, true
		}
	}
	return correspondent.Habit{}, false
}
