package mentoring

import "milepost/mentoring/ritual"

// togetherQuestions is how many questions a pair gets in a mail about several.
const togetherQuestions = 2

// Together returns the questions of one pair in a mail about so many: four for
// each would be a burden to a mentor of three. The first come first, so the
// order of a ritual's questions is the order of what matters.
func Together(qs []ritual.Asked, pairs int) []ritual.Asked {
	if pairs < 2 || len(qs) <= togetherQuestions {
		return qs
	}
	return qs[:togetherQuestions]
}
