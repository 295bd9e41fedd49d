// Package reading turns a person's own words into answers and lines with a
// keyword. It is syntax: it does not know whether C99 exists.
//
// It must not know people, pairs or records, and never loses a word: what is
// neither an answer nor a keyword is kept as a note. What it is not sure of it
// does not do: it says so in a [Doubt].
//
// Start at [Interpret] in reading.go, then reader.read. The steps, with their
// files:
//
//	below               words above their questions moved below them
//	courtesy            greeting, sign-off and signature taken off
//	label               the numbers that people type, which cut words into parts
//	private             words for the author alone, or held until the author decides
//	command, around     lines with a keyword, also amid mere politeness
//	detail, growth      what is said of goals, and the lines that growth brought
//	agreement, rhythm   what a pair has agreed on, and when the questions come
//	partner, people     whom a line names; letter: words that run on
//	when                the dates in them
//	settle              each part becomes an answer or a leftover
//	answer              an answer by the form of its question
//	route               one reading a pair; mail that answers nothing
//
// What the steps share: reader.go holds what is gathered, block by block and line
// by line; lines.go cuts paragraphs and joins what a mail program broke; misspelt.go
// knows a keyword that is nearly one; fold.go is how words are compared; limits.go
// what one mail may bring about. A [Vocabulary] is the words of one language, as data; a lexis those of
// all languages that a person is understood in, for looking up.
//
// A block is words in a row under one question, as they came. A part is words
// that belong together once numbers and privacy have been read. A line is one
// with a keyword; [Line] is what it asks for.
package reading
