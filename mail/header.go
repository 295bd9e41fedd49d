package mail

import (
	"bytes"
	"mime"
	stdmail "net/mail"
	"strings"

	"github.com/emersion/go-message/charset"
)

// Limits on a header block.
const (
	maxHeaderBytes  = 256 << 10
	maxHeaderFields = 2000
	maxValueBytes   = 16 << 10 // what is looked at of one value
	maxAddresses    = 100      // what is looked at of one list
)

// Field is one header field as it came: unfolded, not decoded.
type Field struct {
	Name  string
	Value string
}

// Header is the header of a mail or of a part, in the order it came. Names are
// compared without regard to case. Reading it never fails: a value that cannot
// be decoded is given as it came.
type Header []Field

// Values returns every value of a field, undecoded, top to bottom.
func (h Header) Values(name string) []string {
	var vs []string
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			vs = append(vs, f.Value)
		}
	}
	return vs
}

// Raw returns the first value of a field, undecoded, or "".
func (h Header) Raw(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Has reports whether the field is there, empty or not.
func (h Header) Has(name string) bool {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return true
		}
	}
	return false
}

// Text returns the first value of a field as people read it: encoded words
// decoded (RFC 2047), one line, no control characters.
func (h Header) Text(name string) string {
	return decodeWords(h.Raw(name))
}

// Addresses returns the addresses of every field of that name, names decoded.
// Groups are flattened. What is not a usable address is left out; at most 100
// are returned.
func (h Header) Addresses(name string) []Address {
	var all []Address
	for _, v := range h.Values(name) {
		all = append(all, parseAddressList(v)...)
	}
	return all[:min(len(all), maxAddresses)]
}

// wordDecoder decodes encoded words of every character set we know.
var wordDecoder = mime.WordDecoder{CharsetReader: charset.Reader}

// decodeWords returns a header value as people read it.
func decodeWords(v string) string {
	v = cut(v, maxValueBytes)
	if decoded, err := wordDecoder.DecodeHeader(v); err == nil {
		v = decoded
	}
	// Undeclared 8-bit text in a header: seen in practice from older webmail.
	return readable(toUTF8(v))
}

// readable removes what cannot be shown on one line.
func readable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case isControl(r) || isBidi(r):
			return -1
		}
		return r
	}, s))
}

// parseAddressList reads one address header value. When the value does not
// follow the grammar, but holds exactly one address in angle brackets, that one
// is taken: seen in practice with unquoted commas and dots in the name.
func parseAddressList(v string) []Address {
	v = cut(v, maxValueBytes)
	parser := stdmail.AddressParser{WordDecoder: &wordDecoder}
	var all []Address
	list, err := parser.ParseList(v)
	if err != nil {
		open := strings.IndexByte(v, '<')
		if strings.Count(v, "<") != 1 || strings.Count(v, ">") != 1 || strings.IndexByte(v, '>') < open {
			return nil
		}
		list = []*stdmail.Address{{
			Name:    decodeWords(strings.Trim(v[:open], ` "`)),
			Address: v[open+1 : strings.IndexByte(v, '>')],
		}}
	}
	for _, a := range list {
		if addr, err := normalise(strings.TrimSpace(a.Address)); err == nil {
			all = append(all, Address{Name: headerText(a.Name, maxNameBytes), Addr: addr})
		}
	}
	return all
}

// splitHeader cuts raw into its header fields and its body. It accepts what
// real mail holds: bare LF, a stray CR at the end of a line, a leading mbox
// "From " line, lines that are no header lines, no empty line before the body.
// Such lines are reported as malformed; they never hide the text below.
func splitHeader(raw []byte) (h Header, body []byte, malformed bool, err error) {
	var name string
	var value []byte
	finish := func() {
		if name != "" {
			h = append(h, Field{Name: name, Value: string(value)})
		}
		name, value = "", nil
	}
	defer func() { finish() }()
	size := 0
	for first := true; len(raw) > 0; first = false {
		line, rest := nextLine(raw)
		if len(line) == 0 {
			return h, rest, malformed, nil
		}
		size += len(line)
		if size > maxHeaderBytes || len(h) >= maxHeaderFields {
			return h, nil, malformed, &UnreadableError{ReasonHeaderTooLong}
		}
		field, fieldValue, ok := fieldLine(line)
		switch {
		case isFolded(line) && name != "":
			value = append(append(value, ' '), bytes.TrimSpace(line)...)
		case ok:
			finish()
			name, value = field, bytes.Clone(fieldValue)
		case first && bytes.HasPrefix(line, []byte("From ")):
		default:
			malformed = true
			if first || startsBody(rest) {
				return h, raw, malformed, nil
			}
		}
		raw = rest
	}
	return h, nil, malformed, nil
}

// startsBody reports whether what follows a line that is no header line is no
// header either, so that the line already belonged to the body.
func startsBody(rest []byte) bool {
	line, _ := nextLine(rest)
	_, _, ok := fieldLine(line)
	return len(line) > 0 && !ok && !isFolded(line)
}

// fieldLine reads the first line of a header field.
func fieldLine(line []byte) (name string, value []byte, ok bool) {
	before, after, found := bytes.Cut(line, []byte(":"))
	before = bytes.TrimRight(before, " \t")
	if !found || len(before) == 0 || bytes.ContainsFunc(before, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", nil, false
	}
	return string(before), bytes.TrimSpace(after), true
}

func isFolded(line []byte) bool {
	return len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
}

// nextLine returns the first line of raw without its end, and what follows.
func nextLine(raw []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(raw, []byte("\n"))
	return bytes.TrimRight(line, "\r"), rest
}

// plainValue returns a structured header value in lower case without comments
// and parameters.
func plainValue(value string) string {
	v, _ := withoutComments(cut(value, maxValueBytes))
	v, _, _ = strings.Cut(v, ";")
	return strings.ToLower(strings.TrimSpace(v))
}

// withoutComments removes comments in parentheses, nested ones too (RFC 5322,
// section 3.2.2), and replaces the content of quoted strings by nothing, so
// that neither can be mistaken for structure. ok is false if one is not closed.
func withoutComments(v string) (plain string, ok bool) {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\' && (depth > 0 || quoted):
			i++
		case quoted:
			quoted = c != '"'
			if !quoted {
				b.WriteByte('"')
			}
		case c == '(':
			depth++
			b.WriteByte(' ')
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '"':
			quoted = true
			b.WriteByte('"')
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), depth == 0 && !quoted
}

// envelopeSender returns the address in the topmost Return-Path, the one that
// our own host wrote, "" for the null sender.
func envelopeSender(h Header) (addr string, ok bool) {
	if !h.Has("Return-Path") {
		return "", false
	}
	return strings.Trim(strings.TrimSpace(h.Raw("Return-Path")), "<> "), true
}
