package mail

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// crlf writes a mail down with readable line ends.
func crlf(s string) []byte {
	return []byte(strings.ReplaceAll(strings.TrimPrefix(s, "\n"), "\n", "\r\n"))
}

func mustParse(t *testing.T, raw string) *Message {
	t.Helper()
	m, err := Parse(crlf(raw), DefaultLimits)
	if err != nil {
		t.Fatalf("Parse() = %v", err)
	}
	return m
}

const multipartHead = "From: Ana <ana@mentors.example>\nSubject: x\nContent-Type: multipart/%s; boundary=b\n\n"

func TestParseText(t *testing.T) {
	t.Parallel()
	mixed, alternative := fmt.Sprintf(multipartHead, "mixed"), fmt.Sprintf(multipartHead, "alternative")
	rows := []struct {
		name, raw, text, html string
		flaws                 []Flaw
	}{
		{"plain", "From: ana@mentors.example\n\nhello\n", "hello\n", "", nil},
		{"no body", "From: ana@mentors.example\n", "", "", nil},
		{"empty", "", "", "", nil},
		{"no header", "hello there\nworld\n", "hello there\nworld\n", "", []Flaw{FlawHeader}},
		{"empty header", "\n\nhello\n", "hello\n", "", nil},
		{"mbox line", "From ana Fri Nov 20\nFrom: ana@mentors.example\n\nhello\n", "hello\n", "", nil},
		{"colon-less header line", "From: ana@mentors.example\nnonsense\nSubject: x\n\nhello\n", "hello\n", "", []Flaw{FlawHeader}},
		{"no empty line before the body", "From: ana@mentors.example\nhello there\nsecond line\n", "hello there\nsecond line\n", "", []Flaw{FlawHeader}},
		{"stray CR in the header", "From: ana@mentors.example\r\nSubject: x\r\n\r\nhello\n", "hello\n", "", nil},
		{"quoted-printable", "Content-Transfer-Encoding: Quoted-Printable\n\nna=C3=AFve =\nsoft\n", "naïve soft\n", "", nil},
		{"broken quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\n1=2 and =ZZ, end=\n", "1=2 and =ZZ, end", "", []Flaw{FlawEncoding}},
		{"base64", "Content-Transfer-Encoding: base64\n\naGVsbG8g\n d29ybGQ=\n", "hello world", "", nil},
		{"base64 cut off", "Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQhI\n", "hello world!", "", []Flaw{FlawEncoding}},
		{"base64 with dirt", "Content-Transfer-Encoding: base64\n\naGVs*bG8=\n", "hello", "", []Flaw{FlawEncoding}},
		{"unknown encoding", "Content-Transfer-Encoding: x-uuencode\n\nhello\n", "hello\n", "", []Flaw{FlawEncoding}},
		{"latin-1", "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9\n", "café\n", "", nil},
		{"iso-2022-jp", "Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B$3$s\x1b(B\n", "こん\n", "", nil},
		{"big5", "Content-Type: text/plain; charset=big5\n\n\xa7A\xa6n\n", "你好\n", "", nil},
		{"utf-16 with BOM", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n/v8AaABp\n", "hi", "", nil},
		{"utf-7 stays as it is", "Content-Type: text/plain; charset=utf-7\n\nHi +AKE-\n", "Hi +AKE-\n", "", []Flaw{FlawCharset}},
		{"unknown charset", "Content-Type: text/plain; charset=x-martian\n\nhello\n", "hello\n", "", []Flaw{FlawCharset}},
		{"wrong label", "Content-Type: text/plain; charset=utf-8\n\ncaf\xe9\n", "café\n", "", []Flaw{FlawCharset}},
		{"undeclared 8 bit", "Subject: x\n\ncaf\xe9\n", "café\n", "", []Flaw{FlawCharset}},
		{"NUL and controls", "Subject: x\n\na\x00b\x1b[31mc\td\n", "ab[31mc\td\n", "", nil},
		{"alternative", alternative + "--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n", "plain", "<p>rich</p>", nil},
		{"cut off", alternative + "--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>ri", "plain", "<p>ri", nil},
		{"missing boundary", alternative + "plain\n", "plain\n", "", []Flaw{FlawBoundary}},
		{"no boundary parameter", "Content-Type: multipart/mixed\n\n--b\n\nplain\n--b--\n", "--b\n\nplain\n--b--\n", "", []Flaw{FlawBoundary}},
		{"charset given twice", "Content-Type: text/plain; charset=iso-8859-1; charset=iso-8859-1\n\ncaf\xe9\n", "café\n", "", nil},
		{"mixed text", mixed + "--b\n\none\n--b\n\ntwo\n--b--\n", "one\ntwo", "", nil},
		{"HTML with a plain footer", mixed + "--b\nContent-Type: text/html\n\n<p>words</p>\n--b\n\na < b\n--b--\n", "", "<p>words</p><pre>a &lt; b</pre>", nil},
		{"part without its empty line", mixed + "--b\nhello there\nmy friend\n--b--\n", "hello there\nmy friend", "", []Flaw{FlawHeader}},
		{"attached text is not the sender's", mixed + "--b\n\nmine\n--b\nContent-Disposition: attachment\n\nfile\n--b--\n", "mine", "", nil},
		{"forwarded mail is not the sender's", mixed + "--b\n\nmine\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\ntheirs\n--b--\n", "mine", "", nil},
		{"signed", strings.Replace(mixed, "mixed", "signed", 1) + "--b\n\nmine\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n", "mine", "", nil},
	}
	for _, row := range rows {
		m := mustParse(t, row.raw)
		if m.Text != row.text || m.HTML != row.html || !slices.Equal(m.Flaws, row.flaws) {
			t.Errorf("%s: Parse() = %q, %q, %v, want %q, %q, %v", row.name, m.Text, m.HTML, m.Flaws, row.text, row.html, row.flaws)
		}
	}
}

func TestUnflow(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, in, want string
		delSp          bool
	}{
		{"joined", "one \ntwo\nthree\n", "one two\nthree\n", false},
		{"DelSp", "on \ne\n", "one\n", true},
		{"space-stuffed", " > no quote\n From here\n", "> no quote\nFrom here\n", false},
		{"quote joined", "> one \n> two\nmine\n", "> one two\nmine\n", false},
		{"depth changes", ">> one \n> two\n", ">> one \n> two\n", false},
		{"signature", "bye \n-- \nAna\n", "bye \n-- \nAna\n", false},
		{"open at the end", "one ", "one \n", false},
		{"empty lines", "\n\none\n", "\n\none\n", false},
	}
	for _, row := range rows {
		if got := unflow(row.in, row.delSp); got != row.want {
			t.Errorf("%s: unflow() = %q, want %q", row.name, got, row.want)
		}
	}
	m := mustParse(t, "Content-Type: text/plain; format=Flowed; delsp=Yes\n\non \ne\n")
	if m.Text != "one\n" {
		t.Errorf("Parse() = %q, want %q", m.Text, "one\n")
	}
}

func TestParseHeader(t *testing.T) {
	t.Parallel()
	m := mustParse(t, `
FROM: =?utf-8?q?Ana_=C5=BB?= <ana@mentors.example>
SUBJECT: =?iso-8859-1?q?caf=E9?=
 =?utf-8?q?_ok?=
date: Fri, 20 Nov 2026 14:00:00 +0100
Message-ID:  <one@mentors.example>
In-Reply-To: <d.a@world.test>
References: <d.r@world.test>
	<d.a@world.test> junk
X-Same: 1
x-same: 2

hello
`)
	if want := (Address{"Ana Ż", "ana@mentors.example"}); m.FromCount != 1 || m.From[0] != want {
		t.Errorf("From = %v, want %v", m.From, want)
	}
	if want := time.Date(2026, 11, 20, 13, 0, 0, 0, time.UTC); m.Subject != "café ok" || !m.Date.Equal(want) || m.MessageID != "one@mentors.example" {
		t.Errorf("Subject, Date, MessageID = %q, %v, %q", m.Subject, m.Date, m.MessageID)
	}
	if !slices.Equal(m.InReplyTo, []string{"d.a@world.test"}) || !slices.Equal(m.References, []string{"d.r@world.test", "d.a@world.test"}) {
		t.Errorf("InReplyTo, References = %v, %v", m.InReplyTo, m.References)
	}
	if got := m.Header.Values("X-SAME"); !slices.Equal(got, []string{"1", "2"}) {
		t.Errorf("Values() = %v, want [1 2]", got)
	}
}

func TestFromCount(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, header string
		want         int
		addr         string
	}{
		{"one", "From: Ana <ana@mentors.example>", 1, "ana@mentors.example"},
		{"none", "Subject: x", 0, ""},
		{"two fields", "From: ana@mentors.example\nFrom: b@world.test", -1, "ana@mentors.example"},
		{"two in one", "From: ana@mentors.example, b@world.test", 2, "ana@mentors.example"},
		{"group", "From: pair: ana@mentors.example, b@world.test;", 2, "ana@mentors.example"},
		{"empty group", "From: undisclosed:;", 0, ""},
		{"address in the name", `From: "ana@mentors.example" <b@world.test>`, 1, "b@world.test"},
		{"encoded address in the name", "From: =?utf-8?q?ana=40mentors.example?= <b@world.test>", 1, "b@world.test"},
		{"encoded word as address", "From: =?utf-8?q?=3Cana=40mentors.example=3E?=", 0, ""},
		{"unquoted dots and commas", "From: Ana B., PhD <ana@mentors.example>", 1, "ana@mentors.example"},
		{"look-alike domain", "From: ana@mentоrs.example", 1, "ana@xn--mentrs-zqf.example"},
		{"quoted local part", `From: "ana b"@mentors.example`, 0, ""},
	}
	for _, row := range rows {
		m := mustParse(t, row.header+"\n\nhello\n")
		addr := ""
		if len(m.From) > 0 {
			addr = m.From[0].Addr
		}
		if m.FromCount != row.want || addr != row.addr {
			t.Errorf("%s: FromCount, From = %d, %q, want %d, %q", row.name, m.FromCount, addr, row.want, row.addr)
		}
	}
}

func TestParseAttachments(t *testing.T) {
	t.Parallel()
	m := mustParse(t, fmt.Sprintf(multipartHead, "mixed")+`--b

mine
--b
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename*=utf-8''pl%C3%A4n.pdf
Content-Transfer-Encoding: base64

aGVsbG8=
--b
Content-Type: text/plain; name==?utf-8?q?n=C3=B6tes.txt?=

notes
--b
Content-Type: text/calendar; method=reply

BEGIN:VCALENDAR
--b--
`)
	const helloSHA = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	if len(m.Attachments) != 2 || m.Attachments[0] != (Attached{"plän.pdf", "application/pdf", 5, helloSHA}) || m.Attachments[1].Name != "nötes.txt" {
		t.Errorf("Attachments = %+v", m.Attachments)
	}
	if m.Calendar == nil || m.Calendar.Method != "REPLY" || m.Text != "mine" {
		t.Errorf("Calendar = %+v, Text = %q", m.Calendar, m.Text)
	}
}

// nested returns a mail of that many multiparts in each other, none closed.
func nested(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	return b.String() + "\nhello\n"
}

func TestParseLimits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("words and words\n", 70_000)
	rows := []struct {
		name, raw string
		want      Reason
	}{
		{"depth 12", nested(12), ""},
		{"depth 13", nested(13), ReasonTooDeep},
		{"depth 4,000", nested(4000), ReasonTooDeep},
		{"100 parts", fmt.Sprintf(multipartHead, "mixed") + strings.Repeat("--b\n\nx\n", 99), ""},
		{"101 parts", fmt.Sprintf(multipartHead, "mixed") + strings.Repeat("--b\n\nx\n", 100), ReasonTooManyParts},
		{"200,000 parts", fmt.Sprintf(multipartHead, "mixed") + strings.Repeat("--b\n\n", 200_000), ReasonTooManyParts},
		{"300,000 header fields", strings.Repeat("X: y\n", 300_000) + "\nhello\n", ReasonHeaderTooLong},
		{"5 MB header line", "X: " + strings.Repeat("y", 5<<20) + "\n\nhello\n", ReasonHeaderTooLong},
		{"5 MB of folded header", "X: y\n" + strings.Repeat(" y\n", 2<<20) + "\n\nhello\n", ReasonHeaderTooLong},
		{"header of a part too long", fmt.Sprintf(multipartHead, "mixed") + "--b\n" + strings.Repeat("X: y\n", 3000) + "\nhello\n", ReasonHeaderTooLong},
		{"1 MB of text", "Subject: x\n\n" + long, ReasonTextTooLong},
		{"1 MB of HTML beside text", fmt.Sprintf(multipartHead, "alternative") + "--b\n\nhello\n--b\nContent-Type: text/html\n\n" + long, ""},
		{"1 MB of HTML alone", "Content-Type: text/html\n\n" + long, ReasonTextTooLong},
		{"1 MB attached", fmt.Sprintf(multipartHead, "mixed") + "--b\n\nhello\n--b\nContent-Type: application/zip\n\n" + long, ""},
	}
	for _, row := range rows {
		m, err := Parse(crlf(row.raw), DefaultLimits)
		var unreadable *UnreadableError
		if errors.As(err, &unreadable) {
			if unreadable.Reason != row.want {
				t.Errorf("%s: Parse() = %v, want %q", row.name, err, row.want)
			}
			continue
		}
		if row.want != "" || !strings.Contains(m.Text+m.HTML, "hello") && !strings.Contains(m.Text, "x") {
			t.Errorf("%s: Parse() = %q, %v, want %q", row.name, cut(m.Text, 40), err, row.want)
		}
	}
	if _, err := Parse(make([]byte, 101), Limits{Whole: 100}); err == nil || !strings.Contains(err.Error(), string(ReasonTooLarge)) {
		t.Errorf("Parse() of a large mail = %v, want %v", err, ReasonTooLarge)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("From: ana@mentors.example\r\n\r\nhello"))
	f.Add(crlf(fmt.Sprintf(multipartHead, "alternative") + "--b\n\nplain\n--b\nContent-Type: text/html; charset=x\n\n<p>rich</p>\n--b--\n"))
	f.Add(crlf(bounceMail))
	f.Add(crlf(nested(13)))
	f.Add([]byte("Content-Type: text/plain; format=flowed; delsp=yes\n\n> a \n>> b \n"))
	f.Add([]byte("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-2022-jp\n\nGyRCJDM="))
	us := Identity{Address: "pairs@world.test", IDDomain: "world.test"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Parse(raw, DefaultLimits)
		if err != nil {
			return
		}
		if !utf8.ValidString(m.Text) || !utf8.ValidString(m.HTML) || !utf8.ValidString(m.Subject) || strings.ContainsAny(m.Text+m.HTML+m.Subject, "\x00\r") {
			t.Errorf("Parse() = %q, %q, %q, want clean UTF-8", m.Text, m.HTML, m.Subject)
		}
		v := Classify(m, us)
		if (v.Kind == KindPerson) != (v.Reason == "") {
			t.Errorf("Classify() = %+v", v)
		}
		ReadBounce(m, us)
		Candidates(m, us)
		DMARC(m, "mx.world.test")
	})
}

// TestParseOnlyPart reads mails of one part: it holds the words, whatever it is
// called, unless it was attached.
func TestParseOnlyPart(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ header, want string }{
		{"Content-Type: text/plain; name=\"reply.txt\"", "words"},
		{"Content-Type: text/plain\nContent-Disposition: inline; filename=\"reply.txt\"", "words"},
		{"Content-Type: text/markdown", "words"},
		{"Content-Type: plain/text", "words"},
		{"Content-Type: text/html; name=\"reply.html\"", "words"},
		{"Content-Type: application/xhtml+xml", "words"},
		{"Content-Type: text/plain\nContent-Disposition: attachment", ""},
		{"Content-Type: application/pdf", ""},
	} {
		m, err := Parse([]byte("From: a@b.example\n"+row.header+"\n\nwords"), DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Text + m.HTML; got != row.want {
			t.Errorf("Parse(%q) has the words %q, want %q", row.header, got, row.want)
		}
	}
}
