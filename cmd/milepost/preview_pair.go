package main

import (
	"context"
	"fmt"

	"milepost/daemon"
	"milepost/internal/report"
	"milepost/mentoring/ritual"
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
	drawer := daemon.Daemon{Templates: set, Policy: policy, Settings: daemon.SettingsOf(d.cfg)}
	rendered, err := drawer.Preview(def, r, who, d.now)
	if err != nil {
		return err
	}
	return d.show(rendered, who.Name, p)
}
