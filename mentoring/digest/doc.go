// Package digest says what a week was, for one reader.
//
// It is pure and sees whole records, so it is the place where private and
// hidden words must stop: nothing leaves Summarise that Record.Sees does not
// allow, nor any private word of the reader's own. Start with Summarise.
package digest
