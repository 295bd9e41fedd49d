package store

import (
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// layout is the one form of an instant in the file: UTC, to the millisecond,
// so that text order is time order.
const layout = "2006-01-02T15:04:05.000Z"

// stamp returns an instant as it is stored, NULL for the zero time.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(layout)
}

// day returns a date as it is stored, NULL for the zero date.
func day(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// clockText returns a member's time of day as it is stored, NULL for none.
func clockText(m mentoring.Member) any {
	if !m.Timed {
		return nil
	}
	return m.Clock.String()
}

// clock scans a member's time of day.
func clock(m *mentoring.Member) scanner {
	return func(text string) error {
		m.Timed = text != ""
		if !m.Timed {
			return nil
		}
		return m.Clock.UnmarshalText([]byte(text))
	}
}

// ref returns an id as it is stored, NULL for 0.
func ref[T ~int64](id T) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

// instant scans a stamp into a time.
func instant(into *time.Time) scanner {
	return func(text string) (err error) {
		*into = time.Time{}
		if text != "" {
			*into, err = time.Parse(layout, text)
		}
		return err
	}
}

// date scans a day into a date.
func date(into *calendar.Date) scanner {
	return func(text string) error { return into.UnmarshalText([]byte(text)) }
}

// number scans an id, 0 for NULL.
func number[T ~int64](into *T) numberScanner {
	return func(n int64) { *into = T(n) }
}

// scanner is a sql.Scanner for text, which gets "" for NULL.
type scanner func(text string) error

// Scan implements sql.Scanner.
func (s scanner) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		return s("")
	case string:
		return s(v)
	}
	return fmt.Errorf("a %T where text was expected", src)
}

// numberScanner is a sql.Scanner for integers, which gets 0 for NULL.
type numberScanner func(n int64)

// Scan implements sql.Scanner.
func (s numberScanner) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		s(0)
	case int64:
		s(v)
	default:
		return fmt.Errorf("a %T where a number was expected", src)
	}
	return nil
}
