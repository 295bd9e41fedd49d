// Package demo runs mentoring pairs for half a year in a minute: the daemon's
// own turns, real SMTP and IMAP, a real database, people who reply as people
// do, and a clock that jumps.
//
// What the people say is data, in story/*.yaml; no Go here knows it. Same
// options, same bytes. The package must not read the clock, open a socket or
// know how a reply is read: it only writes replies and looks at what became of
// them.
//
// Start with [Run]. The parts: a story (who says what), a world (post office,
// store and daemon under one clock), an actor for each person, a folder to look
// at afterwards, and the checks that must all hold.
package demo
