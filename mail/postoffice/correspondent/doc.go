// Package correspondent writes replies as people's mail programs really write
// them: how somebody answers, whatever it is that they say.
//
// It must not know what is asked or what an answer means: it sees a raw mail
// with numbered questions and gives back a raw mail. Nor must it know how
// replies are read: what it expects of a reader is what it made itself. It reads
// no clock, and what is random in it comes from a seed, so the same words to the
// same mail are the same bytes.
//
// There are two ways in:
//
//   - [Reply.Write] answers one mail with given words, in one of the [Habits] that
//     are worth having in a demo or a test. [Vacation] and [VacationExchange] are
//     the robots of somebody who is away.
//   - A [Crowd] makes any number of replies by itself, each with another client,
//     language and [Layout], and says what is to be found in each ([Case.Judge]).
//     Its files begin with crowd_. What clients and people write in each language is
//     in crowd/, gathered from them and not from the tables of a reader.
package correspondent
