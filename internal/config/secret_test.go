package config

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

func TestSecretIsNeverShown(t *testing.T) {
	t.Parallel()
	const word = "hunter2"
	s := Secret{text: word}
	holder := struct {
		Password Secret
		Inner    *Secret
	}{s, &s}
	var logged bytes.Buffer
	for _, handler := range []slog.Handler{
		slog.NewTextHandler(&logged, nil), slog.NewJSONHandler(&logged, nil),
	} {
		slog.New(handler).Info("login", "password", s, "holder", holder)
	}
	shown := []string{logged.String(), s.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		shown = append(shown, fmt.Sprintf(verb, s), fmt.Sprintf(verb, holder))
	}
	asJSON, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Dump(holder)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range append(shown, string(asJSON), string(asYAML)) {
		if strings.Contains(text, word) || strings.Contains(text, fmt.Sprintf("%x", word)) {
			t.Errorf("a secret shows itself: %s", text)
		}
	}
	for _, text := range []string{string(asJSON), string(asYAML), fmt.Sprint(s)} {
		if !strings.Contains(text, mask) {
			t.Errorf("%s lacks %s", text, mask)
		}
	}
	if s.Reveal() != word {
		t.Errorf("Reveal() = %q, want %q", s.Reveal(), word)
	}
}

func TestPasswordFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i, row := range []struct {
		content string
		mode    os.FileMode
		want    string
		wrong   string
	}{
		{"hunter2\n", 0o600, "hunter2", ""},
		{"hunter2", 0o400, "hunter2", ""},
		{"hunter2\r\n", 0o600, "hunter2", ""},
		{" with spaces \n", 0o600, " with spaces ", ""},
		{"two\nlines\n", 0o600, "", "more than one line"},
		{"\n", 0o600, "", "is empty"},
		{"", 0o600, "", "is empty"},
		{strings.Repeat("x", secretLimit+1), 0o600, "", "too long"},
		{"hunter2\n", 0o640, "", "can be read by others (mode 0640): type: chmod 600 "},
		{"hunter2\n", 0o604, "", "can be read by others (mode 0604)"},
	} {
		name := filepath.Join(dir, fmt.Sprintf("password %d", i))
		write(t, name, row.content, row.mode)
		got, err := Server{PasswordFile: name}.Password(t.Context())
		if got.Reveal() != row.want || (err == nil) != (row.wrong == "") {
			t.Errorf("Password() of %.20q, mode %o = %q, %v, want %q", row.content, row.mode, got.Reveal(), err, row.want)
			continue
		}
		if err != nil && (!strings.Contains(err.Error(), row.wrong) || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("Password() = %v, want %q without the password", err, row.wrong)
		}
	}
}

func TestPasswordIsReadAnew(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "password")
	for _, want := range []string{"first", "second"} {
		write(t, name, want+"\n", 0o600)
		if got, err := (Server{PasswordFile: name}).Password(t.Context()); err != nil || got.Reveal() != want {
			t.Errorf("Password() = %q, %v, want %q", got.Reveal(), err, want)
		}
	}
}

func TestPasswordCommand(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		argv        []string
		want, wrong string
	}{
		{[]string{"sh", "-c", "echo hunter2"}, "hunter2", ""},
		{[]string{"printf", "%s", "a b"}, "a b", ""},
		{[]string{"sh", "-c", "echo hunter2; echo hunter2 >&2; exit 3"}, "", "exit status 3"},
		{[]string{"sh", "-c", "cat"}, "", "is empty"},
		{[]string{"milepost-no-such-program"}, "", "not found"},
	} {
		got, err := Server{PasswordCommand: row.argv}.Password(t.Context())
		if got.Reveal() != row.want || (err == nil) != (row.wrong == "") {
			t.Errorf("Password() by %v = %q, %v, want %q", row.argv, got.Reveal(), err, row.want)
			continue
		}
		if err != nil && (!strings.Contains(err.Error(), row.wrong) || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("Password() by %v = %v, want %q without the password", row.argv, err, row.wrong)
		}
	}
}

func TestPasswordCommandStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Server{PasswordCommand: []string{"sh", "-c", "echo late"}}.Password(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Password() = %v, want %v", err, context.Canceled)
	}
}

func TestPasswordCredential(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "smtp-password"), "hunter2\n", 0o440) // as systemd's access list shows it
	server := Server{Credential: "smtp-password"}

	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	if got, err := server.Password(t.Context()); err != nil || got.Reveal() != "hunter2" {
		t.Errorf("Password() = %q, %v, want hunter2", got.Reveal(), err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	if _, err := server.Password(t.Context()); err == nil || !strings.Contains(err.Error(), "LoadCredential=") {
		t.Errorf("Password() = %v, want a hint at LoadCredential=", err)
	}
}

func TestNoPassword(t *testing.T) {
	t.Parallel()
	if got, err := (Server{}).Password(t.Context()); err != nil || got.Reveal() != "" {
		t.Errorf("Password() = %q, %v, want none", got.Reveal(), err)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "open-password"), "hunter2\n", 0o644)
	write(t, filepath.Join(dir, "not-a-ca.pem"), "hello\n", 0o644)
	text := strings.Replace(minimal, "smtp: {", "smtp: {username: a, password_file: open-password, ca_file: not-a-ca.pem, ", 1)
	text = strings.Replace(text, "imap: {", "imap: {username: a, password_command: [milepost-no-such-program], ca_file: missing.pem, ", 1)
	text += "templates: open-password\nalarm_command: [milepost-no-such-program]\nlog: {level: loud}\n"
	write(t, filepath.Join(dir, "config.yaml"), text, 0o644)

	_, err := Load(filepath.Join(dir, "config.yaml"), Files)
	found, _ := errors.AsType[Error](err)
	got := map[string]string{}
	for _, p := range found {
		got[p.Path] = p.Text + "|" + p.Remedy
	}
	for path, want := range map[string]string{
		"smtp.password_file":    "can be read by others (mode 0644)|type: chmod 600 " + filepath.Join(dir, "open-password"),
		"smtp.ca_file":          "holds no certificate|name a file with PEM certificates",
		"imap.password_command": "not found",
		"imap.ca_file":          "does not exist|create it, or correct the name",
		"templates":             "is not a folder|",
		"alarm_command":         "not found",
		"log.level":             "is not one of the choices|",
	} {
		if !strings.Contains(got[path], want) {
			t.Errorf("Load() says of %s: %q, want %q", path, got[path], want)
		}
		delete(got, path)
	}
	if len(got) > 0 {
		t.Errorf("Load() also found %v", got)
	}
}

func TestClosest(t *testing.T) {
	t.Parallel()
	known := []string{"host", "port", "password_file", "password_command", "username"}
	for word, want := range map[string]string{
		"hots": "host", "Host": "host", "prt": "port", "pasword_file": "password_file",
		"user_name": "username", "colour": "", "": "", "x": "",
	} {
		if got := Closest(word, known); got != want {
			t.Errorf("Closest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	for _, name := range strings.Fields(zoneNames) {
		if _, err := parseZone(name); err != nil {
			t.Errorf("parseZone(%q) = %v", name, err)
		}
	}
	for name, want := range map[string]string{
		"Europe/Lisabon": "Europe/Lisbon", "europe/lisbon": "Europe/Lisbon", "Lisbon": "Europe/Lisbon",
		"America/New York": "America/New_York", "new york": "America/New_York", "Warsaw": "Europe/Warsaw",
		"somewhere": "such as Europe/Lisbon",
	} {
		_, err := parseZone(name)
		if name == "europe/lisbon" && err == nil {
			continue // a file system that takes either spelling
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parseZone(%q) = %v, want %q", name, err, want)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Size{
		"25MB": 25 * MB, "512KB": 512 * KB, "512 kb": 512 * KB, "900B": 900, "1gb": GB, "0B": 0,
		"25": -1, "": -1, "-1MB": -1, "MB": -1, "1.5MB": -1, "99999999GB": -1, "25 MB each": -1,
	} {
		got := Size(-1)
		if err := got.UnmarshalText([]byte(text)); (err == nil) != (want >= 0) || got != want {
			t.Errorf("Size %q = %d, %v, want %d", text, got, err, want)
			continue
		}
		var again Size
		if want >= 0 {
			if err := again.UnmarshalText([]byte(got.String())); err != nil || again != got {
				t.Errorf("Size %q written as %q reads as %d, %v", text, got, again, err)
			}
		}
	}
}
