//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// answered is one reply of the loop: who answers what, with which client, and where in the mail.
type answered struct {
	client  string
	user    User
	style   Style
	answers Answers
	private bool // the answers stay with their author
}

// replies answer one check-in of either person. Later ones add to what the first has left open.
var replies = []answered{
	{"mutt", Ana, Interleaved, Answers{1: "Priya went through my parser change with me."}, false},
	{"alpine", Ana, Interleaved, Answers{2: "Two long meetings on Tuesday, and the café was closed."}, false},
	{"s-nail", Ana, TopPosted, Answers{3: "Saying no without sounding defensive."}, false},
	{"aerc", Tomasz, Interleaved, Answers{1: "On Monday, for half an hour."}, false},
	{"mblaze", Tomasz, Unquoted, Answers{2: "She asked for dissent before she gave her own view."}, false},
	{"neomutt", Tomasz, TopPosted, Answers{3: "private: I may change teams in spring."}, true},
}

// reason is what both people read about the operator's look at their words.
const reason = "to see that the loop is closed"

// TestLoop runs the whole loop on real mail: a check-in goes out, people answer it with six clients, the
// record holds the right words under the right questions, and the digest brings them to the other.
func TestLoop(t *testing.T) {
	Install(t, Packages()...)
	w := Up(t)
	m := NewMilepost(t, w)
	m.Run("check")
	m.Run("pair", "add", "--mentor", "Tomasz Nowak <tomasz@world.test>", "--mentee", "Ana Sousa <ana@world.test>",
		"--zone", "Europe/Lisbon", "--consent-given")
	m.Start()
	m.Run("ask", "check-in", "1")

	prompts := map[User]Mail{}
	for _, user := range []User{Ana, Tomasz} {
		prompts[user] = w.Await(t, user, "the check-in", subject(`^Week \d+: how (did|is) it go`))
		keep(t, string(user)+"-prompt.eml", prompts[user].Raw)
	}
	for i, r := range replies {
		// What comes while the daemon is down is read when it is up again.
		down := i == 1
		if down {
			m.Stop()
		}
		if !t.Run(r.client, func(t *testing.T) { r.send(t, w, prompts[r.user]) }) {
			t.FailNow()
		}
		if down {
			m.Start()
		}
		awaitRead(t, w, prompts, i+1)
	}

	shown := m.Run("pair", "show", "1", "--reveal", "--reason", reason, "--json")
	keep(t, "record.json", []byte(shown))
	checkRecord(t, shown, prompts)

	m.Run("ask", "digest", "1")
	for _, user := range []User{Ana, Tomasz} {
		digest := w.Await(t, user, "the digest", subject(`^Week \d+ together`))
		keep(t, string(user)+"-digest.eml", digest.Raw)
		checkDigest(t, user, digest)
	}
	m.Stop()
	m.Run("verify")
	checkSecrecy(t, w, m)
}

// subject matches a mail by its subject.
func subject(pattern string) func(Mail) bool {
	want := regexp.MustCompile(pattern)
	return func(m Mail) bool { return want.MatchString(m.Header("Subject")) }
}

// send answers the prompt.
func (r answered) send(t *testing.T, w *World, prompt Mail) {
	t.Helper()
	i := slices.IndexFunc(Clients(), func(c Client) bool { return c.Name == r.client })
	if i < 0 {
		t.Fatalf("there is no client %s", r.client)
	}
	Clients()[i].Reply(t, w, r.user, prompt, r.answers, r.style)
}

// awaitRead waits until n replies to the prompts lie where Milepost puts what it has read.
func awaitRead(t *testing.T, w *World, prompts map[User]Mail, n int) {
	t.Helper()
	read := 0
	done := Eventually(t, patience, func() bool {
		read = 0
		for _, m := range w.FetchFrom(t, Daemon, "Processed") {
			for user, prompt := range prompts {
				if m.Answers(prompt.ID()) && strings.Contains(m.Header("From"), user.Address()) {
					read++
				}
			}
		}
		return read >= n
	})
	if !done {
		t.Fatalf("Milepost has read %d replies, want %d", read, n)
	}
}

// shownPair is what the test needs to know of the output of pair show --json.
type shownPair struct {
	Rounds []struct {
		Ritual string
		People []struct {
			Role    string
			Answers []struct {
				N              int
				Question, Text string
			}
		}
	}
}

// checkRecord looks for every answer that both may read under its question, as it stood in the mail, and
// for nothing else.
func checkRecord(t *testing.T, output string, prompts map[User]Mail) {
	t.Helper()
	var shown shownPair
	if err := json.Unmarshal([]byte(output), &shown); err != nil {
		t.Fatalf("pair show --json: %v\n%s", err, output)
	}
	got := map[User]Answers{Ana: {}, Tomasz: {}}
	for _, round := range shown.Rounds {
		if round.Ritual != "check-in" {
			continue
		}
		for _, person := range round.People {
			user := map[string]User{"mentee": Ana, "mentor": Tomasz}[person.Role]
			for _, a := range person.Answers {
				got[user][a.N] = a.Text
				question := fmt.Sprintf("%d. %s", a.N, plain(a.Question))
				if !strings.Contains(plain(prompts[user].Text(t)), question) {
					t.Errorf("%s answered %q, which their mail did not ask", user, question)
				}
			}
		}
	}
	if want := shared(); !reflect.DeepEqual(got, want) {
		t.Errorf("answers in the record = %v, want %v; the record:\n%s", got, want, output)
	}
}

// shared is what the two may read of each other.
func shared() map[User]Answers {
	all := map[User]Answers{Ana: {}, Tomasz: {}}
	for _, r := range replies {
		if !r.private {
			maps.Copy(all[r.user], r.answers)
		}
	}
	return all
}

// checkDigest looks in the user's digest for the words of the other, and for the operator's look at them.
func checkDigest(t *testing.T, user User, digest Mail) {
	t.Helper()
	text := plain(digest.Text(t))
	want := []string{reason}
	for author, answers := range shared() {
		if author != user {
			want = slices.AppendSeq(want, maps.Values(answers))
		}
	}
	for _, words := range want {
		if !strings.Contains(text, words) {
			t.Errorf("the digest of %s lacks %q:\n%s", user, words, digest.Text(t))
		}
	}
}

// checkSecrecy looks for private words in what others get, and for any words, names and addresses in the
// log.
func checkSecrecy(t *testing.T, w *World, m *Milepost) {
	t.Helper()
	log := m.Log()
	for _, r := range replies {
		for _, words := range r.answers {
			words = strings.TrimPrefix(words, "private: ")
			if strings.Contains(log, words) {
				t.Errorf("the log holds %q", words)
			}
			if !r.private {
				continue
			}
			for _, other := range []User{Ana, Tomasz} {
				for _, mail := range w.Fetch(t, other) {
					if other != r.user && strings.Contains(plain(mail.Text(t)), words) {
						t.Errorf("%q of %s reached %s in %q", words, r.user, other, mail.Header("Subject"))
					}
				}
			}
		}
	}
	for _, user := range []User{Ana, Tomasz} {
		for _, word := range append(strings.Fields(user.Name()), user.Address()) {
			if strings.Contains(log, word) {
				t.Errorf("the log holds %q", word)
			}
		}
	}
}

// plain is text without emphasis and line breaks.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "*", "")), " ")
}
