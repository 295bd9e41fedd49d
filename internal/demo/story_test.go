package demo

import (
	"strings"
	"testing"
)

// TestStory holds the story to what makes it worth playing.
func TestStory(t *testing.T) {
	t.Parallel()
	s, err := loadStory()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Pairs) != 3 {
		t.Fatalf("the story has %d pairs, want 3", len(s.Pairs))
	}
	zones, roles := map[string]bool{}, map[string][2]int{}
	for _, r := range s.People {
		zones[r.Zone] = true
		if !strings.HasSuffix(r.Address, "@people.example") {
			t.Errorf("%s has a real address: %s", r.ID, r.Address)
		}
		if r.location().String() != r.Zone {
			t.Errorf("%s lives in %q, which is no zone", r.ID, r.Zone)
		}
	}
	if len(zones) < 2 {
		t.Error("all live in one zone")
	}
	twice, away, down := 0, 0, 0
	for _, r := range s.People {
		away += len(r.Away)
		down += len(r.Down)
	}
	habits := map[string]bool{}
	for _, p := range s.Pairs {
		mentor, mentee := roles[p.Mentor], roles[p.Mentee]
		mentor[0]++
		roles[p.Mentor] = mentor
		mentee[1]++
		roles[p.Mentee] = mentee
		said := ""
		for _, sc := range p.scenes() {
			habits[sc.How] = true
			if sc.Twice {
				twice++
			}
			if sc.week < 1 || sc.week > AllWeeks {
				t.Errorf("week %d is not in the story", sc.week)
			}
			if n := len([]rune(sc.Tells)); n > 80 {
				t.Errorf("week %d: %q is %d long, want 80 at most", sc.week, sc.Tells, n)
			}
			said += " " + sc.Free
			for _, s := range sc.Says {
				said += " " + s.Text
			}
		}
		for who, secrets := range p.Secrets {
			for _, words := range secrets {
				if !strings.Contains(plain(said), plain(words)) {
					t.Errorf("%s never says the secret %q", who, words)
				}
			}
		}
	}
	if roles["tomasz"] != [2]int{2, 0} || roles["ana"] != [2]int{1, 1} {
		t.Errorf("Tomasz is %v and Ana %v, want a mentor of two, and one who is both", roles["tomasz"], roles["ana"])
	}
	if twice == 0 || away == 0 || down == 0 {
		t.Errorf("%d mails are sent twice, %d people are away, %d unreachable; want some of each", twice, away, down)
	}
	if len(habits) < 8 {
		t.Errorf("people answer in %d ways, want at least 8", len(habits))
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one", 10, "one"},
		{"one two three", 7, "one two|three"},
		{"a-word-that-is-too-long for it", 10, "a-word-that-is-too-long|for it"},
	} {
		if got := strings.Join(wrap(tt.text, tt.width), "|"); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"Ana Sousa", "ana-sousa"},
		{"Re: Week 2: how did it go?", "re-week-2-how-did-it-go"},
		{"../../etc", "etc"},
		{"é ü", ""},
		{strings.Repeat("long ", 20), "long-long-long-long-long-long-long-long-long-long-long-long"},
	} {
		if got := slug(tt.in); got != tt.want {
			t.Errorf("slug(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
