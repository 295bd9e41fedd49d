package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Text writes a pair to be read by a person.
func (p Pair) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Pair %d: %s & %s, %s\n", p.ID, p.Members[1].Name, p.Members[0].Name, p.standing())
	if p.Program != "" {
		fmt.Fprintf(&b, "Program: %s\n", p.Program)
	}
	b.WriteString("\n")
	rows := [][]string{}
	for _, m := range p.Members {
		rows = append(rows, []string{"  " + string(m.Role), "person " + fmt.Sprint(m.Person), m.Name, m.Zone, m.standing()})
	}
	if err := table(&b, rows); err != nil {
		return err
	}
	b.WriteString("\nRecord, as both may read it\n")
	p.entries(&b)
	b.WriteString("\nRounds\n")
	if err := p.rounds(&b); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// standing is a pair's state in a few words.
func (p Pair) standing() string {
	switch {
	case p.State == mentoring.Invited:
		return "invited on " + p.Added.String() + ": waits for both to say yes"
	case p.State == mentoring.OnHold && p.PausedUntil != nil:
		return "paused until " + p.PausedUntil.String()
	case p.State == mentoring.OnHold:
		return "paused until resumed"
	case p.Ended != nil:
		return string(p.State) + " on " + p.Ended.String()
	case p.Week > 0:
		return fmt.Sprintf("%s, week %d of %d", p.State, p.Week, p.Weeks)
	}
	return string(p.State)
}

func (m Member) standing() string {
	var words []string
	switch m.Consent {
	case "yes":
		words = append(words, "has said yes")
	case "open":
		words = append(words, "has not said yes yet")
	}
	if m.PausedUntil != nil {
		words = append(words, "away until "+m.PausedUntil.String())
	}
	if m.AwayUntil != nil {
		words = append(words, "away until "+m.AwayUntil.String()+", by an automatic reply")
	}
	if m.Unreachable {
		words = append(words, "mail comes back")
	}
	return strings.Join(words, ", ")
}

// kinds is the order in which a record is shown.
var kinds = []mentoring.Kind{
	mentoring.GoalEntry, mentoring.MilestoneEntry, mentoring.CommitmentEntry, mentoring.AskEntry, mentoring.SessionEntry,
	mentoring.WinEntry, mentoring.FeedbackEntry, mentoring.ObstacleEntry, mentoring.AgreementEntry, mentoring.NoteEntry, mentoring.RatingEntry,
}

// plural is how several of a kind are called.
func plural(k mentoring.Kind) string {
	switch k {
	case mentoring.AgreementEntry:
		return "agreement"
	case mentoring.FeedbackEntry:
		return "feedback"
	}
	return string(k) + "s"
}

func (p Pair) entries(b *strings.Builder) {
	for _, k := range kinds {
		es := p.Entries[k]
		if len(es) == 0 {
			continue
		}
		fmt.Fprintf(b, "  %-12s %s\n", plural(k), states(es))
		for _, e := range es {
			if line := e.line(); line != "" {
				fmt.Fprintf(b, "    %s\n", line)
			}
		}
	}
	if len(p.Entries) == 0 {
		b.WriteString("  nothing yet\n")
	}
}

// states counts entries by state: "3: 2 open, 1 done".
func states(es []Entry) string {
	counts := map[mentoring.State]int{}
	for _, e := range es {
		counts[e.State]++
	}
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, strconv.Itoa(counts[s])+" "+string(s))
	}
	return fmt.Sprintf("%d: %s", len(es), strings.Join(parts, ", "))
}

// line is an entry with an id, a date or words; "" where there is no more to
// say than that it is there.
func (e Entry) line() string {
	var parts []string
	if e.Ref != "" {
		parts = append(parts, e.Ref, string(e.State))
	}
	if e.Due != nil {
		parts = append(parts, "by "+e.Due.String())
	}
	if e.At != nil {
		parts = append(parts, e.At.Format("2006-01-02 15:04 UTC"), string(e.State))
	}
	if e.Value > 0 {
		parts = append(parts, strconv.Itoa(e.Value))
	}
	if e.Text != "" {
		parts = append(parts, fmt.Sprintf("%s: %s", e.Author, flat(e.Text)))
	}
	if e.Response != "" {
		parts = append(parts, "answer: "+flat(e.Response))
	}
	return strings.Join(parts, "  ")
}

// flat is several lines as one.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func (p Pair) rounds(b *strings.Builder) error {
	if len(p.Rounds) == 0 {
		b.WriteString("  none yet\n")
		return nil
	}
	var rows [][]string
	for _, r := range p.Rounds {
		rows = append(rows, []string{"  " + r.Ritual, r.Period, string(r.State), r.people()})
	}
	if err := table(b, rows); err != nil {
		return err
	}
	for _, r := range p.Rounds {
		r.words(b)
	}
	return nil
}

// people is how far each of a round is: "mentee answered, mentor sent".
func (r Round) people() string {
	var parts []string
	for _, a := range r.People {
		parts = append(parts, string(a.Role)+" "+string(a.State))
	}
	if len(parts) == 0 && r.State == ritual.Missed {
		return "nobody was asked: no daemon ran"
	}
	return strings.Join(parts, ", ")
}

// words writes the answers of a round, after Reveal.
func (r Round) words(b *strings.Builder) {
	for _, a := range r.People {
		if len(a.Answers) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s %s, %s\n", r.Ritual, r.Period, a.Role)
		for _, x := range a.Answers {
			fmt.Fprintf(b, "  %d. %s\n", x.N, flat(x.Question))
			for line := range strings.Lines(x.Text) {
				fmt.Fprintf(b, "     %s\n", strings.TrimRight(line, "\n"))
			}
		}
	}
}
