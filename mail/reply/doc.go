// Package reply finds a person's own words in a reply to a mail of ours.
//
// It is pure: text in, [Reading] out. It must not know about pairs, prompts,
// the store or the wire; it is given decoded text, and the mails that the
// reply may answer, as plain values.
//
// Start at [Read] in reply.go. [Prepare] in known.go does the part of it that is
// about our mails alone, once for many replies. The steps, in their order and
// with their files:
//
//	lines, html, elements         one line model for both kinds of part
//	links                         links to us that a client has written out
//	frame, header, marks          frames: attribution lines and header blocks, by form
//	ownname                       frames that are broken at our name
//	known, align, again           runs: which words are ours
//	settle                        which of them the person says again
//	accept                        which of them are a quote, and no chance
//	edits, number, split          sentences of ours that were cut, renumbered, ours in part
//	ownframe                      frames that only name us, above our words
//	quote, gaps                   what is quoted, what stands between
//	signature, closing, contact   what ends a mail
//	segment                       segments, blocks and the question above each
//
// What the steps share: words and plain (words and lines as they are compared),
// lang and pattern (the tables in lang/), linktarget, date, memo, runes; and
// cause, which lists all that can be said about a line. A line that was taken for
// the wrong thing bears the cause that the wrong step gave it.
//
// Three stretches are not the same: a zone (settle.go) lies between two frames
// outside of any quote, a section (quote.go) stands under one frame wherever that
// is, a region (signature.go) is new lines in a row.
//
// [Questions] in questions.go stands apart: it finds the questions of a mail of
// anybody's, where no list of them is at hand.
//
// Two rules decide every doubt. What we sent is known, so our own text is
// recognised first and the language tables in lang/ are only for the rest.
// And what nothing explains is new: losing a person's words is far worse than
// keeping a quoted line.
package reply
