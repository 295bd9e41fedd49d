package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestStoryIsKept lets a ritual that ends a pair tell its whole story: the mail has
// what both may read, and the file with it the reader's own private words, too.
func TestStoryIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		for i := range w.d.Policy.Rituals {
			if w.d.Policy.Rituals[i].Name == "farewell" {
				w.d.Policy.Rituals[i].Story = true
			}
		}
		w.says("tomasz", "welcome", "win: She led the retro\n\nnote: I learn to wait")
		w.says("ana", "welcome", "win: I led the retro\n\nnote: I was afraid")
		w.run(time.Hour)
		w.says("ana", "welcome", "stop")
		w.run(2 * week)
		all := opened(t, w.latest("tomasz", "farewell").raw)
		mail, file, ok := strings.Cut(all, "# Ana")
		if !ok {
			t.Fatalf("no file is attached:\n%s", all)
		}
		for _, part := range []string{mail, file} {
			if !strings.Contains(part, "I led the retro") || strings.Contains(part, "I was afraid") {
				t.Errorf("Tomasz reads:\n%s", part)
			}
		}
		if strings.Contains(mail, "I learn to wait") || !strings.Contains(file, "I learn to wait") {
			t.Errorf("his private note is in the mail, or not in the file:\n%s", all)
		}
		w.holds("ana", "tomasz")
	})
}
