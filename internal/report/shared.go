package report

import (
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Shared returns a record that holds only what both members may read. What is
// private, hidden or withdrawn is gone from it, and so are such words where a
// question took them up.
func Shared(r mentoring.Record) mentoring.Record {
	shared := r
	shared.Entries = nil
	for _, e := range r.Entries {
		if both(r, e) && e.State != mentoring.WithdrawnState {
			shared.Entries = append(shared.Entries, e)
		}
	}
	shared.Rounds = make([]ritual.Round, len(r.Rounds))
	for i, round := range r.Rounds {
		prompts := make([]ritual.Prompt, len(round.Prompts))
		for j, p := range round.Prompts {
			asked := make([]ritual.Asked, len(p.Asked))
			for k, q := range p.Asked {
				asked[k] = withoutTopic(r, q)
			}
			p.Asked = asked
			prompts[j] = p
		}
		round.Prompts = prompts
		shared.Rounds[i] = round
	}
	return shared
}

// Masked returns a record in which dots stand for all words that somebody
// wrote. How many there were cannot be seen.
func Masked(r mentoring.Record) mentoring.Record {
	masked := Shared(r)
	for i := range masked.Entries {
		e := &masked.Entries[i]
		e.Text, e.Response = maskOf(e.Text), maskOf(e.Response)
		if e.Kind == mentoring.RatingEntry || e.Kind == mentoring.AnswerEntry {
			e.Value = 0
		}
	}
	for _, round := range masked.Rounds {
		for _, p := range round.Prompts {
			for k := range p.Asked {
				q := &p.Asked[k]
				if q.Topic != "" {
					*q = topicMasked(*q)
				}
			}
		}
	}
	return masked
}

const mask = "· · ·"

func maskOf(words string) string {
	if words == "" {
		return ""
	}
	return mask
}

// both reports whether both members may read an entry.
func both(r mentoring.Record, e mentoring.Entry) bool {
	for _, m := range r.Pair.Members() {
		if !r.Sees(m.Person, e) {
			return false
		}
	}
	return true
}

// withoutTopic takes out of a question the words that it takes up, unless both
// may read them.
func withoutTopic(r mentoring.Record, q ritual.Asked) ritual.Asked {
	if q.Topic == "" {
		return q
	}
	if e, ok := r.Entry(q.Ref); ok && both(r, e) {
		return q
	}
	return topicMasked(q)
}

// topicMasked masks the words that a question takes up. Where they stand
// otherwise in the printed sentence, such as shortened, all of it is masked.
func topicMasked(q ritual.Asked) ritual.Asked {
	if q.Text != "" {
		q.Text = strings.ReplaceAll(q.Text, q.Topic, mask)
		if !strings.Contains(q.Text, mask) {
			q.Text = mask
		}
	}
	q.Topic = mask
	return q
}
