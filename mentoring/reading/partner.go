package reading

import (
	"regexp"
	"slices"
	"strings"
)

// The sorts of a step: who takes it, and how much help it gets.
const (
	mentorSort   = "mentor"
	menteeSort   = "mentee"
	partnerSort  = "partner" // "you"
	togetherHelp = "together"
	reviewedHelp = "reviewed"
	aloneHelp    = "alone"
)

var (
	atName   = regexp.MustCompile(`(?:^|\s)@(\pL[\pL'’-]*)[:：,]?`)
	inBraces = regexp.MustCompile(`\s*\(([^()]{1,40})\)[\s.]*$`)
)

// partner reports whether a name is that of somebody whom the author is paired
// with.
func (r *reader) partner(name string) bool {
	said := strings.Fields(bare(name))
	return len(said) > 0 && slices.ContainsFunc(r.p.Partners, func(p string) bool {
		names := strings.Fields(bare(p))
		return len(names) > 0 && (slices.Equal(said, names) || len(said) == 1 && said[0] == names[0])
	})
}

// step reads who takes a step, by when, and with how much help: "@Tomasz: ask Rui
// by friday (together)".
func (r *reader) step(l Line) Line {
	l = r.helped(r.withDate(r.owned(r.helped(l)))) // "(alone) by friday"
	if l.When.IsZero() {
		l.When, _ = r.onDay(l.Text)
	}
	return l
}

// helped takes how much help a step gets off the end of its words.
func (r *reader) helped(l Line) Line {
	m := inBraces.FindStringSubmatchIndex(l.Text)
	if m == nil || m[0] == 0 {
		return l
	}
	key, ok := r.x.sortOf(Commit, l.Text[m[2]:m[3]])
	if ok && slices.Contains([]string{togetherHelp, reviewedHelp, aloneHelp}, key) {
		l.Help, l.Text = key, l.Text[:m[0]]
	}
	return l
}

// owned takes the name of the partner off a step that is put to them: "@Tomasz",
// "@mentor", "you: …". Where a role is named, Key says which: the author may have
// it.
func (r *reader) owned(l Line) Line {
	for _, m := range atName.FindAllStringSubmatchIndex(l.Text, mostNumbers) {
		name := l.Text[m[2]:m[3]]
		key, ok := r.x.sortOf(Commit, name)
		ok = ok && slices.Contains([]string{mentorSort, menteeSort, partnerSort}, key)
		if !ok && !r.partner(name) {
			continue
		}
		return l.putTo(key, l.Text[:m[0]], l.Text[m[1]:])
	}
	front, rest, ok := strings.Cut(strings.ReplaceAll(l.Text, "：", ":"), ":")
	if !ok || blank(rest) {
		return l
	}
	if key, ok := r.x.sortOf(Commit, front); ok && slices.Contains([]string{mentorSort, menteeSort, partnerSort}, key) {
		return l.putTo(key, "", rest)
	}
	if r.partner(front) {
		return l.putTo("", "", rest)
	}
	return l
}

// putTo returns the line as one for the partner, in the words that stand around
// their name.
func (l Line) putTo(key, front, rest string) Line {
	if key == partnerSort {
		key = ""
	}
	text := strings.TrimSpace(strings.TrimSpace(front) + " " + strings.TrimSpace(rest))
	if blank(text) {
		return l
	}
	l.Partner, l.Key, l.Text = true, key, text
	return l
}
