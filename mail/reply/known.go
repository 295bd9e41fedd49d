package reply

import (
	"math/bits"
	"sync"
	"unicode/utf8"
)

// maxSent bounds how many of the sent mails a reply is compared with.
const maxSent = 16

// Known is what we sent, ready to be compared with any number of replies, also
// at once.
type Known struct {
	sent  []Sent
	boxes []mailbox
	heads []heading         // each mail's
	plain []*mailing        // each mail's plain part
	rich  func() []*mailing // each mail's HTML part
}

// mailing is one body of a mail of ours as words.
type mailing struct {
	sent      uint8
	source    string
	words     []word
	unitEnd   []bool  // a line or a sentence ends behind the word
	question  []int16 // the question the word belongs to, 0 for none
	questions []span
	heads     []int32 // per slot, where two words in a row stand first, from 1; 0 for nowhere
	again     []int32 // per word, where two words of its slot stand next, from 1
	shift     uint    // of a pair's hash, to get its slot
}

// span is a stretch of words, end exclusive.
type span struct{ start, end int }

// Prepare reads the mails that replies may answer, the most likely first.
//
// The plain parts are read at once. The HTML parts are read only when a reply
// needs them, for most replies quote the plain part.
func Prepare(sent []Sent) *Known {
	k := &Known{sent: sent[:min(len(sent), maxSent)]}
	k.boxes = mailboxes(k.sent)
	for i, s := range k.sent {
		k.heads = append(k.heads, newHeading(s))
		if s.Text != "" {
			k.plain = append(k.plain, newMailing(i, textDocument(s.Text), s.Questions))
		}
	}
	k.rich = sync.OnceValue(func() (rich []*mailing) {
		for i, s := range k.sent {
			if s.HTML != "" {
				rich = append(rich, newMailing(i, htmlDocumentAll(s.HTML), s.Questions))
			}
		}
		return rich
	})
	return k
}

func newMailing(sent int, doc *document, questions []Question) *mailing {
	m := &mailing{sent: uint8(sent), source: doc.source}
	words := make([]word, 0, len(doc.source)/5+8)
	var gaps []int // words behind which a paragraph ends
	gap := func() {
		if n := len(words); n > 0 && (len(gaps) == 0 || gaps[len(gaps)-1] != n) {
			gaps = append(gaps, n)
		}
	}
	m.unitEnd = make([]bool, 0, cap(words))
	for li := range doc.lines {
		l := &doc.lines[li]
		if l.blank {
			gap()
			continue
		}
		first := len(words)
		words = appendWords(words, doc.source, l.body, l.end)
		for i := first; i < len(words); i++ {
			next := l.end
			if i+1 < len(words) {
				next = words[i+1].start
			}
			last := i+1 == len(words) && !doc.wraps(li)
			between := doc.source[words[i].end:next]
			example := i+1 < len(words) && between == ": " && isDigit(doc.source[words[i].end-1]) && isDigit(doc.source[next]) // "1: 3"
			m.unitEnd = append(m.unitEnd, last || !example && endsSentence(between))
		}
		if doc.html {
			gap()
		}
	}
	m.words = words
	m.index()
	m.findQuestions(questions, gaps)
	return m
}

// wideLine is the length from which a line may be wrapped.
const wideLine = 40

// wraps reports whether the line below goes on with what line i says.
func (d *document) wraps(i int) bool {
	return !d.html && d.lines[i].end-d.lines[i].start >= wideLine && i+1 < len(d.lines) && !d.lines[i+1].blank
}

// endsSentence reports whether a sentence ends in gap, the text between two
// words.
func endsSentence(gap string) bool {
	if gap == " " {
		return false // most gaps
	}
	for i, r := range gap {
		switch r {
		case '.', '?', '!', ':', '…':
			if j := i + utf8.RuneLen(r); j < len(gap) {
				switch gap[j] {
				case '.', '?', '!', '"', '\'', ')', '*', '_':
					continue
				}
				return gap[j] == ' ' || gap[j] == '\t' || gap[j] >= utf8.RuneSelf
			}
			return true
		case '。', '？', '！', '：', '\t', '|':
			return true
		}
	}
	return false
}

// index makes every two words in a row findable: a hash table of fixed size, as
// a mail of ours is read with every reply. It has room to spare, for what is
// looked up is mostly not there.
func (m *mailing) index() {
	size := bits.Len(uint(len(m.words))) + 1
	m.shift = uint(64 - size)
	table := make([]int32, 1<<size+len(m.words))
	m.heads, m.again = table[:1<<size], table[1<<size:]
	for i := len(m.words) - 2; i >= 0; i-- {
		head := &m.heads[m.slot(m.words[i].id, m.words[i+1].id)]
		m.again[i], *head = *head, int32(i+1)
	}
}

// slot is where two words in a row are filed. Others may share it: a place
// counts only if its words are the same.
func (m *mailing) slot(a, b uint64) uint64 {
	return (a*fnvPrime ^ b) * 0x9e3779b97f4a7c15 >> m.shift
}

// first is the first place of a slot's, -1 for none; after is the next one.
func (m *mailing) first(a, b uint64) int { return int(m.heads[m.slot(a, b)]) - 1 }
func (m *mailing) after(at int) int      { return int(m.again[at]) - 1 }

// holds reports whether two words stand in a row somewhere.
func (m *mailing) holds(a, b uint64) bool {
	for at := m.first(a, b); at >= 0; at = m.after(at) {
		if m.words[at].id == a && m.words[at+1].id == b {
			return true
		}
	}
	return false
}

// tailWords is how many words may follow the last question, as its hint or its
// scale, before the rest of the mail begins at the next blank line.
const tailWords = 12

// choiceWords is the length of a paragraph that may be one of the answers to
// choose from, below the last question.
const choiceWords = 6

// findQuestions finds each question's words and what belongs to it: all up to
// the next question, and for the last one up to the end of a paragraph that
// no short one follows.
func (m *mailing) findQuestions(questions []Question, gaps []int) {
	m.question = make([]int16, len(m.words))
	m.questions = make([]span, 0, len(questions))
	from, scratch := 0, make([]word, 0, 32)
	for _, q := range questions {
		scratch = appendWords(scratch[:0], q.Text, 0, int32(len(q.Text)))
		at, n := m.find(scratch, from)
		if n == 0 {
			m.questions = append(m.questions, span{-1, -1})
			continue
		}
		m.questions = append(m.questions, span{at, at + n})
		from = at + n
	}
	for i, q := range m.questions {
		if q.start < 0 {
			continue
		}
		end := len(m.words)
		if next := m.questionAfter(i); next >= 0 {
			end = next
		} else {
			for i, g := range gaps {
				if g >= q.end+tailWords && (i+1 == len(gaps) || gaps[i+1]-g > choiceWords) {
					end = g
					break
				}
			}
		}
		for at := q.start; at < end; at++ {
			m.question[at] = int16(questions[i].N)
		}
	}
}

// questionAfter is where the next found question behind the i-th starts, -1 if
// there is none.
func (m *mailing) questionAfter(i int) int {
	for _, q := range m.questions[i+1:] {
		if q.start >= 0 {
			return q.start
		}
	}
	return -1
}

// find looks for words from a place on, then anywhere: all of them, or
// at least the first three.
func (m *mailing) find(words []word, from int) (at, n int) {
	if len(words) == 0 {
		return 0, 0
	}
	best, bestN := 0, 0
	for i := from; i < len(m.words); i++ {
		n := 0
		for n < len(words) && i+n < len(m.words) && m.words[i+n].id == words[n].id {
			n++
		}
		if n > bestN {
			best, bestN = i, n
		}
		if n == len(words) {
			break
		}
	}
	if bestN < len(words) && bestN < 3 {
		if from > 0 {
			return m.find(words, 0)
		}
		return 0, 0
	}
	return best, bestN
}

// unitStart reports whether a line or sentence starts with the word at.
func (m *mailing) unitStart(at int) bool {
	return at == 0 || m.unitEnd[at-1]
}

// holdsQuestion reports whether a whole question stands in the words.
func (m *mailing) holdsQuestion(at, n int) bool {
	for _, q := range m.questions {
		if q.start >= at && q.end <= at+n && q.start >= 0 {
			return true
		}
	}
	return false
}
