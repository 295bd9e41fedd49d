package mentoring_test

import (
	"slices"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// asked returns a world in which both were just sent a round of a ritual.
func asked(t testing.TB, name string) *world {
	t.Helper()
	w := underWay(t)
	round := mentoring.OpenRound{Ritual: name, Period: "2026-W04", State: ritual.Open}
	for _, id := range []mentoring.PersonID{ana, tomasz} {
		round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(id), State: ritual.Planned, Due: noon})
	}
	r := &w.records[0]
	w.act(r, round, noon)
	for _, p := range r.Rounds[0].Prompts {
		id := mentoring.PersonID(p.Person)
		w.deliver(mentoring.Mail{Person: id, Ritual: name, Prompts: []mentoring.Pending{{Pair: 1, Ritual: name, Prompt: p}}}, noon)
	}
	return w
}

// answers lets a person answer the latest round, and returns what changed.
func (w *world) answers(who mentoring.PersonID, text string, at time.Time) (changed, doubt string, rc mentoring.Receipt) {
	w.t.Helper()
	before := slices.Clone(w.records[0].Entries)
	rcs := w.say(who, w.latest(who, w.sent[0].Ritual), text, at)
	if len(rcs) > 0 {
		rc = rcs[0]
	}
	return diff(before, w.records[0].Entries), doubts(rcs), rc
}

func (w *world) promptOf(who mentoring.PersonID) ritual.Prompt {
	p, _ := w.records[0].Rounds[0].PromptOf(int64(who))
	return p
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	// Ana's check-in: 1 follow-up of C1, 2 obstacle, 3 steps, 4 on-track of G1;
	// Tomasz's: 1 did-well, 2 going (private).
	for _, row := range []struct {
		who        mentoring.PersonID
		text, want string
		doubt      string
		state      ritual.PromptState
	}{
		{ana, "2: no data", "answer kept shared [no data]; obstacle kept shared [no data]", "", ritual.Answered},
		{ana, "1: Done, on Tuesday", "C1 done shared [write the note] -> Done, on Tuesday; answer kept shared [Done, on Tuesday]", "", ritual.Answered},
		{ana, "1: not yet", "C1 open shared [write the note] -> not yet; answer kept shared [not yet]", "", ritual.Answered},
		{ana, "1: move to friday", "C1 open shared [write the note] 2026-01-23 -> move to friday; answer kept shared [move to friday]", "", ritual.Answered},
		{ana, "1: dropped", "", "", ritual.Answered},
		{ana, "1: private: done", "answer kept private [done]", "", ritual.Answered},
		{ana, "3: call Marta by friday\nrest", "answer kept shared [call Marta by friday\nrest]; C3 open shared [call Marta] 2026-01-23; C4 open shared [rest]", "", ritual.Answered},
		{ana, "4: 4", "answer kept shared [4] 4; rating kept shared 4", "", ritual.Answered},
		{ana, "4", "answer kept shared [4] 4; rating kept shared 4", "", ritual.Answered},
		{ana, "4: well", "answer kept shared [well]", "not-a-rating", ritual.Answered},
		{ana, "private: 2: I may leave", "note kept private [2: I may leave]", "", ritual.Answered},
		{ana, "2: please don't tell him, but no", "answer kept private [please don't tell him, but no]; obstacle kept private [please don't tell him, but no]", "held-discretion", ritual.Answered},
		{ana, "It was a good week.", "note kept shared [It was a good week.]", "not-placed", ritual.Answered},
		{ana, "skip", "", "", ritual.Skipped},
		{ana, "2: no data\n\nskip", "answer kept shared [no data\n\nskip]; obstacle kept shared [no data\n\nskip]", "", ritual.Answered},
		{ana, "snooze monday", "", "", ritual.Planned},
		{ana, "pause", "", "", ritual.Answered},
		{ana, "thanks", "", "", ritual.Sent},
		{ana, "1: -\n2: skip", "", "", ritual.Sent},
		{tomasz, "1: she asked first", "answer kept shared [she asked first]; feedback kept shared for 1 [she asked first]", "", ritual.Answered},
		{tomasz, "2: 3", "answer kept private [3] 3; rating kept private 3", "", ritual.Answered},
	} {
		w := asked(t, "check-in")
		got, doubt, _ := w.answers(row.who, row.text, noon.Add(time.Hour))
		if row.text == "1: dropped" { // "drop" is the only form here
			row.want = "C1 open shared [write the note] -> dropped; answer kept shared [dropped]"
		}
		if got != row.want || doubt != row.doubt {
			t.Errorf("%d answers %q: %q, %q\nwant %q, %q", row.who, row.text, got, doubt, row.want, row.doubt)
		}
		if got := w.promptOf(row.who).State; got != row.state {
			t.Errorf("%d answers %q: the prompt is %q, want %q", row.who, row.text, got, row.state)
		}
	}
}

func TestAnswerAgain(t *testing.T) {
	t.Parallel()
	later := noon.Add(24 * time.Hour)
	for _, row := range []struct{ name, first, second, want string }{
		{"other words", "2: no data", "2: no time", "answer kept shared [no time]; obstacle kept shared [no time]"},
		{"another rating", "4: 4", "4: 2", "answer kept shared [2] 2; rating kept shared 2"},
		{"no rating any more", "4: 4", "4: unsure", "answer kept shared [unsure]; rating withdrawn shared 4"},
		{"the same list", "3: call Marta\nrest", "3: call Marta\nrest", "answer kept shared [call Marta\nrest]"},
		{"another list", "3: call Marta\nrest", "3: rest\nsleep", "answer kept shared [rest\nsleep]; C3 dropped private [call Marta]; C5 open shared [sleep]"},
		{"opening what was closed", "2: private: no data", "2: no data", "answer kept private [no data]; obstacle kept private [no data]"},
		{"closing it", "2: no data", "private 2", "answer kept private [no data]; obstacle kept private [no data]"},
		{"closing a list", "3: rest", "private 3", "answer kept private [rest]; C3 open private [rest]"},
		{"closing a follow-up", "1: badly", "private 1", "C1 open shared [write the note]; answer kept private [badly]"},
		{"taking it back", "2: no data", "scratch 2", "answer withdrawn shared [no data]; obstacle withdrawn shared [no data]"},
		{"taking a list back", "3: rest", "scratch 3", "answer withdrawn shared [rest]; C3 dropped private [rest]"},
		{"sharing what was private", "2: private: no data", "share 2", "answer kept shared [no data]; obstacle kept shared [no data]"},
		{"sharing without a number", "2: private: no data", "share", ""},
		{"passing a note on", "private: hard week", "pass on", "note kept shared [hard week]"},
	} {
		w := asked(t, "check-in")
		w.answers(ana, row.first, noon.Add(time.Hour))
		if got, _, _ := w.answers(ana, row.second, later); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestPrivateTooLate tries to close an answer that the partner has read.
func TestPrivateTooLate(t *testing.T) {
	t.Parallel()
	w := asked(t, "check-in")
	w.answers(ana, "2: no data", noon.Add(time.Hour))
	for i := range w.records[0].Entries {
		w.records[0].Entries[i].Left = noon.Add(2 * time.Hour)
	}
	if got, doubt, _ := w.answers(ana, "private 2", noon.Add(3*time.Hour)); got != "" || doubt != "already-seen" {
		t.Errorf("private 2 too late: %q, %q", got, doubt)
	}
	w.answers(ana, "2: no data, and no time", noon.Add(4*time.Hour))
	if got, doubt, _ := w.answers(ana, "private 2", noon.Add(5*time.Hour)); doubt != "" {
		t.Errorf("private 2 for words that have not left: %q, %q", got, doubt)
	}
}

// TestFirstGoalsTwice sends the first goals twice, and then other ones.
func TestFirstGoalsTwice(t *testing.T) {
	t.Parallel()
	w := asked(t, "kickoff")
	w.records[0].Entries = nil
	w.answers(ana, "3: Run the meeting by 1 june\nSpeak up more", noon.Add(time.Hour))
	w.answers(ana, "3: Run the meeting by 1 june\nSpeak up more", noon.Add(2*time.Hour))
	count := func() (n int) {
		for _, g := range w.records[0].Of(mentoring.GoalEntry) {
			if g.Key == "first-goals" && g.State != mentoring.DroppedState {
				n++
			}
		}
		return n
	}
	if got := count(); got != 2 {
		t.Errorf("%d goals after the same answer twice, want 2", got)
	}
	w.say(tomasz, mentoring.Mail{}, "yes G1", noon.Add(3*time.Hour))
	w.answers(ana, "3: Write every day", noon.Add(4*time.Hour))
	if g, _ := w.records[0].Entry("G1"); g.State != mentoring.OpenState {
		t.Errorf("an agreed goal is %q after another answer", g.State)
	}
	if got := count(); got != 2 { // G1, agreed, and the new one
		t.Errorf("%d goals after another answer, want 2", got)
	}
}

// TestHiddenRound looks at what a keyword may do in a round that stays hidden
// until both have answered.
func TestHiddenRound(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text  string
		state ritual.PromptState
		shows string
	}{
		{"1: 4\n2: keep the walks", ritual.Answered, "answer kept after-both [4] 4; rating kept after-both 4; answer kept after-both [keep the walks]"},
		{"3: courage", ritual.Answered, "answer kept private [courage]"},
		{"win: a talk", ritual.Sent, "win kept shared [a talk]"},
		{"All in all well.", ritual.Answered, "note kept private [All in all well.]"},
		{"skip", ritual.Skipped, ""},
	} {
		w := asked(t, "relationship-review")
		got, _, rc := w.answers(ana, row.text, noon.Add(time.Hour))
		if got != row.shows || w.promptOf(ana).State != row.state {
			t.Errorf("%q: %q, %q, want %q, %q", row.text, got, w.promptOf(ana).State, row.shows, row.state)
		}
		if rc.Shows != ritual.AfterBoth {
			t.Errorf("%q: the receipt shows %q", row.text, rc.Shows)
		}
	}
	// An answer to a round that has ended stays with its author until shared.
	w := asked(t, "relationship-review")
	w.records[0].Rounds[0].State = ritual.Closed
	_, _, rc := w.answers(ana, "2: keep the walks", noon.Add(time.Hour))
	answer := w.records[0].Of(mentoring.AnswerEntry)[0]
	if !rc.Late || w.records[0].Sees(tomasz, answer) {
		t.Errorf("a late answer: Late = %v, Sees = %v", rc.Late, w.records[0].Sees(tomasz, answer))
	}
	if got, _, _ := w.answers(ana, "share", noon.Add(2*time.Hour)); got != "answer kept shared [keep the walks]" {
		t.Errorf("share: %q", got)
	}
}

// TestOpenQuestions lists what is left to answer, but for what was skipped.
func TestOpenQuestions(t *testing.T) {
	t.Parallel()
	w := asked(t, "check-in")
	_, _, rc := w.answers(ana, "1: skip\n2: no data", noon.Add(time.Hour))
	if want := []int{3, 4}; !slices.Equal(rc.Open, want) {
		t.Errorf("Open = %v, want %v", rc.Open, want)
	}
	_, _, rc = w.answers(ana, "3: rest", noon.Add(2*time.Hour))
	if want := []int{1, 4}; !slices.Equal(rc.Open, want) {
		t.Errorf("Open after a second reply = %v, want %v", rc.Open, want)
	}
}

func TestRemedyByKeyword(t *testing.T) {
	t.Parallel()
	w := asked(t, "silence")
	_, _, rc := w.answers(ana, "later", noon.Add(time.Hour))
	if w.records[0].Pair.Mentee.PausedUntil.IsZero() || !rc.Silencing {
		t.Errorf("later: %+v, %+v", w.records[0].Pair.Mentee, rc)
	}
	if len(rc.Said) != 1 || rc.Said[0].What != string(reading.Pause) {
		t.Errorf("Said = %+v", rc.Said)
	}
}
