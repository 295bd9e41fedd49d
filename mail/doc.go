// Package mail is everything about e-mail and nothing about mentoring: it
// composes, sends, fetches and takes mail apart, and says who may be believed.
//
// It must not know people, pairs, rituals or databases. An id is an opaque
// number here, an address is an address, a claim bound into a token is a
// string. The package decides nothing about a person's words.
//
// Start here:
//
//   - [Compose] makes the final bytes of one mail; they are stored, then sent.
//   - [Open] and [Session.Send] hand stored bytes to a mail server over SMTP
//     and say truthfully what is known about them: sent, retry, failed, unknown.
//   - [OpenInbox] watches a mailbox over IMAP. All names of go-imap stay in the
//     inbox files.
//   - [Parse] takes a received mail apart within fixed limits.
//   - [Classify], [ReadBounce], [DMARC] and [Candidates] read facts out of it.
//   - [Bind] is the decision table: from those facts to what may be done.
//   - [KeyRing] mints and verifies the tokens that tie a reply to what it answers.
//
// The only seam for the network is [Dial]. With it everything in this package
// runs over net.Pipe, also inside a testing/synctest bubble. No goroutine
// outlives the value that started it: Close waits.
package mail
