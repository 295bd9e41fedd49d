package digest_test

import (
	"fmt"
	"strings"
	"testing"

	"milepost/mentoring"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// rated returns a record with a rating a week, the last in the week told of; 0
// is a week without one.
func rated(values ...int) *book {
	b := newBook()
	b.Pair.Started = instant("2026-01-19 09:00").AddDate(0, 0, -7*(len(values)-1))
	for i, v := range values {
		at := b.Pair.Started.AddDate(0, 0, 7*i).Add(1)
		id := b.round("check-in", ritual.Closed, at)
		if v > 0 {
			b.add(mentoring.Entry{Kind: mentoring.RatingEntry, Key: "on-track", Parent: 1, Value: v, Round: id, Changed: at})
		}
	}
	return b
}

func TestTrendSays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		values []int
		want   string
	}{
		{[]int{3}, " 0-3 since 0"},
		{[]int{3, 4}, " 0-4 since 0"},
		{[]int{4, 3}, " 0-3 since 0"}, // one small dip says nothing
		{[]int{4, 4, 3, 4}, " 0-4 since 0"},
		{[]int{2, 4}, "up 2-4 since 1"},
		{[]int{5, 3}, "down 5-3 since 1"},
		{[]int{2, 3, 4}, "up 2-4 since 1"},
		{[]int{5, 4, 3}, "down 5-3 since 1"},
		{[]int{3, 3, 4, 5}, "up 3-5 since 2"},
		{[]int{4, 2, 3}, " 0-3 since 0"},
		{[]int{3, 3, 3}, "steady 3-3 since 1"},
		{[]int{1, 4, 4}, "up 1-4 since 1"},
		{[]int{1, 4, 4, 4}, "steady 4-4 since 2"},
		{[]int{2, 0, 0, 4}, "up 2-4 since 1"},
		{[]int{3, 4, 0}, ""}, // told a week ago
	} {
		got := ""
		for _, x := range rated(row.values...).digest(tomasz).Trends {
			got += fmt.Sprintf("%s %d-%d since %d", x.Says, x.From, x.To, x.Since)
		}
		if got != row.want {
			t.Errorf("ratings %v say %q, want %q", row.values, got, row.want)
		}
	}
}

func TestTrendPoints(t *testing.T) {
	t.Parallel()
	s := rated(1, 2, 3, 0, 5, 4, 3, 2, 1, 0, 3, 4).digest(ana)
	var got []string
	for _, p := range s.Trends[0].Points {
		got = append(got, fmt.Sprintf("%d:%d", p.Week, p.Value))
	}
	if want := "3:3 5:5 6:4 7:3 8:2 9:1 11:3 12:4"; strings.Join(got, " ") != want {
		t.Errorf("Points = %v, want %s", got, want)
	}
	if points := rated(0, 0, 4).digest(ana).Trends[0].Points; points != nil {
		t.Errorf("one rating makes the picture %v", points)
	}
	if x := s.Trends[0]; !x.Mine || x.Of != "Ana" || x.Ref != "G1" || x.Key != "on-track" {
		t.Errorf("Trend = %+v", x)
	}
}

// TestTrendsApart keeps people, questions and goals apart, and hidden ratings
// out.
func TestTrendsApart(t *testing.T) {
	t.Parallel()
	b := rated(3, 4)
	for _, e := range []mentoring.Entry{
		{Author: tomasz, Value: 2}, {Parent: 2, Value: 1}, {Key: "pace", Value: 5},
	} {
		for _, round := range b.Rounds {
			x := e
			x.Kind, x.Round, x.Changed = mentoring.RatingEntry, round.ID, round.Opened
			if x.Key == "" {
				x.Key = "on-track"
			}
			if x.Parent == 0 && x.Author == tomasz {
				x.Parent = 1
			}
			b.add(x)
		}
	}
	for _, hidden := range []ritual.Visibility{ritual.Private, ritual.AfterBoth, ritual.Coordinator} {
		for _, round := range b.Rounds {
			b.add(mentoring.Entry{Kind: mentoring.RatingEntry, Key: string(hidden), Round: round.ID, Value: 1, Visible: hidden})
		}
	}
	for _, viewer := range []mentoring.PersonID{ana, tomasz} {
		var got []string
		for _, x := range b.digest(viewer).Trends {
			got = append(got, fmt.Sprintf("%s %s %s", x.Of, x.Key, x.Ref))
		}
		if want := "Ana on-track G1, Tomasz on-track G1, Ana on-track G2, Ana pace "; strings.Join(got, ", ") != want {
			t.Errorf("Trends for %d = %q, want %q", viewer, strings.Join(got, ", "), want)
		}
	}
}

// TestTrendTells says of a long series what it bears, and what the last weeks
// were beside it.
func TestTrendTells(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		values []int
		want   string
	}{
		{[]int{2, 2, 2, 3, 3, 4, 4}, "up 2-4 since 3"}, // seven are too few
		{[]int{1, 2, 2, 2, 3, 3, 4, 4}, "up 1-4 since 1"},
		{[]int{2, 3, 2, 3, 3, 2, 4, 3, 4, 4}, ""},                            // may be chance
		{[]int{2, 3, 2, 3, 3, 2, 4, 3, 4, 4, 3, 5}, " trend up 2-4 since 1"}, // it says the last weeks, too,
		{[]int{4, 5, 4, 4, 3, 4, 3, 3, 2, 3, 2}, " trend down 4-2 since 1"},
		{[]int{2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4}, "steady 4-4 since 7 trend up 2-4 since 1"},
		{[]int{1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 3}, "down 5-3 since 12 trend up 1-5 since 1"},
		{[]int{4, 4, 4, 4, 2, 4, 4, 4, 4}, "steady 4-4 since 6"}, // a dip
		{[]int{2, 0, 2, 0, 2, 0, 2, 0, 3, 0, 4, 0, 4, 0, 3, 0, 4}, " trend up 2-4 since 1"},
		{[]int{2, 0, 2, 0, 3, 0, 2, 0, 3, 0, 4, 0, 4}, "up 2-4 since 7"},
	} {
		x := rated(row.values...).digest(tomasz).Trends[0]
		got := ""
		if x.Says != SaysNothing {
			got = fmt.Sprintf("%s %d-%d since %d", x.Says, x.From, x.To, x.Since)
		}
		if x.Tends.Says != SaysNothing {
			got += fmt.Sprintf(" trend %s %d-%d since %d", x.Tends.Says, x.Tends.From, x.Tends.To, x.Tends.Since)
		}
		if got != row.want {
			t.Errorf("ratings %v say %q, want %q", row.values, got, row.want)
		}
	}
}

// TestTwoSided never calls a scale on which 3 is best up or down, nor mixes it
// with another.
func TestTwoSided(t *testing.T) {
	t.Parallel()
	b := rated(1, 2, 3, 4, 5, 5, 5, 5, 5)
	for i := range b.Rounds {
		for j := range b.Rounds[i].Prompts {
			b.Rounds[i].Prompts[j].Asked = []ritual.Asked{{N: 1, Key: "on-track", Kind: ritual.Middle}}
		}
	}
	x := b.digest(tomasz).Trends[0]
	if !x.Middle || x.Says != SaysNothing || x.Tends.Says != SaysNothing || x.Low || x.To != 5 || len(x.Points) != 8 {
		t.Errorf("a two-sided scale says %+v", x)
	}
}

// TestLowForTheMentor tells the mentor of two low numbers in a row, of those
// that the mentor may read, and nobody else.
func TestLowForTheMentor(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		values []int
		want   bool
	}{
		{[]int{2}, false},
		{[]int{4, 2}, false},
		{[]int{2, 2}, true},
		{[]int{2, 0, 1}, true}, // a skipped week is no value
		{[]int{2, 3, 2}, false},
	} {
		b := rated(row.values...)
		if got := b.digest(tomasz).Trends[0].Low; got != row.want {
			t.Errorf("ratings %v are low: %v, want %v", row.values, got, row.want)
		}
		if b.digest(ana).Trends[0].Low {
			t.Errorf("ratings %v: the mentee is told of low numbers", row.values)
		}
		b.Entries[len(b.Entries)-1].Visible = ritual.Private
		for _, x := range b.digest(tomasz).Trends {
			if x.Low {
				t.Errorf("ratings %v, the last one private, are low", row.values)
			}
		}
	}
}

// TestTrendsForStatus shows every series, whenever it was last added to.
func TestTrendsForStatus(t *testing.T) {
	t.Parallel()
	b := rated(3, 4, 4, 0, 0, 0)
	if len(b.digest(ana).Trends) != 0 {
		t.Errorf("an old series is told again in the digest")
	}
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		got, shown := Trends(b.Record, who)
		if len(got) != 1 || got[0].Mine != (who == ana) || len(got[0].Points) != 3 || (len(shown) == 3) != (who == tomasz) {
			t.Errorf("Trends(%d) = %+v, shown %v", who, got, shown)
		}
	}
	b.Entries[0].Visible = ritual.Private
	if got, _ := Trends(b.Record, ana); len(got[0].Points) != 0 {
		t.Errorf("a private rating makes the picture %+v", got)
	}
}
