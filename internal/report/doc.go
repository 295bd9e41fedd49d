// Package report puts together what an operator is told: how a pair, the plan
// and the whole installation stand, as data for scripts and as text to read.
//
// It must not know how the answer is printed or asked for, and it never tells
// what is not the operator's to know: without a reveal no word that somebody
// wrote and no time at which somebody replied; with one, shared words only.
// Nothing is counted from words that are private or hidden. Start with PairOf.
package report
