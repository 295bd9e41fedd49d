package report

import (
	"cmp"
	"fmt"
	"io"
	"time"

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
	// Came is the day, or for a reply the week: when people reply is theirs.
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
// discreet is as for PairOf: it is not told whose reply was recorded, nor when.
func MessageOf(m store.Message, explain func(string) string, discreet bool) Message {
	day := calendar.DateIn(m.Archived, time.UTC)
	x := Message{
		ID: m.ID, State: m.State, Reason: m.Reason, Meaning: explain(m.Reason), Came: day.String(), Person: m.Person, Sender: m.Sender,
		Mail: m.Delivery, Size: m.Size, Whole: m.Whole, Late: m.Late, Folder: m.Folder, Released: !m.Released.IsZero(),
	}
	if m.Person != 0 {
		x.Came = calendar.WeekOf(day).String()
	}
	if discreet && m.State == store.Recorded {
		x.Came, x.Person, x.Mail = "", 0, 0
	}
	return x
}

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
		{"state", string(m.State)},
		{"because", m.Meaning + " (" + m.Reason + ")"},
		{"size", fmt.Sprintf("%d bytes", m.Size)},
	}
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
		rows = append(rows, []string{"answers", fmt.Sprintf("mail %d of ours", m.Mail)})
	}
	if m.Folder != "" {
		rows = append(rows, []string{"folder", string(m.Folder)})
	}
	if !m.Whole {
		rows = append(rows, []string{"kept", "its header alone; its body is in the mailbox"})
	}
	if m.State == store.Held {
		rows = append(rows, []string{"to do", fmt.Sprintf("if you are sure who wrote it: milepost replies release %d, or assign %d", m.ID, m.ID)})
	}
	return table(w, rows)
}

// Text writes the list, one mail a line.
func (in Incoming) Text(w io.Writer) error {
	if len(in) == 0 {
		return nil
	}
	rows := [][]string{{"MAIL", "CAME", "STATE", "PERSON", "WHY"}}
	for _, m := range in {
		person := "-"
		if m.Person != 0 {
			person = fmt.Sprint(m.Person)
		}
		why := m.Meaning
		if why == "" {
			why = m.Reason
		}
		rows = append(rows, []string{fmt.Sprint(m.ID), cmp.Or(m.Came, "-"), string(m.State), person, why})
	}
	return table(w, rows)
}
