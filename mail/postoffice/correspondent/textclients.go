package correspondent

import (
	"slices"
	"strings"
)

// These clients quote the text part of the mail.

func writeMutt(d *draft) (body, error) {
	return d.textReply(textStyle{intro: muttStyle, mark: "> ", width: 72, flowed: false})
}

func writeThunderbird(d *draft) (body, error) {
	return d.textReply(textStyle{intro: thunderbirdStyle, mark: "> ", tight: true, dropSignature: true, width: 72, flowed: true})
}

func writeRoundcube(d *draft) (body, error) {
	return d.textReply(textStyle{intro: roundcubeStyle, mark: "> ", tight: true, dropSignature: true, breakAt: 72, width: 72})
}

func writeSNail(d *draft) (body, error) {
	return d.textReply(textStyle{intro: snailStyle, mark: "\t", width: 72})
}

// writeTap is a mail that a link prepared: the own words and nothing else.
func writeTap(d *draft) (body, error) {
	return body{subject: d.reSubject(), text: strings.Join(d.own(), "\n\n") + "\n"}, nil
}

// textStyle is how a client quotes text.
type textStyle struct {
	intro         style
	mark          string // before each quoted line
	tight         bool   // no space between marks, none after the mark of an empty line
	dropSignature bool   // the quote ends before "-- "
	breakAt       int    // longer quoted lines are broken, and the rest loses its mark
	width         int    // at which the own words are wrapped
	flowed        bool   // with format=flowed
}

// quote marks one line of the prompt; it may become two.
func (s textStyle) quote(line string) []string {
	if s.tight && (line == "" || line[0] == '>') {
		return []string{strings.TrimRight(s.mark, " ") + line}
	}
	q := s.mark + line
	if s.breakAt == 0 || len(q) <= s.breakAt {
		return []string{q}
	}
	i := strings.LastIndexByte(q[:s.breakAt], ' ')
	if i <= len(s.mark) {
		return []string{q}
	}
	return []string{q[:i], q[i+1:]}
}

// textReply writes a reply in one text part.
func (d *draft) textReply(s textStyle) (body, error) {
	own := d.wrapped(d.own(), s)
	out := own
	switch d.Placing {
	case Above:
		out = append(out, d.signed()...)
		out = append(out, "", "", d.attribution(s.intro))
		out = append(out, d.quoted(s, nil)...)
	case Below:
		out = append([]string{d.attribution(s.intro)}, d.quoted(s, nil)...)
		out = append(out, "")
		out = append(out, own...)
		out = append(out, d.signed()...)
	case Between:
		below, err := d.byEnd(s)
		if err != nil {
			return body{}, err
		}
		out = nil
		if d.Free != "" {
			out = append(d.wrapped([]string{d.Free}, s), "")
		}
		out = append(out, d.attribution(s.intro))
		out = append(out, d.quoted(s, below)...)
		out = append(out, d.signed()...)
	default:
		out = append(out, d.signed()...)
	}
	return body{subject: d.reSubject(), text: strings.Join(out, "\n") + "\n", flowed: s.flowed}, nil
}

// quoted is the marked prompt, with own lines below the line before each key.
func (d *draft) quoted(s textStyle, below map[int][]string) []string {
	var out []string
	for i, line := range d.prompt.text {
		if s.dropSignature && line == "-- " {
			break
		}
		out = append(out, s.quote(line)...)
		if own := below[i+1]; own != nil {
			out = append(out, "")
			out = append(out, own...)
			out = append(out, "")
		}
	}
	return out
}

// byEnd places each answer at the end of its question.
func (d *draft) byEnd(s textStyle) (map[int][]string, error) {
	below := make(map[int][]string)
	for _, a := range d.inOrder() {
		q, err := d.prompt.question(a.Question)
		if err != nil {
			return nil, err
		}
		below[q.end] = append(below[q.end], d.wrapped([]string{a.Text}, s)...)
	}
	return below, nil
}

// signed is the signature with the line above that sets it off.
func (d *draft) signed() []string {
	if d.signature() == "" {
		return nil
	}
	return append([]string{"", "-- "}, strings.Split(d.signature(), "\n")...)
}

// wrapped breaks paragraphs into lines, with an empty line between paragraphs.
// Flowed lines keep the space at which they were broken (RFC 3676).
func (d *draft) wrapped(paragraphs []string, s textStyle) []string {
	var out []string
	for i, p := range paragraphs {
		if i > 0 {
			out = append(out, "")
		}
		for line := range strings.SplitSeq(p, "\n") {
			pieces := wrap(line, s.width)
			for j := range pieces {
				if s.flowed && j < len(pieces)-1 {
					pieces[j] += " "
				}
				if s.flowed && strings.HasPrefix(pieces[j], ">") {
					pieces[j] = " " + pieces[j] // space-stuffing
				}
			}
			out = append(out, pieces...)
		}
	}
	return out
}

// wrap breaks a line at spaces so that no piece is longer than width runes,
// except for single words. A width of 0 is none.
func wrap(line string, width int) []string {
	if width == 0 || len([]rune(line)) <= width {
		return []string{line}
	}
	var out []string
	var piece string
	for word := range strings.FieldsSeq(line) {
		switch {
		case piece == "":
			piece = word
		case len([]rune(piece))+1+len([]rune(word)) > width:
			out = append(out, piece)
			piece = word
		default:
			piece += " " + word
		}
	}
	return append(out, piece)
}

// inOrder are the answers as they stand between the lines: by question, one for
// each.
func (d *draft) inOrder() []Answer {
	var out []Answer
	for _, a := range slices.SortedStableFunc(slices.Values(d.Answers), func(a, b Answer) int { return a.Question - b.Question }) {
		if n := len(out); n > 0 && out[n-1].Question == a.Question {
			out[n-1].Text += "\n" + a.Text
			continue
		}
		out = append(out, a)
	}
	return out
}
