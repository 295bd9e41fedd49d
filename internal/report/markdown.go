package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Markdown writes a pair's record as a document.
func (p Pair) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s and %s\n\n", escaped(p.Members[1].Name), escaped(p.Members[0].Name))
	fmt.Fprintf(&b, "Pair %d, %s.\n", p.ID, p.standing())
	for _, k := range kinds {
		es := p.Entries[k]
		if len(es) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", title(plural(k)))
		for _, e := range es {
			e.markdown(&b)
		}
	}
	if len(p.Rounds) > 0 {
		b.WriteString("\n## Rounds\n")
	}
	for _, r := range p.Rounds {
		fmt.Fprintf(&b, "\n### %s, %s\n\n%s\n", title(r.Ritual), r.Period, sentence(r.people()))
		for _, a := range r.People {
			for _, x := range a.Answers {
				fmt.Fprintf(&b, "\n**%s** (%s)\n\n%s\n", escaped(flat(x.Question)), a.Role, quoted(x.Text))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e Entry) markdown(b *strings.Builder) {
	var facts []string
	if e.Ref != "" {
		facts = append(facts, e.Ref)
	}
	facts = append(facts, string(e.State))
	if e.Due != nil {
		facts = append(facts, "by "+e.Due.String())
	}
	if e.At != nil {
		facts = append(facts, e.At.Format("2006-01-02 15:04 UTC"))
	}
	if e.Value > 0 {
		facts = append(facts, strconv.Itoa(e.Value))
	}
	fmt.Fprintf(b, "- %s, by the %s", strings.Join(facts, ", "), e.Author)
	if e.Text != "" {
		fmt.Fprintf(b, ": %s", escaped(flat(e.Text)))
	}
	if e.Response != "" {
		fmt.Fprintf(b, " (answer: %s)", escaped(flat(e.Response)))
	}
	b.WriteString("\n")
}

// escaped is text that Markdown takes as it is.
func escaped(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "!", `\!`,
	).Replace(text)
}

// quoted is somebody's own words, line by line.
func quoted(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("> " + escaped(strings.TrimRight(line, "\n")) + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// title is a word with a capital letter.
func title(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

func sentence(text string) string {
	if text == "" {
		return "Nobody was asked."
	}
	return title(text) + "."
}
