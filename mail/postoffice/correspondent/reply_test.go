package correspondent_test

import (
	"bytes"
	"errors"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // Outlook writes windows-1252

	"milepost/mail/postoffice/correspondent"
)

var (
	ana      = mail.Address{Name: "Ana", Address: "ana@world.test"}
	tomasz   = mail.Address{Name: "Tomasz Nowak", Address: "tomasz@world.test"}
	lisbonPM = time.Date(2025, 11, 21, 18, 5, 0, 0, time.FixedZone("", 0))
)

// prompts are the shapes of mail to answer: text only, and with HTML by
// paragraphs, by line breaks and by tables.
var prompts = []string{"plain.eml", "paragraphs.eml", "breaks.eml", "table.eml"}

func prompt(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// said is a reply with something to say to three of four questions.
func said(h correspondent.Habit) correspondent.Reply {
	return correspondent.Reply{
		Habit: h,
		From:  ana,
		Answers: []correspondent.Answer{
			{Question: 3, Text: "The hard one. Café noise aside, I would like to hear how you would split a change that is far too long for one evening."},
			{Question: 1, Text: "Reviewed on Tuesday.\nMerged since."},
			{Question: 4, Text: "4"},
		},
		At: lisbonPM,
	}
}

// read decodes a mail into its text and HTML parts.
func read(t testing.TB, raw []byte) (h message.Header, text, html string) {
	t.Helper()
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("read the letter: %v\n%s", err, raw)
	}
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil && !message.IsUnknownCharset(err) {
			return err
		}
		kind, params, _ := part.Header.ContentType()
		if strings.HasPrefix(kind, "multipart/") {
			return nil
		}
		b, err := io.ReadAll(part.Body)
		s := strings.ReplaceAll(string(b), "\r\n", "\n")
		switch {
		case kind == "text/html":
			html += s
		case params["format"] == "flowed":
			text += strings.ReplaceAll(s, " \n", " ")
		default:
			text += s
		}
		return err
	})
	if err != nil {
		t.Fatalf("walk the letter: %v", err)
	}
	return e.Header, text, html
}

// letters is text without what wrapping and typography change.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func TestEveryHabitWritesTheWords(t *testing.T) {
	t.Parallel()
	for _, name := range prompts {
		raw := prompt(t, name)
		for _, h := range correspondent.Habits() {
			t.Run(name+"/"+h.Name, func(t *testing.T) {
				r := said(h)
				l, err := r.Write(raw)
				if err != nil {
					t.Fatal(err)
				}
				again, err := r.Write(raw)
				if err != nil || !bytes.Equal(l.Raw, again.Raw) {
					t.Error("the same reply is not the same bytes")
				}
				for line := range bytes.SplitSeq(bytes.TrimSuffix(l.Raw, []byte("\r\n")), []byte("\r\n")) {
					if len(line) > 998 || bytes.ContainsAny(line, "\r\n") {
						t.Errorf("line of %d bytes is not fit to send: %.80q", len(line), line)
					}
				}
				head, text, html := read(t, l.Raw)
				if l.From != ana.Address || !strings.Contains(head.Get("To"), l.To[0]) {
					t.Errorf("envelope %q to %q, header To %q", l.From, l.To, head.Get("To"))
				}
				if !strings.Contains(head.Get("Subject"), ": Week 9") {
					t.Errorf("Subject = %q", head.Get("Subject"))
				}
				for kind, content := range map[string]string{"text": text, "html": html} {
					if content == "" {
						continue
					}
					for _, a := range r.Answers {
						if !strings.Contains(letters(stripTags(content)), letters(a.Text)) {
							t.Errorf("%s part lacks %q:\n%s", kind, a.Text, content)
						}
					}
				}
			})
		}
	}
}

func TestAnswersBetweenStandUnderTheirQuestion(t *testing.T) {
	t.Parallel()
	order := []string{
		"You planned to ask a colleague", "Reviewed on Tuesday", "What got in the way",
		"Where would Tomasz", "The hard one", "How on track do you feel", "4", "Tomasz sees",
	}
	for _, name := range prompts {
		raw := prompt(t, name)
		for _, h := range correspondent.Habits() {
			if h.Placing != correspondent.Between {
				continue
			}
			// In the one laid out by line breaks nothing tells the last question
			// from the words after it.
			want := order
			if name == "breaks.eml" {
				want = order[:6]
			}
			l, err := said(h).Write(raw)
			if err != nil {
				t.Fatalf("%s, %s: %v", name, h.Name, err)
			}
			_, text, html := read(t, l.Raw)
			for _, content := range []string{text, html} {
				rest := letters(stripTags(content))
				for _, w := range want {
					if rest == "" {
						break // no such part
					}
					_, after, ok := strings.Cut(rest, letters(w))
					if !ok {
						t.Errorf("%s, %s: %q is not where it belongs:\n%s", name, h.Name, w, content)
						break
					}
					rest = after
				}
			}
		}
	}
}

// stripTags takes markup out, crudely; the tests hold no angle brackets of
// their own.
func stripTags(s string) string {
	var out strings.Builder
	for {
		text, rest, ok := strings.Cut(s, "<")
		out.WriteString(text)
		if !ok {
			return out.String()
		}
		if _, s, ok = strings.Cut(rest, ">"); !ok {
			return out.String()
		}
	}
}

func TestThreadAndRecipients(t *testing.T) {
	t.Parallel()
	raw := prompt(t, "table.eml")
	for _, row := range []struct {
		client        correspondent.Client
		to, inReplyTo string
	}{
		{correspondent.GmailWeb, "pairs+k7q2m9x4@mentors.example", "<k7q2m9x4@mentors.example>"},
		{correspondent.Mutt, "pairs+k7q2m9x4@mentors.example", "<k7q2m9x4@mentors.example>"},
		{correspondent.SNail, "pairs@mentors.example", "<k7q2m9x4@mentors.example>"},
		{correspondent.MailtoTap, "pairs+k7q2m9x4@mentors.example", ""},
	} {
		r := said(correspondent.Habit{Client: row.client, Placing: correspondent.Bare})
		r.Cc = []mail.Address{tomasz}
		l, err := r.Write(raw)
		if err != nil {
			t.Fatal(err)
		}
		h, _, _ := read(t, l.Raw)
		if want := []string{row.to, tomasz.Address}; !slices.Equal(l.To, want) {
			t.Errorf("%v: recipients %q, want %q", row.client, l.To, want)
		}
		if h.Get("In-Reply-To") != row.inReplyTo || h.Get("References") != row.inReplyTo {
			t.Errorf("%v: In-Reply-To %q, References %q, want %q", row.client, h.Get("In-Reply-To"), h.Get("References"), row.inReplyTo)
		}
		if h.Get("Cc") != `"Tomasz Nowak" <tomasz@world.test>` {
			t.Errorf("%v: Cc = %q", row.client, h.Get("Cc"))
		}
		if id := h.Get("Message-Id"); !strings.HasPrefix(id, "<") || id == "<k7q2m9x4@mentors.example>" {
			t.Errorf("%v: Message-ID = %q", row.client, id)
		}
	}
}

func TestLinesAboveTheQuote(t *testing.T) {
	t.Parallel()
	raw := prompt(t, "paragraphs.eml")
	cet := time.FixedZone("", 3600)
	for _, row := range []struct {
		client   correspondent.Client
		language string
		want     string
	}{
		{correspondent.GmailWeb, "en", "On Fri, Nov 21, 2025 at 3:03\u202fPM Ana & Tomasz (Riverside Mentoring) <\npairs@mentors.example> wrote:\n\n> Hi Ana"},
		{correspondent.GmailWeb, "de", "Am Fr., 21. Nov. 2025 um 15:03 Uhr schrieb Ana & Tomasz (Riverside Mentoring) <\npairs@mentors.example>:\n\n> Hi Ana"},
		{correspondent.GmailWeb, "fr", "Le ven. 21 nov. 2025 à 15:03, Ana & Tomasz (Riverside Mentoring) <\npairs@mentors.example> a écrit :\n\n> Hi Ana"},
		{correspondent.AppleMailPhone, "es", "Enviado desde mi iPhone\n\n> El 21 nov 2025, a las 15:03, Ana & Tomasz (Riverside Mentoring) <pairs@mentors.example> escribió:\n>\n> Hi Ana"},
		{correspondent.OutlookDesktop, "fr", "De : Ana & Tomasz (Riverside Mentoring) <pairs@mentors.example>\nEnvoyé : vendredi 21 novembre 2025 15:03\nÀ : Ana <ana@world.test>\nObjet : Week 9: how did the code review go?\n\nHi Ana"},
		{correspondent.OutlookPhone, "en", "Get Outlook for Android\n________________________________\nFrom: Ana"},
		{correspondent.SamsungMail, "de", "Von meinem Galaxy gesendet\n\n-------- Ursprüngliche Nachricht --------\nVon: Ana"},
		{correspondent.Thunderbird, "en", "On 21/11/2025 15:03, Ana & Tomasz (Riverside Mentoring) wrote:\n> Hi Ana"},
		{correspondent.Mutt, "en", "On Fri, Nov 21, 2025 at 03:03:00PM +0100, Ana & Tomasz (Riverside Mentoring) wrote:\n> Hi Ana"},
		{correspondent.SNail, "en", "Ana & Tomasz (Riverside Mentoring) wrote in\n <k7q2m9x4@mentors.example>:\n\tHi Ana"},
	} {
		r := said(correspondent.Habit{Client: row.client, Placing: correspondent.Above, Language: row.language})
		r.At = r.At.In(cet)
		l, err := r.Write(raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, text, _ := read(t, l.Raw); !strings.Contains(text, row.want) {
			t.Errorf("%v in %s lacks %q:\n%s", row.client, row.language, row.want, text)
		}
	}
}

func TestPlacingOfPlainWords(t *testing.T) {
	t.Parallel()
	raw := prompt(t, "plain.eml")
	bare := correspondent.Reply{
		Habit: correspondent.Habit{Client: correspondent.MailtoTap, Placing: correspondent.Bare, Label: "%d: "},
		From:  ana, At: lisbonPM,
	}
	for _, row := range []struct {
		name   string
		change func(*correspondent.Reply)
		want   string
	}{
		{"tap", func(r *correspondent.Reply) { r.Answers = []correspondent.Answer{{Question: 4, Text: "3"}} }, "4: 3\n"},
		{"bare number", func(r *correspondent.Reply) { r.Free = "4" }, "4\n"},
		{"empty", func(*correspondent.Reply) {}, "\n"},
		{"form", func(r *correspondent.Reply) {
			r.Placing = correspondent.Filled
			r.Answers = []correspondent.Answer{{Question: 2, Text: "nothing"}}
		}, "1:\n2: nothing\n3:\n4:\n"},
		{"wrong order", func(r *correspondent.Reply) {
			r.Answers = []correspondent.Answer{{Question: 3, Text: "c"}, {Question: 1, Text: "a"}}
		}, "3: c\n1: a\n"},
		{"signed", func(r *correspondent.Reply) {
			r.Client, r.Free, r.Signature = correspondent.Mutt, "Fine.", "Ana"
		}, "Fine.\n\n-- \nAna\n"},
	} {
		r := bare
		row.change(&r)
		l, err := r.Write(raw)
		if err != nil {
			t.Fatalf("%s: %v", row.name, err)
		}
		if _, text, _ := read(t, l.Raw); text != row.want {
			t.Errorf("%s: text = %q, want %q", row.name, text, row.want)
		}
	}
}

func TestOutOfOffice(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		client                 correspondent.Client
		language, subject, raw string
		from, auto             string
	}{
		{correspondent.Vacation, "en", "Auto: Week 9", "Gone until Monday.", "", "auto-replied (vacation)"},
		{correspondent.VacationExchange, "en", "Automatic reply: Week 9", "Gone until Monday.", ana.Address, ""},
		{correspondent.VacationExchange, "de", "Automatische Antwort: Week 9", "Bin im Urlaub.", ana.Address, ""},
	} {
		r := correspondent.Reply{
			Habit: correspondent.Habit{Client: row.client, Language: row.language},
			From:  ana, Free: row.raw, At: lisbonPM,
		}
		l, err := r.Write(prompt(t, "table.eml"))
		if err != nil {
			t.Fatal(err)
		}
		h, text, _ := read(t, l.Raw)
		if l.From != row.from || !slices.Equal(l.To, []string{"pairs+b-k7q2m9x4@mentors.example"}) {
			t.Errorf("%v: envelope %q to %q, want %q to the envelope's sender", row.client, l.From, l.To, row.from)
		}
		if !strings.HasPrefix(h.Get("Subject"), row.subject) || h.Get("Auto-Submitted") != row.auto || !strings.Contains(text, row.raw) {
			t.Errorf("%v: Subject %q, Auto-Submitted %q, text %q", row.client, h.Get("Subject"), h.Get("Auto-Submitted"), text)
		}
	}
}

func TestHTMLOfThePromptAsClientsChangeIt(t *testing.T) {
	t.Parallel()
	raw := prompt(t, "table.eml")
	for _, row := range []struct {
		client correspondent.Client
		has    []string
		lacks  []string
	}{
		{correspondent.GmailWeb, []string{`class="gmail_quote"`, `class="m_-`}, []string{"data-q", "<!--", "<style"}},
		{correspondent.OutlookPhone, []string{`class="x_num"`, `data-q="1"`, "divRplyFwdMsg"}, []string{"<blockquote"}},
		{correspondent.OutlookDesktop, []string{"MsoNormal", "windows-1252"}, []string{"<blockquote", "data-q"}},
		{correspondent.AppleMail, []string{`<blockquote type="cite">`, `class="num"`, `data-q="1"`}, nil},
		{correspondent.ThunderbirdHTML, []string{`moz-cite-prefix`, `cite="mid:k7q2m9x4@mentors.example"`}, nil},
	} {
		l, err := said(correspondent.Habit{Client: row.client}).Write(raw)
		if err != nil {
			t.Fatal(err)
		}
		_, _, html := read(t, l.Raw)
		for _, w := range row.has {
			if !strings.Contains(html, w) && !bytes.Contains(l.Raw, []byte(w)) {
				t.Errorf("%v lacks %q:\n%s", row.client, w, html)
			}
		}
		for _, w := range row.lacks {
			if strings.Contains(html, w) {
				t.Errorf("%v has %q", row.client, w)
			}
		}
	}
}

// TestSameQuestionTwice answers a mail with two sections that ask the same.
func TestSameQuestionTwice(t *testing.T) {
	t.Parallel()
	raw := []byte("From: pairs@mentors.example\r\nDate: Fri, 21 Nov 2025 14:03:00 +0000\r\nContent-Type: text/html\r\n\r\n" +
		"<p>1. What moved this week, even slightly?</p><h2>The other pair</h2><p>2. What moved this week, even slightly?</p>")
	for _, c := range []correspondent.Client{correspondent.GmailWeb, correspondent.OutlookDesktop, correspondent.AppleMail} {
		l, err := correspondent.Reply{
			Habit: correspondent.Habit{Client: c, Placing: correspondent.Between}, From: ana, At: lisbonPM,
			Answers: []correspondent.Answer{{Question: 1, Text: "The plan."}, {Question: 2, Text: "The talk."}},
		}.Write(raw)
		if err != nil {
			t.Fatal(err)
		}
		_, _, html := read(t, l.Raw)
		first, other, second := strings.Index(html, "The plan."), strings.Index(html, "The other pair"), strings.Index(html, "The talk.")
		if first < 0 || first > other || other > second {
			t.Errorf("%v: the answers stand at %d and %d, the second section at %d", c, first, second, other)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	between := correspondent.Habit{Client: correspondent.Mutt, Placing: correspondent.Between}
	for _, row := range []struct {
		name  string
		reply correspondent.Reply
		raw   []byte
		want  error
	}{
		{"unknown question", correspondent.Reply{Habit: between, From: ana, At: lisbonPM, Answers: []correspondent.Answer{{Question: 9}}}, prompt(t, "plain.eml"), correspondent.ErrNoQuestion},
		{"no client", correspondent.Reply{From: ana, At: lisbonPM}, prompt(t, "plain.eml"), correspondent.ErrIncomplete},
		{"no sender", correspondent.Reply{Habit: between, At: lisbonPM}, prompt(t, "plain.eml"), correspondent.ErrIncomplete},
		{"no time", correspondent.Reply{Habit: between, From: ana}, prompt(t, "plain.eml"), correspondent.ErrIncomplete},
		{"not a mail", correspondent.Reply{Habit: between, From: ana, At: lisbonPM}, []byte("x"), nil},
	} {
		_, err := row.reply.Write(row.raw)
		if err == nil || row.want != nil && !errors.Is(err, row.want) {
			t.Errorf("%s: Write() = %v, want %v", row.name, err, row.want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, name := range prompts {
		f.Add(prompt(f, name), "four, I think", uint8(0))
	}
	f.Add([]byte("Date: Fri, 21 Nov 2025 14:03:00 +0000\r\nContent-Type: text/html\r\n\r\n<p>1. a<td>b<br>1. a"), "x", uint8(2))
	habits := correspondent.Habits()
	f.Fuzz(func(t *testing.T, raw []byte, words string, which uint8) {
		r := correspondent.Reply{
			Habit: habits[int(which)%len(habits)], From: ana, At: lisbonPM,
			Free: words, Answers: []correspondent.Answer{{Question: 1, Text: words}},
		}
		l, err := r.Write(raw)
		if err != nil {
			return
		}
		if _, err := mail.ReadMessage(bytes.NewReader(l.Raw)); err != nil {
			t.Errorf("Write() made an unreadable mail: %v\n%q", err, l.Raw)
		}
	})
}
