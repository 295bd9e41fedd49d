package mentoring

import "milepost/mentoring/ritual"

// Questions returns what a ritual asks a member now, numbered from first. A
// question about something that is not there (an own commitment, a goal) is
// replaced by the one it names, or left out.
func (r Record) Questions(d ritual.Definition, person PersonID, first int) []ritual.Asked {
	m, ok := r.Pair.Member(person)
	if !ok {
		return nil
	}
	qs := d.QuestionsFor(m.Role)
	standIn := map[string]ritual.Question{}
	for _, q := range qs {
		for _, x := range qs {
			if q.Otherwise != "" && x.Key == q.Otherwise {
				standIn[x.Key] = x
			}
		}
	}
	var out []ritual.Asked
	for _, q := range qs {
		if _, only := standIn[q.Key]; only {
			continue
		}
		topic, ref, found := r.about(q.About, person)
		if !found {
			if q, ok = standIn[q.Otherwise]; !ok {
				continue
			}
		}
		visible := q.Visible
		if visible == "" {
			visible = d.Visible
		}
		out = append(out, ritual.Asked{
			N: first + len(out), Pair: int64(r.Pair.ID), Key: q.Key, Kind: q.Kind, Records: q.Records,
			Visible: visible, Choices: q.Choices, Ref: ref, Topic: topic,
		})
	}
	if m.Light && len(out) > 1 {
		out = out[:1]
	}
	return out
}

// about finds what a question is put about.
func (r Record) about(a ritual.About, person PersonID) (topic, ref string, found bool) {
	switch a {
	case ritual.OwnCommitment:
		if e, ok := r.OwnNext(person); ok {
			return e.Text, e.Ref(), true
		}
		return "", "", false
	case ritual.NearestGoal:
		if e, ok := r.NearestGoal(); ok {
			return e.Text, e.Ref(), true
		}
		return "", "", false
	case ritual.EachActiveGoal:
		_, any := r.NearestGoal()
		return "", "", any
	}
	return "", "", true
}
