package reply

import (
	"strings"
	"testing"
)

// benchmarkInputs are a usual reply and the inputs that other readers choke on.
func benchmarkInputs(scale int) map[string]Input {
	answer := "It went well, two comments only.\n\n"
	return map[string]Input{
		"text 0.6 kB":        {Text: answer + wrote + quoted(quarter.Text)},
		"interleaved prompt": {Text: wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n\nA cold\n\n", 1)},
		"html":               {HTML: `<div>fine</div><div class="gmail_quote"><div class="gmail_attr">` + wrote + `</div><blockquote class="gmail_quote">` + bodyOf(week.HTML) + `</blockquote></div>`},
		"long quote 767 kB":  {Text: answer + wrote + strings.Repeat("> a line of a very long thread that goes on and on\n", scale*767*1024/52)},
		"2400 On lines":      {Text: strings.Repeat("On Monday we did this and that and the other thing:\n", scale*2400)},
		"200 kB On line":     {Text: "On " + strings.Repeat("word and ", scale*200*1024/9) + "wrote:\n"},
		"1 MB quote":         {Text: answer + strings.Repeat(">\n", scale*512*1024)},
		"1 MB of quoted us":  {Text: answer + wrote + strings.Repeat(quoted(week.Text), scale*(1<<20)/len(week.Text))},
		"1 MB of open tags":  {HTML: strings.Repeat("<blockquote><b><p>a", scale*(1<<20)/19)},
		"1 MB of signatures": {Text: strings.Repeat("Best regards\n", scale*(1<<20)/13)},
		"1 MB of link marks": {Text: strings.Repeat("<http", scale*(1<<20)/5)},
		"1 MB of our links":  {Text: strings.Repeat("Skip it <pairs+k7f2@mentors.example?subject=Re%3A&body=skip>\n", scale*(1<<20)/61)},
		"1 MB of open links": {Text: strings.Repeat("<pairs@mentors.example?a=\n", scale*(1<<20)/26)},
		"1 MB of our domain": {Text: strings.Repeat("a@mentors.example", scale*(1<<20)/17)},
		"1 MB said again":    {Text: wrote + strings.Repeat(quoted(week.Text)+week.Text, scale*(1<<19)/len(week.Text))},
		"1 MB of frames":     {Text: "x\n" + strings.Repeat("From: a@b\nTo: c\nSubject: d\n> e\n", scale*(1<<20)/31)},
	}
}

func BenchmarkRead(b *testing.B) {
	for name, in := range benchmarkInputs(1) {
		b.Run(name, func(b *testing.B) {
			sent := []Sent{week, quarter}
			b.SetBytes(int64(len(in.Text) + len(in.HTML)))
			b.ReportAllocs()
			for b.Loop() {
				Read(in, sent)
			}
		})
	}
}

// BenchmarkReadTwice is BenchmarkRead with inputs twice as long: the time must
// not be more than about twice as long either.
func BenchmarkReadTwice(b *testing.B) {
	for name, in := range benchmarkInputs(2) {
		b.Run(name, func(b *testing.B) {
			sent := []Sent{week}
			b.SetBytes(int64(len(in.Text) + len(in.HTML)))
			for b.Loop() {
				Read(in, sent)
			}
		})
	}
}
