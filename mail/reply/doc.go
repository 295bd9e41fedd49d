// Package reply finds a person's own words in a reply to a mail of ours.
//
// It is pure: text in, [Reading] out. It must not know about pairs, prompts,
// the store or the wire; it is given decoded text, and the mails that the
// reply may answer, as plain values.
//
// Start at [Read] in reply.go, or at [Prepare] in known.go where several replies
// may answer the same mails. The steps, one file each:
//
//	lines.go, html.go     one line model for both kinds of part
//	links.go              links to us that a client has written out
//	frame.go              attribution lines and header blocks, by form
//	known.go, align.go    which words are ours
//	settle.go             which of them the person says again
//	accept.go             which of them are a quote, and no chance
//	edits.go              what is left of our sentences that were cut
//	split.go              lines that are ours in part
//	ownframe.go           frames that only name us, above our words
//	ownname.go            frames that are broken at our name
//	quote.go              what is quoted, what stands between
//	signature.go          what ends a mail
//	segment.go            segments, blocks and the question above each
//
// cause.go lists all that can be said about a line.
//
// Two rules decide every doubt. What we sent is known, so our own text is
// recognised first and the language tables in lang/ are only for the rest.
// And what nothing explains is new: losing a person's words is far worse than
// keeping a quoted line.
package reply
