package daemon

import (
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// guestSection is what a mail to somebody outside says of a pair: who asks, and
// nothing of where the two stand.
func guestSection(r mentoring.Record, g mentoring.Guest) templates.Section {
	asked, _ := r.ByID(g.Entry)
	return templates.Section{
		Pair: r.Pair.ID, Partner: r.Person(asked.Author), Role: g.Role, Mentee: r.People[0], Mentor: r.People[1],
	}
}

// drafts are the mails to people outside that wait for their author's yes, as
// they would go out. message is the one that asked for them.
func (d *Daemon) drafts(r mentoring.Record, who mentoring.PersonID, message int64, l *letter) (string, error) {
	var out []string
	for _, e := range r.Of(mentoring.GuestEntry, mentoring.ProposedState) {
		if e.Author != who || e.Message != message {
			continue
		}
		for _, def := range d.Policy.Rituals {
			if _, ok := def.For(ritual.Role(e.Form)); !ok || def.Trigger != ritual.OnGuest {
				continue
			}
			g := mentoring.Guest{Entry: e.ID, Role: ritual.Role(e.Form), Person: r.Person(who)}
			g.Person.ID, g.Person.Name, g.Person.Addresses = -1, e.Text, []mentoring.Address{{Address: e.Source, Confirmed: true}}
			r.Guests = append(r.Guests, g)
			frame := l.frame
			frame.To = g.Person
			rendered, _, err := d.Templates.Prompt(templates.Prompt{Frame: frame, Ritual: def.Name, Parts: []templates.PromptPart{{
				Section: guestSection(r, g), Asked: r.Questions(def, e.Ref(), g.Person.ID, 1, l.now), Visible: def.Visible,
				Occasion: r.Occasion(g.Person.ID, e.Ref()),
			}}})
			if err != nil {
				return "", err
			}
			out = append(out, e.Source+"\n\n"+rendered.Subject+"\n\n"+rendered.Text)
		}
	}
	return strings.Join(out, "\n\n"), nil
}
