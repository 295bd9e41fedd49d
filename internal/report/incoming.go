package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
)

// Message is what became of a mail that came in.
type Message struct {
	ID     int64              `json:"id"`
	State  store.MessageState `json:"state"`
	Reason string             `json:"reason"`
	// Meaning is the reason in a sentence.
	Meaning string `json:"meaning"`
	// Came is the day, or where that could tell when somebody replied the week.
	Came     string             `json:"came,omitempty"`
	Person   mentoring.PersonID `json:"person,omitempty"`
	Sender   string             `json:"sender,omitempty"`
	Mail     int64              `json:"answers,omitempty"` // the mail of ours
	Size     int64              `json:"size"`
	Whole    bool               `json:"whole"`
	Late     bool               `json:"late,omitempty"`
	Folder   store.Folder       `json:"folder"`
	Released bool               `json:"released,omitempty"`
}

// Incoming is a list of mails that came in.
type Incoming []Message

// MessageOf says what became of a mail. explain turns a reason into a sentence;
// discreet is as for PairOf: of a mail that waits for nobody it is not told whose
// it was, what it answers, nor when it came. The copies of our own mails lie
// between the replies, so their day would tell that of a reply.
func MessageOf(m store.Message, explain func(string) string, discreet bool) Message {
	day := calendar.DateIn(m.Archived, time.UTC)
	x := Message{
		ID: m.ID, State: m.State, Reason: m.Reason, Meaning: explain(m.Reason), Came: day.String(), Person: m.Person, Sender: m.Sender,
		Mail: m.Delivery, Size: m.Size, Whole: m.Whole, Late: m.Late, Folder: m.Folder, Released: !m.Released.IsZero(),
	}
	waits := x.waits()
	if m.Person != 0 || !waits {
		x.Came = calendar.WeekOf(day).String()
	}
	if discreet && !waits {
		x.Came = ""
		if m.Person != 0 || m.State == store.Recorded {
			x.Person, x.Mail = 0, 0
		}
	}
	return x
}

// waits reports whether a person decides about the mail, or has just done so.
func (m Message) waits() bool {
	return m.State == store.Held || m.State == store.Poison || m.letThrough()
}

// letThrough reports whether the mail was held, and is read again soon.
func (m Message) letThrough() bool { return m.State == store.New && m.Released }

// IncomingOf lists mails that came in.
func IncomingOf(ms []store.Message, explain func(string) string, discreet bool) Incoming {
	list := Incoming{}
	for _, m := range ms {
		list = append(list, MessageOf(m, explain, discreet))
	}
	return list
}

// Text writes a mail to be read.
func (m Message) Text(w io.Writer) error {
	rows := [][]string{
		{"mail", fmt.Sprint(m.ID)},
		{"state", m.standing()},
	}
	for i, line := range fold(m.because(), sheetWidth-len("because  ")) {
		rows = append(rows, []string{[]string{"because", ""}[min(i, 1)], line})
	}
	rows = append(rows, []string{"size", fmt.Sprintf("%d bytes", m.Size)})
	if m.Came != "" {
		rows = append(rows, []string{"came", m.Came})
	}
	if m.Person != 0 {
		rows = append(rows, []string{"person", fmt.Sprint(m.Person)})
	}
	if m.Sender != "" {
		rows = append(rows, []string{"sender", m.Sender})
	}
	if m.Mail != 0 {
		about := "answers"
		if m.Person == 0 && m.State == store.Filed {
			about = "about" // a report on that mail, or its copy
		}
		rows = append(rows, []string{about, fmt.Sprintf("mail %d of ours", m.Mail)})
	}
	if m.Folder != "" {
		rows = append(rows, []string{"folder", string(m.Folder)})
	}
	if !m.Whole {
		rows = append(rows, []string{"kept", "its header alone; its body is in the mailbox"})
	}
	for i, line := range m.toDo() {
		rows = append(rows, []string{[]string{"to do", ""}[min(i, 1)], line})
	}
	return table(w, rows)
}

// standing is the state, to be read.
func (m Message) standing() string {
	if m.letThrough() {
		return "let through; the daemon reads it within a few minutes"
	}
	return string(m.State)
}

func (m Message) because() string {
	if m.Meaning == "" {
		return m.Reason
	}
	return m.Meaning + " (" + m.Reason + ")"
}

// toDo is what the operator can do about a mail that waits.
func (m Message) toDo() []string {
	release := fmt.Sprintf("milepost replies release %d --reason TEXT", m.ID)
	assign := fmt.Sprintf("milepost replies assign %d --to MAIL --reason TEXT", m.ID)
	switch {
	case !m.Whole && m.State == store.Held:
		return []string{"ask its author to send the words again, in a short mail"}
	case m.State == store.Poison:
		return []string{"mend what went wrong here, then: " + release}
	case m.State != store.Held:
		return nil
	case m.Person == 0 && m.Mail == 0:
		return []string{"ask who wrote it; if they are in a pair:", assign}
	}
	return []string{"ask who wrote it; then one of:", release, assign}
}

// sheetWidth is how wide what is written here may be.
const sheetWidth = 80

// Text writes the list, one mail a line, and under it what the reasons mean.
func (in Incoming) Text(w io.Writer) error {
	if len(in) == 0 {
		return nil
	}
	rows := [][]string{{"MAIL", "CAME", "STATE", "PERSON", "WHY"}}
	meanings := [][]string{}
	told := map[string]bool{}
	for _, m := range in {
		person := "-"
		if m.Person != 0 {
			person = fmt.Sprint(m.Person)
		}
		rows = append(rows, []string{fmt.Sprint(m.ID), cmp.Or(m.Came, "-"), string(m.State), person, m.Reason})
		if m.Meaning != "" && !told[m.Reason] {
			told[m.Reason] = true
			meanings = append(meanings, []string{m.Reason, m.Meaning})
		}
	}
	if err := table(w, rows); err != nil || len(meanings) == 0 {
		return err
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return table(w, folded(meanings))
}

// folded breaks the second column of rows where the lines would be too wide.
func folded(rows [][]string) [][]string {
	first := 0
	for _, row := range rows {
		first = max(first, len(row[0]))
	}
	var out [][]string
	for _, row := range rows {
		for i, line := range fold(row[1], sheetWidth-first-2) {
			out = append(out, []string{[]string{row[0], ""}[min(i, 1)], line})
		}
	}
	return out
}

// fold breaks a sentence into lines that fit.
func fold(text string, width int) []string {
	lines := []string{""}
	for word := range strings.FieldsSeq(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, word)
		default:
			*last += " " + word
		}
	}
	return lines
}
