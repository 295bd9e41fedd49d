package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
)

// Verbs by the form of what follows them. A verb acts only if the whole line
// has its form; else the line is plain words.
var (
	needsText   = []Verb{Goal, Commit, Win, Ask, Feedback, Note, Obstacle} // VERB: words
	needsRef    = []Verb{Done, Drop, Keep, Park, Finish}                   // VERB C4, C4 VERB
	standsAlone = []Verb{Skip, Resume, Stop, Status, Help, Export, Show, PassOn, TextOnly, ReceiptsOn, NoReceipts}
)

var (
	anID      = regexp.MustCompile(`(?i)^([gmca])\s?([0-9]{1,4})$`)
	idAnswer  = regexp.MustCompile(`(?i)^\s*[*_-]*\s*(a[0-9]{1,4})\s*[:\-–]\s*(.+)$`)
	idFirst   = regexp.MustCompile(`(?i)^([gmca][0-9]{1,4})\b[\s:,\-–]*(.*)$`)
	numbersIn = regexp.MustCompile(`[0-9]{1,2}`)
	onlyNums  = regexp.MustCompile(`^(?:(?:q|and|&|,|\s)*[0-9]{1,2})+\s*$`)
)

// command reads a line with a keyword.
func (r *reader) command(line string, cur *part) (Line, bool) {
	if m := idAnswer.FindStringSubmatch(line); m != nil {
		return Line{Verb: AnswerAsk, Ref: strings.ToUpper(m[1]), Text: strings.TrimSpace(m[2])}, true
	}
	if v, ok := r.v.Whole[bare(line)]; ok && r.aboutMail(cur, v) {
		return r.timed(Line{Verb: v}, "")
	}
	if l, ok := r.refVerb(line, append(slices.Clone(needsRef), Change, Move)...); ok {
		return l, true
	}
	v, rest, colon, ok := r.verb(line)
	if !ok {
		return Line{}, false
	}
	switch {
	case slices.Contains(needsText, v):
		if !colon || strings.TrimSpace(rest) == "" {
			return Line{}, false
		}
		return r.withDate(Line{Verb: v, Text: strings.TrimSpace(rest)}), true
	case slices.Contains(standsAlone, v):
		return Line{Verb: v}, bare(rest) == "" && r.aboutMail(cur, v)
	case v == Milestone:
		m := idFirst.FindStringSubmatch(strings.TrimSpace(rest))
		if m == nil || strings.TrimSpace(m[2]) == "" {
			return Line{}, false
		}
		return r.withDate(Line{Verb: v, Ref: strings.ToUpper(m[1]), Text: strings.TrimSpace(m[2])}), true
	case v == Agree || v == Decline:
		return r.decision(v, rest, cur)
	case v == Share || v == Scratch:
		nums, ok := numbers(rest)
		return Line{Verb: v, Numbers: nums}, ok && (v == Share || len(nums) > 0)
	default:
		return r.timed(Line{Verb: v}, rest)
	}
}

// aboutMail reports whether a bare word that silences is about the whole mail:
// among several runs of words, "skip" under a question leaves out that question.
func (r *reader) aboutMail(cur *part, v Verb) bool {
	return v != Skip || r.lone || cur.n == 0
}

// verb returns the verb that begins a line, the longest match first, and
// whether a colon or dash follows it.
func (r *reader) verb(line string) (v Verb, rest string, colon, ok bool) {
	low := fold(line)
	best := ""
	for verb, forms := range r.v.Verbs {
		for _, f := range forms {
			after, found := strings.CutPrefix(low, f)
			if found && len(f) > len(best) && (after == "" || !isWordByte(after[0])) {
				best, v = f, verb
			}
		}
	}
	if best == "" {
		return "", "", false, false
	}
	rest = strings.TrimLeft(cutFolded(line, best), "*_ ")
	trimmed := strings.TrimLeft(rest, ":-–—")
	return v, strings.TrimLeft(strings.TrimSpace(trimmed), "*_ "), trimmed != rest, true
}

// cutFolded returns what follows a folded prefix in the line as written.
func cutFolded(line, prefix string) string {
	for i := range line {
		if fold(line[:i]) == prefix && (i == len(line) || !isWordByte(line[i])) {
			return line[i:]
		}
	}
	return ""
}

// refVerb reads "done C4", "C4 done", "move C4 to friday", "change G2: …".
func (r *reader) refVerb(line string, allowed ...Verb) (Line, bool) {
	v, rest, _, ok := r.verb(line)
	var ref string
	if ok {
		m := idFirst.FindStringSubmatch(strings.TrimSpace(rest))
		if m == nil {
			return Line{}, false
		}
		ref, rest = strings.ToUpper(m[1]), m[2]
	} else {
		m := idFirst.FindStringSubmatch(strings.TrimLeft(strings.TrimSpace(line), "*_-• "))
		if m == nil {
			return Line{}, false
		}
		ref = strings.ToUpper(m[1])
		if v, rest, _, ok = r.verb(m[2]); !ok {
			return Line{}, false
		}
	}
	if !slices.Contains(allowed, v) {
		return Line{}, false
	}
	l := Line{Verb: v, Ref: ref, Text: strings.Trim(rest, " .!,")}
	switch v {
	case Move:
		d, ok := r.date(l.Text)
		if !ok && l.Text != "" && len(strings.Fields(l.Text)) > 5 {
			return Line{}, false
		}
		l.When, l.Text = d, ""
	case Change:
		l = r.withDate(l)
	case Done:
	default:
		if len(strings.Fields(l.Text)) > 6 {
			return Line{}, false
		}
	}
	return l, true
}

// decision reads "yes", "yes G2", "yes to all". A bare yes that stands under a
// question is an answer to it.
func (r *reader) decision(v Verb, rest string, cur *part) (Line, bool) {
	rest = bare(rest)
	if m := anID.FindStringSubmatch(rest); m != nil {
		return Line{Verb: v, Ref: strings.ToUpper(m[1]) + m[2]}, true
	}
	if slices.Contains(r.v.Choices["all"], rest) {
		return Line{Verb: v, All: true}, true
	}
	return Line{Verb: v}, rest == "" && cur.n == 0 && len(r.p.Asked) == 0
}

// timed reads what follows a verb that takes a time, or nothing.
func (r *reader) timed(l Line, rest string) (Line, bool) {
	rest = strings.Trim(rest, " .!")
	switch l.Verb {
	case Snooze:
		if rest == "" {
			return l, true
		}
		d, ok := r.date(rest)
		l.When = d
		return l, ok
	case Pause:
		if rest == "" {
			return l, true
		}
		return r.paused(l, rest)
	case NextAt:
		if m, after, ok := r.v.Lexicon.Moment(rest, r.today); ok {
			l.Moment, l.Minutes, l.Text = m.At, m.Minutes, strings.Trim(after, " .,;:-–")
		} else {
			l.Text = rest
		}
		return l, rest != ""
	case Met:
		if rest == "" {
			return l, true
		}
		day, after, ok := r.v.Lexicon.PastDate(rest, r.today)
		l.When, l.Text = day.Date, strings.Trim(after, " .,;:-–")
		return l, ok
	}
	return l, rest == ""
}

// paused reads how long a pause lasts. "until 8 dec" is back on that day,
// "3-17 aug" on the day after, "2 weeks" when they are over.
func (r *reader) paused(l Line, rest string) (Line, bool) {
	lex := r.v.Lexicon
	span, after, ok := lex.Span(rest, r.today)
	if !ok || bare(after) != "" {
		return l, false
	}
	l.When, l.Until = span.From, span.To.AddDays(1)
	if _, _, length := lex.Duration(rest); !length {
		if day, after, ok := lex.Date(rest, r.today); ok && bare(after) == "" {
			l.Until = day.Date
			r.sayBack(day, l.Raw)
		}
	}
	return l, true
}

// withDate takes a date off the end of a line's words.
func (r *reader) withDate(l Line) Line {
	if rest, day, ok := r.v.Lexicon.TrailingDate(l.Text, r.today); ok {
		l.Text, l.When = strings.TrimRight(rest, " .,"), day.Date
		r.sayBack(day, l.Text)
	}
	return l
}

// sayBack notes a date that could mean another, so that the receipt says it in
// words.
func (r *reader) sayBack(day phrase.Day, text string) {
	if day.Ambiguous() {
		r.doubt(Doubt{Kind: AmbiguousDate, Text: text, Date: day.Date})
	}
}

// date reads s, the whole of it, as a date to come.
func (r *reader) date(s string) (calendar.Date, bool) {
	day, after, ok := r.v.Lexicon.Date(s, r.today)
	if !ok || bare(after) != "" {
		return calendar.Date{}, false
	}
	r.sayBack(day, s)
	return day.Date, true
}

// numbers reads "2", "1 3", "1, 3 and 4", or nothing.
func numbers(s string) ([]int, bool) {
	s = bare(s)
	if s == "" {
		return nil, true
	}
	if !onlyNums.MatchString(s) {
		return nil, false
	}
	var out []int
	for _, m := range numbersIn.FindAllString(s, -1) {
		n, _ := strconv.Atoi(m)
		out = append(out, n)
	}
	return out, true
}

// isWhole reports whether text is nothing but a form of a verb.
func (r *reader) isWhole(text string, v Verb) bool {
	return slices.Contains(r.v.Verbs[v], bare(text)) || r.v.Whole[bare(text)] == v
}
