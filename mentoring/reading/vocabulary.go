package reading

import "milepost/mentoring/phrase"

// Vocabulary is the words that carry meaning in one language. It is data:
// templates/<lang>/vocabulary.yaml. English words are understood by everyone,
// so a vocabulary holds them besides its own.
type Vocabulary struct {
	Language string
	// Verbs are the words that may begin a line, longest match first: "pause",
	// "away", "text only". Lower case.
	Verbs map[Verb][]string
	// Whole are phrases that mean a verb when they are the whole line: "not
	// this week" for Skip, "tomorrow" for Snooze.
	Whole map[string]Verb
	// Yes and No begin an answer to a yes/no question.
	Yes, No []string
	// Choices are the words for a choice's key, such as "smaller".
	Choices map[string][]string
	// Discretion are phrases that keep a paragraph from everybody else until
	// its author decides: "please don't tell".
	Discretion []string
	// Thanks are whole messages that say nothing more: "thank you", "thanks".
	Thanks []string
	// Lexicon reads and writes dates and numbers.
	Lexicon *phrase.Lexicon
}
