package daemon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/store"
	"milepost/templates"
)

// nudgeKind marks the delivery of a reminder.
const nudgeKind = "nudge:"

// queue puts a planned mail into the outbox. That it is there already is no
// error.
func (d *Daemon) queue(ctx context.Context, agenda store.Agenda, m mentoring.Mail, now time.Time) error {
	view, err := d.gather(ctx, agenda.Who, m)
	if err != nil {
		return err
	}
	def, _ := d.Policy.Ritual(m.Ritual)
	draft := store.Draft{
		Person: agenda.Who.ID, Kind: m.Ritual, Period: m.Period, Nudge: m.Nudge,
		Planned: !def.AtOnce, AtOnce: def.AtOnce, Seen: agenda.Seen,
	}
	if m.Nudge {
		draft.Kind = nudgeKind + m.Ritual
	}
	for _, p := range m.Prompts {
		draft.Prompts = append(draft.Prompts, p.Prompt.ID)
		draft.N = max(draft.N, p.Prompt.N)
	}
	id, err := d.Store.Queue(ctx, draft, now, func(id int64) (store.Composed, error) {
		return d.planned(id, view, m, now)
	})
	switch {
	case errors.Is(err, store.ErrDuplicate), errors.Is(err, store.ErrStale):
		d.Log.Debug("mail not queued again", "person", agenda.Who.ID, "err", err)
		return nil
	case err != nil:
		return err
	}
	d.Log.Info("mail queued", "delivery", id, "person", agenda.Who.ID, "kind", draft.Kind, "period", m.Period)
	return nil
}

// gathered is what a planned mail is made of.
type gathered struct {
	who     mentoring.Person
	records []mentoring.Record // of the mail's pairs, in its order
	audits  map[mentoring.PairID][]digest.Access
	told    []int64
	thread  []string
}

// gather reads what a planned mail needs.
func (d *Daemon) gather(ctx context.Context, who mentoring.Person, m mentoring.Mail) (g gathered, err error) {
	g.who, g.audits = who, map[mentoring.PairID][]digest.Access{}
	for _, p := range m.Prompts {
		r, err := d.Store.Record(ctx, p.Pair)
		if err != nil {
			return g, err
		}
		g.records = append(g.records, r)
		lines, err := d.Store.Untold(ctx, p.Pair, who.ID)
		if err != nil {
			return g, err
		}
		for _, l := range lines {
			g.audits[p.Pair] = append(g.audits[p.Pair], digest.Access{At: l.At, Reason: l.Reason})
			g.told = append(g.told, l.ID)
		}
		if m.Nudge {
			first, err := d.deliveryOf(ctx, who.ID, p.Prompt.ID)
			if err != nil {
				return g, err
			}
			g.thread = append(g.thread, first.MessageID)
		}
	}
	return g, nil
}

// planned makes a planned mail. It is pure.
func (d *Daemon) planned(id int64, g gathered, m mentoring.Mail, now time.Time) (store.Composed, error) {
	def, ok := d.Policy.Ritual(m.Ritual)
	if !ok {
		return store.Composed{}, fmt.Errorf("no ritual is named %q", m.Ritual)
	}
	var both []string
	if len(g.records) == 1 {
		if _, guest := g.records[0].Guest(g.who.ID); !guest {
			both = names(g.records[0])
		}
	}
	l := d.begin(id, g.who, now, both...)
	l.frame.Count, l.frame.Most = m.Count, m.Most
	l.frame.RunByMember = len(g.records) == 1 && d.runByMember(g.records[0])
	l.replyTo = g.thread
	if def.Trigger == ritual.OnSession && len(g.records) == 1 {
		l.invite = d.newsOf(g.who, g.records[0], m.Period)
	}
	if def.Digest {
		week := calendar.WeekOf(mentoring.Today(g.who, now))
		if _, err := calendar.ParseWeek(m.Period); err == nil {
			week = week.Prev() // on its own day it tells of the week before
		}
		return d.digest(id, l, g, week, now)
	}
	if def.Story && len(g.records) == 1 {
		return d.story(l, def, g.records[0], d.sectionOf(id, g.records[0], g.who, false, now))
	}
	words := d.wording(g.records)
	if own, ok := ritualOf(words, m.Ritual); ok {
		def.Questions = own.Questions
	}
	view := templates.Prompt{Frame: l.frame, Ritual: m.Ritual, Nudge: m.Nudge}
	n := 1
	for i, p := range m.Prompts {
		part := d.part(g.records[i], def, p, n, now)
		part.Asked = mentoring.Together(part.Asked, len(m.Prompts))
		part.Section = d.sectionOf(id, g.records[i], g.who, len(m.Prompts) > 1, now)
		if week, err := calendar.ParseWeek(p.Period); err == nil {
			part.Week = g.records[i].Pair.WeekNumber(week) // of the round, however late it goes out
		}
		n += len(part.Asked)
		view.Parts = append(view.Parts, part)
	}
	rendered, asked, err := words.Prompt(view)
	if err != nil {
		return store.Composed{}, err
	}
	c, err := d.compose(l, rendered)
	if err != nil {
		return c, err
	}
	c.Asked = map[int64][]ritual.Asked{}
	for _, p := range m.Prompts {
		qs := slices.DeleteFunc(slices.Clone(asked), func(q ritual.Asked) bool { return q.Pair != int64(p.Pair) })
		c.Asked[p.Prompt.ID] = qs
	}
	for _, part := range view.Parts {
		for _, e := range slices.Concat(part.Standing.Entries(), part.Occasion.Entries(), part.Brief.Entries()) {
			if e.Author != g.who.ID {
				c.Words = append(c.Words, e.ID)
			}
		}
	}
	return c, nil
}

// timeToAnswer is what an answer may take to be in the digest that the prompt
// names.
const timeToAnswer = 24 * time.Hour

// part is one pair's part of a prompt.
func (d *Daemon) part(r mentoring.Record, def ritual.Definition, p mentoring.Pending, first int, now time.Time) templates.PromptPart {
	who := mentoring.PersonID(p.Prompt.Person)
	m, _ := r.Pair.Member(who)
	part := templates.PromptPart{
		Asked: r.Questions(def, p.Period, who, first, now), Standing: r.Standing(who, now),
		Visible: def.Visible, Reads: d.Policy.DigestDay(r.PartnerOf(who), now.Add(timeToAnswer), r.Program.Holidays), AddedBy: d.Settings.RunBy,
		Farewell: r.Pair.Farewell(m, now), Erased: d.Policy.ErasedOn(r),
		Back: r.Person(who).Absence.Back, Occasion: r.Occasion(who, p.Period),
		Struggling: r.Struggles(who, now),
		Brief:      d.Policy.Brief(r, def, p.Period, who, now),
		TheySaid:   r.InRound(p.Prompt.Round, who), Agreement: r.Agreement(), LastDay: r.Pair.LastDay(), LooksAfter: r.LooksAfter(),
	}
	if g, ok := r.Guest(who); ok {
		part.Standing, part.Told = mentoring.Standing{}, r.ForGuest(g, r.LastTo(who))
	}
	if p.Nudge {
		part.Asked = p.Prompt.Asked
		if len(part.Asked) > 0 {
			part.Open = []int{part.Asked[0].N}
		}
	}
	return part
}

// digest makes the mail that tells of a week.
func (d *Daemon) digest(id int64, l *letter, g gathered, week calendar.Week, now time.Time) (store.Composed, error) {
	view := templates.DigestMail{
		Frame: l.frame, Section: map[mentoring.PairID]templates.Section{},
		Digest: digest.Summarise(g.records, g.who, week, d.Policy, g.audits, now),
	}
	for _, r := range g.records {
		view.Section[r.Pair.ID] = d.sectionOf(id, r, g.who, len(g.records) > 1, now)
	}
	rendered, err := d.Templates.Digest(view)
	if err != nil {
		return store.Composed{}, err
	}
	c, err := d.compose(l, rendered)
	for i, s := range view.Digest.Sections {
		for _, e := range g.records[i].Entries {
			if e.Author != g.who.ID && slices.Contains(s.Shown, e.ID) {
				c.Words = append(c.Words, e.ID)
			}
		}
	}
	c.Told = g.told
	return c, err
}

// deliveryOf returns the latest mail that put a prompt to a person.
func (d *Daemon) deliveryOf(ctx context.Context, person mentoring.PersonID, prompt int64) (store.Delivery, error) {
	const lately = 30
	deliveries, err := d.Store.LatestDeliveries(ctx, person, lately)
	if err != nil {
		return store.Delivery{}, err
	}
	for _, x := range deliveries {
		if slices.Contains(x.Prompts, prompt) {
			return x, nil
		}
	}
	return store.Delivery{}, store.ErrNotFound
}
