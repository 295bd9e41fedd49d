package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// scribe writes one reply in its author's manner.
type scribe struct {
	dice
	y      *years
	who    mentoring.Person
	temper temper
	mail   sentMail
	at     time.Time // when it is written
	words  *reading.Vocabulary
}

// letter is a reply that is on its way.
type letter struct {
	at   time.Time
	who  mentoring.PersonID
	mail sentMail
	text string
	// slip is set where the whole reply asks for one impossible thing.
	slip bool
}

// answers is what somebody replies to a mail; ok is false for nothing.
func (y *years) answers(m sentMail) (l letter, ok bool) {
	who := y.someone(m.Person)
	t := y.tempers[m.Person]
	d := throw(y.seed, int64(m.Person), fmt.Sprint(m.Ritual, m.Period, m.Nudge, m.Prompts[0].Pair, m.Prompts[0].Prompt.N))
	s := &scribe{dice: d, y: y, who: who, temper: t, mail: m, words: y.speaks(who)}
	week := int(m.at.Sub(y.start)/(7*24*time.Hour)) + 1
	s.at = m.at.Add(time.Duration(1+d.IntN(t.hours*60)) * time.Minute)
	asked := s.asked()
	consent := slices.ContainsFunc(asked, func(q ritual.Asked) bool { return q.Records == ritual.Consent })
	switch {
	case consent:
		s.at = m.at.Add(time.Duration(1+d.IntN(600)) * time.Minute)
	case week >= t.silent[0] && week < t.silent[1] && t.silent[1] > 0:
		return letter{}, false
	case len(asked) > 0 && !d.often(t.answers), len(asked) == 0 && !d.often(t.unasked):
		return letter{}, false
	}
	l = letter{at: s.at, who: m.Person, mail: m}
	switch {
	case consent:
		l.text = fmt.Sprintf("%d: %s", asked[0].N, pick(d, s.words.Yes))
		for _, q := range asked[1:] {
			l.text += fmt.Sprintf("\n\n%d: %s", q.N, pick(d, s.words.Yes))
		}
	case d.often(t.wrong):
		l.slip = true
	case d.often(t.stop):
		l.text = s.verb(reading.Stop)
	case d.often(t.pause):
		l.text = pick(d, []string{"pause", "pause 2 weeks", "pause until " + s.day(10, 40).String(), "snooze monday", "skip"})
	case d.often(t.quiet):
		l.text = pick(d, []string{"acks off", "digest only", "text only", "acks on"})
	default:
		l.text = s.write(asked)
	}
	return l, l.slip || l.text != ""
}

// asked returns all questions of the mail.
func (s *scribe) asked() []ritual.Asked {
	var all []ritual.Asked
	for _, x := range s.mail.Prompts {
		all = append(all, x.Prompt.Asked...)
	}
	return all
}

// write answers the questions, each in a paragraph with its number, and adds
// lines with keywords. In a mail of several pairs these would stand in no
// section: only answers are written there.
func (s *scribe) write(asked []ritual.Asked) string {
	var out []string
	for _, q := range asked {
		if s.often(s.temper.each) {
			if text := s.answer(q); len(asked) == 1 && s.often(0.5) && q.Kind != ritual.List {
				out = append(out, text)
			} else {
				out = append(out, fmt.Sprintf("%d: %s", q.N, text))
			}
		}
	}
	if len(s.mail.Prompts) == 1 && s.temper.lines > 0 {
		for range s.IntN(s.temper.lines + 1) {
			out = append(out, s.line())
		}
	}
	return strings.Join(out, "\n\n")
}

// answer answers one question.
func (s *scribe) answer(q ritual.Asked) string {
	pair := mentoring.PairID(q.Pair)
	if s.often(s.temper.private) {
		return s.hush(s.says(pair, ritual.Private))
	}
	visible := q.Visible
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		return fmt.Sprint(1+s.IntN(5)) + pick(s.dice, []string{"", "/5", ", because " + s.says(pair, visible)})
	case ritual.YesNo:
		return pick(s.dice, append(s.words.Yes[:3:3], s.words.No[:3]...))
	case ritual.Choice:
		key := pick(s.dice, q.Choices)
		if words := s.words.Choices[key]; len(words) > 0 && key != "stop" {
			return pick(s.dice, words)
		}
		return q.Choices[0]
	case ritual.Date:
		return s.day(-10, 30).String()
	case ritual.List:
		if q.Records == ritual.Review {
			return s.review(pair)
		}
		var items []string
		for range 1 + s.IntN(3) {
			items = append(items, s.says(pair, visible)+pick(s.dice, []string{"", ", " + s.day(2, 60).String()}))
		}
		return strings.Join(items, "\n")
	}
	if q.Records == ritual.FollowUp && q.Ref != "" && s.often(0.8) {
		return pick(s.dice, []string{
			s.verb(reading.Done), s.verb(reading.Drop), s.verb(reading.Move) + " " + s.day(3, 20).String(),
			s.verb(reading.Done) + ", " + s.says(pair, visible),
		})
	}
	if s.temper.terse {
		return pick(s.dice, []string{"fine", "ok", "nothing", "good", s.word(pair, visible)})
	}
	if s.often(0.2) {
		return s.says(pair, visible) + ".\n" + s.says(pair, visible) + "."
	}
	return s.says(pair, visible) + "."
}

func (s *scribe) review(pair mentoring.PairID) string {
	var out []string
	for _, g := range s.y.record(pair).Of(mentoring.GoalEntry, mentoring.OpenState) {
		out = append(out, g.Ref()+" "+s.verb(pick(s.dice, []reading.Verb{reading.Keep, reading.Park, reading.Finish, reading.Keep})))
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, "\n")
}

// hush marks words as nobody else's.
func (s *scribe) hush(words string) string {
	return fmt.Sprintf(pick(s.dice, []string{
		s.verb(reading.Private) + ": %s", "private: %s", "PRIVATE %s", "*private*: %s", "- private: %s", "private\n%s",
		"Please don't tell anyone, %s", "Between us, %s",
	}), words)
}

// verb returns a word for a verb, in the author's language.
func (s *scribe) verb(v reading.Verb) string {
	return strings.TrimSuffix(pick(s.dice, s.words.Verbs[v][:min(3, len(s.words.Verbs[v]))]), ":")
}

// day returns a day so many days from today.
func (s *scribe) day(from, to int) calendar.Date {
	return mentoring.Today(s.who, s.at).AddDays(from + s.IntN(to-from))
}

// sentences are what people say; the made-up word at the end is looked for.
var sentences = []string{
	"It went better than I had thought, because of %s", "We talked for an hour and then %s", "I would like to see more of %s",
	"Das war nicht leicht wegen %s", "Dobrze poszło z %s", "J'ai appris beaucoup sur %s", "the first page about %s", "%s",
}

// says is a sentence with a made-up word, which only those that visible names
// may ever read.
func (s *scribe) says(pair mentoring.PairID, visible ritual.Visibility) string {
	return fmt.Sprintf(pick(s.dice, sentences), s.word(pair, visible))
}

// word makes up a word that no language has.
func (s *scribe) word(pair mentoring.PairID, visible ritual.Visibility) string {
	b := []byte("qzaaaaaaaaqz")
	for i := 2; i < 10; i++ {
		b[i] = byte('a' + s.IntN(26))
	}
	w := string(b)
	var round int64
	for _, x := range s.mail.Prompts {
		if x.Pair == pair {
			round = x.Prompt.Round
		}
	}
	if visible == "" {
		visible = ritual.Shared
	}
	s.y.said[w] = &saying{who: s.who.ID, pair: pair, round: round, visible: visible, at: s.at}
	return w
}

// line is a line with a keyword that can be carried out, of all the verbs that
// there are.
func (s *scribe) line() string {
	pair := s.mail.Prompts[0].Pair
	r := s.y.record(pair)
	verbs := make([]reading.Verb, 0, len(s.words.Verbs))
	for v := range s.words.Verbs {
		if !slices.Contains(rash, v) {
			verbs = append(verbs, v)
		}
	}
	slices.Sort(verbs)
	v := pick(s.dice, verbs)
	text := func(visible ritual.Visibility) string {
		if s.often(s.temper.private) {
			return s.hush(s.says(pair, ritual.Private))
		}
		return s.says(pair, visible)
	}
	ref := func(k mentoring.Kind, states ...mentoring.State) (string, bool) {
		own := slices.DeleteFunc(r.Of(k, states...), func(e mentoring.Entry) bool { return e.Owner != s.who.ID })
		if len(own) == 0 {
			return "", false
		}
		return pick(s.dice, own).Ref(), true
	}
	switch v {
	case reading.Private, reading.Note, reading.Confidential:
		return s.verb(v) + ": " + s.says(pair, ritual.Private)
	case reading.Goal, reading.Commit:
		return s.verb(v) + ": " + text(ritual.Shared) + pick(s.dice, []string{"", ", " + s.day(5, 90).String()})
	case reading.Milestone:
		if g, ok := ref(mentoring.GoalEntry, mentoring.OpenState); ok {
			return s.verb(v) + " " + g + ": " + text(ritual.Shared) + ", " + s.day(5, 90).String()
		}
	case reading.Done, reading.Drop, reading.Move:
		if c, ok := ref(mentoring.CommitmentEntry, mentoring.OpenState); ok {
			return s.verb(v) + " " + c + map[bool]string{true: " " + s.day(3, 30).String()}[v == reading.Move]
		}
	case reading.Keep, reading.Park, reading.Finish, reading.Change:
		if g, ok := ref(mentoring.GoalEntry, mentoring.OpenState, mentoring.ParkedState); ok {
			return s.verb(v) + " " + g + map[bool]string{true: ": " + s.says(pair, ritual.Shared)}[v == reading.Change]
		}
	case reading.AnswerAsk:
		if a, ok := ref(mentoring.AskEntry, mentoring.OpenState); ok {
			return a + ": " + text(ritual.Shared)
		}
	case reading.Agree, reading.Decline:
		if waiting := r.Proposals(s.who.ID); len(waiting) > 0 {
			return s.verb(v) + " " + pick(s.dice, waiting).Ref()
		}
		return "yes to all"
	case reading.NextAt:
		return s.verb(v) + ": " + s.day(2, 30).String() + " 15:00"
	case reading.Met:
		return s.verb(v)
	case reading.Share, reading.Scratch:
		if asked := s.asked(); len(asked) > 0 {
			return s.verb(v) + fmt.Sprintf(" %d", pick(s.dice, asked).N)
		}
	case reading.Status, reading.Help, reading.Export, reading.Show, reading.PassOn, reading.Resume, reading.TextOnly, reading.ReceiptsOn:
		return s.verb(v)
	default:
		return s.verb(v) + ": " + text(ritual.Shared)
	}
	return "win: " + text(ritual.Shared)
}

// rash are the verbs that people write only in a mood: see temper.
var rash = []reading.Verb{
	reading.Stop, reading.Pause, reading.DigestOnly, reading.Erase, reading.NoReceipts, reading.Skip, reading.Snooze,
}
