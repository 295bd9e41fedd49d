// Package roster reads a list of pairs that somebody keeps in a spreadsheet, and
// compares it with the pairs that are there.
//
// It knows CSV as spreadsheets write it: with commas, semicolons or tabs, quoted
// fields, and a byte order mark. Every mistake is reported at once, with its line,
// its column and what to write instead. A cell is text and nothing else, whatever
// it begins with. It changes nothing, and reads no clock.
//
// Start with Read, then Compare.
package roster
