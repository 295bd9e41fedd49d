package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Verbs by the form of what follows them. A verb acts only if the whole line
// has its form; else the line is plain words.
var (
	needsText   = []Verb{Goal, Win, Ask, Feedback, Note, Obstacle, Need, OwnGoal} // VERB: words
	steps       = []Verb{Commit, Exercise, Intro, Exposure}                       // VERB: words, who takes it, by when
	needsRef    = []Verb{Done, Drop, Keep, Park, Finish}                          // VERB C4, C4 VERB
	standsAlone = []Verb{Resume, Stop, Status, Help, Export, Show, PassOn, TextOnly, ReceiptsOn, NoReceipts, DigestOnly, Erase, HelpUs, EndKindly, LeaveUs, NoSession}
	// The whole line, and not the answer to one of several questions.
	aboutAll  = []Verb{Skip, Light, Full, Talk, Now, Reset}
	takesTime = []Verb{Snooze, Pause, NextAt, Met} // VERB, VERB friday
)

var (
	anID     = regexp.MustCompile(`(?i)^(?:to\s)?([gmca])\s?([0-9]{1,4})$`)
	idAnswer = regexp.MustCompile(`(?i)^\s*[*_•-]*\s*(a[0-9]{1,4})[*_]*(?:\s*[:：]|\s+[\-–—]\s)\s*(\S.*)$`)
	idFirst  = regexp.MustCompile(`(?i)^[*_•\s(-]*([gmca][0-9]{1,4})\b[*_)]*(?:\s*[:,：]|\s+[\-–—]\s)?\s*(.*)$`)
	andIDs   = regexp.MustCompile(`(?i)^(?:(?:\s|,|;|&|\+|and\b)*[gmca][0-9]{1,4}\b)+\s*$`)
	ids      = regexp.MustCompile(`(?i)[gmca][0-9]{1,4}`)
	nums     = regexp.MustCompile(`[0-9]{1,2}`)
	onlyNums = regexp.MustCompile(`^(?:(?:q|and|&|\+|,|\s)*[0-9]{1,2})+\s*$`)
)

// command reads a line with a keyword. Several lines come of one that names
// several ids.
func (r *reader) command(line string, cur *part) (lines []Line, ok bool) {
	before := len(r.out.Doubts)
	line = undressed(line)
	for _, read := range []func(string, *part) ([]Line, bool){r.anyCommand, r.repeated, r.gone, r.curt} {
		if lines, ok = read(line, cur); ok {
			for i, l := range lines {
				if !l.Private {
					lines[i] = r.hush(l)
				}
			}
			return lines, true
		}
		r.out.Doubts = r.out.Doubts[:before]
	}
	return nil, false
}

func (r *reader) anyCommand(line string, cur *part) ([]Line, bool) {
	if m := idAnswer.FindStringSubmatch(lead(line)); m != nil {
		return r.one(r.hush(Line{Verb: AnswerAsk, Ref: strings.ToUpper(m[1]), Text: strings.TrimSpace(m[2])}), true)
	}
	if r.isChoice(line, cur) {
		return nil, false
	}
	if v, ok := r.x.line(line); ok && !r.isVerb(bare(line)) {
		if !r.aboutMail(cur) && !slices.Contains([]Verb{Stop, EndKindly, HelpUs}, v) {
			return nil, false
		}
		l, ok := r.timed(Line{Verb: v}, "")
		if v == Snooze {
			l.When = r.ending(line) // "ask me next week"
		}
		return r.one(l, ok)
	}
	for _, read := range []func(string, *part) (Line, bool){r.rhythm, r.detail} {
		if l, ok := read(line, cur); ok {
			return r.one(l, true)
		}
	}
	if lines, ok := r.refVerb(line, append(slices.Clone(needsRef), Change, Move)...); ok {
		return lines, true
	}
	said, ok := r.verb(line)
	if !ok {
		return nil, false
	}
	if v, ok := r.x.line(line); ok && !wordless(said.rest) && slices.Contains(standsAlone, v) {
		said.verb, said.rest = v, "" // "help ons", though "help" is the more familiar word
	}
	v, rest, colon := said.verb, said.rest, said.colon
	switch {
	case slices.Contains(steps, v):
		return r.one(r.step(r.hush(Line{Verb: v, Text: strings.TrimSpace(rest)})), colon && !blank(rest))
	case slices.Contains(needsText, v):
		return r.one(r.withDate(r.hush(Line{Verb: v, Text: strings.TrimSpace(rest)})), colon && !blank(rest))
	case v == AtOnce && wordless(rest):
		return r.one(Line{Verb: v}, r.aboutMail(cur))
	case v == AtOnce:
		return r.one(r.hush(Line{Verb: v, Text: strings.TrimSpace(rest)}), colon)
	case slices.Contains(standsAlone, v):
		return r.sorted(Line{Verb: v}, rest)
	case slices.Contains(aboutAll, v):
		return r.one(Line{Verb: v}, wordless(rest) && r.aboutMail(cur))
	case v == Milestone, v == AnswerAsk:
		m := idFirst.FindStringSubmatch(rest)
		if m == nil || blank(m[2]) || (v == AnswerAsk) != strings.EqualFold(m[1][:1], "a") {
			return nil, false
		}
		if said.foreign && !strings.Contains(rest, ":") {
			return nil, false
		}
		l := r.hush(Line{Verb: v, Ref: strings.ToUpper(m[1]), Text: strings.TrimSpace(m[2])})
		if v == Milestone {
			l = r.withDate(l)
		}
		return r.one(l, true)
	case v == Agree, v == Decline:
		l, ok := r.decision(said, cur)
		return r.one(l, ok && !r.x.unsure(line))
	case v == Share, v == Scratch:
		nums, ok := numbers(rest)
		if len(nums) > 0 {
			return r.byPair(Line{Verb: v}, nums), ok
		}
		return r.one(Line{Verb: v}, ok && v == Share)
	case slices.Contains(takesTime, v):
		if v == NextAt && !colon || v == Met && cur.labeled {
			return nil, false // "Next week I am away", "1: we met"
		}
		l, ok := r.timed(Line{Verb: v}, rest)
		return r.one(l, ok)
	}
	l, ok := r.further(said, cur)
	return r.one(l, ok)
}

func (r *reader) one(l Line, ok bool) ([]Line, bool) { return []Line{l}, ok }

// hush marks a line whose words begin with the keyword for privacy.
func (r *reader) hush(l Line) Line {
	if rest, ok := r.secrecy(l.Text); ok && rest != "" {
		l.Text, l.Private = rest, true
	}
	return l
}

// aboutMail reports whether bare words that silence are about the whole mail:
// among several runs of words, "skip" under a question leaves out that question.
func (r *reader) aboutMail(cur *part) bool {
	return !cur.labeled && (r.lone || cur.n == 0)
}

// isChoice reports whether a line is one of the choices that the mail asks for.
// A pause of which a line says how long it lasts is more than a choice.
func (r *reader) isChoice(line string, cur *part) bool {
	if r.saysHowLong(line) {
		return false
	}
	for _, q := range r.p.Asked {
		if (cur.n == 0 && !r.p.Corrects || cur.n == q.N) && len(q.Choices) > 0 && len(strings.Fields(line)) <= 3 && r.choice(q, line) != "" {
			return true
		}
	}
	return false
}

// saysHowLong reports whether a line asks for a pause and says when it ends.
func (r *reader) saysHowLong(line string) bool {
	said, ok := r.verb(line)
	if !ok || said.verb != Pause || blank(said.rest) {
		return false
	}
	before := len(r.out.Doubts)
	_, ok = r.timed(Line{Verb: Pause}, said.rest)
	r.out.Doubts = r.out.Doubts[:before]
	return ok
}

// spoken is a verb that begins a line, and what follows it.
type spoken struct {
	verb    Verb
	form    string // the word itself
	rest    string
	colon   bool
	foreign bool // a word of a language that is neither the person's nor English
}

// verb returns the verb that begins a line, the longest match first, and
// whether a colon follows it.
func (r *reader) verb(line string) (spoken, bool) {
	s := lead(line)
	for _, f := range r.x.verbs[initial(s)] {
		rest, ok := cutPrefix(s, f.text)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, closing+" \t")
		trimmed := strings.TrimLeft(rest, ":：")
		return spoken{
			verb: f.verb, form: f.text, rest: strings.TrimLeft(trimmed, "*_ \t"),
			colon: trimmed != rest || strings.HasSuffix(f.text, ":"), foreign: f.foreign,
		}, true
	}
	return spoken{}, false
}

// refVerb reads "done C4", "C4 done", "done C4 and C5", "move C4 to friday",
// "change G2: …".
func (r *reader) refVerb(line string, allowed ...Verb) ([]Line, bool) {
	said, ok := r.verb(line)
	m := idFirst.FindStringSubmatch(said.rest)
	rest := ""
	if ok && m != nil {
		rest = m[2]
	} else if m = idFirst.FindStringSubmatch(lead(line)); m != nil {
		said, ok = r.verb(m[2])
		rest = said.rest
	}
	v := said.verb
	if !ok || m == nil || !slices.Contains(allowed, v) {
		return nil, false
	}
	l := Line{Verb: v, Ref: strings.ToUpper(m[1]), Text: strings.Trim(rest, " .!,;-–—")}
	if wordless(l.Text) {
		l.Text = "" // a picture
	}
	switch v {
	case Move:
		// "8.12." needs its full stop, "friday." does not.
		d, ok := r.date(strings.Trim(rest, " !,;-–—"))
		for _, words := range []string{l.Text, without(l.Text, r.x.polite)} {
			if !ok {
				d, ok = r.date(words)
			}
		}
		if !ok {
			d, ok = r.past(l.Text) // said back as gone by
		}
		if !ok && (said.foreign || len(strings.Fields(l.Text)) > 5) {
			return nil, false
		}
		if ok {
			l.When, l.Text = d, ""
		}
		return r.one(l, true)
	case Change:
		return r.one(r.withDate(r.hush(l)), !said.foreign || strings.Contains(line, ":"))
	}
	if andIDs.MatchString(rest) && len(ids.FindAllStringIndex(rest, mostNumbers+1)) <= mostNumbers {
		l.Text = ""
		lines := []Line{l}
		for _, id := range ids.FindAllString(rest, -1) {
			lines = append(lines, Line{Verb: v, Ref: strings.ToUpper(id)})
		}
		return lines, true
	}
	const remark = 6
	if said.foreign && l.Text != "" {
		return nil, false
	}
	return r.one(r.hush(l), v == Done || len(strings.Fields(l.Text)) <= remark)
}

// numbers reads "2", "1 3", "1, 3 and 4", or nothing.
func numbers(s string) ([]int, bool) {
	s = strings.TrimLeft(bare(s), ":.,;-–— ")
	if s == "" {
		return nil, true
	}
	if !onlyNums.MatchString(s) || len(nums.FindAllStringIndex(s, mostNumbers+1)) > mostNumbers {
		return nil, false
	}
	var out []int
	for _, m := range nums.FindAllString(s, -1) {
		n, _ := strconv.Atoi(m)
		out = append(out, n)
	}
	return out, true
}

// byPair splits a line that names question numbers into one for each pair that
// the questions belong to.
func (r *reader) byPair(l Line, nums []int) []Line {
	var lines []Line
	for _, n := range nums {
		pair := r.pairOf(n)
		i := slices.IndexFunc(lines, func(x Line) bool { return x.Pair == pair })
		if i < 0 {
			l.Pair = pair
			lines = append(lines, l)
			i = len(lines) - 1
		}
		lines[i].Numbers = append(slices.Clip(lines[i].Numbers), n)
	}
	return lines
}

// isWhole reports whether text is nothing but a form of a verb.
func (r *reader) isWhole(text string, v Verb) bool {
	x, ok := r.x.line(text)
	return ok && x == v
}

// isVerb reports whether a line's words are a form of a verb that may take more.
func (r *reader) isVerb(word string) bool {
	return slices.ContainsFunc(r.x.verbs[initial(word)], func(f form) bool { return f.text == word })
}
