package main

import (
	"context"
	"fmt"
	"strings"

	"milepost/daemon"
	"milepost/internal/report"
	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// previewPair draws a ritual's mail for a real pair. Words that the operator
// has no business with are gone from the record before it is drawn.
func (d *desk) previewPair(ctx context.Context, name, pair string, p preview) error {
	policy, set, err := d.policy()
	if err != nil {
		return err
	}
	def, ok := policy.Ritual(name)
	if !ok {
		return withHint(usageError{knownRitual(name, ritualNames(policy.Rituals))}, "for a real pair only rituals can be shown; without a pair, every mail")
	}
	r, err := d.pair(ctx, pair)
	if err != nil {
		return err
	}
	role := ritual.Role(p.role)
	if role == "" {
		role = ritual.Mentee
	}
	if _, asked := def.For(role); !asked {
		return fmt.Errorf("%s does not go to the %s", name, role)
	}
	if p.rv.wanted {
		if err := p.rv.record(ctx, d, r.Pair.ID); err != nil {
			return err
		}
		r = report.Shared(r)
	} else {
		r = report.Masked(r)
	}
	member := r.Pair.Mentee
	if role == ritual.Mentor {
		member = r.Pair.Mentor
	}
	who := r.Person(member.Person)
	rendered, err := d.draw(policy, set, def, r, who)
	if err != nil {
		return err
	}
	return d.show(rendered, who.Name, p)
}

// draw makes the mail. Its addresses carry no token, so that nothing in it
// works.
func (d *desk) draw(policy mentoring.Policy, set *templates.Set, def ritual.Definition, r mentoring.Record, who mentoring.Person) (templates.Rendered, error) {
	s := daemon.SettingsOf(d.cfg)
	nowhere := mail.Plus(s.Identity.Address, "preview")
	frame := templates.Frame{
		To: who, ReplyTo: nowhere, StopTo: nowhere, Program: s.Program, RunBy: s.RunBy, Contact: s.Contact,
		Count: 1, Most: policy.Budget.Week, Now: d.now,
		RunByMember: strings.EqualFold(r.People[0].Name, s.RunBy) || strings.EqualFold(r.People[1].Name, s.RunBy),
	}
	m, _ := r.Pair.Member(who.ID)
	section := templates.Section{Pair: r.Pair.ID, Partner: r.PartnerOf(who.ID), Role: m.Role, Week: r.Pair.Week(d.now), Weeks: r.Pair.Weeks}
	if !r.Pair.Started.IsZero() {
		section.Since = calendar.DateIn(r.Pair.Started, r.Pair.Location())
	}
	if def.Digest {
		week := calendar.WeekOf(mentoring.Today(who, d.now)).Prev()
		return set.Digest(templates.DigestMail{
			Frame:   frame,
			Digest:  digest.Summarise([]mentoring.Record{r}, who, week, policy, nil, d.now),
			Section: map[mentoring.PairID]templates.Section{r.Pair.ID: section},
		})
	}
	rendered, _, err := set.Prompt(templates.Prompt{Frame: frame, Ritual: def.Name, Parts: []templates.PromptPart{{
		Section: section, Asked: r.Questions(def, who.ID, 1), Standing: r.Standing(who.ID, d.now), Visible: def.Visible,
		Reads: policy.DigestDay(r.PartnerOf(who.ID), d.now), AddedBy: s.RunBy, Period: calendar.DateIn(d.now, r.Pair.Location()).String(),
		Farewell: r.Pair.Farewell(m, d.now),
	}}})
	return rendered, err
}
