package reading

import "strings"

// letter reads a letter that is sealed until the end: "letter to me: …", "letter
// to Tomasz: …". Its words may run over paragraphs.
func (r *reader) letter(said spoken) (Line, bool) {
	to, text, ok := strings.Cut(strings.ReplaceAll(said.rest, "：", ":"), ":")
	if said.colon {
		to, text, ok = "", said.rest, true
	}
	l := Line{Verb: Letter, Text: strings.TrimSpace(text)}
	switch key, known := r.x.sortOf(Letter, to); {
	case !ok || blank(text) || strings.Contains(to, "\n"):
		return Line{}, false
	case known:
		l.Partner = key == "partner"
	case said.colon:
	case r.partner(to):
		l.Partner = true
	default:
		return Line{}, false
	}
	return l, true
}

// gathered puts the paragraphs of a letter together: all that stands behind it, up
// to a paragraph that begins with a keyword or a number.
func (r *reader) gathered(paras [][]string) [][]string {
	var out [][]string
	for i := 0; i < len(paras); i++ {
		para := paras[i]
		at := -1
		for k, line := range para {
			if r.isLetter(line) {
				at = k
				break
			}
		}
		if at < 0 {
			out = append(out, para)
			continue
		}
		words := []string{strings.Join(para[at:], "\n")}
		for i+1 < len(paras) && !r.begins(paras[i+1][0]) {
			i++
			words = append(words, strings.Join(paras[i], "\n"))
		}
		out = append(out, append(append([]string(nil), para[:at]...), strings.Join(words, "\n\n")))
	}
	return out
}

func (r *reader) isLetter(line string) bool {
	said, ok := r.verb(line)
	if !ok || said.verb != Letter {
		return false
	}
	to, _, found := strings.Cut(strings.ReplaceAll(said.rest, "：", ":"), ":")
	_, known := r.x.sortOf(Letter, to)
	return said.colon || found && (known || r.partner(to))
}
