package mentoring_test

import (
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestMailAboutSeveralPairsAsksTwoQuestionsEach keeps a mentor of three at six.
func TestMailAboutSeveralPairsAsksTwoQuestionsEach(t *testing.T) {
	t.Parallel()
	qs := []ritual.Asked{{N: 3}, {N: 4}, {N: 5}, {N: 6}}
	for _, row := range []struct{ pairs, want int }{{1, 4}, {2, 2}, {3, 2}} {
		got := mentoring.Together(qs, row.pairs)
		if len(got) != row.want || got[0].N != 3 {
			t.Errorf("Together(%d pairs) = %v, want the first %d", row.pairs, got, row.want)
		}
	}
}
