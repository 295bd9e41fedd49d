package mentoring

import (
	"slices"

	"milepost/mentoring/ritual"
)

// Told returns the entries that a member is shown on request: for WantShow the
// member's own words that the partner reads or will read, for WantStatus the
// commitments and asks that are open, for WantFeedback all feedback between the
// two, each followed by what was said more of it, and for WantPraise the kind
// mails that the member has kept.
func Told(r Record, who PersonID, want Request) []Entry {
	if want == WantSummary {
		return Summary(r, who)
	}
	var out []Entry
	for _, e := range r.Entries {
		if e.State == WithdrawnState || !r.Sees(who, e) {
			continue
		}
		switch want {
		case WantFeedback:
			if e.Kind == FeedbackEntry {
				out = append(out, e)
				for _, d := range r.Details(e) {
					if r.Sees(who, d) {
						out = append(out, d)
					}
				}
			}
		case WantPraise:
			if e.Kind == PraiseEntry && e.State == KeptState {
				out = append(out, e)
			}
		case WantShow:
			if e.Author == who && e.Visible != ritual.Private && e.Text != "" && e.Kind != GoalEntry && e.Kind != MilestoneEntry {
				out = append(out, e)
			}
		case WantStatus:
			if e.Visible != ritual.Private && (e.State == OpenState && (e.Kind == CommitmentEntry || e.Kind == AskEntry) || r.noted(e)) {
				out = append(out, e)
			}
		}
	}
	return out
}

// Readable returns all that a member may read of the record: what both wrote
// for both, and the member's own private words.
func Readable(r Record, who PersonID) []Entry {
	var out []Entry
	for _, e := range r.Entries {
		if e.State != WithdrawnState && r.Sees(who, e) {
			out = append(out, e)
		}
	}
	return out
}

// noted reports whether an entry says more of a goal or milestone: a standing
// detail, something to read, a value of its measure.
func (r Record) noted(e Entry) bool {
	switch e.Kind {
	case DetailEntry:
		return e.State == KeptState && e.About != "" && slices.Contains(noted, e.Key)
	case ResourceEntry, MetricEntry:
		return e.State == KeptState
	}
	return false
}
