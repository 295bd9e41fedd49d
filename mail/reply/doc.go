// Package reply finds a person's own words in a reply to a mail of ours.
//
// It is pure: text in, [Reading] out. It must not know about pairs, prompts,
// the store or the wire; it is given decoded text, and the mails that the
// reply may answer, as plain values.
//
// Start at [Read] in reply.go. The steps, one file each:
//
//	lines.go, html.go    one line model for both kinds of part
//	words.go             words as they are compared
//	known.go, align.go   which of those words are ours
//	frame.go, lang.go    attribution lines and header blocks
//	quote.go             what is quoted, what stands between
//	signature.go         what ends a mail
//	segment.go           segments, blocks and the question above each
//
// Two rules decide every doubt. What we sent is known, so our own text is
// recognised first and the language tables in lang/ are only for the rest.
// And what nothing explains is new: losing a person's words is far worse than
// keeping a quoted line.
package reply
