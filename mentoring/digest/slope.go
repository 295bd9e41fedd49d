package digest

import (
	"maps"
	"math"
	"slices"
)

// The rule by which a series may be called a trend. docs/trends.md says why,
// and what it comes to.
const (
	// slopeNeeds is how many values a slope needs before it is looked at.
	slopeNeeds = 8
	// slopeTakes is how many values it looks at, the latest: half a year of weekly
	// ones. What was long ago is no trend of today.
	slopeTakes = 26
	// slopeLevel is the chance at most that a series without any slope is called
	// a trend.
	slopeLevel = 0.02
	// slopeSize is how far it must have gone, from its first week to its last, on
	// a scale of 1 to 5. Less is too small to feel.
	slopeSize = 1
	// slopeEnds is how many values at each end say from where it went to where.
	slopeEnds = 3
)

// Tendency is what a long series bears: the word trend. Says is SaysUp,
// SaysDown or SaysNothing.
type Tendency struct {
	Says     Says
	From, To int // the middle one of its first three values, and of its last three
	Since    int // the pair's week of its first value
}

// TendencyOf decides whether the latest values of a series are a trend. It
// promises three things: fewer than eight values are none; a series in which
// every order of the values was as likely as any other is called one in at most
// two of a hundred looks; and what is called one has gone a whole step of the
// scale at least. A week without a value is no value, but it takes its time: the
// slope is by week, not by answer.
//
// The slope is the median of the slopes between all pairs of values (Theil 1950,
// Sen 1968), so that a few odd weeks do not move it. Whether it is more than
// chance is decided by the Mann-Kendall test (Mann 1945; Kendall, Rank
// Correlation Methods, 4th ed. 1975), which asks only which of two values is
// higher, as is right for ratings. Its distribution is computed exactly, ties
// included, for any number of values: no approximation is used.
//
//   - H. Theil, A rank-invariant method of linear and polynomial regression
//     analysis, Proc. Kon. Ned. Akad. Wet. A 53 (1950)
//   - P. K. Sen, Estimates of the regression coefficient based on Kendall's tau,
//     J. Am. Stat. Assoc. 63 (1968)
//   - H. B. Mann, Nonparametric tests against trend, Econometrica 13 (1945)
func TendencyOf(ps []Point) Tendency {
	ps = slices.DeleteFunc(slices.Clone(ps), func(p Point) bool { return p.Value == 0 })
	ps = ps[max(0, len(ps)-slopeTakes):]
	if len(ps) < slopeNeeds {
		return Tendency{}
	}
	first, last := ps[0].Week, ps[len(ps)-1].Week
	slope := theilSen(ps)
	if math.Abs(slope)*float64(last-first) < slopeSize || mannKendall(ps) > slopeLevel {
		return Tendency{}
	}
	x := Tendency{Says: SaysUp, From: typical(ps[:slopeEnds]), To: typical(ps[len(ps)-slopeEnds:]), Since: first}
	if slope < 0 {
		x.Says = SaysDown
	}
	if x.From == x.To || x.To > x.From != (slope > 0) {
		return Tendency{} // the words would not bear it
	}
	return x
}

// typical is the middle one of an odd number of values.
func typical(ps []Point) int {
	values := make([]int, len(ps))
	for i, p := range ps {
		values[i] = p.Value
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// theilSen is the median of the slopes between all pairs of points, in steps of
// the scale a week. Points are in the order of weeks, one a week.
func theilSen(ps []Point) float64 {
	var slopes []float64
	for i, a := range ps {
		for _, b := range ps[i+1:] {
			slopes = append(slopes, float64(b.Value-a.Value)/float64(b.Week-a.Week))
		}
	}
	return median(slopes)
}

// median reorders xs and returns the middle one.
func median(xs []float64) float64 {
	slices.Sort(xs)
	n := len(xs)
	return (xs[(n-1)/2] + xs[n/2]) / 2
}

// mannKendall returns the chance that the values, put into any order by lot,
// rise or fall together at least as much as they do.
func mannKendall(ps []Point) float64 {
	s := 0
	count := map[int]int{}
	for i, a := range ps {
		count[a.Value]++
		for _, b := range ps[i+1:] {
			s += sign(b.Value - a.Value)
		}
	}
	// Of all pairs with two different values some are in order and some are not:
	// s = pairs - 2 * (those that are not).
	chances := inversions(count)
	pairs := len(chances) - 1
	far := 0.0
	for out, chance := range chances {
		if abs(pairs-2*out) >= abs(s) {
			far += chance
		}
	}
	return far
}

// inversions returns how likely it is that 0, 1, 2, … pairs stand in the wrong
// order when values are put into an order by lot, of which equal ones come so
// often. Each group of equals falls among the smaller ones independently of how
// those fell among themselves; so the counts add up.
func inversions(count map[int]int) []float64 {
	sum, smaller := []float64{1}, 0
	for _, value := range slices.Sorted(maps.Keys(count)) {
		sum = convolve(sum, misplaced(count[value], smaller))
		smaller += count[value]
	}
	return sum
}

// misplaced returns how likely it is that 0, 1, 2, … of the m*n pairs of one of
// m and one of n stand in the wrong order: the distribution of Mann and
// Whitney's U, by the last one in the row.
func misplaced(m, n int) []float64 {
	row := make([][]float64, n+1) // row[j]: i of the one kind, j of the other
	for i := range m + 1 {
		for j := range n + 1 {
			next := make([]float64, i*j+1)
			switch {
			case i == 0 || j == 0:
				next[0] = 1
			default:
				all := float64(i + j)
				for u, chance := range row[j] { // the last is of the m: it is in order
					next[u] += chance * float64(i) / all
				}
				for u, chance := range row[j-1] { // of the n: all i before it are not
					next[u+i] += chance * float64(j) / all
				}
			}
			row[j] = next
		}
	}
	return row[n]
}

// convolve adds two independent counts.
func convolve(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }
