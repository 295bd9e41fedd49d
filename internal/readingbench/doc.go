// Readingbench measures how well and how fast replies are read, on every corpus
// that is there: replies that a seeded crowd writes to our own mails, the public
// fixtures beside the repository, and our own foreign replies. It prints tables
// and ends with status 1 when a target is missed that does not depend on how
// busy the machine is.
//
// It is a module of its own, so that the parser it is compared with never enters
// Milepost's. It must not know how replies are read: it sees words, not rules.
//
// Start with run in main.go. `make bench-reading` runs it; go run . --help lists
// what can be asked of it.
package main
