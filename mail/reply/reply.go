package reply

import "strings"

// Question is a question as it is printed in a mail of ours.
type Question struct {
	N    int    // the number in front of it, from 1
	Text string // its words, without the number
}

// Sent is a mail of ours that a reply may answer. Either body may be empty.
type Sent struct {
	Text      string
	HTML      string
	Subject   string
	From      string // "Name <address>" or a bare address
	Questions []Question
}

// Input is the decoded body of a reply. Either part may be empty;
// format=flowed is already undone.
type Input struct {
	Text string
	HTML string
}

// Kind says what a stretch of a reply is.
type Kind string

// The kinds of a Segment.
const (
	New        Kind = "new"        // the person's own words
	Prompt     Kind = "prompt"     // words of a mail we sent
	Frame      Kind = "frame"      // attribution line, header block, separator
	Quote      Kind = "quote"      // words of another, older mail
	Signature  Kind = "signature"  // a name, a device, contact lines
	Disclaimer Kind = "disclaimer" // legal text, mailing list footer
)

// Segment is a stretch of the source text of one kind. The segments of a
// Reading are in order, do not overlap, and joined give the source back.
type Segment struct {
	Kind       Kind
	Text       string
	Question   int // the question a Prompt belongs to, 0 for none
	Sent       int // for a Prompt, which of the sent mails it is from
	Start, End int // byte offsets into the source
	Reason     string
	Confidence float64
}

// Block is a run of the person's own words.
type Block struct {
	Text     string
	Question int // the question of ours right above it; 0 when there is none
	Sent     int // which of the sent mails Question is from
}

// Reading is what a reply holds.
type Reading struct {
	Segments []Segment
	Blocks   []Block
	// Own is the text of all blocks, a blank line between two.
	Own string
	// From says which part was read: "text" or "html". The source of the
	// segments is then Input.Text, or the HTML part written out as lines.
	From string
	// NeedsReview is true when the person's words may have been missed, for
	// instance because none were found. Reason says why.
	NeedsReview bool
	Reason      string
}

// Read finds the person's own words in a reply to one of the sent mails, and
// the question that each run of words stands under. The first of sent is the
// most likely; sent may be empty, then only the form of the reply counts.
//
// Read never fails and never drops anything: every non-blank line of the part
// it reads is in exactly one segment, and what nothing explains is New. Its
// cost is linear in the input.
func Read(in Input, sent []Sent) Reading {
	return Prepare(sent).Read(in)
}

// Read is the function Read for the mails that k was prepared from.
func (k *Known) Read(in Input) Reading {
	text, html := strings.TrimSpace(in.Text) != "", strings.TrimSpace(in.HTML) != ""
	if !html {
		return k.readText(in.Text)
	}
	if !text {
		return k.readHTML(in.HTML)
	}
	plain := k.readText(in.Text)
	if plain.certain(len(k.sent) > 0) {
		return plain
	}
	rich := k.readHTML(in.HTML)
	if rich.betterThan(plain) {
		return rich
	}
	return plain
}

func (k *Known) readText(text string) Reading {
	r := k.read(textDocument(text))
	r.From = "text"
	return r
}

func (k *Known) readHTML(markup string) Reading {
	r := k.read(htmlDocument(markup))
	r.From = "html"
	return r
}

// read takes one part through all steps.
func (k *Known) read(doc *document) Reading {
	doc.cutLinks(k.boxes, true)
	doc.findFrames()
	doc.nameHeads(k)
	found := doc.align(k)
	doc.nameFrames(k, found)
	doc.cutLinks(k.boxes, false)
	doc.findQuotes()
	doc.findSignatures()
	return doc.reading(k, found)
}

// certain reports whether the plain part can be taken without a look at the
// HTML part: our words were found in it, behind quote marks, with words of the
// person's outside of them.
func (r Reading) certain(aligned bool) bool {
	if r.NeedsReview || r.Own == "" {
		return false
	}
	ours := false
	for _, s := range r.Segments {
		switch s.Kind {
		case New:
			if s.Confidence < sure {
				return false
			}
		case Prompt:
			ours = true
		}
	}
	return ours || !aligned
}

// betterThan reports whether the reading of the HTML part should be kept
// rather than that of the plain part.
func (r Reading) betterThan(plain Reading) bool {
	if (r.Own == "") != (plain.Own == "") {
		return r.Own != ""
	}
	if r.NeedsReview != plain.NeedsReview {
		return !r.NeedsReview
	}
	// A plain part that is a stub holds far less than the HTML part.
	if len(r.Own) > 2*len(plain.Own)+80 && countKind(plain, Prompt) == 0 {
		return true
	}
	if a, b := countKind(r, Prompt), countKind(plain, Prompt); (a == 0) != (b == 0) {
		return a > 0
	}
	if a, b := r.placed(), plain.placed(); a != b {
		return a > b
	}
	// Both found the same: keep the one that had to guess less.
	return r.doubt() < plain.doubt()
}

// placed counts the blocks that stand under a question.
func (r Reading) placed() int {
	n := 0
	for _, b := range r.Blocks {
		if b.Question > 0 {
			n++
		}
	}
	return n
}

// doubt counts the segments of new words that were kept for want of a reason.
func (r Reading) doubt() int {
	n := 0
	for _, s := range r.Segments {
		if s.Kind == New && s.Confidence < sure {
			n++
		}
	}
	return n
}

func countKind(r Reading, k Kind) int {
	n := 0
	for _, s := range r.Segments {
		if s.Kind == k {
			n++
		}
	}
	return n
}
