package reply

import (
	"fmt"
	"strings"
	"testing"
)

// worstCase is an input that other readers choke on, or that a step of this one
// might.
type worstCase struct {
	name string
	in   Input
}

// worstCases are as long as their names say if mega is 1 MB.
func worstCases(mega int) []worstCase {
	const answer = "It went well, two comments only.\n\n"
	text := func(before, repeated string, size int) Input {
		return Input{Text: before + strings.Repeat(repeated, size/len(repeated))}
	}
	markup := func(repeated string) Input { return Input{HTML: strings.Repeat(repeated, mega/len(repeated))} }
	us := quoted(week.Text)
	return []worstCase{
		{"long quote 767 kB", text(answer+wrote, "> a line of a very long thread that goes on and on\n", mega*3/4)},
		{"2400 On lines", text("", "On Monday we did this and that and the other thing:\n", mega*12/100)},
		{"200 kB On line", Input{Text: "On " + strings.Repeat("word and ", mega/5/9) + "wrote:\n"}},
		{"1 MB quote", text(answer, "> a line of a very long thread that goes on and on\n", mega)},
		{"1 MB of quote marks", text(answer, ">\n", mega)},
		{"1 MB of deep quote marks", text(answer, "> ", mega)},
		{"1 MB of quoted us", text(answer+wrote, us, mega)},
		{"1 MB said again", text(wrote, us+week.Text, mega)},
		{"1 MB of one word of ours", text(wrote, "> the ", mega)},
		{"1 MB of signatures", text("", "Best regards\n", mega)},
		{"1 MB of contact lines", text("", "+49 30 1234567\n", mega)},
		{"1 MB of frames", text("x\n", "From: a@b\nTo: c\nSubject: d\n> e\n", mega)},
		{"1 MB of labels", text("", "To: c\nCc: d\nDate: e\n", mega)},
		{"1 MB of colons", text("", "a:\n", mega)},
		{"1 MB of dates", text("", "12.05.2025 10:00 a@b.example:\n", mega)},
		{"1 MB of short lines", text("", "a\n", mega)},
		{"1 MB of blank lines", text("a\n", "\n", mega)},
		{"1 MB of spaces", text("a\n", " ", mega)},
		{"1 MB of accents", text("", "é", mega)},
		{"1 MB of ideographs", text("", "日本", mega)},
		{"1 MB of smileys", text("", "👍", mega)},
		{"1 MB of no UTF-8", text("", "\xff", mega)},
		{"1 MB of marks without width", text("", "a\u200b\u0301", mega)},
		{"1 MB of apostrophes", text("", "'", mega)},
		{"1 MB of brackets", text("", "(", mega)},
		{"1 MB of link marks", text("", "<http", mega)},
		{"1 MB of link marks in round brackets", text("", "(http", mega)},
		{"1 MB of bare links", text("", "(a@b?", mega)},
		{"1 MB of our links", text("", "Skip it <pairs+k7f2@mentors.example?subject=Re%3A&body=skip>\n", mega)},
		{"1 MB of open links", text("", "<pairs@mentors.example?a=\n", mega)},
		{"1 MB of our domain", text("", "a@mentors.example", mega)},
		{"1 MB of rules", text("", "-----\n", mega)},
		{"1 MB of HTML", markup(bodyOf(week.HTML))},
		{"1 MB of open tags", markup("<blockquote><b><p>a")},
		{"1 MB of breaks", markup("<br>")},
		{"1 MB of hard spaces", markup("a&nbsp;")},
		{"1 MB of attributes", markup(`<p style="a" class="b" id="c">`)},
		{"1 MB of end tags", markup("</b>")},
	}
}

// thread is a reply of about a size: an answer, our prompt quoted, and below it
// the mails of others, each quoted deeper.
func thread(size int) string {
	var b strings.Builder
	b.WriteString("It went well, two comments only. The rest can wait until Thursday, I think,\nwhen we speak.\n\n" + wrote + quoted(quarter.Text))
	for n := 0; b.Len() < size-100; n++ {
		marks := strings.Repeat("> ", 1+n/8%6)
		fmt.Fprintf(&b, "%sAnd in meeting %d we said what to do with the %d things that are left,\n%swhich is what I have been at since then.\n%s\n", marks, n, n%7, marks, marks)
	}
	return b.String()
}

// markup is thread in HTML.
func markup(size int) string {
	var b strings.Builder
	b.WriteString(`<div>It went well.</div><div class="gmail_quote"><div class="gmail_attr">` + wrote + `</div><blockquote class="gmail_quote">` + bodyOf(week.HTML))
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, `<p class="MsoNormal" style="margin: 0cm">And in meeting %d we said what to do with the <b>%d</b> things that are left,<br>which is what I have been at since then.</p>`, n, n%7)
	}
	b.WriteString(`</blockquote></div>`)
	return b.String()
}

func benchmark(b *testing.B, in Input, read func(Input) Reading) {
	b.SetBytes(int64(len(in.Text) + len(in.HTML)))
	b.ReportAllocs()
	for b.Loop() {
		read(in)
	}
}

// BenchmarkRead reads replies of usual sizes: to two mails of ours that are
// prepared anew for each, to the same prepared once, and to no mail of ours.
func BenchmarkRead(b *testing.B) {
	sent := []Sent{week, quarter}
	known, nothing := Prepare(sent), Prepare(nil)
	between := wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n\nA cold\n\n", 1)
	for _, c := range []struct {
		name string
		in   Input
	}{
		{"text 0.6 kB", Input{Text: thread(600)}},
		{"text 10 kB", Input{Text: thread(10 << 10)}},
		{"text 1 MB", Input{Text: thread(1 << 20)}},
		{"interleaved prompt", Input{Text: between}},
		{"html", Input{HTML: markup(1)}},
		{"html 10 kB", Input{HTML: markup(10 << 10)}},
		{"html 1 MB", Input{HTML: markup(1 << 20)}},
	} {
		b.Run(c.name, func(b *testing.B) {
			benchmark(b, c.in, func(in Input) Reading { return Read(in, sent) })
		})
		b.Run(c.name+", prepared", func(b *testing.B) { benchmark(b, c.in, known.Read) })
		b.Run(c.name+", not ours", func(b *testing.B) { benchmark(b, c.in, nothing.Read) })
	}
}

// BenchmarkWorst reads the inputs that are made to be slow.
func BenchmarkWorst(b *testing.B) {
	sent := []Sent{week, quarter}
	for _, c := range worstCases(1 << 20) {
		b.Run(c.name, func(b *testing.B) {
			benchmark(b, c.in, func(in Input) Reading { return Read(in, sent) })
		})
	}
}

// BenchmarkWorstTwice is BenchmarkWorst with inputs twice as long: the time must
// not be more than about twice as long either.
func BenchmarkWorstTwice(b *testing.B) {
	sent := []Sent{week, quarter}
	for _, c := range worstCases(2 << 20) {
		b.Run(c.name, func(b *testing.B) {
			benchmark(b, c.in, func(in Input) Reading { return Read(in, sent) })
		})
	}
}
