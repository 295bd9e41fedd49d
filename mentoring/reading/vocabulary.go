package reading

import "milepost/mentoring/phrase"

// Vocabulary is the words that carry meaning in one language. It is data:
// templates/<lang>/vocabulary.yaml. Case, accents and the kind of apostrophe do
// not matter: "später", "spaeter" and "spater" are one word.
//
// People answer in any language whatever that of the mail is; With puts the
// vocabularies together that a person is understood in.
type Vocabulary struct {
	Language string
	// Verbs are the words that may begin a line, longest match first: "pause",
	// "away", "text only". One that ends with a colon acts only with it.
	Verbs map[Verb][]string
	// Whole are phrases that mean a verb when they are the whole line: "not
	// this week" for Skip, "tomorrow" for Snooze.
	Whole map[string]Verb
	// Yes and No begin an answer to a yes/no question. Unsure do as well, and
	// say neither: "no idea".
	Yes, No, Unsure []string
	// Choices are the words for a choice's key, such as "smaller".
	Choices map[string][]string
	// Keys are the words for the sorts within a verb, by verb and key: "why" and
	// "because" for the detail why.
	Keys map[Verb]map[string][]string
	// Discretion are phrases that keep a paragraph from everybody else until
	// its author decides: "please don't tell".
	Discretion []string
	// Thanks are whole messages that say nothing more: "thank you", "thanks".
	Thanks []string
	// Fine are whole answers that say no more than that all is well.
	Fine []string
	// Labels stand before the number of a question: "question 2". Leads do only
	// with a colon behind the number: "to 2: …".
	Labels, Leads []string
	// Numbers are the words for 1, 2, 3 …, and Ordinals those for the first,
	// the second …, each perhaps in several forms.
	Numbers, Ordinals [][]string
	// Greetings begin a mail, Closings end it; neither is recorded.
	Greetings, Closings []string
	// Polite are words that may stand in front of a keyword or behind it, and say
	// nothing more: "please", "sorry".
	Polite []string
	// Hedges stand in front of a rating: "I'd say 3".
	Hedges []string
	// Gone are words behind a stretch of time in which nobody is there: "next week
	// not". Those for Pause are as well. Where "…" stands, the time does.
	Gone []string
	// Ordinary are words of the language that mean something else in another,
	// and are not taken from there: "but" is French for a goal.
	Ordinary []string
	// Lexicon reads and writes dates and numbers.
	Lexicon *phrase.Lexicon

	lexis  *lexis          // compiled; nil: not yet
	second *phrase.Lexicon // of the second language; nil: there is none
}

// With returns a vocabulary that has the words of v, and understands those of
// the others. v comes first where a word means two things, then second, which
// is English everywhere but for those whose own language it is. The words of the
// rest act only where they are unmistakable: with a colon, or as the whole line.
func (v *Vocabulary) With(second *Vocabulary, rest ...*Vocabulary) *Vocabulary {
	all := *v
	all.lexis = compile(v, second, rest)
	if second.Language != v.Language {
		all.second = second.Lexicon
	}
	return &all
}

// compiled returns the words as they are looked up.
func (v *Vocabulary) compiled() *lexis {
	if v.lexis != nil {
		return v.lexis
	}
	return compile(v, nil, nil)
}
