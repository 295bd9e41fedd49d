package templates

import (
	"fmt"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// outside adds somebody outside the pair: whom Ana asked for a view, told of a
// win, and wants to follow.
func (e *example) outside() {
	bo := mentoring.Person{ID: 4, Name: "Bo Lind", Zone: e.ana.Zone, Language: e.ana.Language, Hours: calendar.DefaultWorkHours()}
	bo.Addresses = []mentoring.Address{{Address: "bo@world.test", Confirmed: true}}
	add := func(x mentoring.Entry) int64 {
		x.ID, x.Pair, x.Created = int64(len(e.record.Entries)+1), 1, e.now.AddDate(0, 0, -30)
		x.Changed = x.Created
		e.record.Entries = append(e.record.Entries, x)
		return x.ID
	}
	win := add(mentoring.Entry{
		Kind: mentoring.WinEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: 1, Owner: 1, Form: mentoring.HearNamed,
		Text: "I led the design review on my own.",
	})
	add(mentoring.Entry{
		Kind: mentoring.DetailEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: 1, Owner: 1, Key: mentoring.DetailTook,
		Link: win, Text: "two tries, and a list of questions",
	})
	for i, role := range []ritual.Role{ritual.Voice, ritual.Witness, ritual.Observer, ritual.Helper} {
		asked := mentoring.Entry{
			Kind: mentoring.GuestEntry, Number: i + 1, State: mentoring.OpenState, Visible: ritual.Private, Author: 1, Owner: 1,
			Form: string(role), Text: bo.Name, Source: "bo@world.test", About: "G2",
		}
		if role == ritual.Witness {
			asked.About, asked.Link = "", win
		}
		g := mentoring.Guest{Entry: add(asked), Person: bo, Role: role, State: mentoring.GuestActive, Since: e.now.AddDate(0, 0, -30)}
		g.Person.ID += mentoring.PersonID(i) // one for each, so that each sees what is theirs
		e.record.Guests = append(e.record.Guests, g)
	}
	add(mentoring.Entry{
		Kind: mentoring.VoiceEntry, Number: 1, State: mentoring.ProposedState, Visible: ritual.Private, Author: 4, Owner: 1,
		Source: bo.Name, About: "G2", Text: "In the planning round you said no, and why. That was clear.\n\nSay it earlier next time.",
	})
}

// guests are the mails of a ritual to people outside the pair.
func (e example) guests(s *Set, d ritual.Definition) ([]Sample, error) {
	var out []Sample
	for i, g := range e.record.Guests {
		if _, asked := d.For(g.Role); !asked {
			continue
		}
		ref := fmt.Sprintf("P%d", i+1)
		section := Section{Pair: 1, Partner: e.ana, Role: g.Role, Mentee: e.ana, Mentor: e.tomasz}
		part := PromptPart{
			Section: section, Visible: d.Visible, Asked: e.record.Questions(d, ref, g.Person.ID, 1, e.now),
			Occasion: e.record.Occasion(g.Person.ID, ref), Told: e.record.ForGuest(g, g.Since.AddDate(0, 0, -1)),
		}
		r, asked, err := s.Prompt(Prompt{Frame: e.unplanned(g.Person), Ritual: d.Name, Parts: []PromptPart{part}})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Name, err)
		}
		out = append(out, Sample{Name: fmt.Sprintf("%s-%s", d.Name, g.Role), Mail: d.Name, To: g.Person.First(), Rendered: r, Asked: asked})
	}
	return out, nil
}
