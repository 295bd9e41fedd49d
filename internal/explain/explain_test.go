package explain

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/templates"
)

var friday = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

func shipped(t testing.TB) *templates.Set {
	t.Helper()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// prompt is a golden of ours as a mail with both parts.
func prompt(t testing.TB, name string) []byte {
	t.Helper()
	read := func(ext string) string {
		b, err := os.ReadFile("../../templates/testdata/" + name + ext)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	head, text, _ := strings.Cut(read(".txt"), "\n\n")
	subject, _, _ := strings.Cut(head, "\n")
	return []byte("From: Milepost <pairs@mentors.example>\nTo: ana@mentors.example\n" + subject + "\nMessage-ID: <p@mentors.example>\n" +
		"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
		"\n--b\nContent-Type: text/html; charset=utf-8\n\n" + read(".html") + "\n--b--\n")
}

const envelope = "From: Ana Sousa <ana@mentors.example>\nTo: pairs@mentors.example\nSubject: Re: Week 9\nMessage-ID: <r@mentors.example>\n"

func TestFileReadsAnswers(t *testing.T) {
	t.Parallel()
	raw := envelope + "\n1: done\n\n2: two long meetings\n4: 4, better\nnote: the demo is on Monday\n\nOn Fri, 20 Nov 2026, Milepost wrote:\n> 2. What got in the way, if anything?\n"
	x, err := File([]byte(raw), [][]byte{prompt(t, "check-in-mentee")}, shipped(t), friday)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range x.Answers {
		got = append(got, fmt.Sprintf("%d %s %d %s", a.Question, a.Text, a.Value, a.Choice))
	}
	want := "1 done 0 done|2 two long meetings 0 |4 4, better 4 "
	if strings.Join(got, "|") != want {
		t.Errorf("answers are %q, want %q", strings.Join(got, "|"), want)
	}
	if len(x.Lines) != 1 || x.Lines[0].Verb != "note" || x.Class.Kind != "person" {
		t.Errorf("lines %+v, class %+v", x.Lines, x.Class)
	}
}

// TestAnyFile reads whatever a file may hold: it names what it is, and finds the
// words.
func TestAnyFile(t *testing.T) {
	t.Parallel()
	words := "Two long meetings, and a cold."
	deep := ""
	for i := range 20 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%[1]d\n\n--b%[1]d\n", i)
	}
	for _, tt := range []struct {
		name, raw, kind, reason, from, own string
	}{
		{"LF", envelope + "\n" + words + "\n", "person", "", "text", words},
		{"CRLF", strings.ReplaceAll(envelope+"\n"+words+"\n", "\n", "\r\n"), "person", "", "text", words},
		{"a byte order mark", "\ufeff" + envelope + "\n" + words, "person", "", "text", words},
		{"an mbox", "From ana@mentors.example Fri Nov 20 15:00:00 2026\n" + envelope + "\n" + words + "\n\nFrom ana@mentors.example Fri Nov 20 16:00:00 2026\n" + envelope + "\nanother\n", "person", "", "text", words},
		{"HTML only", envelope + "Content-Type: text/html\n\n<p>" + words + "</p>", "person", "", "html", words},
		{"a boundary that is not there", envelope + "Content-Type: multipart/mixed; boundary=x\n\n" + words, "person", "", "text", words},
		{"an attachment", envelope + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + words + "\n--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n--x--\n", "person", "", "text", words},
		{"a bare body", words + "\n", "person", "", "text", words},
		{"a bare body that begins like a header", "Goal: lead a project\n\n" + words, "person", "", "text", "Goal: lead a project\n\n" + words},
		{"a bare body with numbers", "1: done\n2: " + words, "person", "", "text", "1: done\n2: " + words},
		{"a bare body in an older character set", "Caf\xe9 at noon, please.", "person", "", "text", "Café at noon, please."},
		{"a bare body of HTML", "<html><body><p>" + words + "</p></body></html>", "person", "", "html", words},
		{"nothing", "", "person", "", "text", ""},
		{"an absence note", strings.Replace(envelope, "Re: Week 9", "Automatic reply: Week 9", 1) + "Auto-Submitted: auto-replied\n\nI am away.", "auto-reply", string(mail.ReasonAutoSubmitted), "text", "I am away."},
		{"a delivery report", "From: MAILER-DAEMON@world.test\nTo: pairs@mentors.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nIt came back.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; world.test\n\nFinal-Recipient: rfc822; ana@world.test\nAction: failed\nStatus: 5.1.1\n--x--\n", "bounce", string(mail.ReasonBounce), "text", "It came back."},
		{"too deep", envelope + deep + words, "unreadable", string(mail.ReasonTooDeep), "", ""},
		{"too long a text", envelope + "\n" + strings.Repeat("word ", 1<<18), "unreadable", string(mail.ReasonTextTooLong), "", ""},
		{"too large", envelope + "\n" + strings.Repeat("x", mail.DefaultLimits.Whole), "unreadable", string(mail.ReasonTooLarge), "", ""},
	} {
		x, err := File([]byte(tt.raw), nil, shipped(t), friday)
		if err != nil || x.Class.Kind != tt.kind || x.Class.Reason != tt.reason || x.From != tt.from || x.OwnText != tt.own {
			t.Errorf("%s: File() is %+v from %q, own words %q (%v), want %s %s from %q, own words %q",
				tt.name, x.Class, x.From, x.OwnText, err, tt.kind, tt.reason, tt.from, tt.own)
		}
		if (x.Class.Reason == "") != (x.Class.Meaning == "") {
			t.Errorf("%s: reason %q means %q", tt.name, x.Class.Reason, x.Class.Meaning)
		}
		var b strings.Builder
		if err := x.Text(&b, Sheet{}); err != nil || b.Len() == 0 {
			t.Errorf("%s: Text() = %q, %v", tt.name, b.String(), err)
		}
	}
}

func TestSentThatCannotBeRead(t *testing.T) {
	t.Parallel()
	_, err := File([]byte("yes"), [][]byte{[]byte(envelope + "\n" + strings.Repeat("word ", 1<<18))}, shipped(t), friday)
	if reason, ok := Unreadable(err); !ok || reason != mail.ReasonTextTooLong {
		t.Errorf("File() = %v, want the reason", err)
	}
}

// TestTextFits wraps what it prints, and moves no cursor.
func TestTextFits(t *testing.T) {
	t.Parallel()
	raw := envelope + "Content-Type: text/html\n\n<p>" + strings.Repeat("word ", 60) + strings.Repeat("x", 200) + " &#27;[2J &#155;1m</p>"
	x, err := File([]byte(raw), nil, shipped(t), friday)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := x.Text(&b, Sheet{Width: 60}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if len([]rune(line)) > 61 {
			t.Errorf("a line is too wide: %q", line)
		}
	}
	if strings.ContainsAny(b.String(), "\x1b\u009b") {
		t.Errorf("it moves the cursor: %q", b.String())
	}
}

// FuzzFile holds, whatever the bytes: the segments joined are one text, in
// order, and everything can be printed.
func FuzzFile(f *testing.F) {
	set := shipped(f)
	f.Add([]byte(envelope+"\nyes\n"), prompt(f, "welcome-mentee"))
	f.Add([]byte("2: foo\n> 1. What?\n"), []byte("1. What?\n2. Why?\n"))
	f.Fuzz(func(t *testing.T, raw, sent []byte) {
		x, err := File(raw, [][]byte{sent}, set, friday)
		if err != nil {
			return
		}
		at := 0
		for _, s := range x.Segments {
			if s.Start != at || s.End-s.Start != len(s.Text) || s.Kind == "" || s.Reason == "" {
				t.Fatalf("segment %+v does not follow on %d", s, at)
			}
			if s.Kind != reply.New && s.Kind != reply.Prompt && s.Question != 0 {
				t.Errorf("segment %+v has a question", s)
			}
			at = s.End
		}
		var b strings.Builder
		if err := x.Text(&b, Sheet{Width: 40}); err != nil {
			t.Error(err)
		}
	})
}
