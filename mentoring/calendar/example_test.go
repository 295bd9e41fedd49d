package calendar_test

import (
	"fmt"
	"time"

	"milepost/mentoring/calendar"
)

func ExampleCadence_NextInstant() {
	anchor := calendar.NewDate(2026, time.November, 23)
	everySecondFriday, err := calendar.ParseCadence("0 14 * * FRI", 2, calendar.Weeks, anchor)
	if err != nil {
		fmt.Println(err)
		return
	}
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC)
	due, instant, _ := everySecondFriday.NextInstant(now, warsaw)
	fmt.Println(due, "on the wall")
	fmt.Println(instant)
	// Output:
	// 2026-12-11 14:00 on the wall
	// 2026-12-11 13:00:00 +0000 UTC
}
