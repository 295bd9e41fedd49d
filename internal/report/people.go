package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// Person is what an operator set about a person.
type Person struct {
	ID        mentoring.PersonID `json:"id"`
	Name      string             `json:"name"`
	Addresses []Address          `json:"addresses"`
	Zone      string             `json:"zone"`
	Language  string             `json:"language"`
	Days      string             `json:"days"`
	Hours     string             `json:"hours"`
	TextOnly  bool               `json:"text_only"`
	// AwayUntil is the first day back that an automatic reply named.
	AwayUntil *calendar.Date `json:"away_until,omitempty"`
	// AskedErasure is when they asked by mail to be erased.
	AskedErasure *time.Time `json:"asked_erasure,omitempty"`
	// DigestOnly is set where they want no questions.
	DigestOnly bool         `json:"digest_only,omitempty"`
	Erased     bool         `json:"erased,omitempty"`
	Pairs      []Membership `json:"pairs,omitempty"`
	// Mails are the last ones to them, newest first: see SentMails.
	Mails []SentMail `json:"mails,omitempty"`
}

// Address is an address of a person; the first is written to.
type Address struct {
	Address string `json:"address"`
	// Unreachable is set where mail came back for good.
	Unreachable bool `json:"unreachable,omitempty"`
}

// Membership is a pair that a person is in.
type Membership struct {
	Pair    mentoring.PairID `json:"pair"`
	Role    string           `json:"role"`
	Partner string           `json:"partner"`
}

// People is a list of people.
type People []Person

// PersonOf returns what is set about a person, with the pairs they are in.
func PersonOf(who mentoring.Person, records []mentoring.Record, now time.Time) Person {
	p := Person{
		ID: who.ID, Name: who.Name, Zone: who.Zone, Language: who.Language,
		Days: who.Hours.Days.String(), Hours: who.Hours.From.String() + "-" + who.Hours.To.String(),
		TextOnly: who.TextOnly, AwayUntil: awayUntil(who, now), Erased: !who.Erased.IsZero(), Addresses: []Address{},
	}
	if !who.AskedErasure.IsZero() {
		at := who.AskedErasure.UTC()
		p.AskedErasure = &at
	}
	p.DigestOnly = who.DigestOnly
	for _, a := range who.Addresses {
		p.Addresses = append(p.Addresses, Address{Address: a.Address, Unreachable: !a.Dead.IsZero()})
	}
	for _, r := range records {
		m, _ := r.Pair.Member(who.ID)
		p.Pairs = append(p.Pairs, Membership{Pair: r.Pair.ID, Role: string(m.Role), Partner: r.PartnerOf(who.ID).Name})
	}
	return p
}

// PeopleOf lists people.
func PeopleOf(people []mentoring.Person, now time.Time) People {
	list := People{}
	for _, who := range people {
		list = append(list, PersonOf(who, nil, now))
	}
	return list
}

// Text writes a person to be read, with times on the clock of a place.
func (p Person) Text(w io.Writer, loc *time.Location) error {
	if p.Erased {
		_, err := fmt.Fprintf(w, "Person %d was erased.\n", p.ID)
		return err
	}
	if _, err := fmt.Fprintf(w, "Person %d: %s\n\n", p.ID, p.Name); err != nil {
		return err
	}
	var rows [][]string
	for i, a := range p.Addresses {
		label := ""
		if i == 0 {
			label = "  addresses"
		}
		text := a.Address
		if a.Unreachable {
			text += " (mail comes back; only the digest is tried until mail comes from it)"
		}
		rows = append(rows, []string{label, text})
	}
	rows = append(rows,
		[]string{"  zone", p.Zone},
		[]string{"  language", p.Language},
		[]string{"  hours", p.Days + " " + p.Hours},
	)
	if p.TextOnly {
		rows = append(rows, []string{"  mails", "text only"})
	}
	if p.DigestOnly {
		rows = append(rows, []string{"  questions", "none, only the digest"})
	}
	if p.AskedErasure != nil {
		rows = append(rows, []string{"  asks", fmt.Sprintf("to be erased: milepost forget %d", p.ID)})
	}
	if p.AwayUntil != nil {
		rows = append(rows, []string{"  away", "until " + p.AwayUntil.String() + ", by an automatic reply"})
	}
	for _, m := range p.Pairs {
		rows = append(rows, []string{fmt.Sprintf("  pair %d", m.Pair), m.Role + " with " + m.Partner})
	}
	if err := table(w, rows); err != nil || len(p.Mails) == 0 {
		return err
	}
	if _, err := fmt.Fprintf(w, "\nLast mails, and what the server said (%s)\n", City(loc)); err != nil {
		return err
	}
	return table(w, mailRows(p.Mails, loc))
}

// Text writes the list, one person a line.
func (ps People) Text(w io.Writer) error {
	if len(ps) == 0 {
		return nil
	}
	rows := [][]string{{"PERSON", "NAME", "ADDRESS", "ZONE", "HOURS"}}
	for _, p := range ps {
		var addresses []string
		for _, a := range p.Addresses {
			addresses = append(addresses, a.Address)
		}
		name := p.Name
		if p.AskedErasure != nil && !p.Erased {
			name += " (asks to be erased)"
		}
		rows = append(rows, []string{fmt.Sprint(p.ID), name, strings.Join(addresses, ", "), p.Zone, p.Days + " " + p.Hours})
	}
	return table(w, rows)
}
