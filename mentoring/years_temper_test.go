package mentoring_test

import (
	"cmp"
	"math/rand/v2"
)

// temper is a manner of answering, as probabilities. It is drawn anew for each
// mail, from the seed, the person and the mail: what somebody answers does not
// depend on what others do, nor on when the mail came.
type temper struct {
	name string
	// answers is how likely a mail that asks is answered, each how likely one of
	// its questions is, and unasked how likely a mail that asks nothing is.
	answers, each, unasked float64
	// private is how likely an answer is for nobody else.
	private float64
	// lines is how many lines with a keyword a reply has, at most; wrong is how
	// likely a reply is one line that asks for something impossible instead.
	lines int
	wrong float64
	// hours is how long an answer takes, at most.
	hours int
	// terse answers in a word or two.
	terse bool
	// pause, stop and quiet are how likely a reply asks for a pause, for the end,
	// or for fewer mails; back is how likely a stop or a pause is taken back.
	pause, stop, quiet, back float64
	// silent and away are the weeks in which nothing is written, and in which a
	// mailbox answers by itself.
	silent, away [2]int
	// speaks is the language of the keywords.
	speaks string
}

// tempers are the people of the years.
var tempers = []temper{
	{name: "eager", answers: 1, each: 0.95, unasked: 0.2, private: 0.05, lines: 2, wrong: 0.05, hours: 30},
	{name: "terse", answers: 0.8, each: 0.4, private: 0.02, wrong: 0.02, hours: 60, terse: true},
	{name: "silent", silent: [2]int{2, 99}, answers: 1, each: 1, hours: 20},
	{name: "silent for a while", silent: [2]int{8, 21}, answers: 0.9, each: 0.7, hours: 40, lines: 1},
	{name: "stormy", answers: 0.9, each: 0.6, unasked: 0.4, private: 0.2, lines: 5, wrong: 0.4, hours: 90, pause: 0.05, stop: 0.02, quiet: 0.02, back: 0.8},
	{name: "absent", answers: 0.7, each: 0.7, lines: 1, hours: 72, pause: 0.12, back: 0.3, away: [2]int{12, 15}},
	{name: "leaving", answers: 0.9, each: 0.8, lines: 1, hours: 48, stop: 0.03},
	{name: "private", answers: 0.95, each: 0.9, unasked: 0.1, private: 0.8, lines: 2, wrong: 0.05, hours: 48},
	{name: "multilingual", answers: 0.9, each: 0.8, private: 0.15, lines: 3, wrong: 0.2, hours: 48, speaks: "any"},
	{name: "forgetful", answers: 0.5, each: 0.5, private: 0.05, lines: 1, wrong: 0.05, hours: 400},
}

// tempered returns a temper by name.
func tempered(name string) temper {
	for _, x := range tempers {
		if x.name == name {
			return x
		}
	}
	panic("no temper is named " + name)
}

// zones are where the people of the years live.
var zones = []string{
	"Europe/Lisbon", "Europe/Warsaw", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", "Asia/Tokyo", "UTC",
}

// languages are those that the people of the years write in.
var languages = []string{"de", "es", "fr", "it", "nl", "pl", "pt", "en"}

// dice draws what somebody does with one mail.
type dice struct{ *rand.Rand }

// throw returns the dice for a person and a mail: always the same ones.
func throw(seed uint64, who int64, what string) dice {
	h := uint64(14695981039346656037)
	for _, b := range []byte(what) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return dice{rand.New(rand.NewPCG(seed<<32|uint64(who), h))}
}

// often reports whether something happens that is as likely as p.
func (d dice) often(p float64) bool { return d.Float64() < p }

// pick returns one of a list.
func pick[T any](d dice, of []T) T { return of[d.IntN(len(of))] }

// language returns the language that a person writes in.
func (t temper) language(person int64) string {
	if t.speaks == "any" {
		return languages[int(person)%len(languages)]
	}
	return cmp.Or(t.speaks, "en")
}
