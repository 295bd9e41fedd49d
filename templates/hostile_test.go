package templates

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// hostile are words that try to be something else.
var hostile = []string{
	`<script>alert(1)</script>`,
	`{{.Partner}} {{template "x"}} {{`,
	`</td></tr></table><h1>Pay here</h1>`,
	"line\r\nBcc: victim@world.test\r\n\r\nbody",
	"\u202eevil\u202c \u2066x\u2069 \u200fy \ufeff\u200b",
	`"onmouseover="x" style="display:none`,
	"&lt;b&gt; &amp; %0D%0A %s %!d",
	"**bold** `stop` \x02bold\x03stop",
	"javascript:alert(1) data:text/html,x http://evil.example/",
	"\x00\x1b[31m\x7f",
	"-- \n> quoted\nFrom here",
	strings.Repeat("long", 3000),
}

// hostileMails draws every kind of mail with the same words everywhere.
func hostileMails(t testing.TB, s *Set, words string) map[string]Rendered {
	t.Helper()
	e := newExample()
	for i := range e.record.Entries {
		e.record.Entries[i].Text, e.record.Entries[i].Response = words, words
	}
	e.tomasz.Name, e.record.People[1].Name = words, words
	out := map[string]Rendered{}
	add := func(name string, r Rendered, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = r
	}
	for _, d := range s.Rituals() {
		if !d.Digest {
			p := e.prompt(d, e.ana, false)
			p.Program, p.RunBy, p.Contact, p.Parts[0].AddedBy = words, words, words, words
			r, _, err := s.Prompt(p)
			add(d.Name, r, err)
		}
	}
	week := e.digest(e.ana)
	x := &week.Digest.Sections[0]
	quote := digest.Quote{By: words, Text: words}
	x.Wins, x.Words = []digest.Quote{quote}, []digest.Words{{Quote: quote, Question: words}}
	x.Views = []digest.Views{{Question: words, Mine: words, Theirs: words, MineV: 3}}
	x.Commitments = []digest.Commitment{{Entry: e.record.Of(mentoring.CommitmentEntry)[0], By: words}}
	x.Asks, x.Replies, x.Proposals = e.record.Of(mentoring.CommitmentEntry), e.record.Of(mentoring.CommitmentEntry), e.record.Of(mentoring.GoalEntry)
	x.Revealed, x.Thought.Text = []digest.Access{{At: e.now, Reason: words}}, words
	r, err := s.Digest(week)
	add("week", r, err)
	receipt := mentoring.Receipt{Shows: ritual.Shared}
	for _, v := range verbs {
		receipt.Said = append(receipt.Said, mentoring.Said{What: string(v), Text: words, Visible: ritual.Shared})
	}
	for _, d := range doubts {
		receipt.Doubts = append(receipt.Doubts, reading.Doubt{Kind: d, Text: words, Suggest: words, Ref: words})
	}
	r, err = s.Receipt(ReceiptMail{Frame: e.frame(e.ana), Parts: []ReceiptPart{{Section: e.section(e.ana), Receipt: receipt, PartnerSees: []string{words}}}})
	add("receipt", r, err)
	for _, name := range []string{"stray", "export", "confirm-address", "which-pair"} {
		n := e.notice(name)
		n.Original, n.Entries = words, e.record.Entries
		n.Words = map[string]string{"address": words}
		r, err := s.Notice(n)
		add(name, r, err)
	}
	return out
}

// TestWordsStayWords puts hostile words everywhere. They must be read as words:
// the page has the elements that it has with harmless words, and no header or
// link takes anything on.
func TestWordsStayWords(t *testing.T) {
	t.Parallel()
	s := load(t)
	count := func(page string) map[string]int {
		out := map[string]int{}
		for _, n := range nodes(t, page) {
			if n.Data != "br" { // one for each line of an original
				out[n.Data+" "+attr(n, "class")]++
			}
		}
		return out
	}
	harmless := hostileMails(t, s, "harmless")
	for _, words := range hostile {
		for name, mail := range hostileMails(t, s, words) {
			want := count(harmless[name].HTML)
			for element, n := range count(mail.HTML) {
				if want[element] != n {
					t.Errorf("%s with %.30q: %d of <%s>, want %d", name, words, n, element, want[element])
				}
			}
			checkHostile(t, name, words, mail)
		}
	}
}

func checkHostile(t *testing.T, name, words string, mail Rendered) {
	t.Helper()
	if strings.ContainsAny(mail.Subject+mail.Preheader, "\r\n\x00\u202e\u2066\x02\x03") {
		t.Errorf("%s with %.30q: subject %q", name, words, mail.Subject)
	}
	if strings.ContainsAny(mail.HTML, "\x00\x1b\x02\x03\u202e\u2066\u200f") {
		t.Errorf("%s with %.30q: control characters in the HTML", name, words)
	}
	if strings.ContainsAny(mail.Text, "\r\x00\x1b\x02\x03\u202e\u2066\u200f") {
		t.Errorf("%s with %.30q: control characters in the text", name, words)
	}
	if strings.Count(mail.Text, "\n-- \n") != 1 {
		t.Errorf("%s with %.30q: %d signature marks", name, words, strings.Count(mail.Text, "\n-- \n"))
	}
	for _, n := range nodes(t, mail.HTML) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s with %.30q: attribute %s", name, words, a.Key)
			}
		}
		if n.Data != "a" {
			continue
		}
		u, err := url.Parse(attr(n, "href"))
		if err != nil || u.Scheme != "mailto" || u.Opaque != "pairs+k7f2mq4nb3xw@mentors.example" || len(u.Query()) != 2 {
			t.Errorf("%s with %.30q: link %.200q", name, words, attr(n, "href"))
		}
	}
	if len(words) < 200 && strings.Contains(words, "{{.Partner}}") && !strings.Contains(html.UnescapeString(mail.HTML), "{{.Partner}}") && name == "week" {
		t.Errorf("%s: the words %q were read as a template", name, words)
	}
}

func FuzzWords(f *testing.F) {
	for _, w := range hostile {
		f.Add(w)
	}
	s := load(f)
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 4000 {
			return
		}
		for name, mail := range hostileMails(t, s, words) {
			checkHostile(t, name, words, mail)
		}
	})
}
