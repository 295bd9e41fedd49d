// Package sheet lays out a mail: a list of blocks becomes one HTML page and
// one plain text that say the same in the same order.
//
// It must not know mentoring, languages or files: words come in ready, and the
// look (palette, styles, partials) comes in as a file system. Whatever is put
// into a block is data and can never become markup. Start with Sheet and Look.
package sheet
