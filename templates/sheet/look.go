package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Limits that mail programs set: a larger style block is dropped whole, and a
// larger mail is cut.
const (
	MaxStyle = 16 << 10
	MaxHTML  = 80 << 10
)

// Look is how HTML mails look: a palette, styles and one partial per block.
type Look struct {
	font    string
	colours map[string]colour
	styles  map[string]string // as look.yaml has them, with names of colours
	light   map[string]string // the same in light colours
	block   template.CSS      // the style block, for dark screens and phones
	set     *template.Template
}

// colour is one colour on a light and on a dark screen.
type colour struct {
	Light string
	Dark  string
}

// lookFile is look.yaml.
type lookFile struct {
	Font    string
	Colours map[string]colour
	Styles  map[string]string
	Phone   string
}

var (
	hexColour  = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	colourName = regexp.MustCompile(`\$[a-z]+`)
)

// fontName stands for the font in a style.
const fontName = "$font"

// NewLook reads look.yaml and the partials (*.tmpl) of a folder. The error
// joins everything that is wrong: a colour that is missing or cannot be read
// against its ground, a partial that is missing or does not draw.
func NewLook(dir fs.FS) (*Look, error) {
	text, err := fs.ReadFile(dir, "look.yaml")
	if err != nil {
		return nil, err
	}
	var f lookFile
	if err := yaml.Load(text, &f, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
		return nil, fmt.Errorf("look.yaml: %w", err)
	}
	l := &Look{font: f.Font, colours: f.Colours, styles: f.Styles}
	if err := errors.Join(l.checkColours(), l.checkStyles()); err != nil {
		return nil, err
	}
	l.light = make(map[string]string, len(l.styles))
	for name, s := range l.styles {
		s = strings.ReplaceAll(s, fontName, l.font)
		l.light[name] = colourName.ReplaceAllStringFunc(s, func(ref string) string { return l.colours[ref[1:]].Light })
	}
	l.block = template.CSS(l.styleBlock(f.Phone))
	if len(l.block) > MaxStyle {
		return nil, fmt.Errorf("look.yaml: the style block has %d bytes, at most %d: shorten phone", len(l.block), MaxStyle)
	}
	l.set, err = template.New("look").Funcs(l.funcs()).Option("missingkey=error").ParseFS(dir, "*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("partials: %w", err)
	}
	return l, l.checkPartials()
}

func (l *Look) checkColours() error {
	var errs []error
	for _, name := range slices.Sorted(mapKeys(l.colours)) {
		for _, hex := range []string{l.colours[name].Light, l.colours[name].Dark} {
			if !hexColour.MatchString(hex) {
				errs = append(errs, fmt.Errorf("look.yaml: colours: %s: %q is not of the form #0b6b61", name, hex))
			}
		}
	}
	if errs != nil {
		return errors.Join(errs...)
	}
	for _, p := range legible {
		ink, ok := l.colours[p.ink]
		ground, ok2 := l.colours[p.ground]
		if !ok || !ok2 {
			errs = append(errs, fmt.Errorf("look.yaml: colours: %s and %s are needed", p.ink, p.ground))
			continue
		}
		for _, mode := range []struct{ name, ink, ground string }{{"light", ink.Light, ground.Light}, {"dark", ink.Dark, ground.Dark}} {
			if c := Contrast(mode.ink, mode.ground); c < MinContrast {
				errs = append(errs, fmt.Errorf("look.yaml: colours: %s on %s (%s) has a contrast of %.1f, at least %.1f: darken or lighten one", p.ink, p.ground, mode.name, c, MinContrast))
			}
		}
	}
	return errors.Join(errs...)
}

func (l *Look) checkStyles() error {
	var errs []error
	for _, name := range slices.Sorted(mapKeys(l.styles)) {
		for _, ref := range colourName.FindAllString(l.styles[name], -1) {
			if _, ok := l.colours[ref[1:]]; !ok && ref != fontName {
				errs = append(errs, fmt.Errorf("look.yaml: styles: %s: there is no colour %s", name, ref))
			}
		}
	}
	return errors.Join(errs...)
}

// checkPartials draws one of each block.
func (l *Look) checkPartials() error {
	var errs []error
	for _, b := range every() {
		if _, err := l.draw(b); err != nil {
			errs = append(errs, fmt.Errorf("partials: %s: %w", b.partial(), err))
		}
	}
	_, err := l.HTML(Sheet{})
	return errors.Join(append(errs, err)...)
}

// HTML draws a sheet as one page.
func (l *Look) HTML(s Sheet) (string, error) {
	var b bytes.Buffer
	err := l.set.ExecuteTemplate(&b, "frame.tmpl", struct {
		Sheet
		Style template.CSS
	}{s, l.block})
	if err != nil {
		return "", fmt.Errorf("draw mail: %w", err)
	}
	return b.String(), nil
}

func (l *Look) draw(b Block) (template.HTML, error) {
	var buf bytes.Buffer
	if err := l.set.ExecuteTemplate(&buf, b.partial()+".tmpl", b); err != nil {
		return "", err
	}
	return template.HTML(strings.TrimSpace(buf.String())), nil //nolint:gosec // html/template has escaped it
}

func (l *Look) funcs() template.FuncMap {
	return template.FuncMap{
		"draw":  l.draw,
		"style": l.style,
		"ground": func(name string) (string, error) {
			c, ok := l.colours[name]
			if !ok {
				return "", fmt.Errorf("there is no colour %s", name)
			}
			return c.Light, nil
		},
		"href":    func(a Action) template.URL { return template.URL(a.Href()) }, //nolint:gosec // escaped by Href
		"table":   func() template.HTMLAttr { return tableAttrs },
		"outlook": func(s string) template.HTML { return template.HTML("<!--[if mso]>" + s + "<![endif]-->") }, //nolint:gosec // the partials' own words
		"cells":   barCells,
		"px":      func(n int) string { return fmt.Sprintf("%dpx", n) },
		"mul":     func(a, b int) int { return a * b },
		"last":    func(i, n int) bool { return i == n-1 },
	}
}

// tableAttrs make a table that only lays out.
const tableAttrs = `role="presentation" cellpadding="0" cellspacing="0" border="0"`

// style returns the class and style attributes of an element: the named styles
// in light colours, then more declarations.
func (l *Look) style(names string, more ...string) (template.HTMLAttr, error) {
	var css []string
	for name := range strings.FieldsSeq(names) {
		s, ok := l.light[name]
		if !ok {
			return "", fmt.Errorf("there is no style %s", name)
		}
		if s != "" {
			css = append(css, s)
		}
	}
	all := strings.Join(append(css, more...), ";")
	if all != "" {
		all = ` style="` + strings.ReplaceAll(all, `"`, "'") + `"`
	}
	return template.HTMLAttr(`class="` + names + `"` + all), nil //nolint:gosec // the look's own words
}

// styleBlock is what inline styles cannot say: narrow screens and dark ones,
// the latter also in the form that Outlook's apps understand.
func (l *Look) styleBlock(phone string) string {
	rules := map[string][]string{} // declaration: classes
	for _, name := range slices.Sorted(mapKeys(l.styles)) {
		for declaration := range strings.SplitSeq(l.styles[name], ";") {
			if !strings.Contains(declaration, "$") || strings.Contains(declaration, fontName) {
				continue
			}
			property, _, _ := strings.Cut(declaration, ":")
			if strings.HasPrefix(property, "border") {
				property = "border-color"
			}
			dark := l.colours[colourName.FindString(declaration)[1:]].Dark
			key := property + ":" + dark + "!important"
			rules[key] = append(rules[key], "."+name)
		}
	}
	var dark, outlook strings.Builder
	for _, declaration := range slices.Sorted(mapKeys(rules)) {
		classes := rules[declaration]
		fmt.Fprintf(&dark, "%s{%s}", strings.Join(classes, ","), declaration)
		hook := "[data-ogsc] "
		if strings.HasPrefix(declaration, "background") {
			hook = "[data-ogsb] "
		}
		fmt.Fprintf(&outlook, "%s%s{%s}", hook, strings.Join(classes, ","+hook), declaration)
	}
	return ":root{color-scheme:light dark;supported-color-schemes:light dark}" +
		"a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}" +
		"@media only screen and (max-width:520px){" + strings.Join(strings.Fields(phone), " ") + "}" +
		"@media (prefers-color-scheme:dark){" + dark.String() + "}" + outlook.String()
}

func mapKeys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
