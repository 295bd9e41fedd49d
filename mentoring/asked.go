package mentoring

import (
	"cmp"
	"slices"
	"time"

	"milepost/mentoring/ritual"
)

// Questions returns what a round of a ritual asks a member now, numbered from
// first; period is the round's. A question about something that is not there
// (an own commitment, a goal) is replaced by the one it names, or left out.
func (r Record) Questions(d ritual.Definition, period string, person PersonID, first int, now time.Time) []ritual.Asked {
	m, ok := r.Pair.Member(person)
	if !ok {
		g, outside := r.Guest(person)
		if !outside {
			return nil
		}
		m = Member{Person: person, Role: g.Role}
	}
	s := asking{r: r, d: d, period: period, me: m, now: now, qs: d.QuestionsFor(m.Role)}
	for _, q := range s.qs {
		if q.Otherwise != "" {
			s.standIns = append(s.standIns, q.Otherwise)
		}
	}
	var out []ritual.Asked
	for _, q := range s.qs {
		if slices.Contains(s.standIns, q.Key) {
			continue
		}
		if asked, ok := s.ask(q); ok {
			asked.N = first + len(out)
			out = append(out, asked)
		}
	}
	if m.Light && len(out) > 1 {
		out = out[:1]
	}
	return out
}

// asking is the choice of one member's questions for a round.
type asking struct {
	r        Record
	d        ritual.Definition
	period   string
	me       Member
	now      time.Time
	qs       []ritual.Question
	standIns []string
	taken    []string        // ids that a question of this prompt is about
	q        ritual.Question // being put
	putAt    time.Time       // see put
}

// ask puts a question, or what stands in for it.
func (s *asking) ask(q ritual.Question) (ritual.Asked, bool) {
	for {
		s.q = q
		x, found := s.find(q.About)
		if found && (q.Every == 0 || !s.lately(q)) && (x.Ref == "" || !slices.Contains(s.taken, string(q.Records)+x.Ref)) {
			s.taken = append(s.taken, string(q.Records)+x.Ref)
			x.Pair, x.Key, x.Kind, x.Records, x.Choices = int64(s.r.Pair.ID), s.turn(q), q.Kind, q.Records, q.Choices
			x.Probe = q.Probe
			x.Visible = cmp.Or(q.Visible, s.d.Visible)
			return x, true
		}
		i := slices.IndexFunc(s.qs, func(x ritual.Question) bool { return q.Otherwise != "" && x.Key == q.Otherwise })
		if i < 0 {
			return ritual.Asked{}, false
		}
		q = s.qs[i]
	}
}

// turn returns the wording whose turn it is: one that the member was never
// asked, else the one they were asked longest ago. Pairs begin at different
// places.
func (s *asking) turn(q ritual.Question) string {
	if len(q.Bank) == 0 {
		return q.Key
	}
	last := map[string]time.Time{}
	for _, round := range s.r.Rounds {
		p, _ := round.PromptOf(int64(s.me.Person))
		for _, x := range p.Asked {
			if round.Ritual == s.d.Name && round.Period == s.period && slices.Contains(q.Bank, x.Key) {
				return x.Key // put off, it is the same question
			}
			if p.SentAt.After(last[x.Key]) {
				last[x.Key] = p.SentAt
			}
		}
	}
	begin := int(s.r.Pair.ID) % len(q.Bank)
	order := slices.Concat(q.Bank[begin:], q.Bank[:begin])
	return slices.MinFunc(order, func(a, b string) int { return last[a].Compare(last[b]) })
}

// put reports whether a question that fits was put to the member before, in
// another prompt. putAt is when, while fits is asked.
func (s *asking) put(fits func(ritual.Asked) bool) bool {
	for _, round := range s.r.Rounds {
		p, ok := round.PromptOf(int64(s.me.Person))
		if !ok || p.SentAt.IsZero() || round.Ritual == s.d.Name && round.Period == s.period {
			continue
		}
		s.putAt = p.SentAt
		if slices.ContainsFunc(p.Asked, fits) {
			return true
		}
	}
	return false
}

// rested reports whether the member's last prompt of this ritual did not hold
// the question: two that stand in for each other so take turns.
func (s *asking) rested() (ritual.Asked, bool) {
	var last ritual.Prompt
	for _, round := range s.r.Rounds {
		p, ok := round.PromptOf(int64(s.me.Person))
		if ok && round.Ritual == s.d.Name && round.Period != s.period && p.SentAt.After(last.SentAt) {
			last = p
		}
	}
	held := slices.ContainsFunc(last.Asked, func(x ritual.Asked) bool { return slices.Contains(s.q.Keys(), x.Key) })
	return ritual.Asked{}, !held
}

// lately reports whether the member was asked a question less than its weeks ago.
func (s *asking) lately(q ritual.Question) bool {
	const slack = 3 // days by which a prompt may come earlier than the one before
	since := s.now.AddDate(0, 0, slack-7*q.Every)
	return s.times(since, func(x ritual.Asked) bool { return slices.Contains(q.Keys(), x.Key) }) > 0
}

// times counts the member's prompts since an instant that put such a question.
func (s *asking) times(since time.Time, such func(ritual.Asked) bool) int {
	n := 0
	for _, round := range s.r.Rounds {
		p, _ := round.PromptOf(int64(s.me.Person))
		if p.SentAt.After(since) && slices.ContainsFunc(p.Asked, such) {
			n++
		}
	}
	return n
}

// find returns what a question is put about.
func (s *asking) find(a ritual.About) (ritual.Asked, bool) {
	find, ok := finders[a]
	if !ok {
		return ritual.Asked{}, true
	}
	return find(s)
}

// finders look for what a question is about, by what the question names. What is
// found has its Topic and Ref filled in. They see only what the member may read.
var finders = map[ritual.About]func(*asking) (ritual.Asked, bool){
	ritual.OwnCommitment: (*asking).promise,
	ritual.NearestGoal: func(s *asking) (ritual.Asked, bool) {
		e, ok := s.r.NearestGoal()
		return about(e), ok
	},
	ritual.EachActiveGoal: func(s *asking) (ritual.Asked, bool) {
		_, ok := s.r.NearestGoal()
		return ritual.Asked{}, ok
	},
	ritual.OwnQuestion: (*asking).own,
	ritual.PartnerAsks: func(s *asking) (ritual.Asked, bool) { return s.partnerAsk(PlainForm) },
	ritual.PartnerView: func(s *asking) (ritual.Asked, bool) { return s.partnerAsk(ViewForm) },
	ritual.PartnerWin:  (*asking).partnerWin,
	ritual.OldFeedback: (*asking).oldFeedback,
	ritual.FeedbackDue: (*asking).feedbackDue,
	ritual.Rested:      (*asking).rested,

	ritual.OwnTry:      arrived(TryForm),
	ritual.OwnExercise: arrived(ExerciseForm),
	ritual.OwnIntro:    arrived(IntroForm),
	ritual.OwnExposure: arrived(ExposureForm),
	ritual.Slipped:     (*asking).slipped,

	ritual.Untouched:    (*asking).untouched,
	ritual.Flat:         (*asking).flat,
	ritual.NoMeasure:    lacks(ritual.Measure, func(r Record, g Entry) bool { return r.lacks(g, MeasureDetail, CriterionDetail) }),
	ritual.NoDeadline:   lacks(ritual.Deadline, Record.undated),
	ritual.NoWhy:        lacks(ritual.Why, func(r Record, g Entry) bool { return r.lacks(g, WhyDetail) }),
	ritual.NoWork:       lacks(ritual.Work, func(r Record, g Entry) bool { return r.lacks(g, WorkDetail) }),
	ritual.NoFallback:   lacks(ritual.Fallback, func(r Record, g Entry) bool { return r.lacks(g, FallbackDetail) }),
	ritual.DueMilestone: (*asking).dueMilestone,
	ritual.OwnSkill: func(s *asking) (ritual.Asked, bool) {
		name, ok := s.r.skillDue(s.me.Person, s.now)
		return ritual.Asked{Topic: name}, ok
	},
	ritual.SettledIn: func(s *asking) (ritual.Asked, bool) {
		const from, to = 4, 8 // weeks of the pair
		n := s.r.Pair.Week(s.now)
		return ritual.Asked{}, n >= from && n <= to && !s.put(func(x ritual.Asked) bool { return x.Key == s.q.Key })
	},
	ritual.Unsaid: func(s *asking) (ritual.Asked, bool) {
		return ritual.Asked{}, s.period == nameOf(1) && !slices.ContainsFunc(s.r.Of(AgreementEntry), func(e Entry) bool {
			return e.Author == s.me.Person && e.Key == s.q.Key
		})
	},
	ritual.Occasion: func(s *asking) (ritual.Asked, bool) {
		e, ok := s.r.EntryOf(s.period)
		return about(e), ok && s.r.Sees(s.me.Person, e)
	},
}

// own returns the pair's own question that the member was not asked for longest.
func (s *asking) own() (ritual.Asked, bool) {
	var found Entry
	var last time.Time
	for _, e := range s.r.Of(QuestionEntry, KeptState) {
		if !s.r.Sees(s.me.Person, e) || e.Visible == ritual.Private || (e.Form == reviewForm) != (s.d.Pace == ritual.OfReviews) {
			continue
		}
		var asked time.Time
		for _, round := range s.r.Rounds {
			p, _ := round.PromptOf(int64(s.me.Person))
			if p.SentAt.After(asked) && slices.ContainsFunc(p.Asked, func(q ritual.Asked) bool { return q.Topic == e.Text }) {
				asked = p.SentAt
			}
		}
		if found.ID == 0 || asked.Before(last) {
			found, last = e, asked
		}
	}
	return ritual.Asked{Topic: found.Text}, found.ID != 0
}

// about returns a question about an entry, without the question's own parts.
func about(e Entry) ritual.Asked { return ritual.Asked{Topic: e.Text, Ref: e.Ref()} }
