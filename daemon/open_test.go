package daemon_test

import (
	"slices"
	"testing"

	"milepost/daemon"
	"milepost/internal/config"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// TestPolicyOf: what an operator writes about the rhythm is what is obeyed.
func TestPolicyOf(t *testing.T) {
	t.Parallel()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	onSchedule := slices.DeleteFunc(set.Rituals(), func(d ritual.Definition) bool { return d.Trigger != ritual.OnSchedule })
	first, second := onSchedule[0].Name, onSchedule[1].Name
	cfg := config.Default()
	cfg.Retention.Days = 60
	cfg.Rhythm.Budget = config.Budget{Week: 2, MorePerMentee: 0, AtMost: 4}
	cfg.Rhythm.Rituals = map[string]config.Ritual{first: {Off: true}, second: {Every: 3}}
	p, err := daemon.PolicyOf(cfg, set)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Common["because"] || !p.Common["weil"] || p.Common["deadline"] {
		t.Error("PolicyOf().Common is not what the languages have")
	}
	if p.KeepDays != 60 {
		t.Errorf("PolicyOf().KeepDays = %d, want 60", p.KeepDays)
	}
	if want := (mentoring.Budget{Week: 2, Most: 4}); p.Budget != want {
		t.Errorf("PolicyOf().Budget = %v, want %v", p.Budget, want)
	}
	if _, ok := p.Ritual(first); ok {
		t.Errorf("PolicyOf() has %s, which is off", first)
	}
	changed, _ := p.Ritual(second)
	for _, a := range changed.Audience {
		if a.Every != 3 {
			t.Errorf("PolicyOf() asks the %s every %d weeks, want 3", a.Role, a.Every)
		}
	}
	cfg.Rhythm.Rituals = map[string]config.Ritual{second: {Schedule: "never"}}
	if _, err := daemon.PolicyOf(cfg, set); err == nil {
		t.Error("PolicyOf() takes a schedule that is none")
	}
}
