package explain

import (
	"strings"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring/reading"
	"milepost/templates"
)

// Explained is how a message is read. As JSON it is what scripts measure with.
type Explained struct {
	Class Class `json:"class"`
	// From is the part that was read: "text" or "html".
	From string `json:"from"`
	// NeedsReview is true where words may have been missed; Doubts say why.
	NeedsReview bool      `json:"needs_review"`
	OwnText     string    `json:"own_text"`
	Segments    []Segment `json:"segments"`
	Answers     []Answer  `json:"answers"`
	Lines       []Line    `json:"lines"`
	Leftover    []string  `json:"leftover"`
	Doubts      []Doubt   `json:"doubts"`
	// alone are the indices in Leftover of what only its author reads.
	alone map[int]string
	// masked is true where numbers of words stand for the words.
	masked bool
}

// Class says who or what sent a message, and the sign of it.
type Class struct {
	Kind    string `json:"kind"`
	Reason  string `json:"reason,omitempty"`
	Meaning string `json:"meaning,omitempty"`
}

// unreadable is the kind of a message above a limit. It is not taken apart.
const unreadable = "unreadable"

// Segment is a stretch of the text, in order: joined, they are the text again.
type Segment struct {
	Kind reply.Kind `json:"kind"`
	Text string     `json:"text"`
	// Question is what a prompt asks here, and what new words answer; 0: none.
	Question   int     `json:"question,omitempty"`
	Reason     string  `json:"reason"`
	Confidence float64 `json:"confidence"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
}

// Answer is an answer to a question.
type Answer struct {
	Question int    `json:"question"`
	Text     string `json:"text"`
	Value    int    `json:"value,omitempty"` // 1 to 5
	Yes      *bool  `json:"yes,omitempty"`
	Choice   string `json:"choice,omitempty"`
	Items    []Item `json:"items,omitempty"`
	Private  bool   `json:"private,omitempty"`
	Held     bool   `json:"held,omitempty"`
}

// Item is one thing of a list.
type Item struct {
	Text string       `json:"text"`
	Due  string       `json:"due,omitempty"`
	Ref  string       `json:"ref,omitempty"`
	Verb reading.Verb `json:"verb,omitempty"`
}

// Line is a line with a keyword.
type Line struct {
	Verb    reading.Verb `json:"verb"`
	Ref     string       `json:"ref,omitempty"`
	Numbers []int        `json:"numbers,omitempty"`
	All     bool         `json:"all,omitempty"`
	Text    string       `json:"text,omitempty"`
	When    string       `json:"when,omitempty"`
	Until   string       `json:"until,omitempty"`
	Private bool         `json:"private,omitempty"`
	Held    bool         `json:"held,omitempty"`
}

// Doubt is what was not understood for sure.
type Doubt struct {
	Kind    reading.DoubtKind `json:"kind"`
	Text    string            `json:"text,omitempty"`
	Suggest string            `json:"suggest,omitempty"`
}

// File explains a message as a reply to mails that were sent, the answered one
// first; there may be none. raw and sent are the bytes of files: a message with
// its header, or a bare body, which is taken as text. Words count in English.
// The only error is that of a sent mail that cannot be taken apart.
func File(raw []byte, sent [][]byte, set *templates.Set, now time.Time) (Explained, error) {
	m, err := parse(raw)
	if err != nil {
		return unreadableBecause(err)
	}
	mails := make([]reply.Sent, 0, len(sent))
	var prompt reading.Prompt
	us := mail.Identity{Address: "nobody@nowhere.invalid", IDDomain: "nowhere.invalid"}
	for i, file := range sent {
		ours, err := parse(file)
		if err != nil {
			return Explained{}, err
		}
		found := reply.Questions(ours.Text, ours.HTML)
		mails = append(mails, sentMail(ours, found))
		if i > 0 {
			continue
		}
		prompt = promptOf(found)
		if len(ours.From) == 1 {
			us.Address = ours.From[0].Addr
		}
		if _, domain, ok := strings.Cut(ours.MessageID, "@"); ok {
			us.IDDomain = domain
		}
	}
	if len(m.From) == 1 {
		prompt.Author = m.From[0].Name
	}
	read := reply.Read(reply.Input{Text: m.Text, HTML: m.HTML}, mails)
	var own []reading.Block
	for _, b := range read.Blocks {
		n := b.Question
		if b.Sent != 0 {
			n = 0 // a question of another mail
		}
		own = append(own, reading.Block{Text: mail.WithoutTokens(mail.WithoutControls(b.Text)), Question: n})
	}
	rd := reading.Interpret(prompt, own, set.Vocabulary("en"), written(m, now))
	x := Of(read, rd)
	x.Class = ClassOf(mail.Classify(m, us))
	return x, nil
}

func unreadableBecause(err error) (Explained, error) {
	x := Explained{Segments: []Segment{}, Answers: []Answer{}, Lines: []Line{}, Leftover: []string{}, Doubts: []Doubt{}}
	reason, ok := Unreadable(err)
	if !ok {
		return x, err
	}
	x.Class = Class{Kind: unreadable, Reason: string(reason), Meaning: reason.Text()}
	x.NeedsReview = true
	return x, nil
}

// ClassOf says a verdict in words.
func ClassOf(v mail.Verdict) Class {
	return Class{Kind: string(v.Kind), Reason: string(v.Reason), Meaning: v.Reason.Text()}
}

// Of puts together what was found in a message and what was made of it.
func Of(read reply.Reading, rd reading.Reading) Explained {
	x := Explained{
		From: read.From, NeedsReview: read.NeedsReview, OwnText: read.Own,
		Segments: []Segment{}, Answers: []Answer{}, Lines: []Line{}, Leftover: []string{}, Doubts: []Doubt{},
	}
	answers := answered(read, rd)
	for i, s := range read.Segments {
		x.Segments = append(x.Segments, Segment{
			Kind: s.Kind, Text: s.Text, Question: answers[i], Reason: s.Reason, Confidence: s.Confidence, Start: s.Start, End: s.End,
		})
	}
	for _, a := range rd.Answers {
		x.Answers = append(x.Answers, answerOf(a))
	}
	for _, l := range rd.Lines {
		x.Lines = append(x.Lines, Line{
			Verb: l.Verb, Ref: l.Ref, Numbers: l.Numbers, All: l.All, Text: l.Text,
			When: date(l.When), Until: date(l.Until), Private: l.Private, Held: l.Held,
		})
	}
	if len(rd.Skipped) > 0 {
		x.Lines = append(x.Lines, Line{Verb: reading.Skip, Numbers: rd.Skipped})
	}
	x.alone = map[int]string{}
	for i, l := range rd.Leftover {
		x.Leftover = append(x.Leftover, l.Text)
		x.alone[i] = strings.Join(keptFor(l.Private, l.Held), " · ")
	}
	if read.NeedsReview {
		x.Doubts = append(x.Doubts, Doubt{Kind: reading.MaybeMissed, Text: read.Reason})
	}
	for _, d := range rd.Doubts {
		x.Doubts = append(x.Doubts, Doubt{Kind: d.Kind, Text: d.Text, Suggest: d.Suggest})
	}
	return x
}

func answerOf(a reading.Answer) Answer {
	out := Answer{Question: a.N, Text: a.Text, Value: a.Value, Choice: a.Choice, Private: a.Private, Held: a.Held}
	if a.Yes != reading.Unsaid {
		yes := a.Yes == reading.Yes
		out.Yes = &yes
	}
	for _, it := range a.Items {
		out.Items = append(out.Items, Item{Text: it.Text, Due: date(it.Due), Ref: it.Ref, Verb: it.Verb})
	}
	return out
}

// answered says for each segment which question it prints or answers. A run of
// new words answers the question whose answer was made of it, or else the one
// above it.
func answered(read reply.Reading, rd reading.Reading) []int {
	out := make([]int, len(read.Segments))
	block := -1
	inRun := false
	for i, s := range read.Segments {
		out[i] = s.Question
		if s.Kind != reply.New {
			inRun = false
			continue
		}
		if !inRun {
			inRun, block = true, block+1
		}
		above := 0
		if block < len(read.Blocks) && read.Blocks[block].Sent == 0 {
			above = read.Blocks[block].Question
		}
		out[i] = madeOf(s.Text, rd, above)
	}
	return out
}

// madeOf returns the one question whose answer has a line of the text, and the
// question above the text where none or several have.
func madeOf(text string, rd reading.Reading, above int) int {
	found := 0
	for _, a := range rd.Answers {
		first, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
		if first == "" || !strings.Contains(text, first) {
			continue
		}
		if found != 0 {
			if a.N == above || found == above {
				return above
			}
			return 0
		}
		found = a.N
	}
	if found != 0 {
		return found
	}
	for _, l := range rd.Leftover {
		if first, _, _ := strings.Cut(l.Text, "\n"); first != "" && l.N == 0 && strings.Contains(text, first) {
			return 0
		}
	}
	return above
}
