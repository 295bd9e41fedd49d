// Command milepost is the daemon that supports mentoring pairs by e-mail, and
// the tool of the operator who runs it.
//
// It must not decide anything about mentoring, and it knows no SQL, SMTP or
// IMAP: a command reads arguments, calls one of the other rooms, and says what
// came of it. What status, plan and pair show say is put together in
// internal/report.
//
// Each command has a file of its own. Start with run in main.go, then app,
// which holds what the commands share.
package main
