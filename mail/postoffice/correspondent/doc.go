// Package correspondent writes replies as people's mail programs really write
// them: how somebody answers, whatever it is that they say.
//
// It must not know what is asked or what an answer means: it sees a raw mail
// with numbered questions and gives back a raw mail. Nothing in it is random and
// it reads no clock, so the same [Reply] to the same mail is the same bytes.
//
// Start with [Reply.Write]; [Habits] lists the ways of answering that are worth
// having in a demo or a test.
package correspondent
