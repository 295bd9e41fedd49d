package phrase_test

import (
	"fmt"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
)

func ExampleLexicon_TrailingDate() {
	english, _ := phrase.Lookup("en")
	today := calendar.NewDate(2026, time.November, 25)

	text, day, ok := english.TrailingDate("write the design note by Friday", today)
	fmt.Printf("%q, due %s, %v\n", text, english.ShortDate(day.Date), ok)
	// Output: "write the design note", due Fri 27 Nov, true
}

func ExampleLexicon_Date() {
	english, _ := phrase.Lookup("en")
	today := calendar.NewDate(2026, time.November, 25)

	day, rest, _ := english.Date("8/12 if that suits", today)
	fmt.Println(english.LongDate(day.Date))
	if day.Ambiguous() {
		fmt.Println("or", english.LongDate(day.Or))
	}
	fmt.Println(rest)
	// Output:
	// Tuesday 8 December
	// or Thursday 12 August
	// if that suits
}
