package templates

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// TestShippedRituals holds the structure that the rest relies on: one weekly
// letter, at most four questions a person, consent before everything else.
func TestShippedRituals(t *testing.T) {
	t.Parallel()
	s := load(t)
	letters := 0
	for _, d := range s.Rituals() {
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
		if d.Digest {
			letters++
		}
		if d.Trigger == ritual.OnInvited && d.Rank != slices.MinFunc(s.Rituals(), func(a, b ritual.Definition) int { return a.Rank - b.Rank }).Rank {
			t.Errorf("%s: rank %d is not the lowest", d.Name, d.Rank)
		}
		for _, role := range []ritual.Role{ritual.Mentor, ritual.Mentee} {
			asked, standIns := d.QuestionsFor(role), map[string]bool{}
			for _, q := range asked {
				standIns[q.Otherwise] = q.Otherwise != ""
			}
			n := 0
			for _, q := range asked {
				if !standIns[q.Key] {
					n++
				}
			}
			if n > 4 {
				t.Errorf("%s: %d questions for the %s, at most 4", d.Name, n, role)
			}
		}
	}
	if letters != 1 {
		t.Errorf("%d weekly letters, want 1", letters)
	}
}

func TestLanguagesThatShip(t *testing.T) {
	t.Parallel()
	s := load(t)
	if got := s.Languages(); !slices.Equal(got, []string{"en"}) {
		t.Errorf("Languages() = %v, want [en]", got)
	}
	if got, want := s.Vocabularies(), []string{"de", "en", "es", "fr", "it", "nl", "pl", "pt"}; !slices.Equal(got, want) {
		t.Errorf("Vocabularies() = %v, want %v", got, want)
	}
	for name, want := range map[string]string{"en": "en", "en-GB": "en", "EN_us": "en", "tlh": "en", "": "en", "de": "de", "de-AT": "de", "pt_BR": "pt"} {
		if got := s.Vocabulary(name).Language; got != want {
			t.Errorf("Vocabulary(%q).Language = %q, want %s", name, got, want)
		}
	}
	if first, again := s.Vocabulary("en-US"), s.Vocabulary("en-US"); first != again || first == s.Vocabulary("en") {
		t.Error("Vocabulary(en-US) is that of en, or not always the same")
	}
}

// TestVocabulary checks words that people are told to use.
func TestVocabulary(t *testing.T) {
	t.Parallel()
	v := load(t).Vocabulary("en")
	for word, want := range map[string]reading.Verb{
		"skip": reading.Skip, "snooze": reading.Snooze, "pause": reading.Pause, "away": reading.Pause, "stop": reading.Stop,
		"unsubscribe": reading.Stop, "end kindly": reading.EndKindly, "kept": reading.Done, "pass on": reading.PassOn,
		"text only": reading.TextOnly, "acks off": reading.NoReceipts, "confidential": reading.Confidential, "thanks": reading.Win,
	} {
		if !slices.Contains(v.Verbs[want], word) {
			t.Errorf("Verbs[%s] is without %q", want, word)
		}
	}
	for phrase, want := range map[string]reading.Verb{"not this week": reading.Skip, "tomorrow": reading.Snooze, "please stop": reading.Stop} {
		if got := v.Whole[phrase]; got != want {
			t.Errorf("Whole[%q] = %q, want %q", phrase, got, want)
		}
	}
	for _, verb := range verbs {
		if verb == reading.Detail {
			continue // its sorts begin the line
		}
		if len(v.Verbs[verb]) == 0 || v.Verbs[verb][0] != string(verb) && verb != reading.AnswerAsk {
			t.Errorf("Verbs[%s] = %v, want the word itself first", verb, v.Verbs[verb])
		}
	}
}

// TestOverride replaces one file of an installation and keeps the others.
func TestOverride(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := readShipped(t, "en/prompt.yaml")
	write(t, dir, "en/prompt.yaml", strings.Replace(text, "Open a reply with the questions", "Antworten", 1))
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	e := newExample()
	i := slices.IndexFunc(s.Rituals(), func(d ritual.Definition) bool {
		return d.Trigger == ritual.OnSchedule && d.Visible == ritual.Shared && !d.Digest
	})
	r, _, err := s.Prompt(e.prompt(s.Rituals()[i], e.ana, false))
	if err != nil || !strings.Contains(r.HTML, "Antworten") {
		t.Errorf("the installation's words are not in the mail: %v", err)
	}
}

// TestOverrideAddsARitual shows that a new ritual is two files and no code.
func TestOverrideAddsARitual(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "rituals/lunch.yaml", "trigger: schedule\nschedule: \"0 11 * * THU\"\nrank: 45\naudience: [{role: mentor}]\nvisible: shared\nquestions:\n  - {key: soup, kind: text}\n")
	write(t, dir, "en/rituals/lunch.yaml", "subject: Lunch\npreheader: Soup or salad\nheadline: Lunch with {{.Partner}}?\nquestions:\n  soup: {text: \"**Soup?**\"}\n")
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, ok := s.ritual("lunch")
	if !ok {
		t.Fatal("the new ritual is not there")
	}
	e := newExample()
	r, asked, err := s.Prompt(e.prompt(d, e.tomasz, false))
	if err != nil || !strings.Contains(r.Text, "Lunch with Ana?") || len(asked) != 1 || asked[0].Text != "Soup?" {
		t.Errorf("Prompt() = %q, %v, %v", r.Text, asked, err)
	}
}

// TestLoadNamesEveryMistake breaks files, and wants each mistake with its line.
func TestLoadNamesEveryMistake(t *testing.T) {
	t.Parallel()
	prompt := readShipped(t, "en/prompt.yaml")
	look := readShipped(t, "html/look.yaml")
	for name, c := range map[string]struct{ file, text, want string }{
		"unknown key":         {"en/prompt.yaml", prompt + "colour: red\n", "en/prompt.yaml:"},
		"missing phrase":      {"en/prompt.yaml", strings.Replace(prompt, "only-you:", "#", 1), "only-you: missing"},
		"unknown placeholder": {"en/prompt.yaml", strings.Replace(prompt, "{{.N}}", "{{.M}}", 1), "there is no placeholder {{.M}}"},
		"open action":         {"en/prompt.yaml", strings.Replace(prompt, "{{.N}}", "{{.N", 1), "{{ is not closed"},
		"open bold":           {"en/prompt.yaml", strings.Replace(prompt, "**Two words are fine.**", "**Two words are fine.", 1), "** stands alone"},
		"open command":        {"en/prompt.yaml", strings.Replace(prompt, "`private:`", "`private:", 1), "a backquote stands alone"},
		"not yaml":            {"en/prompt.yaml", "button: [", "en/prompt.yaml:"},
		"bad schedule":        {"rituals/digest.yaml", "digest: true\ntrigger: schedule\nschedule: \"99 9 * * *\"\naudience: [{role: mentee}]\n", "rituals/digest.yaml: schedule"},
		"unknown trigger":     {"rituals/digest.yaml", "digest: true\ntrigger: moon\naudience: [{role: mentee}]\n", "trigger: \"moon\""},
		"unknown verb":        {"en/vocabulary.yaml", "verbs: {jump: [jump]}\n", "jump is not a verb"},
		"two meanings":        {"en/vocabulary.yaml", "verbs: {skip: [pass], done: [pass]}\n", `"pass" means both done and skip`},
		"pale colour":         {"html/look.yaml", strings.Replace(look, "#5f6965", "#b0b0b0", 1), "mute on card (light) has a contrast of"},
		"no colour":           {"html/look.yaml", strings.Replace(look, "#5f6965", "grey", 1), `"grey" is not of the form`},
		"broken partial":      {"html/quote.tmpl", "{{.Nobody}}", "partials: quote:"},
		"broken template":     {"html/quote.tmpl", "{{if}}", "partials:"},
		"no question words":   {"rituals/farewell.yaml", "trigger: left\naudience: [{role: mentee}]\nquestions: [{key: why, kind: text}]\n", "questions: why: missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, dir, c.file, c.text)
			_, err := Load(dir)
			var problems Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Load() = %v, want it to say %q", err, c.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("Load() of a folder that is not there = nil")
	}
}

// TestAllMistakesAtOnce wants two mistakes of two files in one error.
func TestAllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "en/prompt.yaml", "button: x\nbold: y\n")
	write(t, dir, "rituals/digest.yaml", "digest: true\ntrigger: moon\naudience: [{role: mentee}]\n")
	_, err := Load(dir)
	if err == nil || !strings.Contains(err.Error(), "en/prompt.yaml:2") || !strings.Contains(err.Error(), "moon") {
		t.Errorf("Load() = %v, want both mistakes", err)
	}
}

func TestUnknownNames(t *testing.T) {
	t.Parallel()
	s := load(t)
	if _, _, err := s.Prompt(Prompt{Ritual: "nothing"}); err == nil {
		t.Error("Prompt() of an unknown ritual = nil")
	}
	if _, err := s.Notice(Notice{Name: "nothing"}); err == nil {
		t.Error("Notice() of an unknown name = nil")
	}
}

func readShipped(t *testing.T, name string) string {
	t.Helper()
	b, err := shipped.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
