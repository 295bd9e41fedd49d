package templates

import (
	"fmt"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"milepost/templates/sheet"
)

// Marks that stand for ** and ` while a phrase is filled in. They are control
// characters, which values have lost by then, so no value can make a mark.
const (
	boldMark    = '\x02'
	commandMark = '\x03'
)

// Phrase is one authored sentence or two. It may hold placeholders such as
// {{.Partner}}, {{if}} and {{count}}, **bold** words and `things to type`. It
// is read once; what is filled in later stays plain data.
type Phrase struct {
	source string
	line   int
	open   bool // ends with a blank: somebody is to write on
	tmpl   *template.Template
}

// UnmarshalYAML keeps the text and its line. It is read by compile, so that
// every mistake of a file is reported.
func (p *Phrase) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.ScalarNode {
		return fmt.Errorf("a line of text is wanted here")
	}
	p.source, p.line = strings.Join(strings.Fields(node.Value), " "), node.Line
	p.open = strings.HasSuffix(node.Value, " ")
	return nil
}

// compile reads the phrase. The error says what is wrong in plain words.
func (p *Phrase) compile(g grammar) error {
	source, err := mark(p.source)
	if err != nil {
		return err
	}
	t, err := template.New("").Funcs(g.funcs()).Option("missingkey=zero").Parse(source)
	if err != nil {
		text := err.Error()
		return fmt.Errorf("%s", strings.TrimSpace(text[strings.LastIndex(text, ": ")+1:]))
	}
	if t.Tree != nil {
		if name := unknownField(t.Tree.Root); name != "" {
			return fmt.Errorf("there is no placeholder {{.%s}}", name)
		}
		if err := t.Execute(&strings.Builder{}, Facts{}); err != nil {
			return fmt.Errorf("cannot be filled in: %w", err)
		}
	}
	p.tmpl = t
	return nil
}

// rich fills the phrase in. A phrase that was not given, or that says nothing
// in this case, is nil.
func (p *Phrase) rich(f Facts) sheet.Rich {
	if p == nil || p.tmpl == nil || p.tmpl.Tree == nil {
		return nil
	}
	var b strings.Builder
	if err := p.tmpl.Execute(&b, f.cleaned()); err != nil {
		return nil // compile has filled it in once: only a broken value comes here
	}
	return spans(strings.Join(strings.Fields(b.String()), " "))
}

// plain fills the phrase in, without any marks.
func (p *Phrase) plain(f Facts) string {
	var b strings.Builder
	for _, s := range p.rich(f) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// given reports whether the file has the phrase.
func (p *Phrase) given() bool { return p != nil && p.source != "" }

// mark puts marks for ** and ` outside of {{ }}.
func mark(source string) (string, error) {
	var b strings.Builder
	bold, command := 0, 0
	for source != "" {
		text, rest, action := strings.Cut(source, "{{")
		bold += strings.Count(text, "**")
		command += strings.Count(text, "`")
		b.WriteString(strings.NewReplacer("**", string(boldMark), "`", string(commandMark)).Replace(text))
		source = rest
		if action {
			inside, after, closed := strings.Cut(rest, "}}")
			if !closed {
				return "", fmt.Errorf("{{ is not closed by }}")
			}
			b.WriteString("{{" + inside + "}}")
			source = after
		}
	}
	if bold%2 != 0 {
		return "", fmt.Errorf("** stands alone: put it before and after the bold words")
	}
	if command%2 != 0 {
		return "", fmt.Errorf("a backquote stands alone: put it before and after what is typed")
	}
	return b.String(), nil
}

// spans splits a filled-in phrase at its marks.
func spans(s string) sheet.Rich {
	var out sheet.Rich
	style := sheet.Plain
	var run strings.Builder
	end := func(next sheet.Style) {
		if run.Len() > 0 {
			out = append(out, sheet.Span{Text: run.String(), Style: style})
			run.Reset()
		}
		style = next
	}
	for _, r := range s {
		switch {
		case r == boldMark && style == sheet.Bold, r == commandMark && style == sheet.Command:
			end(sheet.Plain)
		case r == boldMark:
			end(sheet.Bold)
		case r == commandMark:
			end(sheet.Command)
		default:
			run.WriteRune(r)
		}
	}
	end(sheet.Plain)
	return out
}

// unknownField returns the first placeholder that Facts does not have, or "".
func unknownField(n parse.Node) string {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return ""
		}
		for _, c := range n.Nodes {
			if name := unknownField(c); name != "" {
				return name
			}
		}
	case *parse.ActionNode:
		return unknownField(n.Pipe)
	case *parse.IfNode:
		return unknownInBranch(&n.BranchNode)
	case *parse.WithNode:
		return unknownInBranch(&n.BranchNode)
	case *parse.RangeNode:
		return unknownInBranch(&n.BranchNode)
	case *parse.PipeNode:
		if n == nil {
			return ""
		}
		for _, c := range n.Cmds {
			for _, a := range c.Args {
				if name := unknownField(a); name != "" {
					return name
				}
			}
		}
	case *parse.FieldNode:
		if !placeholders[n.Ident[0]] {
			return n.Ident[0]
		}
	}
	return ""
}

func unknownInBranch(b *parse.BranchNode) string {
	for _, n := range []parse.Node{b.Pipe, b.List, b.ElseList} {
		if name := unknownField(n); name != "" {
			return name
		}
	}
	return ""
}

// grammar is what a language needs to count.
type grammar struct {
	numbers  []string // zero, one, two, …
	feminine []string // before a feminine word; those that are missing are as in numbers
}

// funcs are the functions of phrases: count .N "goal" "goals" writes "two
// goals", number .N "two", plural .N "is" "are" the fitting form, upper "two"
// "Two". feminine counts feminine things, "une semaine", and elide "de" "Ana"
// writes "d’Ana".
func (g grammar) funcs() template.FuncMap {
	return template.FuncMap{
		"number": g.number,
		"plural": plural,
		"count":  func(n int, forms ...string) string { return g.number(n) + " " + plural(n, forms...) },
		"upper":  upper,
		"elide":  elide,
		"feminine": func(n int, forms ...string) string {
			number := g.number(n)
			if n >= 0 && n < len(g.feminine) {
				number = g.feminine[n]
			}
			return number + " " + plural(n, forms...)
		},
	}
}

func (g grammar) number(n int) string {
	if n >= 0 && n < len(g.numbers) {
		return g.numbers[n]
	}
	return fmt.Sprint(n)
}

// plural picks the form for a number: the first for one, the last for all others.
func plural(n int, forms ...string) string {
	switch {
	case len(forms) == 0:
		return ""
	case n == 1:
		return forms[0]
	}
	return forms[len(forms)-1]
}

// upper makes the first letter a capital.
func upper(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// elide puts a word before a name and drops its last vowel where the name begins
// with one: "de Tomasz", "d’Ana".
func elide(word, name string) string {
	if !vowelFirst(name) {
		return word + " " + name
	}
	_, n := utf8.DecodeLastRuneInString(word)
	return word[:len(word)-n] + "’" + name
}

// vowelFirst reports whether a name is spoken with a vowel first, as French hears
// it: Ana, Hélène, Yves; not Hans, not Yann.
func vowelFirst(name string) bool {
	letters := []rune(strings.ToLower(name) + "  ")
	vowel := func(r rune) bool { return strings.ContainsRune("aeiouàâäéèêëîïôöùûü", r) }
	switch letters[0] {
	case 'h':
		return vowel(letters[1]) && letters[1] != 'a'
	case 'y':
		return unicode.IsLetter(letters[1]) && !vowel(letters[1])
	}
	return vowel(letters[0])
}
