package reading

import (
	"strconv"
	"strings"
	"time"
)

const (
	weekDays  = 7
	mostWeeks = 52
)

// rhythm reads how often the questions come, and on which day: "every 2 weeks",
// "monthly", "on fridays 16:00". It is the whole line.
func (r *reader) rhythm(line string, cur *part) (Line, bool) {
	if !r.aboutMail(cur) {
		return Line{}, false
	}
	rest := lead(line)
	said, led := r.verb(line)
	if led = led && (said.verb == On || said.verb == Every); led {
		rest = said.rest
	}
	for _, text := range []string{line, rest} {
		if l, ok := r.every(text, led && said.verb == Every); ok {
			l.Pair = cur.pair
			return l, true
		}
		if l, ok := r.weekday(text, led && said.verb == On && said.colon); ok {
			return l, true
		}
	}
	return Line{}, false
}

// every reads how many weeks lie between the questions. A mere stretch of time
// stands behind the verb.
func (r *reader) every(text string, led bool) (Line, bool) {
	if key, ok := r.x.sortOf(Every, text); ok {
		n, _ := strconv.Atoi(key)
		return Line{Verb: Every, Numbers: []int{n}}, n > 0
	}
	if !led {
		return Line{}, false
	}
	for _, lex := range r.lexicons() {
		days, after, ok := lex.Duration(text)
		if ok && bare(after) == "" && days%weekDays == 0 && days > 0 && days <= mostWeeks*weekDays {
			return Line{Verb: Every, Numbers: []int{days / weekDays}}, true
		}
	}
	return Line{}, false
}

// weekday reads a day of every week, perhaps with a time. Its mere name needs
// the verb and a colon before it: "friday" may be an answer.
func (r *reader) weekday(text string, named bool) (Line, bool) {
	sort, rest, ok := r.x.sorted(On, text)
	day, _ := strconv.Atoi(sort.key)
	if !ok && named {
		day, rest, ok = r.dayName(text)
	}
	if !ok || day < 1 || day > weekDays {
		return Line{}, false
	}
	l := Line{Verb: On, Weekday: day}
	rest = strings.Trim(rest, " ,.;!()-–—")
	if bare(rest) == "" {
		return l, true
	}
	for _, lex := range r.lexicons() {
		if at, after, ok := lex.Clock(rest); ok && bare(after) == "" {
			l.Moment.Clock = at
			return l, true
		}
	}
	return Line{}, false
}

// dayName cuts the name of a day of the week off a text, 1 for Monday.
func (r *reader) dayName(text string) (day int, rest string, ok bool) {
	for _, lex := range r.lexicons() {
		for n := range weekDays {
			if rest, ok := cutPrefix(lead(text), simple(lex.Weekday(time.Weekday(n)))); ok {
				return (n+weekDays-1)%weekDays + 1, rest, true
			}
		}
	}
	return 0, text, false
}
