package calendar_test

import (
	"fmt"
	"time"

	"milepost/mentoring/calendar"
)

func ExampleCadence_Next() {
	fridays, err := calendar.ParseCadence("0 14 * * FRI")
	if err != nil {
		fmt.Println(err)
		return
	}
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		fmt.Println(err)
		return
	}
	due, _ := fridays.Next(calendar.Local(time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC), warsaw))
	fmt.Println(due, "on the wall")
	fmt.Println(calendar.At(due, warsaw))
	// Output:
	// 2026-12-04 14:00 on the wall
	// 2026-12-04 13:00:00 +0000 UTC
}
