package phrase

import (
	"strconv"
	"strings"
	"time"

	"milepost/mentoring/calendar"
)

// layouts say how a language puts a date together. {weekday}, {month} are the
// long names and {wd}, {mon} the short ones; a 2 marks the end of a range.
type layouts struct {
	short, shortYear     string
	long                 string
	sameMonth, twoMonths string
	timeIn, dayTimeIn    string
	separator            string
}

// ShortDate writes a date as "Fri 28 Nov".
func (l *Lexicon) ShortDate(d calendar.Date) string { return l.fill(l.layouts.short, d, d) }

// ShortDateYear writes a date as "Fri 28 Nov 2025".
func (l *Lexicon) ShortDateYear(d calendar.Date) string { return l.fill(l.layouts.shortYear, d, d) }

// LongDate writes a date as "Friday 28 November".
func (l *Lexicon) LongDate(d calendar.Date) string { return l.fill(l.layouts.long, d, d) }

// NearDate writes a date as [Lexicon.ShortDate] does, and with its year where a
// reader of today could take it for a day of another year.
func (l *Lexicon) NearDate(d, today calendar.Date) string {
	if first := today.AddMonths(-6); d.Before(first) || !d.Before(first.AddMonths(12)) {
		return l.ShortDateYear(d)
	}
	return l.ShortDate(d)
}

// DateRange writes a span of days as "24–30 Nov" or "28 Nov – 4 Dec", and a
// single day as [Lexicon.ShortDate] does.
func (l *Lexicon) DateRange(from, to calendar.Date) string {
	switch {
	case from == to:
		return l.ShortDate(from)
	case calendar.MonthOf(from) == calendar.MonthOf(to):
		return l.fill(l.layouts.sameMonth, from, to)
	}
	return l.fill(l.layouts.twoMonths, from, to)
}

// Weekday writes a day of the week as "Friday".
func (l *Lexicon) Weekday(day time.Weekday) string { return l.weekdays[day].long }

// ShortWeekday writes a day of the week as "Fri", without a full stop.
func (l *Lexicon) ShortWeekday(day time.Weekday) string {
	return strings.TrimSuffix(l.weekdays[day].short, ".")
}

// Time writes a time of day as "17:00".
func (l *Lexicon) Time(c calendar.Clock) string { return c.String() }

// City returns the name of the city that a time zone is named after: "Lisbon"
// for Europe/Lisbon, "UTC" for UTC.
func (l *Lexicon) City(zone string) string {
	if city, ok := l.cities[zone]; ok {
		return city
	}
	city := zone[strings.LastIndexByte(zone, '/')+1:]
	return strings.ReplaceAll(city, "_", " ")
}

// Times writes one instant as the clocks of several cities show it: "17:00
// Lisbon, 18:00 Warsaw". A zone named twice is written once, and where the date
// differs from that of the first zone its weekday is added.
func (l *Lexicon) Times(instant time.Time, zones ...*time.Location) string {
	var parts []string
	written := make(map[string]bool)
	for _, zone := range zones {
		if written[zone.String()] {
			continue
		}
		written[zone.String()] = true
		local := calendar.Local(instant, zone)
		layout := l.layouts.timeIn
		if local.Date != calendar.DateIn(instant, zones[0]) {
			layout = l.layouts.dayTimeIn
		}
		part := strings.NewReplacer(
			"{wd}", l.weekdays[local.Date.Weekday()].short,
			"{time}", l.Time(local.Clock),
			"{city}", l.City(zone.String()),
		).Replace(layout)
		parts = append(parts, part)
	}
	return strings.Join(parts, l.layouts.separator)
}

func (l *Lexicon) fill(layout string, d, end calendar.Date) string {
	if !d.IsValid() || !end.IsValid() {
		return ""
	}
	weekday := l.weekdays[d.Weekday()]
	month, endMonth := l.months[d.Month-1], l.months[end.Month-1]
	day := func(d calendar.Date) string {
		if d.Day == 1 && l.firstDay != "" {
			return l.firstDay
		}
		return strconv.Itoa(d.Day)
	}
	return strings.NewReplacer(
		"{weekday}", weekday.long,
		"{wd}", weekday.short,
		"{day}", day(d),
		"{month}", month.long,
		"{mon}", month.short,
		"{year}", strconv.Itoa(d.Year),
		"{day2}", day(end),
		"{mon2}", endMonth.short,
	).Replace(layout)
}
