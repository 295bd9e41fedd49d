package mentoring_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// rituals are those that an installation has, in short.
func rituals() []ritual.Definition {
	both := []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor}}
	weekly := []string{"check-in"}
	return []ritual.Definition{
		{
			Name: "welcome", Trigger: ritual.OnInvited, Rank: 10, Audience: both, Visible: ritual.Private, Remind: true,
			Questions: []ritual.Question{{Key: "join", Kind: ritual.YesNo, Records: ritual.Consent}},
		},
		{
			Name: "kickoff", Trigger: ritual.OnStarted, Rank: 30, Replaces: weekly, Audience: both,
			Visible: ritual.AfterBoth, Reveal: ritual.Reveal{Window: 14 * 24 * time.Hour}, Remind: true,
			Questions: []ritual.Question{
				{Key: "purpose", Kind: ritual.Text, Records: ritual.Agreement},
				{Key: "limits", Kind: ritual.Text, Records: ritual.Agreement},
				{Key: "first-goals", For: ritual.Mentee, Kind: ritual.List, Records: ritual.Goal, Visible: ritual.Shared},
			},
		},
		{
			Name: "check-in", Trigger: ritual.OnSchedule, Schedule: "0 14 * * FRI", Rank: 40, Together: true, Visible: ritual.Shared,
			Audience: []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor, Every: 2}},
			Questions: []ritual.Question{
				{Key: "follow-up", For: ritual.Mentee, Kind: ritual.Text, Records: ritual.FollowUp, About: ritual.OwnCommitment, Otherwise: "moved"},
				{Key: "moved", For: ritual.Mentee, Kind: ritual.Text},
				{Key: "obstacle", For: ritual.Mentee, Kind: ritual.Text, Records: ritual.Obstacle},
				{Key: "steps", For: ritual.Mentee, Kind: ritual.List, Records: ritual.Commitment},
				{Key: "on-track", For: ritual.Mentee, Kind: ritual.Scale, Records: ritual.Rating, About: ritual.NearestGoal},
				{Key: "did-well", For: ritual.Mentor, Kind: ritual.Text, Records: ritual.Feedback},
				{Key: "going", For: ritual.Mentor, Kind: ritual.Scale, Records: ritual.Rating, Visible: ritual.Private},
			},
		},
		{
			Name: "goal-review", Trigger: ritual.OnSchedule, Schedule: "0 10 * * TUE", Rank: 30, Rare: 1, Preread: true, Replaces: weekly,
			Audience: []ritual.Audience{{Role: ritual.Mentee, First: 13, Every: 13}, {Role: ritual.Mentor, First: 13, Every: 13, After: 3}},
			Visible:  ritual.Shared, Remind: true,
			Questions: []ritual.Question{
				{Key: "goals-now", Kind: ritual.List, Records: ritual.Review, About: ritual.EachActiveGoal},
				{Key: "progress", Kind: ritual.Text},
			},
		},
		{
			Name: "relationship-review", Trigger: ritual.OnSchedule, Schedule: "0 10 * * WED", Rank: 30, Rare: 2, Replaces: weekly,
			Audience: []ritual.Audience{{Role: ritual.Mentee, First: 10, Every: 10}, {Role: ritual.Mentor, First: 10, Every: 10}},
			Visible:  ritual.AfterBoth, Reveal: ritual.Reveal{Delay: 24 * time.Hour, Window: 14 * 24 * time.Hour}, Remind: true,
			Questions: []ritual.Question{
				{Key: "worth", Kind: ritual.Scale, Records: ritual.Rating},
				{Key: "keep-change", Kind: ritual.Text},
				{Key: "need", Kind: ritual.Text, Visible: ritual.Private},
			},
		},
		{
			Name: "digest", Trigger: ritual.OnSchedule, Schedule: "30 8 * * MON", Rank: 50, Digest: true, Together: true,
			Audience: both, Visible: ritual.Shared,
		},
		{
			Name: "silence", Trigger: ritual.OnSilence, Rank: 35, Audience: both, Visible: ritual.Private,
			Questions: []ritual.Question{{Key: "shall-we", Kind: ritual.Choice, Records: ritual.Remedy, Choices: []string{"smaller", "later", "stop"}}},
		},
		{Name: "farewell", Trigger: ritual.OnLeft, Rank: 15, Audience: both, Visible: ritual.Private},
		{Name: "not-begun", Trigger: ritual.OnNotBegun, Rank: 15, Audience: both, Visible: ritual.Private},
		{
			Name: "pause-over", Trigger: ritual.OnPaused, Rank: 35, Audience: both, Visible: ritual.Private,
			Questions: []ritual.Question{{Key: "go-on", Kind: ritual.Choice, Records: ritual.Remedy, Choices: []string{"resume", "later", "stop"}}},
		},
		{
			Name: "return", Trigger: ritual.OnReturn, Rank: 35, Together: true, Audience: both, Visible: ritual.Private,
			Questions: []ritual.Question{{Key: "go-on", Kind: ritual.Choice, Records: ritual.Remedy, Choices: []string{"resume", "smaller", "later", "stop"}}},
		},
		{Name: "erasing", Trigger: ritual.OnErasing, Rank: 15, Audience: both, Visible: ritual.Private},
	}
}

func TestRitualsAreSound(t *testing.T) {
	t.Parallel()
	for _, d := range rituals() {
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
	}
}

func policy() mentoring.Policy {
	p := mentoring.DefaultPolicy()
	p.Rituals = rituals()
	return p
}

// english is a vocabulary as small as these tests need.
func english() *reading.Vocabulary {
	lexicon, _ := phrase.Lookup("en")
	v := &reading.Vocabulary{
		Language: "en", Verbs: map[reading.Verb][]string{}, Lexicon: lexicon,
		Yes: []string{"yes"}, No: []string{"no", "none"}, Thanks: []string{"thanks"},
		Choices:    map[string][]string{"all": {"to all"}, "smaller": {"smaller"}, "later": {"later"}, "stop": {"stop"}},
		Discretion: []string{"please don't tell"},
	}
	for _, verb := range []reading.Verb{
		reading.Goal, reading.Milestone, reading.Commit, reading.Done, reading.Move, reading.Drop, reading.Win, reading.Ask,
		reading.Feedback, reading.Note, reading.Private, reading.PassOn, reading.Show, reading.Keep, reading.Change, reading.Park,
		reading.Finish, reading.Agree, reading.Decline, reading.Share, reading.Skip, reading.Snooze, reading.Pause, reading.Resume,
		reading.Stop, reading.Status, reading.Help, reading.Export, reading.TextOnly, reading.ReceiptsOn, reading.NoReceipts,
		reading.NextAt, reading.Met, reading.Scratch, reading.Obstacle, reading.DigestOnly, reading.Erase,
	} {
		v.Verbs[verb] = []string{string(verb)}
	}
	return v
}

// The people of these tests. Ana is mentee of Tomasz in pair 1.
const (
	ana    mentoring.PersonID = 1
	tomasz mentoring.PersonID = 2
)

func person(id mentoring.PersonID, name, zone string) mentoring.Person {
	return mentoring.Person{
		ID: id, Name: name, Zone: zone, Language: "en", Hours: calendar.DefaultWorkHours(), Receipts: mentoring.UsualReceipts,
		Addresses: []mentoring.Address{{Address: name + "@mentors.example", Confirmed: true}},
	}
}

// instant reads a wall time in UTC, "2026-01-05 09:00".
func instant(s string) time.Time {
	c, err := calendar.ParseCivil(s)
	if err != nil {
		panic(err)
	}
	return calendar.At(c, time.UTC)
}

// pair returns the record of Ana and Tomasz, active since an instant.
func pair(started time.Time) mentoring.Record {
	return mentoring.Record{
		Pair: mentoring.Pair{
			ID: 1, State: mentoring.Active, Zone: "UTC", Added: started, Started: started, Weeks: 26,
			Mentee: mentoring.Member{Person: ana, Role: ritual.Mentee, Consent: mentoring.Agreed},
			Mentor: mentoring.Member{Person: tomasz, Role: ritual.Mentor, Consent: mentoring.Agreed},
		},
		People: [2]mentoring.Person{person(ana, "Ana", "UTC"), person(tomasz, "Tomasz", "UTC")},
	}
}
