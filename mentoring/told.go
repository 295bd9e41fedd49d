package mentoring

import (
	"fmt"
	"strings"

	"milepost/mentoring/ritual"
)

// Told returns the entries that a member is shown on request: for WantShow the
// member's own words that the partner reads or will read, for WantStatus the
// commitments and asks that are open.
func Told(r Record, who PersonID, want Request) []Entry {
	var out []Entry
	for _, e := range r.Entries {
		if e.State == WithdrawnState || !r.Sees(who, e) {
			continue
		}
		switch want {
		case WantShow:
			if e.Author == who && e.Visible != ritual.Private && e.Text != "" && e.Kind != GoalEntry && e.Kind != MilestoneEntry {
				out = append(out, e)
			}
		case WantStatus:
			if e.State == OpenState && e.Visible != ritual.Private && (e.Kind == CommitmentEntry || e.Kind == AskEntry) {
				out = append(out, e)
			}
		}
	}
	return out
}

// Markdown returns a member's own view of the record: all that they may read,
// and their own private words, which are marked.
func Markdown(r Record, who PersonID) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s & %s\n", r.People[0].First(), r.People[1].First())
	sections := []struct {
		title string
		kind  Kind
	}{
		{"Agreement", AgreementEntry},
		{"Goals", GoalEntry},
		{"Milestones", MilestoneEntry},
		{"Commitments", CommitmentEntry},
		{"Questions", AskEntry},
		{"Wins", WinEntry},
		{"Feedback", FeedbackEntry},
		{"In the way", ObstacleEntry},
		{"Sessions", SessionEntry},
		{"Ratings", RatingEntry},
		{"Answers", AnswerEntry},
		{"Notes", NoteEntry},
	}
	for _, s := range sections {
		first := true
		for _, e := range r.Of(s.kind) {
			if e.State == WithdrawnState || !r.Sees(who, e) {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n## %s\n\n", s.title)
				first = false
			}
			b.WriteString(markdownLine(r, e))
		}
	}
	return b.String()
}

func markdownLine(r Record, e Entry) string {
	line := []string{Today(r.Person(e.Author), e.Created).String(), r.Person(e.Author).First()}
	if ref := e.Ref(); ref != "" {
		line = append(line, ref)
	}
	if e.Key != "" {
		line = append(line, e.Key)
	}
	text := strings.Join(strings.Fields(e.Text), " ")
	switch {
	case e.Kind == RatingEntry || e.Kind == AnswerEntry && e.Value > 0 && text == "":
		text = fmt.Sprint(e.Value)
	case e.Kind == SessionEntry:
		text = strings.TrimSpace(e.At.In(r.Pair.Location()).Format("2006-01-02 15:04") + " " + text)
	}
	if e.Response != "" {
		text += " → " + strings.Join(strings.Fields(e.Response), " ")
	}
	var marks []string
	if _, numbered := Letters[e.Kind]; numbered || e.Kind == SessionEntry {
		marks = append(marks, string(e.State))
	}
	if !e.Due.IsZero() {
		marks = append(marks, "by "+e.Due.String())
	}
	if e.Visible != ritual.Shared {
		marks = append(marks, string(e.Visible))
	}
	s := "- " + strings.Join(line, ", ") + ": " + text
	if len(marks) > 0 {
		s += " (" + strings.Join(marks, ", ") + ")"
	}
	return s + "\n"
}
