package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"milepost/internal/report"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

func (a *app) askCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask RITUAL PAIR",
		Short: "Start a ritual for a pair now",
		Long: `Opens a round of a ritual today, besides those that its schedule opens. The
members whom the ritual asks get their mail at once, within their working
hours. A ritual can be asked once a day.

milepost preview lists the mails by name.`,
		Example: `  milepost ask check-in ana
  milepost ask digest 3`,
		Args: wantArgs(2, 2),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error { return d.ask(ctx, args[0], args[1]) }),
	}
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

func (d *desk) ask(ctx context.Context, name, pair string) error {
	policy, _, err := d.policy()
	if err != nil {
		return err
	}
	def, err := askable(policy, name)
	if err != nil {
		return err
	}
	r, err := d.pair(ctx, pair)
	if err != nil {
		return err
	}
	if r.Pair.State != mentoring.Active {
		return fmt.Errorf("pair %d is %s; only an active pair is asked", r.Pair.ID, r.Pair.State)
	}
	round := mentoring.OpenRound{
		Ritual: def.Name, Period: calendar.DateIn(d.now, r.Pair.Location()).String(), State: ritual.Open,
	}
	if _, there := r.RoundOf(round.Ritual, round.Period); there {
		return withHint(fmt.Errorf("pair %d was asked %s today already", r.Pair.ID, def.Name), "milepost pair show %d shows its rounds", r.Pair.ID)
	}
	for _, m := range r.Pair.Members() {
		who := r.Person(m.Person)
		_, asked := def.For(m.Role)
		switch {
		case !asked:
			continue
		case !m.Stopped.IsZero():
			continue
		case mentoring.Away(m, mentoring.Today(who, d.now)):
			d.note("%s is away until %s and is not asked.", who.First(), m.PausedUntil)
			continue
		case who.Absence.Holds(mentoring.Today(who, d.now)):
			d.note("%s is away until %s, by an automatic reply; the mail waits until then.", who.First(), who.Absence.Back)
		}
		round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: d.now})
	}
	if len(round.Prompts) == 0 {
		return fmt.Errorf("there is nobody to ask in pair %d", r.Pair.ID)
	}
	if err := d.store.Planned(ctx, r.Pair.ID, []mentoring.Action{round}, d.now, d.now); err != nil {
		return err
	}
	line := d.audit("ask", def.Name)
	line.Pair = r.Pair.ID
	if err := d.store.Audit(ctx, line); err != nil {
		return err
	}
	return d.sayAsked(ctx, policy, r, round)
}

// askable finds a ritual that can be started by hand: not one that comes once,
// by itself.
func askable(p mentoring.Policy, name string) (ritual.Definition, error) {
	var can []string
	for _, d := range p.Rituals {
		if d.Trigger == ritual.OnSchedule || d.Trigger == ritual.OnRequest {
			can = append(can, d.Name)
		}
	}
	def, ok := p.Ritual(name)
	if !ok {
		return def, withHint(usageError{knownRitual(name, ritualNames(p.Rituals))}, "these can be asked: %s", strings.Join(can, ", "))
	}
	if def.Trigger != ritual.OnSchedule && def.Trigger != ritual.OnRequest {
		return def, withHint(usageError{fmt.Errorf("%s comes by itself and cannot be asked", name)}, "these can be asked: %s", strings.Join(can, ", "))
	}
	return def, nil
}

// sayAsked says who gets what, and when at the earliest.
func (d *desk) sayAsked(ctx context.Context, p mentoring.Policy, r mentoring.Record, round mentoring.OpenRound) error {
	type coming struct {
		Person mentoring.PersonID `json:"person"`
		Role   ritual.Role        `json:"role"`
		At     string             `json:"not_before"`
	}
	out := struct {
		Pair   mentoring.PairID `json:"pair"`
		Ritual string           `json:"ritual"`
		Period string           `json:"period"`
		Mails  []coming         `json:"mails"`
	}{r.Pair.ID, round.Ritual, round.Period, nil}
	if !d.jsonFlag {
		d.say("%s %s for pair %d:", round.Ritual, round.Period, r.Pair.ID)
	}
	for _, prompt := range round.Prompts {
		agenda, err := d.store.Agenda(ctx, mentoring.PersonID(prompt.Person), d.now)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		m, _ := r.Pair.Member(agenda.Who.ID)
		mails, next := mentoring.PlanPerson(agenda.Who, agenda.Pairs, agenda.Pending, agenda.Sent, p, agenda.Holidays, d.now)
		at := d.now
		if !slices.ContainsFunc(mails, func(m mentoring.Mail) bool { return m.Ritual == round.Ritual && m.Period == round.Period }) {
			at = next
		}
		out.Mails = append(out.Mails, coming{agenda.Who.ID, m.Role, at.UTC().Format("2006-01-02T15:04:05Z")})
		if d.jsonFlag {
			continue
		}
		when := "within a minute of milepost run"
		if at.After(d.now) {
			when = "not before " + report.When(at, agenda.Who.Location())
		}
		d.say("  %-7s %s  %s", m.Role, agenda.Who.First(), when)
	}
	if d.jsonFlag {
		return d.asJSON(out)
	}
	return nil
}
