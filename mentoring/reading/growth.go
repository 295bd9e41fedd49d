package reading

import (
	"regexp"
	"strconv"
	"strings"
)

// further reads a line that begins with one of the newer verbs, each of which has
// a form of its own.
func (r *reader) further(said spoken, cur *part) (Line, bool) {
	switch said.verb {
	case Metric:
		return r.metric(said)
	case Evidence, Resource:
		return r.aimed(said)
	case Try:
		return r.try(said)
	case Skill:
		return r.skill(said, cur)
	case Debrief, AskFeedback:
		l := r.hush(Line{Verb: said.verb, Text: strings.TrimSpace(said.rest)})
		return l, said.colon && !blank(said.rest) || wordless(said.rest) && r.aboutMail(cur)
	case SendFile:
		return r.sendFile(said)
	case Amend:
		return r.amend(said)
	case Question, NoQuestion:
		return r.ownQuestion(said)
	case Tell:
		return r.tell(said)
	case Invite, Helper, Observer:
		return r.guest(said)
	case Letter:
		return r.letter(said)
	}
	return Line{}, false
}

// sorted reads what may stand behind a verb: nothing, or one of its sorts.
func (r *reader) sorted(l Line, rest string) ([]Line, bool) {
	if wordless(rest) {
		return r.one(l, true)
	}
	key, ok := r.x.sortOf(l.Verb, rest)
	l.Key = key
	return r.one(l, ok)
}

var goalFirst = regexp.MustCompile(`(?i)^(g[0-9]{1,4})\b[*_)]*\s*[:：=]?\s*(.*)$`)

// metric reads "metric G1 7 km". The value is kept as written.
func (r *reader) metric(said spoken) (Line, bool) {
	m := goalFirst.FindStringSubmatch(lead(said.rest))
	if m == nil || !strings.ContainsAny(western(m[2]), "0123456789") && !said.colon {
		return Line{}, false
	}
	l := r.hush(Line{Verb: Metric, Ref: strings.ToUpper(m[1]), Text: strings.TrimSpace(m[2])})
	return l, !blank(l.Text)
}

// forAim is the goal that words are for, at their end.
var forAim = regexp.MustCompile(`(?i)[\s,;(]+(?:\pL+\s)?([gm][0-9]{1,4})[\s.)]*$`)

// aimed reads words that may be for a goal: "resource: https://… for G1",
// "evidence G1: …".
func (r *reader) aimed(said spoken) (Line, bool) {
	l := Line{Verb: said.verb, Text: strings.TrimSpace(said.rest)}
	if m := aimFirst.FindStringSubmatch(lead(said.rest)); m != nil && (colon(m[2]) || said.colon) {
		l.Ref, l.Text, said.colon = strings.ToUpper(m[1]), uncolon(m[2]), true
	} else if m := forAim.FindStringSubmatchIndex(l.Text); m != nil {
		l.Ref, l.Text = strings.ToUpper(l.Text[m[2]:m[3]]), strings.TrimSpace(l.Text[:m[0]])
	}
	link := said.verb == Resource && strings.Contains(l.Text, "://")
	return r.hush(l), (said.colon || link) && !blank(l.Text)
}

// try reads an experiment and how long it lasts: "try: lunch away from the desk
// until friday". Without a colon it must say how long: "try to sleep more" is
// plain words.
func (r *reader) try(said spoken) (Line, bool) {
	l := r.hush(Line{Verb: Try, Text: strings.TrimSpace(said.rest)})
	for i := range l.Text {
		if i == 0 || l.Text[i-1] != ' ' {
			continue
		}
		_, after, ok := r.x.sorted(Try, l.Text[i:])
		if !ok {
			continue
		}
		after = strings.Trim(after, " .!")
		d, ok := r.date(after)
		if !ok {
			d, ok = r.lasting(after)
		}
		if ok {
			l.Text, l.When = strings.TrimRight(l.Text[:i], " ,;-–—"), d
			return l, !blank(l.Text)
		}
	}
	if !said.colon {
		return Line{}, false
	}
	return r.withDate(l), !blank(l.Text)
}

// rated is one or two ratings at the end of words: "now 2 want 4", "2 -> 4".
var rated = regexp.MustCompile(`(?i)^(.*?)[\s,:;(]+(?:\pL+\s*[:=]?\s*)?([1-5])(?:\s*/\s*5)?(?:[\s,;/–—>→-]+(?:\pL+\s*[:=]?\s*)?([1-5])(?:\s*/\s*5)?)?[\s.)]*$`)

// ratings returns the ratings at the end of words.
func ratings(text string) (found []int) {
	m := rated.FindStringSubmatch(western(text))
	if m == nil || blank(m[1]) {
		return nil
	}
	for _, digit := range m[2:] {
		if n, err := strconv.Atoi(digit); err == nil {
			found = append(found, n)
		}
	}
	return found
}

// skill reads a skill, how far it is now and how far it is wanted: "skill
// presenting now 2 want 4".
func (r *reader) skill(said spoken, cur *part) (Line, bool) {
	l := Line{Verb: Skill, Pair: cur.pair, Text: strings.TrimSpace(said.rest)}
	if l.Numbers = ratings(l.Text); l.Numbers != nil {
		l.Text = strings.TrimSpace(rated.FindStringSubmatch(western(l.Text))[1])
	}
	return r.hush(l), !blank(l.Text) && (said.colon || len(l.Numbers) > 1)
}

var aFile = regexp.MustCompile(`^\S+\.[\pL\d]{2,5}$`)

// sendFile reads which attachment is wanted again: "send slides.pdf". "Send the
// draft to Rui" is plain words.
func (r *reader) sendFile(said spoken) (Line, bool) {
	name := strings.TrimRight(strings.TrimSpace(said.rest), closing+" .!?")
	return Line{Verb: SendFile, Text: name}, !blank(name) && (said.colon || aFile.MatchString(name) && !strings.Contains(name, "@"))
}
