// Package phrase reads and writes dates, times and numbers in the words of
// people: "by friday", "8 dec", "thursday 5pm", "3-17 aug", "4/5".
//
// It must not know mentoring, the current time (today is a parameter), or where
// a text comes from. A language is a table, one per file (lang_en.go) and one line
// in lexicons; the grammar around the tables is the same for all of them. What a
// region does in another way, such as the order of figures in the United States, is
// a line in regions. Words are compared without case and accents.
//
// People answer in any language: [Lexicon.With] reads several, the person's own
// first, and of the others only what cannot be mistaken for ordinary words.
//
// The grammar is our own because the ready date parsers bring a WebAssembly
// regular-expression engine with them, too heavy for a daemon that should idle
// in 30 MB, and because they guess where this one declines.
//
// Start with [Lookup] and [Lexicon]. What is read goes through the same files each
// time: token cuts a text into words, numbers and signs; lexicon says what a word
// may do in a phrase; date and figures put these together as what was spoken, before
// it is known what today is; day resolves that. On it stand span, moment with clock,
// trailing and deadline, which find the date at the end of a line and inside. number
// reads ratings, polyglot tries the other languages, format writes.
package phrase
