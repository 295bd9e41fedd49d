package daemon

import (
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// Preview draws a ritual's mail to a member of a pair as it would be written
// now. It is pure: it needs Templates, Policy and Settings, and nothing else.
// The mail's addresses carry no token, so that nothing in it works.
func (d *Daemon) Preview(def ritual.Definition, r mentoring.Record, who mentoring.Person, now time.Time) (templates.Rendered, error) {
	frame := d.frame(who, mail.Plus(d.Settings.Identity.Address, "preview"), now)
	frame.Count, frame.Most = 1, d.Policy.Budget.For(1)
	frame.RunByMember = d.runByMember(r)
	section := section(r, who.ID, now)
	if def.Digest {
		week := calendar.WeekOf(mentoring.Today(who, now)).Prev()
		return d.Templates.Digest(templates.DigestMail{
			Frame:   frame,
			Digest:  digest.Summarise([]mentoring.Record{r}, who, week, d.Policy, nil, now),
			Section: map[mentoring.PairID]templates.Section{r.Pair.ID: section},
		})
	}
	if def.Story {
		rendered, _, err := d.Templates.Story(d.storyView(frame, def, r, section))
		return rendered, err
	}
	pending := mentoring.Pending{Prompt: ritual.Prompt{Person: int64(who.ID)}}
	if e, ok := r.NextSession(now); ok {
		switch def.Trigger {
		case ritual.OnSession, ritual.BeforeSession, ritual.AfterSession:
			pending.Period = ritual.SessionPeriod(e.ID)
		}
	}
	part := d.part(r, def, pending, 1, now)
	part.Section = section
	rendered, _, err := d.Templates.Prompt(templates.Prompt{Frame: frame, Ritual: def.Name, Parts: []templates.PromptPart{part}})
	return rendered, err
}
