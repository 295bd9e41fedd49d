package reading

import "slices"

// Route splits the reading of a mail with sections into one reading a pair.
// What stands in a section goes to its pair. What stands in none is not
// guessed: words that make Milepost quieter hold for all pairs (stop becomes a
// pause until it is known which pair is meant), requests are answered once, and
// anything else is kept, privately, with a doubt, under the first pair.
func Route(rd Reading, pairs []int64) map[int64]Reading {
	out := make(map[int64]Reading, len(pairs))
	if len(pairs) == 0 {
		return out
	}
	for _, pair := range pairs {
		part := Reading{Empty: rd.Empty, Thanks: rd.Thanks, Skipped: rd.Skipped}
		for _, a := range rd.Answers {
			if a.Pair == pair {
				part.Answers = append(part.Answers, a)
			}
		}
		for _, l := range rd.Lines {
			if l.Pair == pair {
				part.Lines = append(part.Lines, l)
			} else if l.Pair == 0 && forAll(l.Verb) {
				if l.Verb == Stop {
					l.Verb = Pause
				}
				part.Lines = append(part.Lines, l)
			}
		}
		for _, l := range rd.Leftover {
			if l.Pair == pair {
				part.Leftover = append(part.Leftover, l)
			}
		}
		out[pair] = part
	}
	first := out[pairs[0]]
	first.Doubts = append(first.Doubts, rd.Doubts...)
	for _, a := range rd.Answers {
		if !slices.Contains(pairs, a.Pair) {
			first.Leftover = append(first.Leftover, Leftover{Text: a.Text, Private: true})
		}
	}
	for _, l := range rd.Lines {
		switch {
		case l.Pair != 0:
		case l.Verb == Stop:
			first.Doubts = append(first.Doubts, Doubt{Kind: WhichPair, Text: l.Raw})
		case forAll(l.Verb):
		case isRequest(l.Verb):
			first.Lines = append(first.Lines, l)
		default:
			first.Leftover = append(first.Leftover, Leftover{Text: l.Raw, Private: true})
			first.Doubts = append(first.Doubts, Doubt{Kind: WhichPair, Text: l.Raw})
		}
	}
	for _, l := range rd.Leftover {
		if l.Pair == 0 {
			l.Private, l.Confided = true, false // whose confidant it is for is not guessed
			first.Leftover = append(first.Leftover, l)
			if !slices.ContainsFunc(first.Doubts, func(d Doubt) bool { return d.Text == l.Text }) {
				first.Doubts = append(first.Doubts, Doubt{Kind: WhichPair, Text: l.Text})
			}
		}
	}
	out[pairs[0]] = first
	return out
}

// forAll reports whether a verb without a section holds for all pairs.
func forAll(v Verb) bool {
	return slices.Contains([]Verb{Skip, Snooze, Pause, Resume, Stop, TextOnly, ReceiptsOn, NoReceipts, DigestOnly, Light}, v)
}

func isRequest(v Verb) bool {
	return slices.Contains([]Verb{Status, Help, Export, Show, Erase}, v)
}

// isAlarm reports whether a verb is a call that must be heard wherever it stands.
func isAlarm(v Verb) bool { return v == EndKindly || v == HelpUs }

// Stray is the reading of a mail that answers nothing: the words that silence
// or ask for something are kept, all others become private words of their
// author, since nobody was told who would read them. control is true if there
// were any of the former.
//
// Of a sender who is not proven only what silences counts, and a call for help:
// anybody could have written the rest in the author's name.
func Stray(rd Reading, proven bool) (out Reading, control bool) {
	out = Reading{Empty: rd.Empty, Thanks: rd.Thanks}
	for _, l := range rd.Lines {
		switch {
		case !proven:
			if l.Verb == EndKindly {
				l.Verb = Stop // silent at once, and undone by a word
			}
			if forAnybody(l.Verb) {
				control = true
				out.Lines = append(out.Lines, l)
			}
		case forAll(l.Verb) || isRequest(l.Verb) || isAlarm(l.Verb):
			control = true
			out.Lines = append(out.Lines, l)
		case l.Verb == PassOn:
			out.Lines = append(out.Lines, l)
		default:
			out.Leftover = append(out.Leftover, Leftover{Text: l.Raw, Pair: l.Pair, Private: true})
		}
	}
	if !proven {
		return out, control
	}
	out.Doubts = rd.Doubts
	for _, l := range rd.Leftover {
		l.Private = true
		out.Leftover = append(out.Leftover, l)
	}
	return out, control
}

// forAnybody reports whether a verb is obeyed whoever says it: at worst it
// makes Milepost too quiet, and its author hears of it.
func forAnybody(v Verb) bool {
	return slices.Contains([]Verb{Stop, Pause, Skip, Help}, v)
}
