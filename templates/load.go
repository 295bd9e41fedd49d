package templates

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

const (
	languageFile = "language.yaml"
	ritualFolder = "rituals"
	lookFolder   = "html"
	// fallback is the language of those whose own is not there.
	fallback = "en"
)

// Load reads all wording. dir is the installation's own folder, whose files
// replace the shipped ones at the same path; "" means none. The error is of
// type Problems and lists every mistake with its file, line and remedy.
func Load(dir string) (*Set, error) { return loadAll(dir) }

// loadAll is Load, with these languages even if they are drafts.
func loadAll(dir string, drafts ...string) (*Set, error) {
	files, err := newOverlay(dir)
	if err != nil {
		return nil, fmt.Errorf("templates folder: %w", err)
	}
	return loadFiles(files, drafts...)
}

// loadFiles reads all wording from files.
func loadFiles(files overlay, drafts ...string) (*Set, error) {
	r := &report{}
	s := &Set{words: map[string]*language{}, spoken: map[string]*reading.Vocabulary{}}
	s.rituals = loadRituals(files, r)
	s.common = loadCommon(files)
	lookFiles, err := fs.Sub(files, lookFolder)
	if err == nil {
		s.look, err = sheet.NewLook(lookFiles)
	}
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			r.add(lookFolder, 0, line, "")
		}
	}
	for _, name := range files.foldersWith(languageFile) {
		if !slices.Contains(drafts, name) && readHead(files, name, &report{}).Draft {
			continue
		}
		s.words[name] = loadLanguage(files, name, s.rituals, r)
	}
	for _, name := range files.foldersWith(vocabularyFileName) {
		if v := loadVocabulary(files, name, r); v != nil {
			s.spoken[name] = v
		}
	}
	if s.words[fallback] == nil {
		r.add(fallback, 0, "the words of this language are missing", "it is what everybody understands")
	}
	for name, l := range s.words {
		if l.vocabulary = s.spoken[name]; l.vocabulary == nil {
			r.add(path.Join(name, vocabularyFileName), 0, "the words of replies are missing", "copy the shipped file")
		}
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	s.compose()
	return s, nil
}

// loadRituals reads the structure of every ritual.
func loadRituals(files overlay, r *report) []ritual.Definition {
	var defs []ritual.Definition
	for _, name := range files.yamlNames(ritualFolder) {
		file := path.Join(ritualFolder, name+".yaml")
		var d ritual.Definition
		if !readYAML(files, file, &d, r) {
			continue
		}
		if d.Name == "" {
			d.Name = name
		}
		if d.Name != name {
			r.add(file, 0, fmt.Sprintf("name: %q is not the name of the file", d.Name), "leave it out")
		}
		if err := d.Check(); err != nil {
			r.add(file, 0, err.Error(), "")
			continue
		}
		defs = append(defs, d)
	}
	if !slices.ContainsFunc(defs, func(d ritual.Definition) bool { return d.Digest }) {
		r.add(ritualFolder, 0, "none is the weekly letter", "one file needs digest: true")
	}
	return defs
}

// readYAML reads a file strictly: a key that v does not have is a mistake.
func readYAML(files fs.FS, file string, v any, r *report) bool {
	text, err := fs.ReadFile(files, file)
	if err != nil {
		r.add(file, 0, "cannot be read", "put the file back, or remove its folder")
		return false
	}
	if err := yaml.Load(text, v, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
		r.addYAML(file, err)
		return false
	}
	return true
}

// compileAll reads every phrase inside v, which is a pointer to a struct of
// words, and reports those that are missing or wrong.
func compileAll(file string, v any, g grammar, r *report) {
	c := compiler{file, g, r}
	c.walk(reflect.ValueOf(v).Elem(), "", false)
}

type compiler struct {
	file string
	g    grammar
	r    *report
}

func (c compiler) walk(v reflect.Value, key string, optional bool) {
	if p, ok := phraseAt(v); ok {
		c.phrase(p, key, optional)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.walk(v.Elem(), key, optional)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			c.walk(v.Field(i), join(key, yamlName(f)), f.Tag.Get("words") == "optional")
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i), fmt.Sprintf("%s[%d]", key, i+1), false)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			c.walk(v.MapIndex(k), join(key, k.String()), false)
		}
	}
}

func (c compiler) phrase(p *Phrase, key string, optional bool) {
	if !p.given() {
		if !optional && p.line == 0 {
			c.r.add(c.file, 0, key+": missing", "copy it from the shipped file")
		}
		return
	}
	if err := p.compile(c.g); err != nil {
		c.r.add(c.file, p.line, fmt.Sprintf("%s: %v", key, err), "")
	}
}

// phraseAt returns the phrase that v is or points to.
func phraseAt(v reflect.Value) (*Phrase, bool) {
	if v.Kind() == reflect.Pointer {
		p, ok := v.Interface().(*Phrase)
		return p, ok && p != nil
	}
	if v.CanAddr() {
		p, ok := v.Addr().Interface().(*Phrase)
		return p, ok
	}
	return nil, false
}

func yamlName(f reflect.StructField) string {
	if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" {
		return name
	}
	return strings.ToLower(f.Name)
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "." + b
}
