package digest_test

import (
	"fmt"
	"strings"
	"testing"

	"milepost/mentoring"
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
	if want := "5:5 6:4 7:3 8:2 9:1 10:0 11:3 12:4"; strings.Join(got, " ") != want {
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
