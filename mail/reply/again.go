package reply

import "slices"

// maxSaidLines bounds how many lines above a quoted one may say it again.
const maxSaidLines = 8

// saidBelow counts the words at the end of an unmarked run that the quote right
// below says too, from its start on. A client that wraps without a mark goes on in
// our mail there, and says nothing twice: so the unmarked ones are the person's,
// however well they go on from the quoted line above. Only where our mail itself
// says the same twice in a row are they ours.
func (a *alignment) saidBelow(r run) int {
	end := r.word + r.n
	last := a.lineOf(end-1, r.line)
	if end == len(a.words) || end != int(a.first[last+1]) || a.doc.lines[a.lineOf(end, last)].depth == 0 {
		return 0
	}
	said := 0
	for li := last; li >= r.line && li > last-maxSaidLines; li-- {
		n := end - int(a.first[li])
		if n > r.n {
			break
		}
		if n > said && a.saysAt(end, a.words[end-n:end]) && !saysTwice(r, n) {
			said = n
		}
	}
	return said
}

// saysAt reports whether the reply has the words from w on.
func (a *alignment) saysAt(w int, words []word) bool {
	a.doc.compared += len(words)
	return w+len(words) <= len(a.words) && slices.EqualFunc(a.words[w:w+len(words)], words, sameWord)
}

// saysTwice reports whether our mail says the last n words of a run again right
// behind it.
func saysTwice(r run, n int) bool {
	words, end := r.m.words, r.end()
	return end+n <= len(words) && slices.EqualFunc(words[end-n:end], words[end:end+n], sameWord)
}

// maxAgain bounds how many runs are looked at to find words of ours that have
// been quoted before.
const maxAgain = 32

// foundAgain reports whether the words of our mail that r is about stand in one of
// the last runs already.
func foundAgain(runs []run, r run) bool {
	for _, p := range runs[max(0, len(runs)-maxAgain):] {
		if p.at <= r.at+1 && r.at+1 < p.end() {
			return true
		}
	}
	return false
}
