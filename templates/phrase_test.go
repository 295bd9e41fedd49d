package templates

import (
	"testing"

	"go.yaml.in/yaml/v4"
)

func phraseOf(t testing.TB, source string) (*Phrase, error) {
	t.Helper()
	node := &yaml.Node{Kind: yaml.ScalarNode, Value: source, Line: 1}
	p := &Phrase{}
	if err := p.UnmarshalYAML(node); err != nil {
		return nil, err
	}
	return p, p.compile(grammar{numbers: []string{"no", "one", "two"}, feminine: []string{"none", "une"}})
}

func TestPhrase(t *testing.T) {
	t.Parallel()
	f := Facts{Name: "Ana", Partner: "**Tom** `x` {{.Name}}", N: 2, Total: 1, Words: map[string]string{"size": "3 MB"}}
	for source, want := range map[string]string{
		"plain":                    "plain",
		"Hi {{.Name}}":             "Hi Ana",
		"**Hi** `stop`, {{.N}}":    `Hi "stop", 2`,
		"to {{.Partner}}":          "to **Tom** `x` {{.Name}}",
		"{{if .Ref}}no{{end}}":     "",
		"{{count .N \"a\" \"b\"}}": "two b",
		"{{upper (count .Total \"goal\" \"goals\")}}": "One goal",
		"{{number 7}}":                    "7",
		`{{feminine 1 "a" "b"}}`:          "une a",
		`{{feminine .N "a" "b"}}`:         "two b",
		`{{elide "de" "Ana"}}`:            "d’Ana",
		`{{elide "que" "Hélène"}}`:        "qu’Hélène",
		`{{elide "de" "Yves"}}`:           "d’Yves",
		`{{elide "de" "Yann"}}`:           "de Yann",
		`{{elide "de" "Hans"}}`:           "de Hans",
		`{{elide "de" .Words.none}}`:      "de",
		"{{.Words.size}} {{.Words.none}}": "3 MB",
		" two\n lines ":                   "two lines",
	} {
		p, err := phraseOf(t, source)
		if err != nil {
			t.Errorf("compile(%q) = %v", source, err)
			continue
		}
		if got := p.rich(f).Plain(); got != want {
			t.Errorf("%q says %q, want %q", source, got, want)
		}
	}
	for _, source := range []string{"{{.Nobody}}", "{{if .Name}}", "{{", "a ** b", "a ` b", "{{nothing}}", "{{.Name.First}}", "{{range .Week}}{{.Oops}}{{end}}"} {
		if _, err := phraseOf(t, source); err == nil {
			t.Errorf("compile(%q) = nil, want an error", source)
		}
	}
}

func FuzzPhrase(f *testing.F) {
	for _, s := range []string{"Hi {{.Name}}", "**a** `b`", "{{if .N}}x{{else}}y{{end}}", "{{", "{{/* */}}", "{{with .Words}}{{.}}{{end}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if p, err := phraseOf(t, source); err == nil && len(source) < 200 {
			p.rich(Facts{Name: source})
		}
	})
}
