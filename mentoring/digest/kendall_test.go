package digest

import (
	"math"
	"slices"
	"testing"
)

func points(values ...int) []Point {
	ps := make([]Point, len(values))
	for i, v := range values {
		ps[i] = Point{Week: i + 1, Value: v}
	}
	return ps
}

// TestMannKendall compares the chances with those that counting all orders gives.
func TestMannKendall(t *testing.T) {
	t.Parallel()
	for _, values := range [][]int{
		{1},
		{1, 2},
		{1, 1},
		{1, 2, 3, 4},
		{4, 3, 2, 1},
		{2, 1, 3, 4, 5},
		{1, 1, 1, 1, 1},
		{1, 1, 2, 2, 3},
		{3, 3, 4, 3, 5, 5},
		{2, 2, 2, 3, 3, 3, 3},
		{1, 5, 1, 5, 1, 5},
		{2, 3, 4, 2, 3, 4, 5, 5},
	} {
		if got, want := mannKendall(points(values...)), counted(values); math.Abs(got-want) > 1e-12 {
			t.Errorf("mannKendall(%v) = %v, want %v", values, got, want)
		}
	}
	// Tables have these: 2 of 4! orders, and 2 of 8!.
	if got, want := mannKendall(points(1, 2, 3, 4)), 2.0/24; math.Abs(got-want) > 1e-12 {
		t.Errorf("of four in a row: %v, want %v", got, want)
	}
	if got, want := mannKendall(points(8, 7, 6, 5, 4, 3, 2, 1)), 2.0/40320; math.Abs(got-want) > 1e-12 {
		t.Errorf("of eight in a row: %v, want %v", got, want)
	}
}

// counted is the chance by way of all orders.
func counted(values []int) float64 {
	score := func(v []int) (s int) {
		for i := range v {
			for j := range i {
				s += sign(v[i] - v[j])
			}
		}
		return abs(s)
	}
	least, all, far := score(values), 0.0, 0.0
	v := slices.Clone(values)
	var permute func(k int)
	permute = func(k int) {
		if k == len(v) {
			all++
			if score(v) >= least {
				far++
			}
			return
		}
		for i := k; i < len(v); i++ {
			v[k], v[i] = v[i], v[k]
			permute(k + 1)
			v[k], v[i] = v[i], v[k]
		}
	}
	permute(0)
	return far / all
}

// TestChancesAddUp holds for every number of values that is looked at.
func TestChancesAddUp(t *testing.T) {
	t.Parallel()
	for n := 1; n <= slopeTakes; n++ {
		count := map[int]int{}
		for i := range n {
			count[1+i%5]++
		}
		sum := 0.0
		for _, chance := range inversions(count) {
			sum += chance
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the chances of %d values add up to %v", n, sum)
		}
	}
}

func TestTheilSen(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		points []Point
		want   float64
	}{
		{points(1, 2, 3, 4), 1},
		{points(4, 4, 4, 4), 0},
		{points(1, 2, 3, 1, 5), 1},                           // one odd week does not move it
		{[]Point{{1, 2}, {5, 3}, {9, 4}}, 0.25},              // by week, not by answer
		{[]Point{{1, 5}, {2, 4}, {3, 4}, {4, 3}}, -7.0 / 12}, // the middle two of six: -1/2 and -2/3
	} {
		if got := theilSen(row.points); math.Abs(got-row.want) > 1e-9 {
			t.Errorf("theilSen(%v) = %v, want %v", row.points, got, row.want)
		}
	}
}
