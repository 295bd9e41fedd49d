// Package postoffice is a whole mail world in the process: SMTP in, mailboxes
// out over IMAP, and the faults of real servers on demand.
//
// The servers are real (go-smtp and go-imap's), only the wire is not: [Office.Dial]
// hands out one end of a pipe, so an Office works inside a testing/synctest
// bubble, needs no port and leaves nothing behind. [Office.Listen] opens real
// loopback sockets where something outside the process has to connect.
//
// The package must not know what Milepost is: no pair, no prompt, no token. It
// reads no clock but Options.Now, draws no random number, and starts no
// goroutine that [Office.Close] does not end.
//
// Start with [New], then [Office.AddMailbox] and [Office.Dial]. What arrived is
// in [Office.Mailbox]; what goes wrong is ordered with [Office.Break] and a
// [Fault]. The people who answer are in the package correspondent beside it.
package postoffice
