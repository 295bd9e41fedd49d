package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/ritual"
)

// GuestState is how far somebody outside the pair has come.
type GuestState string

// The states of a guest.
const (
	GuestInvited GuestState = "invited" // is written to, and has not answered
	GuestActive  GuestState = "active"  // has said yes to more than one mail
	GuestEnded   GuestState = "ended"   // gets nothing more; their address is erased
)

// Guest is somebody outside the pair who is written to for one thing. What the
// two agreed on, and in whose name, is the entry that asked for it; a guest sees
// of the record what Sees says, and else nothing.
type Guest struct {
	Entry  int64 // that asked for them
	Person Person
	Role   ritual.Role
	State  GuestState
	Since  time.Time // in this state
}

const (
	// guestDays is how long an answer of a guest is waited for.
	guestDays = 14
	// mostGuests is how many people outside a pair are written to at a time.
	mostGuests = 5
	// GuestKept is how long the address of a guest is kept who gets nothing more, so
	// that what is on its way still arrives.
	GuestKept = 24 * time.Hour
	// guestEvery is how many weeks lie between two mails to a guest who follows.
	guestEvery = 4
)

// GuestOf returns the guest that an entry asked for.
func (r Record) GuestOf(entry int64) (Guest, bool) {
	i := slices.IndexFunc(r.Guests, func(g Guest) bool { return g.Entry == entry && entry != 0 })
	if i < 0 {
		return Guest{}, false
	}
	return r.Guests[i], true
}

// Guest returns what a person is a guest for, the latest that has not ended
// first; ok is false for a member and for strangers.
func (r Record) Guest(person PersonID) (g Guest, ok bool) {
	if _, member := r.Pair.Member(person); member || person == 0 {
		return Guest{}, false
	}
	for _, x := range slices.Backward(r.Guests) {
		if x.Person.ID == person && (!ok || g.State == GuestEnded && x.State != GuestEnded) {
			g, ok = x, true
		}
	}
	return g, ok
}

// RoleOf returns the part that a person plays in the pair, be it as a guest.
func (r Record) RoleOf(person PersonID) (ritual.Role, bool) {
	if m, ok := r.Pair.Member(person); ok {
		return m.Role, true
	}
	g, ok := r.Guest(person)
	return g.Role, ok
}

// guestSees reports whether somebody outside the pair may read an entry: what
// they were asked about, and what its author chose to show to such as them.
func (r Record) guestSees(person PersonID, e Entry) bool {
	if e.Visible != ritual.Shared || e.State == WithdrawnState || e.State == ProposedState || e.State == DroppedState {
		return false
	}
	for _, g := range r.Guests {
		asked, ok := r.ByID(g.Entry)
		if g.Person.ID != person || g.State == GuestEnded || !ok {
			continue
		}
		switch {
		case e.Kind == GoalEntry && e.Ref() == asked.About:
			return true
		case e.Kind == MilestoneEntry && g.Role == ritual.Helper && (Entry{Kind: GoalEntry, Number: e.Parent}).Ref() == asked.About:
			return true
		case e.Kind == WinEntry && g.Role == ritual.Witness && e.ID == asked.Link:
			return true
		case e.Kind == WinEntry && g.Role == ritual.Observer && (e.Form == HearNamed || e.Form == HearProgram) && !e.Created.Before(asked.Created):
			return true
		case e.Kind == DetailEntry && e.Key == DetailTook:
			win, ok := r.ByID(e.Link)
			if ok && r.guestSees(person, win) {
				return true
			}
		}
	}
	return false
}

// GuestAddress reads an address that a member typed, with a name or without.
// Whether mail gets there is found out by writing to it.
func GuestAddress(text string) (name, address string, ok bool) {
	text = strings.TrimSpace(text)
	if before, rest, named := strings.Cut(text, "<"); named {
		name, text = strings.Trim(strings.TrimSpace(before), `"'`), strings.TrimSuffix(rest, ">")
	}
	local, domain, found := strings.Cut(text, "@")
	strange := func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>,;:()[]\"@\\", r) }
	whole := found && local != "" && strings.Contains(strings.Trim(domain, "."), ".")
	if !whole || strings.ContainsFunc(local, strange) || strings.ContainsFunc(domain, strange) {
		return "", "", false
	}
	return name, text, true
}

// PutGuest writes to somebody outside for the first time, or changes how far
// they have come. A guest whose Person has no ID is found by their address, or
// added.
type PutGuest struct{ Guest Guest }

func (PutGuest) change() {}
func (PutGuest) action() {}

// guests opens the mails to people outside the pair, and ends the wait for those
// who do not answer.
func (pl *pairPlan) guests() {
	for _, g := range pl.r.Guests {
		asked, ok := pl.r.ByID(g.Entry)
		if !ok || g.State == GuestEnded {
			continue
		}
		if g.State == GuestInvited {
			pl.toGuest(ritual.OnGuest, g, periodAbout(asked))
			end := g.Since.AddDate(0, 0, guestDays)
			if pl.now.Before(end) {
				pl.look(end)
				continue
			}
			g.State, g.Since = GuestEnded, pl.now
			pl.do(PutGuest{Guest: g})
			pl.dropGuest(g)
			continue
		}
		pl.keepUp(g)
	}
}

// toGuest opens the ritual of a trigger for one guest.
func (pl *pairPlan) toGuest(t ritual.Trigger, g Guest, period string) {
	for _, d := range pl.p.Rituals {
		_, asked := d.For(g.Role)
		if _, held := pl.r.RoundOf(d.Name, period); d.Trigger != t || !asked || held {
			continue
		}
		pl.join(OpenRound{Ritual: d.Name, Period: period, State: ritual.Open, Prompts: []ritual.Prompt{{
			Person: int64(g.Person.ID), State: ritual.Planned, Due: fit(g.Person, pl.now, pl.holidays()),
		}}})
	}
}

// dropGuest drops what waits for a guest who gets nothing more.
func (pl *pairPlan) dropGuest(g Guest) {
	for _, round := range pl.r.Rounds {
		if p, ok := round.PromptOf(int64(g.Person.ID)); ok && (p.State == ritual.Planned || p.State == ritual.Sent) {
			p.State = ritual.Dropped
			pl.do(PutPrompt{Prompt: p})
		}
	}
}

// keepUp writes to a guest who follows the pair, every few weeks, if there is
// anything that they may see.
func (pl *pairPlan) keepUp(g Guest) {
	last := pl.r.lastTo(g)
	next := last.AddDate(0, 0, 7*guestEvery)
	if pl.now.Before(next) {
		pl.look(next)
		return
	}
	if len(pl.r.ForGuest(g, last)) > 0 {
		asked, _ := pl.r.ByID(g.Entry)
		pl.toGuest(ritual.OnShared, g, periodAbout(asked)+" "+Today(g.Person, pl.now).String())
	}
}

// lastTo is when a guest was last written to, or said yes.
func (r Record) lastTo(g Guest) time.Time {
	last := g.Since
	for _, round := range r.Rounds {
		if p, ok := round.PromptOf(int64(g.Person.ID)); ok && p.SentAt.After(last) {
			last = p.SentAt
		}
	}
	return last
}

// ForGuest returns what a mail tells a guest who follows the pair: the goal that
// they were asked about with its milestones, and the wins since an instant.
func (r Record) ForGuest(g Guest, since time.Time) []Entry {
	var out []Entry
	for _, e := range r.Entries {
		if !r.guestSees(g.Person.ID, e) {
			continue
		}
		if e.Kind == GoalEntry || e.Kind == MilestoneEntry || e.Kind == WinEntry && e.Created.After(since) {
			out = append(out, e)
		}
	}
	return out
}

// LastTo returns when a person who follows the pair was last written to.
func (r Record) LastTo(person PersonID) time.Time {
	g, _ := r.Guest(person)
	return r.lastTo(g)
}
