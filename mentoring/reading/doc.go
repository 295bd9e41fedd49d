// Package reading turns a person's own words into answers and lines with a
// keyword. It is syntax: it does not know whether C99 exists.
//
// It must not know people, pairs or records, and never loses a word: what is
// neither an answer nor a keyword is kept as a note. Start with Interpret.
package reading
