package mentoring

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// recordCommitments makes each item of a list a promise. After a session the two
// have agreed who does what: there an item that begins with a name is that
// person's, who may move or drop it like any other of theirs.
func (a *applying) recordCommitments(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	partner := a.r.PartnerOf(a.who.ID)
	items, theirs := slices.Clone(ans.Items), make([]bool, len(ans.Items))
	if _, met := ritual.SessionOf(a.round.Period); met {
		for i, item := range items {
			if rest, ok := named(item.Text, a.who); ok {
				items[i].Text = rest
			} else if rest, ok := named(item.Text, partner); ok && visible == ritual.Shared {
				items[i].Text, theirs[i] = rest, true
			}
		}
	}
	a.letGo(CommitmentEntry, q, items)
	a.close(CommitmentEntry, q, visible)
	for i, item := range items {
		if theirs[i] {
			a.promised(partner.ID, item, q.Key)
		} else {
			a.commitTo(Entry{Text: item.Text, Due: item.Due, Visible: visible, Key: q.Key}, reading.Commit)
		}
	}
}

// promised notes what the partner has promised in a session.
func (a *applying) promised(owner PersonID, item reading.Item, key string) {
	text := strings.TrimSpace(item.Text)
	same := func(e Entry) bool { return e.Owner == owner && strings.EqualFold(e.Text, text) && e.Due == item.Due }
	if slices.ContainsFunc(a.r.Of(CommitmentEntry, OpenState, ProposedState), same) {
		return
	}
	e := a.add(Entry{
		Kind: CommitmentEntry, State: OpenState, Visible: ritual.Shared, Owner: owner,
		Text: text, Due: item.Due, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: SaidTheirs, Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: ritual.Shared})
}

// named takes a person's name off the front of words: "Tomasz: …", "@Tomasz …".
func named(text string, who Person) (rest string, ok bool) {
	text = strings.TrimSpace(text)
	for _, name := range []string{who.Name, who.First()} {
		if name == "" {
			continue
		}
		bare, at := strings.CutPrefix(text, "@")
		if len(bare) <= len(name) || !strings.EqualFold(bare[:len(name)], name) {
			continue
		}
		rest = strings.TrimSpace(bare[len(name):])
		after, colon := strings.CutPrefix(strings.ReplaceAll(rest, "：", ":"), ":")
		separate := rest != bare[len(name):] // a blank stood between
		if after = strings.TrimSpace(after); after != "" && (colon || at && separate) {
			return after, true
		}
	}
	return "", false
}
