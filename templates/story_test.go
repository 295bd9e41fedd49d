package templates

import (
	"strings"
	"testing"

	"milepost/mentoring/digest"
)

// TestStoryFile keeps private notes out of the mail, and has them in the file of
// their author, whole.
func TestStoryFile(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	v := e.story(e.ana)
	long := strings.Repeat("many words ", 60) + "end"
	v.Story.Wins[0].Text = long
	mail, file, err := set.Story(v)
	if err != nil {
		t.Fatal(err)
	}
	private := "It is all right to say that I do not know yet."
	if strings.Contains(mail.Text, private) || strings.Contains(mail.HTML, private) {
		t.Errorf("the mail has a private note")
	}
	for _, want := range []string{
		"# Ana & Tomasz\n", "## Your notes\n", private + " (only you see this)", long, "  - M1 pick the project, Fri 9 Oct 2026\n",
		"what came of it: Two people said no.", "also told in the program", "Priya Shah: Your notes make our reviews shorter.",
	} {
		if !strings.Contains(file.Text, want) {
			t.Errorf("the file has no %q:\n%s", want, file.Text)
		}
	}
	if file.Name != "story.md" {
		t.Errorf("the file's name is %q", file.Name)
	}
}

// TestStoryTakesARitualsWords draws the mail with the subject and the last words of
// the ritual that sends it.
func TestStoryTakesARitualsWords(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	v := e.story(e.ana)
	v.Ritual = "farewell"
	mail, _, err := set.Story(v)
	if err != nil {
		t.Fatal(err)
	}
	if own := set.words[fallback].rituals[v.Ritual].Headline.plain(Facts{Partner: "Tomasz"}); !strings.Contains(mail.Text, own) {
		t.Errorf("the mail has not the headline %q:\n%s", own, mail.Text)
	}
}

// TestLongStoryFits shows less of each list where mail programs would cut the mail.
func TestLongStoryFits(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	v := e.story(e.tomasz)
	for range 400 {
		v.Story.Wins = append(v.Story.Wins, v.Story.Wins[0])
		v.Story.Tries = append(v.Story.Tries, v.Story.Tries[0])
		v.Story.Goals = append(v.Story.Goals, v.Story.Goals[0])
		v.Story.Closing = append(v.Story.Closing, digest.Views{Question: "And then?", Mine: strings.Repeat("much ", 80)})
	}
	mail, file, err := set.Story(v)
	if err != nil || len(mail.HTML) > 80<<10 {
		t.Errorf("Story() of a long story: %d bytes, %v", len(mail.HTML), err)
	}
	if n := strings.Count(file.Text, "also told in the program"); n != 1 {
		t.Errorf("the file has %d wins that the program heard of, want 1", n)
	}
}
