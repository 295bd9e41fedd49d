package templates

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Sample is one mail drawn for the example pair, Ana and Tomasz.
type Sample struct {
	Name     string // "digest-mentor"
	Language string // "en"
	Mail     string // the ritual, the notice or "receipt"
	To       string // first name
	Rendered
	// Asked are the questions of a prompt.
	Asked []ritual.Asked
}

// receiptName is the receipt's Mail.
const receiptName = "receipt"

// Samples draws every mail that there is for Ana (mentee, Lisbon) and Tomasz
// (mentor, Warsaw) in their ninth week, in English: for previews, galleries and
// goldens.
func Samples(s *Set) ([]Sample, error) { return SamplesIn(s, fallback) }

// SamplesIn is Samples for two who have a language. What they wrote stays as it is.
func SamplesIn(s *Set, tag string) ([]Sample, error) {
	e := newExample()
	e.speak(s, tag)
	var out []Sample
	e.outside()
	for _, d := range s.Rituals() {
		more, err := e.guests(s, d)
		if out = append(out, more...); err != nil {
			return nil, err
		}
		for _, who := range []mentoring.Person{e.ana, e.tomasz} {
			if _, asked := d.For(e.section(who).Role); !asked {
				continue
			}
			name := fmt.Sprintf("%s-%s", d.Name, e.section(who).Role)
			if d.Digest {
				r, err := s.Digest(e.digest(who))
				if err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				out = append(out, Sample{Name: name, Mail: d.Name, To: who.First(), Rendered: r})
				continue
			}
			for _, nudge := range []bool{false, true} {
				if nudge && !d.Remind {
					continue
				}
				p := e.prompt(d, who, nudge)
				if by := p.Parts[0].Brief.By.ID + p.Parts[0].Occasion.By.ID; d.AtOnce && by == who.ID {
					continue // nobody is told what they said themselves
				}
				r, asked, err := s.Prompt(p)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				if nudge {
					name += "-nudge"
				}
				out = append(out, Sample{Name: name, Mail: d.Name, To: who.First(), Rendered: r, Asked: asked})
			}
		}
	}
	more, err := e.others(s)
	if out = append(out, more...); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Language = s.Words(tag)
	}
	return out, nil
}

// example is the sample pair and what its record holds.
type example struct {
	ana, tomasz mentoring.Person
	record      mentoring.Record
	now         time.Time
	project     int64 // the ID of a project to look back on
	// question is the text of a question by its key, as it was printed. later is
	// what to type to be asked again.
	question func(key string, who mentoring.Person) string
	later    string
	rituals  []ritual.Definition
}

// speak gives both a language.
func (e *example) speak(s *Set, tag string) {
	e.ana.Language, e.tomasz.Language = tag, tag
	e.record.People = [2]mentoring.Person{e.ana, e.tomasz}
	e.rituals = s.rituals
	l := s.language(tag)
	e.later = l.receipt.Examples[string(reading.Snooze)].plain(Facts{})
	e.question = func(key string, who mentoring.Person) string {
		for _, d := range s.rituals {
			if q := l.rituals[d.Name].Questions[key]; q != nil {
				return q.Text.plain(Facts{Partner: first(e.section(who).Partner)})
			}
		}
		return ""
	}
}

func newExample() example {
	hours := calendar.DefaultWorkHours()
	e := example{
		ana:    mentoring.Person{ID: 1, Name: "Ana Sousa", Zone: "Europe/Lisbon", Language: fallback, Hours: hours},
		tomasz: mentoring.Person{ID: 2, Name: "Tomasz Nowak", Zone: "Europe/Warsaw", Language: fallback, Hours: hours},
		now:    time.Date(2026, time.November, 20, 14, 0, 0, 0, time.UTC),

		question: func(key string, _ mentoring.Person) string { return key },
	}
	e.ana.Addresses = []mentoring.Address{{Address: "ana@world.test", Confirmed: true}}
	e.tomasz.Addresses = []mentoring.Address{{Address: "tomasz@world.test", Confirmed: true}}
	e.record = mentoring.Record{
		Pair: mentoring.Pair{
			ID: 1, State: mentoring.Active, Zone: e.ana.Zone, Weeks: 26, Started: e.now.AddDate(0, 0, -56),
			Mentee: mentoring.Member{Person: e.ana.ID, Role: ritual.Mentee, Consent: mentoring.Agreed},
			Mentor: mentoring.Member{Person: e.tomasz.ID, Role: ritual.Mentor, Consent: mentoring.Agreed},
		},
		People: [2]mentoring.Person{e.ana, e.tomasz},
	}
	e.fill()
	e.askBefore()
	return e
}

// askBefore has a week go before in which Ana was asked what is asked only now
// and then: the samples show an ordinary week.
func (e *example) askBefore() {
	asked := []ritual.Asked{{Key: "enough", Kind: ritual.YesNo, Records: ritual.Need}, {Key: "no-why", Kind: ritual.Text, Records: ritual.Why, Ref: "G1"}}
	at := e.now.AddDate(0, 0, -7)
	e.record.Rounds = append(e.record.Rounds, ritual.Round{
		ID: 1, Period: "2026-W46", State: ritual.Closed, Opened: at,
		Prompts: []ritual.Prompt{{ID: 1, Round: 1, Person: int64(e.ana.ID), State: ritual.Answered, SentAt: at, Asked: asked}},
	})
}

func date(month time.Month, day int) calendar.Date { return calendar.NewDate(2026, month, day) }

// fill writes two goals with milestones, commitments of both, and a session.
func (e *example) fill() {
	add := func(x mentoring.Entry) {
		x.ID, x.Pair, x.Visible = int64(len(e.record.Entries)+1), 1, ritual.Shared
		if x.Owner == 0 {
			x.Owner = x.Author
		}
		x.Created, x.Changed = e.now, e.now
		e.record.Entries = append(e.record.Entries, x)
	}
	goal := func(n int, text string, due calendar.Date) {
		add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: n, State: mentoring.OpenState, Author: 1, Text: text, Due: due})
	}
	goal(1, "Lead one small project", calendar.NewDate(2027, time.February, 26))
	goal(2, "Speak up in design reviews", calendar.NewDate(2027, time.March, 26))
	for i, m := range []struct {
		goal  int
		text  string
		state mentoring.State
		due   calendar.Date
	}{
		{1, "pick the project", mentoring.DoneState, date(10, 9)},
		{1, "find two helpers", mentoring.DoneState, date(10, 23)},
		{1, "run a first retro", mentoring.DoneState, date(11, 20)},
		{1, "write the design note", mentoring.OpenState, date(11, 27)},
		{1, "ship it", mentoring.OpenState, calendar.NewDate(2027, time.February, 12)},
		{2, "ask one question in a review", mentoring.DoneState, date(10, 16)},
		{2, "disagree once, in writing", mentoring.OpenState, date(12, 4)},
		{2, "lead one review", mentoring.OpenState, calendar.NewDate(2027, time.January, 29)},
		{2, "lead a hard review", mentoring.OpenState, calendar.NewDate(2027, time.March, 12)},
	} {
		add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: i + 1, Parent: m.goal, State: m.state, Author: 1, Text: m.text, Due: m.due})
	}
	add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 4, State: mentoring.OpenState, Author: 1, Text: "ask Priya to review my parser change", Due: date(11, 18)})
	add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 3, State: mentoring.OpenState, Author: 2, Text: "introduce Ana to the platform lead", Due: date(11, 24)})
	detail := func(about, key, text string) {
		add(mentoring.Entry{Kind: mentoring.DetailEntry, State: mentoring.KeptState, Author: 1, About: about, Key: key, Text: text})
	}
	detail("M3", mentoring.JudgedDetail, "what two people say about it afterwards")
	detail("M3", mentoring.MarkDetail, "lunch by the river")
	detail("M3", mentoring.MetDetail, "")
	detail("G1", mentoring.FallbackDetail, "a smaller project with Priya, decided by Tomasz and me")
	e.project = int64(len(e.record.Entries) + 1)
	add(mentoring.Entry{Kind: mentoring.NoteEntry, Form: mentoring.ProjectForm, State: mentoring.KeptState, Author: 1, Text: "The move of the test servers"})
	add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 2, State: mentoring.OpenState, Form: mentoring.SupportForm, Author: 1, Owner: 2, Text: "an hour with somebody who has led a retro", At: e.now})
	add(mentoring.Entry{Kind: mentoring.FeedbackEntry, State: mentoring.KeptState, Author: 1, Owner: 2, Text: "You waited until I had finished."})
	for _, said := range []struct {
		author    mentoring.PersonID
		key, text string
		weeks     int
	}{
		{1, "purpose", "lead something of my own, and be heard in reviews", 0},
		{2, "purpose", "that Ana no longer needs me in design reviews", 0},
		{1, "rhythm", "every second Thursday at 17:00, by video; answer within two days", 0},
		{2, "rhythm", "every second Thursday; answer within two days", 0},
		{1, "limits", "no calls after six", 0},
		{2, "offer", "time on Thursdays; my contacts in the platform team", 0},
	} {
		add(mentoring.Entry{Kind: mentoring.AgreementEntry, State: mentoring.KeptState, Author: said.author, Key: said.key, Text: said.text, Value: said.weeks})
	}
	add(mentoring.Entry{Kind: mentoring.SessionEntry, State: mentoring.PlannedState, Author: 1, At: time.Date(2026, time.November, 26, 17, 0, 0, 0, time.UTC), Value: 45})
}

func (e example) frame(who mentoring.Person) Frame {
	return Frame{
		To: who, ReplyTo: "pairs+k7f2mq4nb3xw@mentors.example",
		Program: "Riverside Mentoring", RunBy: "Ines Duarte", Contact: "ines@mentors.example",
		Keeps: 180, Count: 2, Most: 3, Now: e.now,
	}
}

// unplanned is the frame of a mail outside the week's budget.
func (e example) unplanned(who mentoring.Person) Frame {
	f := e.frame(who)
	f.Count, f.Most = 0, 0
	return f
}

func (e example) section(who mentoring.Person) Section {
	partner, role := e.tomasz, ritual.Mentee
	if who.ID == e.tomasz.ID {
		partner, role = e.ana, ritual.Mentor
	}
	return Section{Pair: 1, Partner: partner, Role: role, Week: 9, Weeks: 26, Since: date(9, 25)}
}

// other is a second pair of Tomasz, for mails with several parts.
func (e example) other() Section {
	jonas := mentoring.Person{ID: 3, Name: "Jonas Lima", Zone: "America/Recife", Language: e.ana.Language, Hours: calendar.DefaultWorkHours()}
	return Section{Pair: 2, Partner: jonas, Role: ritual.Mentor, Week: 5, Weeks: 26, Since: date(10, 23), ReplyTo: "pairs+w8d5hs6tc2pz@mentors.example"}
}

// period is that of a ritual's round in the example.
func (e example) period(d ritual.Definition) string {
	switch d.Trigger {
	case ritual.OnAgreement:
		return "v1"
	case ritual.OnSchedule:
		return calendar.WeekOf(mentoring.Today(e.ana, e.now)).String()
	case ritual.OnVoice:
		return "V1"
	case ritual.OnMet:
		return "M3"
	case ritual.OnMissed:
		return "M4"
	case ritual.OnDebrief:
		return "#" + strconv.FormatInt(e.project, 10)
	case ritual.OnCalled:
		return "A2"
	}
	return "once"
}

func (e example) prompt(d ritual.Definition, who mentoring.Person, nudge bool) Prompt {
	p := PromptPart{
		Section: e.section(who), Asked: e.record.Questions(d, e.period(d), who.ID, 1, e.now), Standing: e.record.Standing(who.ID, e.now),
		Visible: d.Visible, Reads: date(11, 23), AddedBy: "Ines Duarte",
		Occasion: e.record.Occasion(who.ID, e.period(d)), Brief: e.brief(d, who),
		Agreement: e.record.Agreement(), LastDay: e.record.Pair.LastDay(), LooksAfter: true,
	}
	if d.Trigger == ritual.OnInvited {
		p.Week, p.Since = 0, calendar.Date{}
	}
	if d.Trigger == ritual.OnStarted {
		p.Week = 1
	}
	if d.Trigger == ritual.OnErasing {
		p.Erased = date(12, 21)
	}
	if d.Trigger == ritual.OnReturn {
		p.Back = date(11, 17)
	}
	if nudge {
		for _, q := range p.Asked[min(1, len(p.Asked)-1):] {
			p.Open = append(p.Open, q.N)
		}
	}
	frame := e.frame(who)
	if d.AtOnce {
		frame = e.unplanned(who)
	}
	if d.Trigger == ritual.AfterSession {
		frame.Now, p.Reads = e.afterwards(), date(11, 30)
	}
	return Prompt{Frame: frame, Ritual: d.Name, Nudge: nudge, Parts: []PromptPart{p}}
}

// others are receipts, notices, and mails about two pairs.
func (e example) others(s *Set) ([]Sample, error) {
	var out []Sample
	add := func(name, mail string, who mentoring.Person, r Rendered, err error) error {
		out = append(out, Sample{Name: name, Mail: mail, To: who.First(), Rendered: r})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	for name, mail := range e.receipts() {
		r, err := s.Receipt(mail)
		if err := add(name, receiptName, mail.To, r, err); err != nil {
			return nil, err
		}
	}
	for name := range s.words[fallback].notices {
		r, err := s.Notice(e.notice(name))
		if err := add(name, name, e.ana, r, err); err != nil {
			return nil, err
		}
	}
	if err := e.sessionNews(s, add); err != nil {
		return nil, err
	}
	for _, who := range []mentoring.Person{e.ana, e.tomasz} {
		v := e.story(who)
		r, _, err := s.Story(v)
		if err := add("story-"+string(v.Section.Role), "story", who, r, err); err != nil {
			return nil, err
		}
	}
	for _, d := range s.Rituals() {
		if d.Digest {
			for name, mail := range map[string]DigestMail{"quiet": e.quiet(), "several": e.several(), "preread-mentee": e.preread(e.ana), "preread-mentor": e.preread(e.tomasz)} {
				r, err := s.Digest(mail)
				if err := add(d.Name+"-"+name, d.Name, mail.To, r, err); err != nil {
					return nil, err
				}
			}
		}
		if d.Trigger != ritual.OnSchedule || d.Digest {
			continue
		}
		p := e.prompt(d, e.tomasz, false)
		second := p.Parts[0]
		second.Section, second.Standing = e.other(), mentoring.Standing{}
		second.Asked = slices.Clone(second.Asked)
		for i := range second.Asked {
			second.Asked[i].Pair = int64(second.Pair)
			if second.Asked[i].Ref != "" {
				second.Asked[i].Ref, second.Asked[i].Topic = "C2", "send Jonas the book on testing"
			}
		}
		p.Parts = append(p.Parts, second)
		r, asked, err := s.Prompt(p)
		if err := add(d.Name+"-several", d.Name, e.tomasz, r, err); err != nil {
			return nil, err
		}
		out[len(out)-1].Asked = asked
	}
	sortSamples(out)
	return out, nil
}

// notice fills in one notice as it would be sent to Ana.
func (e example) notice(name string) Notice {
	if words, office := officeWords[name]; office {
		f := e.unplanned(e.ines())
		f.Office = true
		return Notice{Frame: f, Name: name, Date: date(11, 23), Words: words, Original: "I am thinking of leaving, and I do not know whom to ask."}
	}
	standing := e.record.Standing(e.ana.ID, e.now)
	if name == string(mentoring.WantSummary) {
		return Notice{Frame: e.unplanned(e.ana), Section: e.section(e.ana), Name: name, Date: date(11, 23), Entries: mentoring.Summary(e.record, e.ana.ID)}
	}
	return Notice{
		Frame: e.unplanned(e.ana), Section: e.section(e.ana), Name: name, Date: date(11, 23),
		Words:    map[string]string{"address": "ana.sousa@elsewhere.example"},
		Standing: &standing, Trends: e.trend(), Entries: e.told(name),
		Original: "Hi Tomasz,\n\ncan we move Thursday to five?\nAna",
	}
}
