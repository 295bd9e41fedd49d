package mentoring

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// invite asks for the view of somebody outside. Its author sees the mail first:
// nothing is sent before their yes.
func (a *applying) invite(l reading.Line) {
	if a.me.Role != ritual.Mentee {
		a.doubt(reading.Doubt{Kind: reading.NotYours, Ref: l.Ref, Text: l.Raw})
		a.keepWords(l)
		return
	}
	a.outside(ritual.Voice, l, l.Text, 0)
}

// follower proposes somebody who may follow the pair: a helper for one topic, or
// somebody who hears of wins. The partner has to say yes, and then they.
func (a *applying) follower(l reading.Line) {
	role := ritual.Observer
	if l.Verb == reading.Helper {
		role = ritual.Helper
	}
	a.outside(role, l, l.Text, 0)
}

// outside notes somebody outside the pair who is to be written to.
func (a *applying) outside(role ritual.Role, l reading.Line, text string, win int64) {
	name, address, ok := GuestAddress(text)
	if !ok {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		a.keepWords(l)
		return
	}
	if l.Ref != "" || role == ritual.Helper {
		goal, ok := a.find(reading.Line{Ref: l.Ref, Raw: l.Raw}, GoalEntry)
		if !ok {
			return
		}
		if goal.Visible != ritual.Shared {
			a.doubt(reading.Doubt{Kind: reading.UnknownRef, Ref: l.Ref, Text: l.Raw})
			return
		}
	}
	for _, p := range a.r.People {
		if slices.ContainsFunc(p.Addresses, func(x Address) bool { return strings.EqualFold(x.Address, address) }) {
			a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
			return
		}
	}
	open := 0
	for _, e := range a.r.Of(GuestEntry, ProposedState, OpenState) {
		if e.Form == string(role) && strings.EqualFold(e.Source, address) && e.Link == win {
			return // asked for already
		}
		open++
	}
	if open >= mostGuests {
		a.doubt(reading.Doubt{Kind: reading.TooManyGuests, Text: l.Raw})
		return
	}
	e := Entry{
		Kind: GuestEntry, State: ProposedState, Form: string(role), Text: cmp.Or(name, address), Source: address,
		About: l.Ref, Key: l.About, Link: win, Visible: ritual.Private, Round: a.re.Prompt.Round,
	}
	if role == ritual.Helper || role == ritual.Observer {
		e.Visible = ritual.Shared
	}
	e = a.add(e)
	said := Said{What: string(l.Verb), Ref: e.Ref(), Text: e.Text, Visible: ritual.Shared, Waits: e.Visible == ritual.Shared}
	if !said.Waits {
		said.Visible = ""
		if !slices.Contains(a.receipt.Requests, WantDraft) {
			a.receipt.Requests = append(a.receipt.Requests, WantDraft)
		}
	}
	a.did(said)
}

// tellNamed proposes a mail about a win to each address that a line names.
func (a *applying) tellNamed(l reading.Line, win Entry) {
	for _, address := range strings.Fields(l.Text) {
		a.outside(ritual.Witness, l, address, win.ID)
	}
}

// welcomeGuest has somebody outside be written to: all whose yes it takes inside
// the pair have said so.
func (a *applying) welcomeGuest(e Entry) {
	p := Person{
		Name: e.Text, Zone: a.r.Pair.Zone, Language: a.r.Person(e.Author).Language, Hours: a.r.Person(e.Author).Hours,
		Addresses: []Address{{Address: e.Source, Confirmed: true}},
	}
	if e.Text == e.Source {
		p.Name = ""
	}
	a.invited = append(a.invited, Guest{Entry: e.ID, Person: p, Role: ritual.Role(e.Form), State: GuestInvited, Since: a.now})
}

// fromGuest is what a reply from outside the pair changes: words wait for the
// mentee's yes, yes and no are their own, and nothing else of it acts.
func fromGuest(r Record, g Guest, who Person, re Reply, now time.Time) Outcome {
	a := &applying{r: r, before: r.Entries, who: who, re: re, now: now, came: now}
	a.r.Entries = slices.Clone(r.Entries)
	a.receipt = Receipt{Pair: r.Pair.ID, Person: who.ID}
	asked, ok := r.ByID(g.Entry)
	if !ok || g.State == GuestEnded || r.Pair.State.Over() {
		return Outcome{}
	}
	said := reading.Unsaid
	var words []string
	for _, ans := range re.Reading.Answers {
		q, _ := a.asked(ans.N)
		if q.Records == ritual.Follow {
			said = ans.Yes
			continue
		}
		words = append(words, strings.TrimSpace(ans.Text))
	}
	for _, l := range re.Reading.Lines {
		switch l.Verb {
		case reading.Stop, reading.Decline, reading.Erase, reading.Pause, reading.Skip, reading.DigestOnly:
			said = reading.No
		case reading.Agree:
			said = reading.Yes
		default:
			words = append(words, strings.TrimSpace(l.Raw))
		}
	}
	for _, l := range re.Reading.Leftover {
		words = append(words, strings.TrimSpace(l.Text))
	}
	words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
	if said != reading.No && len(words) > 0 {
		form := PlainForm
		if g.Role == ritual.Witness {
			form = string(PraiseEntry)
		}
		a.add(Entry{
			Kind: VoiceEntry, Form: form, State: ProposedState, Visible: ritual.Private, Owner: r.Pair.Mentee.Person,
			About: asked.About, Link: asked.ID, Source: cmp.Or(who.Name, who.First()), Text: strings.Join(words, "\n\n"), Round: re.Prompt.Round,
		})
	}
	once := g.Role == ritual.Voice || g.Role == ritual.Witness
	switch {
	case said == reading.No, once && len(words) > 0:
		g.State, g.Since = GuestEnded, now
	case said == reading.Yes && g.State == GuestInvited && !once:
		g.State, g.Since = GuestActive, now
	}
	out := Outcome{Receipt: a.receipt}
	for _, e := range a.r.Entries[len(a.before):] {
		as := e.ID
		e.ID = 0
		out.Changes = append(out.Changes, PutEntry{Entry: e, As: as})
	}
	if p := re.Prompt; p.ID != 0 {
		p.State, p.Answered = ritual.Answered, now
		out.Changes = append(out.Changes, PutPrompt{Prompt: p})
	}
	out.Changes = append(out.Changes, PutGuest{Guest: g})
	return out
}

// settleVoice does what its reader's yes or no says of words from outside: with
// a yes the mentor reads them, too, and kind words about a win go into the
// reader's folder.
func (a *applying) settleVoice(e Entry, yes bool) {
	e.State = KeptState
	switch {
	case yes && e.Form == string(PraiseEntry):
		a.add(Entry{Kind: PraiseEntry, State: KeptState, Visible: ritual.Private, Text: e.Text, Source: e.Source, At: e.Created, Link: e.ID})
		a.did(Said{What: SaidKept, Ref: e.Ref(), Quoted: e.Text, By: e.Source})
	case yes:
		e.Visible = ritual.Shared
		a.did(Said{What: string(reading.Share), Ref: e.Ref(), Quoted: e.Text, By: e.Source})
	default:
		a.did(Said{What: SaidNotShared, Ref: e.Ref(), Quoted: e.Text, By: e.Source})
	}
	a.change(e)
}

// recordApproval settles words from outside that a question was about.
func (a *applying) recordApproval(q ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
	e, ok := a.r.Entry(q.Ref)
	if !ok || e.Kind != VoiceEntry || e.Owner != a.who.ID || ans.Yes == reading.Unsaid || e.State != ProposedState {
		return
	}
	a.settleVoice(e, ans.Yes == reading.Yes)
}

// voices shows its reader what came from outside, and asks who else may read it.
func (pl *pairPlan) voices() {
	for _, e := range pl.r.Of(VoiceEntry, ProposedState) {
		pl.occasion(ritual.OnVoice, e, e.Author, e.Created)
	}
}

// settleGuest has somebody outside be written to, or not.
func (a *applying) settleGuest(e Entry, yes bool) {
	what := SaidNotWritten
	e.State = DroppedState
	if yes {
		e.State, what = OpenState, SaidWritten
		a.welcomeGuest(e)
	}
	a.change(e)
	a.did(Said{What: what, Ref: e.Ref(), By: e.Text})
}
