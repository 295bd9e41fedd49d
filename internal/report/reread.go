package report

import (
	"fmt"
	"io"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/reading"
)

// Rereading is what reading recorded mails again changes, or would change.
type Rereading struct {
	Applied bool     `json:"applied"`
	Read    int      `json:"read"`
	Over    int      `json:"over"`    // of pairs that are over, which are left alone
	Skipped int      `json:"skipped"` // how they were read is not kept, or they are erased
	Mails   []Reread `json:"mails"`   // those that differ
}

// Reread is one mail that is read otherwise now.
type Reread struct {
	Mail        int64        `json:"mail"`
	Changes     bool         `json:"changes"` // false: what differs is left alone
	Differences []Difference `json:"differences"`
}

// Difference is one difference, without its words.
type Difference struct {
	Kind     mentoring.DifferenceKind `json:"kind"`
	Question int                      `json:"question,omitempty"`
	Verb     reading.Verb             `json:"verb,omitempty"`
	Words    int                      `json:"words,omitempty"`
	Meaning  string                   `json:"meaning"`
}

// Add notes the differences of a mail, if there are any.
func (r *Rereading) Add(mail int64, found []mentoring.Difference) {
	if len(found) == 0 {
		return
	}
	x := Reread{Mail: mail}
	for _, d := range found {
		x.Changes = x.Changes || d.Changes()
		if d.Verb == reading.Private || d.Verb == reading.Confidential {
			d.Verb = "" // that there is a secret is one, too
		}
		x.Differences = append(x.Differences, Difference{Kind: d.Kind, Question: d.Question, Verb: d.Verb, Words: d.Words, Meaning: d.Sentence()})
	}
	r.Mails = append(r.Mails, x)
}

// Changing counts the mails whose place in the record changes.
func (r Rereading) Changing() int {
	n := 0
	for _, m := range r.Mails {
		if m.Changes {
			n++
		}
	}
	return n
}

// Text writes the differences, a mail at a time.
func (r Rereading) Text(w io.Writer) error {
	for _, m := range r.Mails {
		lost := ""
		if m.Changes {
			lost = "; nothing is lost"
		}
		said := ""
		for i, d := range m.Differences {
			if i > 0 {
				said += "; "
			}
			said += d.Meaning
		}
		lines := fold(fmt.Sprintf("mail %d: %s%s", m.Mail, said, lost), sheetWidth-2)
		if _, err := fmt.Fprintln(w, strings.Join(lines, "\n  ")); err != nil {
			return err
		}
	}
	if len(r.Mails) > 0 {
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintln(w, r.summary())
	if err == nil && r.Over > 0 {
		_, err = fmt.Fprintf(w, "%s left alone: of pairs that are over.\n", Count(r.Over, "mail"))
	}
	if err == nil && r.Skipped > 0 {
		_, err = fmt.Fprintf(w, "%s not compared: how it was read is not kept, or its words are erased.\n", Count(r.Skipped, "mail"))
	}
	return err
}

func (r Rereading) summary() string {
	n := r.Changing()
	switch {
	case n == 0:
		return Count(r.Read, "mail") + " read again; nothing to change."
	case r.Applied:
		return Count(r.Read, "mail") + " read again; " + Count(n, "mail") + " changed."
	}
	return Count(r.Read, "mail") + " read again; " + Count(n, "mail") + " would change.\nNothing is changed yet: add --apply."
}
