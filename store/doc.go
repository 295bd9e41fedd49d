// Package store keeps people, pairs, their records and all mail in one SQLite
// file: one exported method is one act, and one act is one transaction.
//
// It must not know SMTP, IMAP or templates, and decides nothing about
// mentoring: it applies what package mentoring has decided. It never reads a
// clock: every time is passed in.
//
// # What it promises
//
// What an act returned without an error survives a power cut. What must not
// happen twice is refused by a UNIQUE constraint, reported as ErrDuplicate. An
// error that is ErrCommit means unknown: read before trying again. Acts that
// write are not interrupted by their context once they have begun.
//
// Nothing is ever deleted, except what Forget erases.
//
// # Where things are
//
// Plan turns the record into rounds and prompts; Agenda and Queue turn prompts
// into mails; Claim and Settle are the outbox; Archive, Receive and File are
// what comes in. Start with Open, then read migrations/0001_foundation.sql.
package store
