package templates

import (
	"testing"

	"milepost/mentoring/calendar"
)

func TestLanguageOfAPerson(t *testing.T) {
	t.Parallel()
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		tag        string
		understood bool
		words      string
	}{
		{"en", true, "en"},
		{"en-US", true, "en"},
		{"en_us", true, "en"},
		{"de", true, "en"}, // no mails in German yet
		{"pt-BR", true, "en"},
		{"xx", false, "en"},
		{"xx-US", false, "en"},
		{"", false, "en"},
	} {
		if got := s.Understands(tt.tag); got != tt.understood {
			t.Errorf("Understands(%q) = %v, want %v", tt.tag, got, tt.understood)
		}
		if got := s.Words(tt.tag); got != tt.words {
			t.Errorf("Words(%q) = %q, want %q", tt.tag, got, tt.words)
		}
	}
}

// TestRegionOrdersFigures shows that the region of a person decides what 5/12 is.
func TestRegionOrdersFigures(t *testing.T) {
	t.Parallel()
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	today := calendar.NewDate(2026, 11, 25)
	for tag, want := range map[string]string{
		"en": "2026-12-05", "en-GB": "2026-12-05", "en-US": "2027-05-12", "de": "2026-12-05", "de-AT": "2026-12-05", "pt-BR": "2026-12-05",
	} {
		day, _, ok := s.Vocabulary(tag).Lexicon.Date("5/12", today)
		if !ok || day.Date.String() != want || !day.Ambiguous() {
			t.Errorf("%s: Date(5/12) = %v or %v, want %s and a doubt", tag, day.Date, day.Or, want)
		}
	}
}
