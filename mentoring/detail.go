package mentoring

// The keys of details: lines about a goal or milestone.
const (
	WhyDetail       = "why"
	OutcomeDetail   = "outcome"   // what is expected to come of it
	CriterionDetail = "criterion" // what somebody else would see
	MeasureDetail   = "measure"   // what is counted; metrics are its values
	WorkDetail      = "work"      // where it shows in the person's work
	FallbackDetail  = "fallback"  // "if this breaks, then", and who is involved
	ResourcesDetail = "resources" // what it needs
	JudgedDetail    = "judged"    // how it is judged: journal, demonstration, case study
	MarkDetail      = "mark"      // how to mark it when it is done
	SkillDetail     = "skill"     // a skill that lasts and that it builds
	StretchDetail   = "stretch"   // it is a stretch; Text: the safety net
	SortDetail      = "sort"      // finish a project, gain a skill, widen a network

	// MetDetail has no words: it says who said of a milestone that it was met,
	// and when.
	MetDetail = "met"
)

// detail returns the standing detail of an entry under a key: the latest.
func (r Record) detail(ref, key string) (Entry, bool) {
	if ref == "" {
		return Entry{}, false
	}
	var found Entry
	for _, e := range r.Of(DetailEntry, KeptState) {
		if e.About == ref && e.Key == key {
			found = e
		}
	}
	return found, found.Kind != ""
}
