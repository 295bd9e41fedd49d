package reply

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// langFiles are what mail clients write around a quote, one file a language.
// A line of a file is a key and a phrase; lang/README explains the keys.
//
//go:embed lang/*.txt
var langFiles embed.FS

// label is what a line of a header block names.
type label uint8

const (
	noLabel label = iota
	fromLabel
	sentLabel
	toLabel
	subjectLabel
	otherLabel
)

// phrases are the tables of all languages in one.
type phrases struct {
	open     map[string][]string // opening phrases by their first word
	wrote    []string
	wroteBy  [256][]int // the places in wrote of what starts with a byte
	labels   map[string]label
	original map[string]bool
	mobile   map[string][]pattern // by their first word
	product  map[string]bool
	closing  map[string]bool
	thanks   map[string]bool
	greeting map[string]bool
	joint    map[string]bool
	polite   map[string]bool // the words of all greetings
	legal    []string
	scanner  []string
	footer   []string
}

var labelKeys = map[string]label{
	"from": fromLabel, "sent": sentLabel, "to": toLabel, "subject": subjectLabel, "other": otherLabel,
}

// tables reads the embedded files once.
var tables = sync.OnceValue(func() *phrases {
	p := &phrases{
		open:     make(map[string][]string),
		labels:   make(map[string]label),
		original: make(map[string]bool),
		mobile:   make(map[string][]pattern),
		product:  make(map[string]bool),
		closing:  make(map[string]bool),
		thanks:   make(map[string]bool),
		greeting: make(map[string]bool),
		joint:    make(map[string]bool),
		polite:   make(map[string]bool),
	}
	files, err := langFiles.ReadDir("lang")
	if err != nil {
		panic(err) // embedded, so a mistake of ours that every test finds
	}
	for _, f := range files {
		data, err := langFiles.ReadFile("lang/" + f.Name())
		if err != nil {
			panic(err)
		}
		for _, l := range strings.Split(string(data), "\n") {
			if key, phrase, ok := strings.Cut(l, " "); ok && key != "#" {
				p.add(key, plain(phrase))
			}
		}
	}
	return p
})

func (p *phrases) add(key, phrase string) {
	if l, ok := labelKeys[key]; ok {
		p.labels[phrase] = l
		return
	}
	switch key {
	case "closing", "thanks", "greeting":
		for w := range strings.FieldsSeq(phrase) {
			p.polite[w] = true
		}
	}
	switch key {
	case "open":
		first := firstWord(phrase)
		p.open[first] = append(p.open[first], phrase)
	case "wrote":
		p.wroteBy[phrase[0]] = append(p.wroteBy[phrase[0]], len(p.wrote))
		p.wrote = append(p.wrote, phrase)
	case "original":
		p.original[phrase] = true
	case "mobile":
		first := firstWord(phrase)
		p.mobile[first] = append(p.mobile[first], newPattern(phrase))
	case "product":
		p.product[phrase] = true
	case "closing":
		p.closing[phrase] = true
	case "thanks":
		p.thanks[phrase] = true
	case "greeting":
		p.greeting[phrase] = true
	case "joint":
		p.joint[phrase] = true
	case "scanner":
		p.scanner = append(p.scanner, phrase)
	case "footer":
		p.footer = append(p.footer, phrase)
	case "legal":
		p.legal = append(p.legal, phrase)
	}
}

// firstWord is what a phrase is filed under: its letters up to a space, or one
// rune of a script without spaces.
func firstWord(s string) string {
	for i, r := range s {
		switch {
		case unspaced(r) && i == 0:
			return string(r)
		case !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’':
			return s[:i]
		case unspaced(r):
			return s[:i]
		}
	}
	return s
}

// opens reports whether a line, in plain form, starts like an attribution.
func (p *phrases) opens(s string) bool {
	for _, phrase := range p.open[firstWord(s)] {
		if strings.HasPrefix(s, phrase) {
			rest := s[len(phrase):]
			if rest == "" || !unicode.IsLetter(firstRune(rest)) || unspaced(firstRune(rest)) {
				return true
			}
		}
	}
	return false
}

// verb finds a word for "wrote" in a line in plain form: where it stands and
// where it ends, or -1. Of several, the first in the tables counts.
func (p *phrases) verb(s string) (start, end int) {
	best := len(p.wrote)
	start, end = -1, -1
	for i := 0; i < len(s); i++ {
		if i > 0 && s[i] < utf8.RuneSelf && isASCIILetter(s[i-1]) {
			continue // inside a word
		}
		for _, n := range p.wroteBy[s[i]] {
			if n >= best {
				break
			}
			if v := p.wrote[n]; strings.HasPrefix(s[i:], v) && isWordAt(s, i, i+len(v)) {
				best, start, end = n, i, i+len(v)
				break
			}
		}
	}
	return start, end
}

// isWordAt reports whether s[i:j] is not part of a longer word. Scripts without
// spaces have no such thing, and "a@b>wrote:" is seen in practice.
func isWordAt(s string, i, j int) bool {
	first := firstRune(s[i:])
	if unspaced(first) || unicode.Is(unicode.Hangul, first) {
		return true
	}
	return (i == 0 || !unicode.IsLetter(lastRune(s[:i]))) && (j == len(s) || !unicode.IsLetter(firstRune(s[j:])))
}

// label says what a line of a header block names, and the value behind it.
func (p *phrases) label(s string) (label, string) {
	for s != "" && (s[0] == ' ' || s[0] == '\t' || s[0] == '*' || s[0] == '_') {
		s = s[1:]
	}
	i, n := colon(s[:min(len(s), maxLabel+len("："))])
	if i < 1 || i > maxLabel {
		return noLabel, ""
	}
	l := p.labels[strings.Trim(plain(s[:i]), " *_")]
	if l == noLabel {
		return noLabel, ""
	}
	return l, strings.TrimLeft(s[i+n:min(len(s), 120)], " \t*_")
}

// maxLabel bounds the bytes in front of the colon.
const maxLabel = 48

// colon is where the first colon of s stands, of either width, and how long it
// is; -1 for none.
func colon(s string) (at, n int) {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ':':
			return i, 1
		case s[i] == 0xef && strings.HasPrefix(s[i:], "："):
			return i, len("：")
		}
	}
	return -1, 0
}
