package ritual

import (
	"fmt"
	"slices"
	"time"

	"milepost/mentoring/calendar"
)

// Role is the part that a person plays in a pair.
type Role string

// The roles of a pair's members.
const (
	Mentor Role = "mentor"
	Mentee Role = "mentee"
)

// The roles of people outside the pair.
const (
	Voice    Role = "voice"    // is asked once for a view
	Witness  Role = "witness"  // is told once of a win
	Observer Role = "observer" // hears of wins whose authors want it
	Helper   Role = "helper"   // helps with one goal
)

// Outside reports whether a role is that of somebody outside the pair.
func (r Role) Outside() bool { return r == Voice || r == Witness || r == Observer || r == Helper }

// Visibility says who may read a word. It is widened by its author only.
type Visibility string

// The visibilities, from open to closed.
const (
	Shared      Visibility = "shared"      // both members
	AfterBoth   Visibility = "after-both"  // the author, and both once the round is revealed
	Coordinator Visibility = "coordinator" // the author and the program's coordinator
	Private     Visibility = "private"     // the author alone
)

func (v Visibility) known() bool {
	return slices.Contains([]Visibility{"", Shared, AfterBoth, Private, Coordinator}, v)
}

// Trigger is what opens a round of a ritual.
type Trigger string

// The triggers.
const (
	OnSchedule Trigger = "schedule"   // its cadence
	OnInvited  Trigger = "invited"    // the pair was added and waits for both to say yes
	OnStarted  Trigger = "started"    // both have said yes
	OnSilence  Trigger = "silence"    // a member left two rounds unanswered
	OnLeft     Trigger = "left"       // a member stopped; audience: the one who stays
	OnNotBegun Trigger = "not-begun"  // the invitation came to nothing; audience: whoever had said yes
	OnPaused   Trigger = "pause-over" // a pause without an end is over; audience: whoever paused
	OnReturn   Trigger = "return"     // a member is back from an absence that an automatic reply told of; audience: whoever was away
	OnMet      Trigger = "met"        // a milestone was met; the round is about it
	OnMissed   Trigger = "missed"     // a milestone's day went by a week ago, or a stretch was let go; the round is about it
	OnDebrief  Trigger = "debrief"    // a member wants to look back on a project; the round is about it, and asked of them at once
	OnCalled   Trigger = "called"     // a member wants the other to hear of an obstacle or a need at once; the round is about it
	OnQuiet    Trigger = "quiet"      // nothing has come of a pair for weeks that somebody looks after
	OnGuest    Trigger = "guest"      // somebody outside is written to for the first time; audience: their role
	OnShared   Trigger = "shared"     // there is something that somebody outside may see
	OnVoice    Trigger = "voice"      // words came from outside; the round is about them
	OnErasing  Trigger = "erasing"    // a month before the words of a pair that has ended are erased
	OnRequest  Trigger = "request"    // only when the operator or a member asks

	// OnAgreement puts the page of the agreement, or a change of it, to those who
	// have to say yes.
	OnAgreement Trigger = "agreement"
	OnClosing   Trigger = "closing" // the pair's last week
	OnClosed    Trigger = "closed"  // the pair has come to its end

	OnSession     Trigger = "session"        // a session was set, moved or cancelled, or one of the two cannot come; audience: whoever did not say so
	BeforeSession Trigger = "before-session" // a session comes near: Audience.Before and At
	AfterSession  Trigger = "after-session"  // a session is over: Audience.Delay
)

// Definition is one ritual, as its file in templates says.
type Definition struct {
	Name    string
	Trigger Trigger
	// Rank orders mails that compete for a person's day: lower goes first.
	Rank int
	// Rare is 0 for everyday rituals. Of several rare rituals that fall into
	// one week of a pair only the one with the highest Rare is held.
	Rare int
	// Replaces names the rituals that are not held in a week in which this one is.
	Replaces []string
	// Schedule is a cron expression on the person's own wall clock, for
	// OnSchedule. It says the day and time within a week.
	Schedule string
	Audience []Audience
	// Rhythm is for a ritual of the schedule that only pairs hold who agreed on so
	// many weeks between their questions; 0: all pairs.
	Rhythm int
	// Visible is the visibility of answers unless the question says otherwise.
	Visible Visibility
	Reveal  Reveal
	// Remind allows one reminder mail, a few working days after a prompt that
	// stays unanswered.
	Remind    bool
	Questions []Question
	// Together merges what falls due for a person in several pairs into one
	// mail with a section for each.
	Together bool
	// Pace says whose choice the rhythm is; "" for one that is fixed.
	Pace Pace
	// Digest is true for the one ritual whose mail is the digest.
	Digest bool
	// AtOnce is true for mails that tell the other member of something as soon as
	// their working hours allow. They stand beside the budget, one a day at most,
	// and never go to whoever caused them.
	AtOnce bool `yaml:"at-once"`
	// Preread is true for a ritual for which both read the pair's history in
	// advance, with the digest of the week before.
	Preread bool
	// Story is true for the ritual whose mail is the pair's whole story.
	Story bool
	// Discuss is true for a ritual whose answers, once both may read them, are the
	// first thing to talk about when the two meet next.
	Discuss bool
	Recall  Recall
}

// Pace is what a pair may set the rhythm of.
type Pace string

// The paces.
const (
	Fixed       Pace = ""          // as the definition says
	OfQuestions Pace = "questions" // the pair's, or a member's own
	OfReviews   Pace = "reviews"   // the pair's, at least MostOften weeks apart
)

// MostOften is how many weeks lie between two reviews of the relationship at
// least.
const MostOften = 8

// Recall are the keys of lines of the agreement that a mail before a session
// quotes: First before the first session, Slip where a milestone's day has gone
// by.
type Recall struct{ First, Slip []string }

// Audience is one role that is asked, and in which weeks of the pair.
type Audience struct {
	Role Role
	// Every and First say in which weeks of the pair, counted from 1: First,
	// First+Every, … Zero Every means every week from First on.
	Every, First int
	// After is the number of working days after the round's opening at which
	// this role is asked. The mentee, say, first, the mentor three days later.
	After int
	// Before is the number of working days before a session, and At the time of
	// day on the person's clock, at which this role is asked, for BeforeSession.
	Before int
	At     calendar.Clock
	// Delay is how long after the end of a session this role is asked, for
	// AfterSession.
	Delay time.Duration
}

// Holds reports whether the audience is asked in week n of a pair, counted from 1.
func (a Audience) Holds(n int) bool {
	first, every := max(a.First, 1), max(a.Every, 1)
	return n >= first && (n-first)%every == 0
}

// Reveal says when answers with visibility AfterBoth are shown to both.
type Reveal struct {
	// Delay runs from the later of both members' last answer.
	Delay time.Duration
	// Window is how long the round stays open for the second answer, counted
	// from its opening. After it a lone answer stays with its author. Zero: as
	// long as other rounds.
	Window time.Duration
}

// AboutOne reports whether each round is about one entry of the record.
func (d Definition) AboutOne() bool {
	return slices.Contains([]Trigger{OnMet, OnMissed, OnDebrief, OnCalled, OnVoice}, d.Trigger)
}

// Echoes reports whether the mail shows its reader what they wrote themselves.
func (d Definition) Echoes() bool { return d.Digest || d.Story || d.Trigger == OnAgreement }

// For returns the audience entry of a role; ok is false where the role is not asked.
func (d Definition) For(r Role) (a Audience, ok bool) {
	i := slices.IndexFunc(d.Audience, func(a Audience) bool { return a.Role == r })
	if i < 0 {
		return Audience{}, false
	}
	return d.Audience[i], true
}

// QuestionsFor returns the questions put to a role, in order.
func (d Definition) QuestionsFor(r Role) []Question {
	var qs []Question
	for _, q := range d.Questions {
		if q.For == "" || q.For == r {
			qs = append(qs, q)
		}
	}
	return qs
}

// Check reports the first thing that makes a definition unusable: no name, an
// unknown trigger, kind or visibility, a schedule that cannot be read or never
// comes, more than MaxQuestions for a role, two questions with one key, a
// stand-in that is not there.
func (d Definition) Check() error {
	if d.Name == "" {
		return fmt.Errorf("name: missing")
	}
	switch d.Trigger {
	case OnSchedule:
		if _, err := calendar.ParseCadence(d.Schedule); err != nil {
			return fmt.Errorf("schedule: %w", err)
		}
	case OnInvited, OnStarted, OnSilence, OnLeft, OnNotBegun, OnPaused, OnReturn, OnMet, OnMissed, OnDebrief, OnCalled, OnGuest, OnShared, OnVoice, OnQuiet, OnErasing,
		OnSession, AfterSession, OnAgreement, OnClosing, OnClosed, OnRequest:
	case BeforeSession:
		for _, a := range d.Audience {
			if a.Before < 1 {
				return fmt.Errorf("audience: before: the %s is asked at least one working day before a session", a.Role)
			}
		}
	default:
		return fmt.Errorf("trigger: %q is not one of schedule, invited, started, silence, left, not-begun, pause-over, return, met, missed, debrief, called, guest, shared, voice, quiet, erasing, session, before-session, after-session, agreement, closing, closed, request", d.Trigger)
	}
	if len(d.Audience) == 0 {
		return fmt.Errorf("audience: missing")
	}
	for _, a := range d.Audience {
		if a.Role != Mentor && a.Role != Mentee && !a.Role.Outside() {
			return fmt.Errorf("audience: %q is neither mentor nor mentee", a.Role)
		}
		if err := d.checkQuestions(a.Role); err != nil {
			return fmt.Errorf("questions: %w", err)
		}
	}
	if !slices.Contains([]Pace{Fixed, OfQuestions, OfReviews}, d.Pace) {
		return fmt.Errorf("pace: %q is neither questions nor reviews", d.Pace)
	}
	if !d.Visible.known() {
		return fmt.Errorf("visible: %q is not known", d.Visible)
	}
	seen := map[string]bool{}
	for _, q := range d.Questions {
		if seen[string(q.For)+"/"+q.Key] {
			return fmt.Errorf("questions: %q stands twice", q.Key)
		}
		seen[string(q.For)+"/"+q.Key] = true
		if err := q.check(); err != nil {
			return fmt.Errorf("questions: %s: %w", q.Key, err)
		}
	}
	return nil
}

// checkQuestions counts what a role can be asked at once: a question or one of
// those that stand in for it. Stand-ins must not lead back to where they began.
func (d Definition) checkQuestions(r Role) error {
	qs := d.QuestionsFor(r)
	standIn := map[string]bool{}
	for _, q := range qs {
		if q.Otherwise == "" {
			continue
		}
		if !slices.ContainsFunc(qs, func(x Question) bool { return x.Key == q.Otherwise }) {
			return fmt.Errorf("%s: otherwise: the %s has no question %q", q.Key, r, q.Otherwise)
		}
		standIn[q.Otherwise] = true
	}
	if n := len(qs) - len(standIn); n > MaxQuestions {
		return fmt.Errorf("%d for the %s, at most %d", n, r, MaxQuestions)
	}
	for _, q := range qs {
		seen := map[string]bool{}
		for next := q.Otherwise; next != ""; {
			i := slices.IndexFunc(qs, func(x Question) bool { return x.Key == next })
			if seen[next] || next == q.Key {
				return fmt.Errorf("%s: otherwise: it stands in for itself", q.Key)
			}
			seen[next], next = true, qs[i].Otherwise
		}
	}
	return nil
}
