package phrase

import "testing"

func TestMoment(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, want, or string
		minutes      int
		rest         string
	}{
		{"4 dec 17:00", "2026-12-04 17:00", "", 0, ""},
		{"4 dec at 17.00", "2026-12-04 17:00", "", 0, ""},
		{"4 dec, 17:00", "2026-12-04 17:00", "", 0, ""},
		{"2026-12-04 17:00", "2026-12-04 17:00", "", 0, ""},
		{"4.12. 17:00", "2026-12-04 17:00", "", 0, ""},
		{"thursday 5pm", "2026-11-26 17:00", "", 0, ""},
		{"Thursday, 5 p.m.", "2026-11-26 17:00", "", 0, ""},
		{"thursday at 5:30 pm", "2026-11-26 17:30", "", 0, ""},
		{"thursday 9am", "2026-11-26 09:00", "", 0, ""},
		{"thursday 12am", "2026-11-26 00:00", "", 0, ""},
		{"thursday 12pm", "2026-11-26 12:00", "", 0, ""},
		{"thursday at noon", "2026-11-26 12:00", "", 0, ""},
		{"thursday 17h30", "2026-11-26 17:30", "", 0, ""},
		{"thursday 17h", "2026-11-26 17:00", "", 0, ""},
		{"thursday at 1700", "2026-11-26 17:00", "", 0, ""},
		{"thursday at 17", "2026-11-26 17:00", "", 0, ""},
		{"thursday kl. 17", "2026-11-26 17:00", "", 0, ""},
		{"thursday 9-10h", "2026-11-26 09:00", "", 60, ""},
		{"tomorrow at 10", "2026-11-26 10:00", "", 0, ""},
		{"Fri 4 Dec 2026 17:00", "2026-12-04 17:00", "", 0, ""},
		{"17:00 on 4 dec", "2026-12-04 17:00", "", 0, ""},
		{"5pm thursday", "2026-11-26 17:00", "", 0, ""},
		{"at 17:00, friday", "2026-11-27 17:00", "", 0, ""},
		// Half of the day not said, or the day itself in doubt.
		{"thursday at 5", "2026-11-26 17:00", "2026-11-26 05:00", 0, ""},
		{"thursday 5:30", "2026-11-26 17:30", "2026-11-26 05:30", 0, ""},
		{"thursday 05:30", "2026-11-26 05:30", "", 0, ""},
		{"thursday at 9", "2026-11-26 09:00", "2026-11-26 21:00", 0, ""},
		{"thursday 9:00", "2026-11-26 09:00", "", 0, ""},
		{"4/12 17:00", "2026-12-04 17:00", "2027-04-12 17:00", 0, ""},
		// How long.
		{"4 dec 17:00-18:00", "2026-12-04 17:00", "", 60, ""},
		{"4 dec 17:00 – 17:45", "2026-12-04 17:00", "", 45, ""},
		{"4 dec from 5 to 6pm", "2026-12-04 17:00", "", 60, ""},
		{"4 dec 5-6pm", "2026-12-04 17:00", "", 60, ""},
		{"4 dec 11-1pm", "2026-12-04 11:00", "", 120, ""},
		{"4 dec 17:00 for 45 minutes", "2026-12-04 17:00", "", 45, ""},
		{"4 dec 17:00, 1h", "2026-12-04 17:00", "", 60, ""},
		{"4 dec 17:00 (45 min)", "2026-12-04 17:00", "", 45, ""},
		{"4 dec 17:00 half an hour", "2026-12-04 17:00", "", 30, ""},
		{"17:00 on 4 dec for 1 hour", "2026-12-04 17:00", "", 60, ""},
		{"4 dec 17:00 in the library", "2026-12-04 17:00", "", 0, "in the library"},
		{"4 dec 17:00-16:00", "2026-12-04 17:00", "", 0, "-16:00"},
	} {
		m, rest, ok := en(t).Moment(tt.in, today)
		if !ok || m.At.String() != tt.want || m.Or.String() != tt.or || m.Minutes != tt.minutes || rest != tt.rest {
			t.Errorf("Moment(%q) = %v or %v, %d minutes, %q, %v, want %s or %s, %d, %q",
				tt.in, m.At, m.Or, m.Minutes, rest, ok, tt.want, tt.or, tt.minutes, tt.rest)
		}
		if m.Ambiguous() != (tt.or != "") {
			t.Errorf("Moment(%q).Ambiguous() = %v", tt.in, m.Ambiguous())
		}
	}
}

func TestMomentDeclines(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "friday", "17:00", "4 dec", "4 dec 5", "4 dec 25:00", "4 dec 17:60", "4 dec 13pm", "4 dec 0am", "4 dec at 2500",
		"friday 17/18", "friday 17%", "friday 17:00:30", "5 people on friday", "monday and friday 17:00", "at noon",
	} {
		if m, rest, ok := en(t).Moment(in, today); ok {
			t.Errorf("Moment(%q) = %v, %q, true, want false", in, m.At, rest)
		}
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, from, to, rest string }{
		{"3-17 aug", "2027-08-03", "2027-08-17", ""},
		{"3 - 17 August 2027", "2027-08-03", "2027-08-17", ""},
		{"from 3rd to 17th of august", "2027-08-03", "2027-08-17", ""},
		{"aug 3-17", "2027-08-03", "2027-08-17", ""},
		{"3 aug - 17 aug", "2027-08-03", "2027-08-17", ""},
		{"3/8-17/8", "2027-08-03", "2027-08-17", ""},
		{"3.8.–17.8.", "2027-08-03", "2027-08-17", ""},
		{"2027-08-03 to 2027-08-17", "2027-08-03", "2027-08-17", ""},
		{"28 dec to 3 jan", "2026-12-28", "2027-01-03", ""},
		{"28 dec - 3 jan 2027", "2026-12-28", "2027-01-03", ""},
		{"20 nov - 3 dec", "2026-11-20", "2026-12-03", ""},
		{"20-30 nov", "2026-11-20", "2026-11-30", ""},
		{"20-30 nov 2026", "2026-11-20", "2026-11-30", ""},
		{"1-10 nov", "2027-11-01", "2027-11-10", ""},
		{"monday to friday", "2026-11-30", "2026-12-04", ""},
		{"mon-fri", "2026-11-30", "2026-12-04", ""},
		{"tomorrow until friday", "2026-11-26", "2026-11-27", ""},
		{"until 8 dec", "2026-11-25", "2026-12-08", ""},
		{"till friday", "2026-11-25", "2026-11-27", ""},
		{"until end of march", "2026-11-25", "2027-03-31", ""},
		{"until next week", "2026-11-25", "2026-11-29", ""},
		{"through 8 dec", "2026-11-25", "2026-12-08", ""},
		{"2 weeks", "2026-11-25", "2026-12-08", ""},
		{"for two weeks", "2026-11-25", "2026-12-08", ""},
		{"a month", "2026-11-25", "2026-12-24", ""},
		{"a day", "2026-11-25", "2026-11-25", ""},
		{"next week", "2026-11-30", "2026-12-06", ""},
		{"this week", "2026-11-25", "2026-11-29", ""},
		{"next month", "2026-12-01", "2026-12-31", ""},
		{"friday", "2026-11-27", "2026-11-27", ""},
		{"8 dec", "2026-12-08", "2026-12-08", ""},
		{"3-17 aug, at the sea", "2027-08-03", "2027-08-17", ", at the sea"},
	} {
		span, rest, ok := en(t).Span(tt.in, today)
		if !ok || span.From.String() != tt.from || span.To.String() != tt.to || rest != tt.rest {
			t.Errorf("Span(%q) = %v to %v, %q, %v, want %s to %s, %q", tt.in, span.From, span.To, rest, ok, tt.from, tt.to, tt.rest)
		}
	}
}

func TestSpanDeclines(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "3-17", "17-3 aug", "30-31 feb", "3-4 days", "until", "until soon", "8 dec - 3", "1-10 nov 2026", "2026-12-08 to 2026-12-01", "last week"} {
		if span, rest, ok := en(t).Span(in, today); ok && rest == "" {
			t.Errorf("Span(%q) = %v to %v, true, want false", in, span.From, span.To)
		}
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want int
		rest string
	}{
		{"3 days", 3, ""},
		{"three days", 3, ""},
		{"2 weeks", 14, ""},
		{"a week", 7, ""},
		{"for a week", 7, ""},
		{"a fortnight", 14, ""},
		{"2 months", 60, ""},
		{"1 day please", 1, "please"},
		{"3", 0, ""},
		{"0 days", 0, ""},
		{"weeks", 0, ""},
		{"1.5 weeks", 0, ""},
		{"99999 days", 0, ""},
	} {
		got, rest, ok := en(t).Duration(tt.in)
		if got != tt.want || rest != tt.rest || ok != (tt.want != 0) {
			t.Errorf("Duration(%q) = %d, %q, %v, want %d, %q", tt.in, got, rest, ok, tt.want, tt.rest)
		}
	}
}
