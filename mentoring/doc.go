// Package mentoring holds the words and rules of mentoring pairs: who is
// paired, what is asked when, what an answer means.
//
// It is pure: no I/O, no clock of its own, no context, no logging. Its rooms:
//
//   - calendar: civil time, weeks, cadences
//   - phrase: dates and numbers as people write them
//   - ritual: recurring conversations as data
//   - reading: a person's own words become answers and lines with a keyword
//   - mentoring (here): person, pair, record; planning, and what a reply changes
//   - digest: what the week was, for one reader
//
// # Glossary
//
// Person; Pair (a Mentor and a Mentee, its Members); Program (name,
// coordinator, calendar); Coordinator (looks after the program, sees health,
// not words); Operator (runs the server).
//
// Record: all that a pair has. It is a list of Entries: goal G1, milestone M1,
// commitment C1 (owned by either side), ask A1 (a question that waits for the
// partner), and without ids win, feedback, obstacle, rating, note, agreement,
// session, answer. Every word a person wrote is an Entry with a Visibility.
//
// Ritual: a recurring conversation, as data. Round: one occurrence of it for a
// pair. Prompt: the mail that asks one person that round's Questions. Nudge: a
// reminder of it. Receipt: the short mail that shows how a reply was read.
// Digest: the weekly mail. Notice: any other mail.
//
// Reply → Reading (answers, lines, leftovers, doubts) → Outcome (changes,
// receipt, requests). Reread: what a reading of today changes in the record, and
// in what it differs.
//
// Absence: what somebody's mailbox says by itself; nobody announced it. Pause: what
// a member asked for, in one pair. Wish: what a person asked for in all pairs.
//
// Start with PlanPair, PlanPerson and Apply. Beside them, each pure: ReadAbsence,
// Reread, Erase, Told.
package mentoring
