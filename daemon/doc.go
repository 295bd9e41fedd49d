// Package daemon is where the core, the mail and the store meet: wake, plan,
// queue, deliver, receive, record, confirm.
//
// It decides nothing about mentoring: it asks package mentoring and carries out
// what it answers. Every loop body is a method that takes the time and does one
// turn (Plan, Deliver, Receive), so that the daemon, the demo and the tests run
// the very same steps. Start with Daemon.
//
// # What comes in
//
// Receive does the steps in turn, each with its file:
//
//	receive     archive what is new, before anything reads it (unfetched: what had no bytes)
//	read        take it apart: a person, a program, or a mail of ours?
//	automatic   absence notes and bounces; none is ever answered
//	bind        which mail it answers and whose it is (released: by the operator's word)
//	ownwords    which words are the person's own, by what we sent
//	accept      what they say, and the one transaction that records it
//	stray       the same for mail that answers nothing
//	attend      what somebody's calendar answers to an invitation
//	confirm     the receipt, with the next Plan
//
// Reread and Explain in reread.go go through ownwords and accept again for a
// message of the archive; Reread may change the record, Explain never does.
//
// # Goroutines
//
// Run owns these and waits for them:
//
//   - planner: Plan twice a minute, and when something was received
//   - deliverer: Deliver when something is queued, and twice a minute
//   - receiver: Receive when the mailbox announces mail, and every few minutes;
//     beside it, while it is quiet, one that waits for the announcement
//
// Service.Watch, which its caller owns, tells the service manager that all
// three move.
package daemon
