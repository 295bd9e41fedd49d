package digest_test

import (
	"math"
	"math/rand/v2"
	"testing"

	. "milepost/mentoring/digest"
)

// level is what the rule promises: of a hundred looks at series without a slope
// at most two are called a trend.
const level = 0.02

// model makes a series up of which the truth is known.
type model struct {
	name     string
	weeks    int
	from, to float64 // where it goes, in a straight line
	step     bool    // in one step at half time instead
	noise    float64 // standard deviation of what a person feels from week to week
	carry    float64 // how much of last week's mood is left this week
	missing  float64 // share of weeks without an answer
	dip      bool    // one bad week
}

// series rates what a person feels to the nearest of 1 to 5, week by week.
func (m model) series(rng *rand.Rand) []Point {
	var ps []Point
	mood := rng.NormFloat64() * m.noise
	bad := rng.IntN(m.weeks)
	for w := range m.weeks {
		mood = m.carry*mood + math.Sqrt(1-m.carry*m.carry)*rng.NormFloat64()*m.noise
		feels := m.from + (m.to-m.from)*float64(w)/float64(m.weeks-1) + mood
		if m.step && w < m.weeks/2 {
			feels = m.from + mood
		} else if m.step {
			feels = m.to + mood
		}
		if m.dip && w == bad {
			feels -= 3
		}
		if rng.Float64() >= m.missing {
			ps = append(ps, Point{Week: w + 1, Value: min(max(int(math.Round(feels)), 1), 5)})
		}
	}
	return ps
}

// TestTrendRates measures how often the word trend is used of series with known
// truth. What is flat may not exceed the level by more than chance explains
// (three standard errors); what is real must be found as often as docs/trends.md
// says, and never the wrong way round. Run with -v, it prints the table of that
// page.
func TestTrendRates(t *testing.T) {
	t.Parallel()
	const runs = 4000
	slack := 3 * math.Sqrt(level*(1-level)/runs)
	for _, row := range []struct {
		model
		most float64 // false alarms, both ways; 0: it is a real slope
		up   float64 // least share found, 0: none
		down float64
	}{
		{model: model{name: "flat, 8 weeks", weeks: 8, from: 3, to: 3, noise: 0.8}, most: level + slack},
		{model: model{name: "flat, 13 weeks", weeks: 13, from: 3, to: 3, noise: 0.8}, most: level + slack},
		{model: model{name: "flat, 26 weeks", weeks: 26, from: 3, to: 3, noise: 0.8}, most: level + slack},
		{model: model{name: "flat, at the top of the scale", weeks: 26, from: 4.7, to: 4.7, noise: 0.8}, most: level + slack},
		{model: model{name: "flat, nearly all the same", weeks: 26, from: 3, to: 3, noise: 0.3}, most: level + slack},
		{model: model{name: "flat, every third week missing", weeks: 26, from: 3, to: 3, noise: 0.8, missing: 0.33}, most: level + slack},
		{model: model{name: "flat, with one bad week", weeks: 13, from: 4, to: 4, noise: 0.5, dip: true}, most: level + slack},
		// The promise ends where weeks hang together; the page says by how much.
		{model: model{name: "flat, a third of the mood stays", weeks: 26, from: 3, to: 3, noise: 0.8, carry: 0.33}, most: 0.06},

		{model: model{name: "two steps up in 13 weeks", weeks: 13, from: 2, to: 4, noise: 0.5}, up: 0.75},
		{model: model{name: "two steps up in 13 weeks, noisy", weeks: 13, from: 2, to: 4, noise: 0.8}, up: 0.35},
		{model: model{name: "two steps up in 26 weeks", weeks: 26, from: 2, to: 4, noise: 0.8}, up: 0.75},
		{model: model{name: "two steps down in 26 weeks", weeks: 26, from: 4, to: 2, noise: 0.8}, down: 0.75},
		{model: model{name: "two steps down, every fourth week missing", weeks: 26, from: 4.5, to: 2.5, noise: 0.8, missing: 0.25}, down: 0.6},
		{model: model{name: "one step up in 26 weeks", weeks: 26, from: 3, to: 4, noise: 0.8}, up: 0.1},
		{model: model{name: "a step of two at half time, 16 weeks", weeks: 16, from: 2, to: 4, step: true, noise: 0.5}, up: 0.9},
		{model: model{name: "a step of two at half time, every fourth week missing", weeks: 16, from: 4, to: 2, step: true, noise: 0.5, missing: 0.25}, down: 0.55},
	} {
		rng := rand.New(rand.NewPCG(1, 4))
		count := map[Says]int{}
		for range runs {
			count[TendencyOf(row.series(rng)).Says]++
		}
		up, down := float64(count[SaysUp])/runs, float64(count[SaysDown])/runs
		t.Logf("| %s | %.1f %% | %.1f %% |", row.name, 100*up, 100*down)
		switch {
		case row.most > 0 && up+down > row.most:
			t.Errorf("%s: called a trend in %.4f of the series, want at most %.4f", row.name, up+down, row.most)
		case row.most == 0 && (up < row.up || down < row.down):
			t.Errorf("%s: found up %.3f and down %.3f, want at least %.2f and %.2f", row.name, up, down, row.up, row.down)
		case row.up > 0 && down > 0.001, row.down > 0 && up > 0.001:
			t.Errorf("%s: up %.4f and down %.4f: the wrong way round", row.name, up, down)
		}
	}
}

// TestTrendRatesOfAYear looks at a flat year every week, as digests do: the
// share of looks stays within the level, and so few flat years are ever called a
// trend.
func TestTrendRatesOfAYear(t *testing.T) {
	t.Parallel()
	const years = 500
	for _, row := range []struct {
		carry, look, ever float64
	}{{0, level, 0.2}, {0.33, 0.06, 0.5}} {
		rng := rand.New(rand.NewPCG(2, 4))
		looks, alarms, ever := 0, 0, 0
		for range years {
			ps := model{weeks: 52, from: 3, to: 3, noise: 0.8, carry: row.carry, missing: 0.1}.series(rng)
			before := alarms
			for n := 8; n <= len(ps); n++ {
				looks++
				if TendencyOf(ps[:n]).Says != SaysNothing {
					alarms++
				}
			}
			if alarms > before {
				ever++
			}
		}
		look, year := float64(alarms)/float64(looks), float64(ever)/years
		t.Logf("a flat year, %.2f of the mood stays: %.1f %% of looks, %.1f %% of years", row.carry, 100*look, 100*year)
		if look > row.look || year > row.ever {
			t.Errorf("mood %.2f: %.4f of looks and %.3f of years are called a trend, want at most %.2f and %.2f", row.carry, look, year, row.look, row.ever)
		}
	}
}
