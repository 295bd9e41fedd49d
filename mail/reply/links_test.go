package reply

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLinksToUs reads replies that hold the links of our HTML part as text.
func TestLinksToUs(t *testing.T) {
	t.Parallel()
	const (
		tagged = "pairs+k7f2mq4nb3xwk7f2mq4nb3xwk7f2mq4nb3xw@mentors.example?subject=Re%3A%20You%20and%20Tomasz%3A%20yes%20or%20no%3F&body=1%3A%20yes"
		bare   = "pairs@mentors.example?subject=Re%3A%20You%20and%20Tomasz%3A%20yes%20or%20no%3F&body=1%3A%20yes"
	)
	wrapped := func(s, mark string) string { return s[:60] + "\n" + mark + s[60:] }
	for _, c := range []struct{ name, in, want string }{
		{"below the answer", "Yes, gladly.\n\n<" + bare + ">\n", "Yes, gladly."},
		{"below it, with its tag", "Yes, gladly.\n\n<" + tagged + ">\n", "Yes, gladly."},
		{"behind the answer", "Yes, gladly. <" + tagged + ">\n", "Yes, gladly."},
		{"with a scheme", "Yes, gladly.\n<mailto:" + tagged + ">\n", "Yes, gladly."},
		{"in square brackets", "Yes, gladly.\n[mailto:" + tagged + "]\n", "Yes, gladly."},
		{"in round brackets", "Yes, gladly.\n(mailto:" + tagged + ")\n", "Yes, gladly."},
		{"without brackets", "Yes, gladly.\nmailto:" + tagged + "\n", "Yes, gladly."},
		{"without brackets, words below", "Yes, gladly.\nmailto:" + tagged + "\nAnd thanks.\n", "Yes, gladly.\n\nAnd thanks."},
		{"as a footnote", "Yes, gladly.\n\n[1] mailto:" + tagged + "\n  2. mailto:" + bare + "\n", "Yes, gladly."},
		{"wrapped", "Yes, gladly.\n\n<" + wrapped(tagged, "") + ">\nAnd thanks.\n", "Yes, gladly.\n\nAnd thanks."},
		{"wrapped behind its bracket", "Yes, gladly. <\n" + tagged + ">\n", "Yes, gladly."},
		{"wrapped without brackets", "Yes, gladly.\n\nmailto:" + wrapped(tagged, "") + "\n", "Yes, gladly."},
		{"wrapped in a quote", "Yes, gladly.\n\n> Yes, let us start <" + wrapped(tagged, "> ") + ">\n", "Yes, gladly."},
		{"in capitals", "Yes, gladly.\n\n<MAILTO:Pairs@Mentors.Example?Subject=x>\n", "Yes, gladly."},
		{"with an escaped tag", "Yes, gladly.\n\n<mailto:pairs%2Bk7f2@mentors.example?body=yes>\n", "Yes, gladly."},
		{"decoded", "Yes, gladly.\n\n<mailto:pairs@mentors.example?subject=Re: You and Tomasz&body=1: yes>\n", "Yes, gladly."},
		{"the address alone", "Yes, gladly. <pairs@mentors.example>\n", "Yes, gladly."},
		{"the address with a scheme", "Yes, gladly.\n\nmailto:pairs+k7f2@mentors.example\n", "Yes, gladly."},
		{"two in a line", "Yes, gladly.\n<" + bare + "> · <" + tagged + ">\n", "Yes, gladly."},
		{"unclosed", "Yes, gladly.\n<" + tagged + "\nAnd thanks.\n", "Yes, gladly.\n\nAnd thanks."},
		{"cut by a word", "Yes, gladly.\n<" + tagged + " and so on\n", "Yes, gladly.\n\nand so on"},

		{"our address in a sentence", "Shall I write to pairs@mentors.example?\nI think so = yes.\n", "Shall I write to pairs@mentors.example?\nI think so = yes."},
		{"our address amid a sentence", "I wrote to <pairs@mentors.example> on Monday.\n", "I wrote to <pairs@mentors.example> on Monday."},
		{"a link to another", "See <mailto:ana@world.test?subject=x> and <https://world.test/?a=b>.\n", "See <mailto:ana@world.test?subject=x> and <https://world.test/?a=b>."},
		{"an address that ends like ours", "See <mailto:repairs@mentors.example?subject=x>.\n", "See <mailto:repairs@mentors.example?subject=x>."},
		{"an address that begins like ours", "See <mailto:pairs@mentors.example.test?subject=x>.\n", "See <mailto:pairs@mentors.example.test?subject=x>."},
	} {
		for _, from := range []string{"pairs@mentors.example", "Milepost <pairs+k7f2@mentors.example>"} {
			r := Read(Input{Text: c.in}, []Sent{{Text: "May we write to you?\n", From: from}})
			checkWhole(t, c.in, r)
			if r.Own != c.want {
				t.Errorf("%s: Read().Own = %q, want %q\n%s", c.name, r.Own, c.want, show(r))
			}
		}
	}
}

// linked are the ways in which clients write a link into a text part.
var linked = []struct{ name, form string }{
	{"gmail", "%[1]s <%[2]s>"},
	{"outlook", "%[1]s<mailto:%[2]s>"},
	{"square", "%[1]s [mailto:%[2]s]"},
	{"round", "%[1]s (mailto:%[2]s)"},
	{"below", "%[1]s<br>mailto:%[2]s<br>"},
	{"below, in brackets", "%[1]s<br>&lt;%[2]s&gt;<br>"},
}

// TestOurHTMLQuotedAsText answers our mails where the client has made its
// text part of our HTML, links and all.
func TestOurHTMLQuotedAsText(t *testing.T) {
	t.Parallel()
	anchor := regexp.MustCompile(`<a href="mailto:([^"]*)"[^>]*>([^<]*)</a>`)
	mails := append([]Sent{week, quarter, first}, goldens(t)...)
	const answer = "It went well, two comments only."
	n, good := 0, 0
	for _, m := range mails {
		for _, l := range linked {
			markup := anchor.ReplaceAllStringFunc(m.HTML, func(s string) string {
				part := anchor.FindStringSubmatch(s)
				if part[1] == "x" {
					return part[2]
				}
				form := strings.NewReplacer("<mail", "&lt;mail", " <", " &lt;", "s>", "s&gt;").Replace(l.form)
				return fmt.Sprintf(form, part[2], part[1])
			})
			lines := renderText(markup)
			if len(m.Questions) > 0 {
				quote := prefix("> ")(lines)
				for q, at := range lastLines(t, quote, m) {
					text := wrote + strings.Join(slices.Insert(slices.Clone(quote), at+1, "", answer, ""), "\n")
					checkBlocks(t, m.Subject+", "+l.name, Input{Text: text}, []Sent{m}, []Block{{Text: answer, Question: m.Questions[q].N}})
				}
			}
			for _, style := range []struct {
				name  string
				quote []string
				frame string
			}{
				{"marked", wrap(lines, 1000, "> ", "> "), wrote},
				{"wrapped", wrap(lines, 72, "> ", "> "), wrote},
				{"cut", cut(lines, 76, "> "), wrote},
				{"unmarked", lines, headers[0] + "\n\n"},
			} {
				text := answer + "\n\n" + style.frame + strings.Join(style.quote, "\n") + "\n"
				for _, in := range []string{text, regexp.MustCompile(`\+[a-z0-9]+@`).ReplaceAllString(text, "@")} {
					n++
					if r := Read(Input{Text: in}, []Sent{m}); r.Own == answer {
						good++
					} else if n-good < 6 {
						t.Errorf("%q, %s, %s: Read().Own = %q, want %q\n%s", m.Subject, l.name, style.name, r.Own, answer, html.UnescapeString(show(r)))
					}
				}
			}
		}
	}
	t.Logf("%d of %d right", good, n)
}

// cut breaks lines at a width, amid words, as some servers do.
func cut(lines []string, width int, mark string) []string {
	var out []string
	for _, l := range lines {
		for len(l) > width && l[width]&0xc0 != 0x80 && l[width] != ' ' && l[width-1] != ' ' && strings.Contains(l[:width], "?subject") {
			out = append(out, mark+l[:width])
			l = l[width:]
		}
		out = append(out, mark+l)
	}
	return out
}
