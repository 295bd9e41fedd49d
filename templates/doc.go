// Package templates holds all wording and the look of the mails: what each
// ritual asks, in each language, and how a mail is laid out in HTML and text.
//
// Folders: rituals/ (structure, no words), html/ (the look), and one folder a
// language with its words. An installation may replace any file by one at the
// same path in its own folder; Load checks them all and reports every mistake.
//
// It must not know the store, mail addresses' meaning or time: views come in,
// words go out. No line of Go here names a ritual. Values that people wrote are
// data: they are never read as a template or as markup. Start with Load and
// Set.Prompt; package sheet is the paper that mails are drawn on.
package templates
