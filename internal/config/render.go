package config

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"time"

	"milepost/mentoring/calendar"
)

//go:embed config.yaml.tmpl
var commented string

var commentedFile = template.Must(template.New("config.yaml").Funcs(template.FuncMap{
	"text":  quoted,
	"list":  list[string],
	"days":  list[calendar.Date],
	"weeks": list[calendar.Week],
	"time":  shortTime,
}).Parse(commented))

// Render writes c as a config.yaml in which every key is explained. Loading
// what it writes gives c again. File names stand as c has them, so render what
// was put together from [Default], not what [Load] resolved.
func Render(c *Config) []byte {
	var b bytes.Buffer
	if err := commentedFile.Execute(&b, c); err != nil {
		panic(fmt.Sprintf("config.yaml.tmpl does not fit Config: %v", err))
	}
	return b.Bytes()
}

// Sample is [Default] with the answers that config.yaml.example shows.
func Sample() *Config {
	c := Default()
	c.Program.Name = "Mentoring at Example"
	c.Program.RunBy = "Ana Sousa"
	c.Program.Contact = "ana@mentors.example"
	c.Program.Zone = "Europe/Lisbon"
	c.Mailbox.Address = "pairs@mentors.example"
	c.SMTP.Host = "smtp.mentors.example"
	c.SMTP.Username = "pairs@mentors.example"
	c.SMTP.PasswordFile = "smtp-password"
	c.IMAP.Host = "imap.mentors.example"
	c.IMAP.Username = "pairs@mentors.example"
	c.IMAP.PasswordFile = "imap-password"
	return c
}

// quoted is a value as YAML reads it back: bare where no reader could take it
// for anything else, such as yes, 08:00 or 1e3, and in double quotes elsewhere.
func quoted(value any) string {
	text := fmt.Sprint(value)
	if bareWord.MatchString(text) && !slices.Contains(yamlWords, strings.ToLower(text)) {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

var (
	bareWord  = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9/._@,-]*|[0-9]+(KB|MB|GB|B)|[0-9]{4}-[0-9]{2}-[0-9]{2})$`)
	yamlWords = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
)

// list is a list in brackets. A comma would part a bare word in two.
func list[T any](values []T) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = quoted(value)
		if strings.Contains(words[i], ",") && words[i][0] != '"' {
			words[i] = `"` + words[i] + `"`
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// shortTime is a length of time without the zeros that nobody writes.
func shortTime(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
