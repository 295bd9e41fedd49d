package reply

import (
	"slices"
	"strings"
)

// mailbox is an address that we send from, without a tag, in lower case.
type mailbox struct{ local, domain string }

// mailboxes are the addresses of the sent mails, each once.
func mailboxes(sent []Sent) []mailbox {
	var boxes []mailbox
	for _, s := range sent {
		address, _ := splitAddress(s.From)
		local, domain, ok := strings.Cut(address, "@")
		local, _, _ = strings.Cut(local, "+")
		if b := (mailbox{local, domain}); ok && local != "" && domain != "" && !slices.Contains(boxes, b) {
			boxes = append(boxes, b)
		}
	}
	return boxes
}

// link is where a link to us stands in the source.
type link struct {
	start, end int
	line       int  // the line of its "@"
	asks       bool // it holds more than the address: a subject or a text
}

const (
	maxTag       = 128 // bytes in front of the "@" of a link
	maxLinkLines = 12
)

// cutLinks marks the links to us that clients write behind the words of ours
// that they stood under, or below them: "<pairs+tag@mentors.example?body=skip>",
// "[mailto:…]", or without brackets. Nobody types these.
//
// A link that is no more than our address may as well be part of a frame. It is
// marked only if asks is false, and then only at the end of a line.
func (d *document) cutLinks(boxes []mailbox, asks bool) {
	var links []link
	for _, b := range boxes {
		links = d.linksTo(links, b, asks)
	}
	if len(links) == 0 {
		return
	}
	slices.SortFunc(links, func(l, m link) int { return l.start - m.start })
	lines := make([]line, 0, len(d.lines)+2*len(links))
	for _, l := range d.lines {
		for len(links) > 0 && links[0].end <= int(l.start) {
			links = links[1:]
		}
		lines = d.cutLine(lines, l, links)
	}
	d.lines = lines
}

// linksTo appends the links to one mailbox.
func (d *document) linksTo(links []link, b mailbox, asks bool) []link {
	at, line := -1, 0
	for {
		n := strings.IndexByte(d.source[at+1:], '@')
		if n < 0 {
			return links
		}
		at += 1 + n
		if !hasPrefixFold(d.source[at+1:], b.domain) {
			continue
		}
		for int(d.lines[line].end) <= at {
			line++
		}
		if d.lines[line].cause != unexplained || d.lines[line].blank || int(d.lines[line].start) > at {
			continue
		}
		if l, ok := d.linkAt(b, at, line); ok && l.asks == asks && (len(links) == 0 || l.start >= links[len(links)-1].end) {
			if l.asks || d.endsWith(l) {
				links = append(links, l)
			}
		}
	}
}

// endsWith reports whether nothing with words stands behind a link in its line.
func (d *document) endsWith(l link) bool {
	end := int(d.lines[l.line].end)
	return l.end >= end || wordless(d.source[l.end:end])
}

// linkAt is the link to b with its "@" at an offset.
func (d *document) linkAt(b mailbox, at, line int) (link, bool) {
	s := d.source
	body := int(d.lines[line].body)
	start := at
	for start > body && start > at-maxTag && isAddressByte(s[start-1]) {
		start--
	}
	if !b.owns(s[start:at]) {
		return link{}, false
	}
	l := link{start: start, line: line}
	scheme := strings.HasSuffix(strings.ToLower(s[body:start]), "mailto:")
	if scheme {
		l.start -= len("mailto:")
	}
	open := d.byteBefore(l.start, line)
	closer := byte(0)
	if open >= 0 {
		closer = closerOf(s[open])
	}
	l.end = at + 1 + len(b.domain)
	switch rest := s[l.end:]; {
	case isQuery(rest), scheme && closer != 0 && isWrappedQuery(rest):
		l.asks = true
		l.end = d.linkEnd(l.end, line, closer)
	case rest != "" && (isAddressByte(rest[0]) || rest[0] == '@'), !scheme && closer != '>':
		return link{}, false
	}
	if closer != 0 {
		l.start = open
		if l.end < len(s) && s[l.end] == closer {
			l.end++
		}
	}
	return l, true
}

// isQuery reports whether a text starts like "?subject=", or with as much of it
// as stands before the end of a line.
func isQuery(s string) bool {
	if s == "" || s[0] != '?' {
		return false
	}
	n := 1
	for n < len(s) && 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z' {
		n++
	}
	return n > 1 && n < len(s) && (s[n] == '=' || s[n] == '\r' || s[n] == '\n')
}

// isWrappedQuery is isQuery where the client broke the line behind the question
// mark. A person may end a line that way, too, so brackets have to be around it.
func isWrappedQuery(s string) bool {
	if s == "" || s[0] != '?' {
		return false
	}
	rest := strings.TrimLeft(s[1:], " \t")
	return rest == "" || rest[0] == '\r' || rest[0] == '\n' || rest != s[1:] && isQuery("?"+rest)
}

// owns reports whether what stands before the "@" is the mailbox, with a tag or
// without.
func (b mailbox) owns(local string) bool {
	if !hasPrefixFold(local, b.local) {
		return false
	}
	rest := local[len(b.local):]
	return rest == "" || rest[0] == '+' || hasPrefixFold(rest, "%2b")
}

// byteBefore is the offset of the byte before another, or of the last one of the
// line above where a client has wrapped a link behind its bracket; -1 for none.
func (d *document) byteBefore(at, line int) int {
	if strings.TrimSpace(d.source[d.lines[line].body:at]) != "" {
		return at - 1
	}
	if line > 0 && !d.lines[line-1].blank {
		return int(d.lines[line-1].end) - 1
	}
	return -1
}

// linkEnd is where the link ends that goes on at an offset. A client may have
// wrapped it over lines.
func (d *document) linkEnd(at, line int, closer byte) int {
	if closer != 0 {
		if end := d.closedEnd(at, line, closer); end > 0 {
			return end
		}
	}
	for n := 0; ; n++ {
		for at < int(d.lines[line].end) && isLinkByte(d.source[at]) {
			at++
		}
		if at < int(d.lines[line].end) || n == maxLinkLines || !d.linkGoesOn(at, line) {
			return at
		}
		line++
		at = int(d.lines[line].body)
	}
}

// closedEnd is where a link in brackets ends, 0 if no bracket closes it. Inside
// of one line it may hold spaces; where it is wrapped, each line is a piece.
func (d *document) closedEnd(at, line int, closer byte) int {
	for range maxLinkLines {
		end := int(d.lines[line].end)
		if i := strings.IndexAny(d.source[at:end], "<"+string(closer)); i >= 0 {
			if d.source[at+i] == closer {
				return at + i
			}
			return 0
		}
		if strings.ContainsAny(strings.TrimSpace(d.source[at:end]), " \t") || line+1 == len(d.lines) || d.lines[line+1].blank {
			return 0
		}
		line++
		at = int(d.lines[line].body)
	}
	return 0
}

// linkGoesOn reports whether the line below plainly goes on with a link without
// brackets that ends its line at an offset: an escape is cut in two there, or
// its first word holds one.
func (d *document) linkGoesOn(at, line int) bool {
	if line+1 == len(d.lines) || d.lines[line+1].blank || d.lines[line+1].depth != d.lines[line].depth {
		return false
	}
	if s := d.source[at-2 : at]; s[0] == '%' || s[1] == '%' {
		return true
	}
	first, _, _ := strings.Cut(strings.TrimSpace(d.text(line+1)), " ")
	i := strings.IndexByte(first, '%')
	return i >= 0 && i+2 < len(first) && isHex(first[i+1]) && isHex(first[i+2])
}

// cutLine appends line l in parts, those that are in a link marked. What is
// left over without words, and the number of a footnote, goes with the link.
func (d *document) cutLine(lines []line, l line, links []link) []line {
	if l.blank || l.cause != unexplained {
		return append(lines, l)
	}
	rest := l
	for _, k := range links {
		if k.start >= int(l.end) {
			break
		}
		start, end := max(int32(k.start), rest.body), min(int32(k.end), l.end)
		if end <= start {
			continue
		}
		if before := d.source[rest.body:start]; !wordless(before) && !isFootnote(before) {
			part := rest
			part.end = start
			lines = append(lines, part)
			rest = behind(l, start)
		}
		part := rest
		part.end, part.cause = end, linkToUs
		if wordless(d.source[end:l.end]) {
			part.end = l.end
		}
		lines = append(lines, part)
		if part.end == l.end {
			return lines
		}
		rest = behind(l, end)
	}
	return append(lines, rest)
}

// behind is the part of a line from an offset on.
func behind(l line, at int32) line {
	l.start, l.body, l.joined = at, at, true
	return l
}

// isFootnote reports whether a text is only a number set off with marks, as in
// "[3] mailto:…".
func isFootnote(s string) bool {
	n := strings.Trim(s, " \t[]().:*")
	return len(n) > 0 && len(n) <= 3 && strings.Trim(n, "0123456789") == "" && strings.ContainsAny(s, "[].:)")
}

func closerOf(bracket byte) byte {
	switch bracket {
	case '<':
		return '>'
	case '[':
		return ']'
	case '(':
		return ')'
	}
	return 0
}

func isAddressByte(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("+-_.=%", c) >= 0
}

// isLinkByte reports whether a byte may stand in a link without brackets.
func isLinkByte(c byte) bool {
	return c > ' ' && strings.IndexByte("<>[]\"", c) < 0
}
