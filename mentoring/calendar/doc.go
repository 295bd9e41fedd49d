// Package calendar holds civil time: dates, clock times, ISO weeks, working
// hours, and cadences that say when something is due again.
//
// It works on the wall clock that a person sees. Instants appear in two places
// only, [At] and [Local], which lead from the wall clock to an instant and back;
// no time zone ever reaches the cron library.
//
// It must not know mentoring, the current time, or any language that people
// write in: package phrase reads and writes dates in words.
//
// Start with [Date] and [Civil], then [Cadence] and [WorkHours].
package calendar
