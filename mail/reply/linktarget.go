package reply

import "strings"

// maxLink bounds a link target that is skipped.
const maxLink = 1024

// linkScan finds the link targets of a text. It remembers how far it has looked
// for an end, so that its cost is linear whatever brackets there are.
type linkScan struct {
	s    string
	seen int // so far has been looked at
	stop int // behind the last end that was found
}

// linkTarget is linkScan.target for one place.
func linkTarget(s string) int {
	l := linkScan{s: s}
	return l.target(0)
}

// target is the length of the link target and closing bracket at an offset, 0 if
// there is none. Offsets must not go down. Seen in practice: Gmail writes a link
// to an address without its "mailto:".
func (l *linkScan) target(at int) int {
	for l.seen = max(l.seen, at); l.stop <= at && l.seen < min(len(l.s), at+maxLink); l.seen++ {
		switch l.s[l.seen] {
		case '<', '>', ']', ')', '\n':
			l.stop = l.seen + 1
		}
	}
	end := l.stop - 1
	if end < at || end >= at+maxLink || l.s[end] == '\n' || l.s[end] == '<' {
		return 0
	}
	s := l.s[at:end]
	if hasPrefixFold(s, "http") || hasPrefixFold(s, "mailto:") || isBareLink(s) {
		return len(s) + 1
	}
	return 0
}

// isBareLink reports whether a target is an address with a query.
func isBareLink(s string) bool {
	address, query, filled := strings.Cut(s, "?")
	return filled && strings.Contains(address, "@") && strings.Contains(query, "=") && !strings.Contains(s, " ")
}

// stripLinks is s without the link targets that clients write behind words.
func stripLinks(s string) string {
	if !strings.ContainsAny(s, "<[(") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if c := s[i]; c == '<' || c == '[' || c == '(' {
			inner := strings.TrimLeft(s[i+1:], " ")
			if n := linkTarget(inner); n > 0 {
				i = len(s) - len(inner) + n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}
