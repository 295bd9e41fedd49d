package templates

import (
	"fmt"
	"slices"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// documentWords is record.yaml: a person's own view of the record, as a file.
type documentWords struct {
	File     Phrase // its name
	Title    Phrase
	Sections map[string]*Phrase // by kind of entry
	States   map[string]*Phrase
	Due      Phrase
	Visible  map[string]*Phrase // what is not for both, by visibility
}

// documentOrder are the kinds of entries in the order in which the document has
// them. A kind that is not here comes last.
var documentOrder = []mentoring.Kind{
	mentoring.AgreementEntry, mentoring.GoalEntry, mentoring.MilestoneEntry, mentoring.CommitmentEntry, mentoring.AskEntry,
	mentoring.WinEntry, mentoring.FeedbackEntry, mentoring.ObstacleEntry, mentoring.SessionEntry, mentoring.RatingEntry,
	mentoring.AnswerEntry, mentoring.NoteEntry, mentoring.DetailEntry, mentoring.MetricEntry, mentoring.EvidenceEntry,
	mentoring.ResourceEntry, mentoring.SkillEntry, mentoring.QuestionEntry, mentoring.CheerEntry, mentoring.PraiseEntry,
	mentoring.VoiceEntry, mentoring.LetterEntry,
}

// states are how far an entry with an id, or a session, may have come.
var states = []mentoring.State{
	mentoring.ProposedState, mentoring.OpenState, mentoring.ParkedState, mentoring.FinishedState, mentoring.DoneState,
	mentoring.DroppedState, mentoring.AnsweredState, mentoring.PlannedState, mentoring.HeldState,
}

// Document is a file for a person.
type Document struct {
	Name string
	Text string // Markdown
}

// Record writes a member's own view of the record, in their language: all that
// they may read, and their own private words, which are marked.
func (s *Set) Record(r mentoring.Record, who mentoring.PersonID) Document {
	l := s.language(r.Person(who).Language)
	w := &l.document
	f := Facts{Mentee: first(r.People[0]), Mentor: first(r.People[1])}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", w.Title.plain(f))
	entries := mentoring.Readable(r, who)
	order := slices.Clone(documentOrder)
	for _, e := range entries {
		if !slices.Contains(order, e.Kind) {
			order = append(order, e.Kind)
		}
	}
	for _, kind := range order {
		empty := true
		for _, e := range entries {
			if e.Kind != kind {
				continue
			}
			if empty {
				title := w.Sections[string(kind)].plain(f)
				if title == "" {
					title = upper(l.standing.Kinds[string(kind)].plain(f))
				}
				fmt.Fprintf(&b, "\n## %s\n\n", title)
				empty = false
			}
			b.WriteString(l.documentLine(r, e))
		}
	}
	return Document{Name: w.File.plain(f), Text: b.String()}
}

func (l *language) documentLine(r mentoring.Record, e mentoring.Entry) string {
	w := &l.document
	author := r.Person(e.Author)
	line := []string{l.lexicon.ShortDateYear(mentoring.Today(author, e.Created)), first(author)}
	if ref := e.Ref(); ref != "" {
		line = append(line, ref)
	}
	if question := asked(r, e); question != "" {
		line = append(line, question)
	}
	text := sheet.Clean(e.Text)
	switch {
	case e.Kind == mentoring.RatingEntry || e.Kind == mentoring.AnswerEntry && e.Value > 0 && text == "":
		text = fmt.Sprint(e.Value)
	case e.Kind == mentoring.SessionEntry:
		at := calendar.Local(e.At, r.Pair.Location())
		text = strings.TrimSpace(l.lexicon.ShortDateYear(at.Date) + ", " + l.lexicon.Time(at.Clock) + " " + text)
	}
	if e.Response != "" {
		text += " → " + sheet.Clean(e.Response)
	}
	var marks []string
	if _, numbered := mentoring.Letters[e.Kind]; numbered || e.Kind == mentoring.SessionEntry {
		marks = append(marks, w.States[string(e.State)].plain(Facts{}))
	}
	if !e.Due.IsZero() {
		marks = append(marks, w.Due.plain(Facts{Date: l.lexicon.ShortDateYear(e.Due)}))
	}
	if e.Visible != ritual.Shared {
		marks = append(marks, w.Visible[string(e.Visible)].plain(Facts{Partner: first(r.PartnerOf(e.Author))}))
	}
	marks = slices.DeleteFunc(marks, func(s string) bool { return s == "" })
	s := "- " + strings.Join(line, ", ") + ": " + text
	if len(marks) > 0 {
		s += " (" + strings.Join(marks, ", ") + ")"
	}
	return s + "\n"
}

// asked is the question that an entry answers, as it was printed; empty: none.
func asked(r mentoring.Record, e mentoring.Entry) string {
	round, _ := r.Round(e.Round)
	p, _ := round.PromptOf(int64(e.Author))
	for _, q := range p.Asked {
		if e.Key != "" && q.Key == e.Key {
			return sheet.Cut(sheet.Clean(q.Text), line)
		}
	}
	return ""
}
