package ritual_test

import (
	"strings"
	"testing"
	"time"

	. "milepost/mentoring/ritual"
)

func sound() Definition {
	return Definition{
		Name: "walk", Trigger: OnSchedule, Schedule: "0 14 * * FRI", Audience: []Audience{{Role: Mentee}, {Role: Mentor, Every: 2}},
		Questions: []Question{
			{Key: "where", Kind: Text},
			{Key: "who", Kind: Text},
			{Key: "far", For: Mentee, Kind: Scale, Records: Rating, About: NearestGoal, Otherwise: "where"},
			{Key: "far", For: Mentor, Kind: Choice, Choices: []string{"yes", "no"}, Visible: Private},
		},
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		do   func(*Definition)
		want string // a part of the error, "": none
	}{
		{"sound", func(*Definition) {}, ""},
		{"no name", func(d *Definition) { d.Name = "" }, "name"},
		{"no schedule", func(d *Definition) { d.Schedule = "" }, "schedule"},
		{"never", func(d *Definition) { d.Schedule = "0 14 31 2 *" }, "schedule"},
		{"no such trigger", func(d *Definition) { d.Trigger = "moon" }, "trigger"},
		{"not begun", func(d *Definition) { d.Trigger, d.Schedule = OnNotBegun, "" }, ""},
		{"nobody asked", func(d *Definition) { d.Audience = nil }, "audience"},
		{"somebody else asked", func(d *Definition) { d.Audience[0].Role = "boss" }, "audience"},
		{"too many questions", func(d *Definition) {
			for _, key := range []string{"a", "b", "c"} {
				d.Questions = append(d.Questions, Question{Key: key, Kind: Text})
			}
		}, "at most"},
		{"twice", func(d *Definition) { d.Questions = append(d.Questions, Question{Key: "where", Kind: Text}) }, "twice"},
		{"no key", func(d *Definition) { d.Questions[1].Key = "" }, "key"},
		{"no such kind", func(d *Definition) { d.Questions[0].Kind = "song" }, "kind"},
		{"no such record", func(d *Definition) { d.Questions[0].Records = "song" }, "records"},
		{"no such thing", func(d *Definition) { d.Questions[0].About = "song" }, "about"},
		{"no such visibility", func(d *Definition) { d.Questions[0].Visible = "all" }, "visible"},
		{"ritual's visibility", func(d *Definition) { d.Visible = "all" }, "visible"},
		{"choices of a text", func(d *Definition) { d.Questions[0].Choices = []string{"a"} }, "choices"},
		{"choice of nothing", func(d *Definition) { d.Questions[3].Choices = nil }, "choices"},
		{"stand-in that is not there", func(d *Definition) { d.Questions[2].Otherwise = "gone" }, "otherwise"},
	} {
		d := sound()
		row.do(&d)
		err := d.Check()
		if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: Check() = %v, want %q", row.name, err, row.want)
		}
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		a    Audience
		want string
	}{
		{Audience{}, "1 2 3 4 5 6"},
		{Audience{Every: 2}, "1 3 5"},
		{Audience{Every: 3, First: 2}, "2 5"},
		{Audience{First: 5}, "5 6"},
	} {
		var got []string
		for n := 1; n <= 6; n++ {
			if row.a.Holds(n) {
				got = append(got, string(rune('0'+n)))
			}
		}
		if s := strings.Join(got, " "); s != row.want {
			t.Errorf("%+v holds in %q, want %q", row.a, s, row.want)
		}
	}
}

func TestEndsAndAlone(t *testing.T) {
	t.Parallel()
	opened := time.Date(2026, 1, 7, 10, 0, 0, 0, time.UTC)
	round := Round{State: Closed, Opened: opened, Prompts: []Prompt{{Person: 1, State: Answered, Answered: opened}, {Person: 2, State: Sent}, {Person: 4, State: Answered}}}
	d := Definition{Visible: AfterBoth, Reveal: Reveal{Window: 48 * time.Hour}}
	if got := d.Ends(round); !got.Equal(opened.Add(48 * time.Hour)) {
		t.Errorf("Ends() = %v", got)
	}
	if got := (Definition{}).Ends(round); !got.Equal(opened.AddDate(0, 0, 28)) {
		t.Errorf("Ends() without a window = %v", got)
	}
	for _, row := range []struct {
		name   string
		d      Definition
		state  RoundState
		person int64
		want   bool
	}{
		{"answered", d, Closed, 1, true},
		{"answered for nobody to read", d, Closed, 4, false},
		{"not answered", d, Closed, 2, false},
		{"not asked", d, Closed, 3, false},
		{"open", d, Open, 1, false},
		{"revealed", d, Revealed, 1, false},
		{"nothing hidden", Definition{Visible: Shared}, Closed, 1, false},
	} {
		round.State = row.state
		if got := row.d.Alone(round, row.person); got != row.want {
			t.Errorf("%s: Alone() = %v, want %v", row.name, got, row.want)
		}
	}
}

func TestQuestionsFor(t *testing.T) {
	t.Parallel()
	d := sound()
	if n := len(d.QuestionsFor(Mentee)); n != 3 {
		t.Errorf("%d questions for the mentee, want 3", n)
	}
	if _, ok := (Definition{Audience: []Audience{{Role: Mentor}}}).For(Mentee); ok {
		t.Errorf("the mentee is asked")
	}
}
