package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"milepost/daemon"
	"milepost/internal/config"
	"milepost/mentoring"
	"milepost/store"
)

func TestAlarm(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cfg := config.Sample()
	cfg.Database, cfg.Keys = filepath.Join(dir, "milepost.db"), filepath.Join(dir, "keys")
	told := filepath.Join(dir, "told")
	cfg.AlarmCommand = []string{"sh", "-c", `cat >> "$0"`, told}
	d, err := daemon.Open(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	monday := time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)
	person := func(name, address string) mentoring.Person {
		return mentoring.Person{Name: name, Addresses: []mentoring.Address{{Address: address}}, Zone: "Europe/Lisbon"}
	}
	_, err = d.Store.AddPair(t.Context(), store.NewPair{
		Mentor: person("Tomasz Nowak", "tomasz@mentors.example"), Mentee: person("Ana Sousa", "ana@mentors.example"),
	}, monday)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Plan(t.Context(), monday); err != nil {
		t.Fatal(err)
	}
	al := newAlarm(cfg, d.Store, d.Log)
	const text = "Milepost: a mail has waited for 5 hours: the mail server does not take it.\nmilepost check says what is wrong\n"
	for _, turn := range []struct {
		after time.Duration
		want  string
	}{
		{time.Hour, ""},
		{5 * time.Hour, text},
		{6 * time.Hour, text}, // said once is enough for today
	} {
		if err := al.turn(t.Context(), monday.Add(turn.after)); err != nil {
			t.Fatalf("turn() after %s = %v", turn.after, err)
		}
		got, err := os.ReadFile(told)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if string(got) != turn.want {
			t.Errorf("after %s the command was told %q, want %q", turn.after, got, turn.want)
		}
	}
}
