package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// result is what came of one check.
type result struct {
	name   string   // what is promised
	broken []string // where it did not hold, with ids and no words; empty: it held
}

// evidence is what the checks look at.
type evidence struct {
	w          *world
	mails      []readMail // what the people got
	deliveries []store.Delivery
	messages   []store.Message
	records    []mentoring.Record
	took       map[string][]mentoring.Entry // what a mail put into the records, by its Message-ID
}

// checks are what must hold after every run.
var checks = []struct {
	name string
	look func(context.Context, evidence) ([]string, error)
}{
	{"the database keeps its promises", verified},
	{"every mail that came in is recorded, or filed with a reason", settled},
	{"every word that people wrote is in the record", nothingLost},
	{"the record holds what people wrote, and nothing else", nothingAdded},
	{"every mail that went out is settled", sent},
	{"nothing was sent twice", once},
	{"nobody got more planned mail than agreed", withinBudget},
	{"no private word is in a mail to anybody else", noPrivateWord},
	{"no word about one pair reached the other", apart},
	{"no hidden answer was shown before both had answered", noHiddenWord},
	{"only those who said yes were asked anything", consented},
	{"everybody got the mails that the story has them answer", played},
	{"people found in their mails what they took up", found},
}

// check looks at everything that a run leaves.
func check(ctx context.Context, w *world) ([]result, error) {
	e := evidence{w: w}
	var err error
	if e.mails, err = readAll(w.book.until(w.now())); err != nil {
		return nil, err
	}
	ids, err := w.store.Deliveries(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		d, err := w.store.Delivery(ctx, id)
		if err != nil {
			return nil, err
		}
		e.deliveries = append(e.deliveries, d)
	}
	if e.messages, err = allMessages(ctx, w.store); err != nil {
		return nil, err
	}
	if e.records, err = w.records(ctx); err != nil {
		return nil, err
	}
	if e.took, err = taken(ctx, w.store, e.messages, e.records); err != nil {
		return nil, err
	}
	var out []result
	for _, c := range checks {
		broken, err := c.look(ctx, e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		out = append(out, result{c.name, broken})
	}
	return out, nil
}

// allMessages reads the archive's rows, a few at a time.
func allMessages(ctx context.Context, s *store.Store) (all []store.Message, err error) {
	for from := int64(1); ; {
		some, err := s.Messages(ctx, from, 500)
		if err != nil || len(some) == 0 {
			return all, err
		}
		all = append(all, some...)
		from = some[len(some)-1].ID + 1
	}
}

// records returns the records of all pairs that have begun, oldest first.
func (w *world) records(ctx context.Context) ([]mentoring.Record, error) {
	rows, err := w.store.Pairs(ctx)
	if err != nil {
		return nil, err
	}
	var out []mentoring.Record
	for _, row := range rows {
		r, err := w.store.Record(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func verified(ctx context.Context, e evidence) (broken []string, err error) {
	findings, err := e.w.store.Verify(ctx)
	for _, f := range findings {
		broken = append(broken, fmt.Sprintf("%s, row %d: %s", f.Rule, f.ID, f.Text))
	}
	return broken, err
}

func settled(_ context.Context, e evidence) (broken []string, err error) {
	if came := len(e.w.office.Mailbox(ourBox)); came != len(e.messages) {
		broken = append(broken, fmt.Sprintf("%d mails came in, %d are in the archive", came, len(e.messages)))
	}
	for _, m := range e.messages {
		if m.State == store.New || m.State == store.Poison || m.Reason == "" && m.State != store.Duplicate {
			broken = append(broken, fmt.Sprintf("message %d is %s, reason %q", m.ID, m.State, m.Reason))
		}
	}
	return broken, nil
}

func sent(_ context.Context, e evidence) (broken []string, err error) {
	for _, d := range e.deliveries {
		if d.State != store.Sent && d.State != store.Failed && d.State != store.Dropped {
			broken = append(broken, fmt.Sprintf("delivery %d is %s", d.ID, d.State))
		}
	}
	return broken, nil
}

func once(_ context.Context, e evidence) (broken []string, err error) {
	ids, keys := map[string]bool{}, map[string]bool{}
	for _, m := range e.mails {
		id := m.header.Get("Message-Id") + " " + m.who.ID
		if !m.wrote && ids[id] {
			broken = append(broken, fmt.Sprintf("%s got %s twice", m.who.ID, m.header.Get("Message-Id")))
		}
		ids[id] = true
	}
	for _, d := range e.deliveries {
		key := fmt.Sprint(d.Person, d.Kind, d.Period, d.N, d.Pairs)
		if keys[key] {
			broken = append(broken, fmt.Sprintf("delivery %d is one that was there", d.ID))
		}
		keys[key] = true
	}
	return broken, nil
}

// withinBudget counts the planned mails of each person by week and day.
func withinBudget(ctx context.Context, e evidence) (broken []string, err error) {
	people, err := e.w.store.People(ctx)
	if err != nil {
		return nil, err
	}
	for _, who := range people {
		pairs := 0
		for _, r := range e.records {
			if _, in := r.Pair.Member(who.ID); in {
				pairs++
			}
		}
		days, weeks := map[calendar.Date]int{}, map[calendar.Week]int{}
		for _, d := range e.deliveries {
			if d.Person != who.ID || d.State != store.Sent || !e.planned(d) {
				continue
			}
			day := mentoring.Today(who, d.Queued)
			days[day]++
			weeks[calendar.WeekOf(day)]++
			if at := d.Queued.In(who.Location()); !who.Hours.Days.Has(at.Weekday()) {
				broken = append(broken, fmt.Sprintf("delivery %d went on a %s", d.ID, at.Weekday()))
			}
			if days[day] == 2 {
				broken = append(broken, fmt.Sprintf("person %d got two planned mails on %s", who.ID, day))
			}
			if most := e.w.daemon.Policy.Budget.For(pairs); weeks[calendar.WeekOf(day)] == most+1 {
				broken = append(broken, fmt.Sprintf("person %d got more than %d planned mails in %s", who.ID, most, calendar.WeekOf(day)))
			}
		}
	}
	return broken, nil
}

// planned reports whether a delivery counts in the budget: those of rituals and
// their reminders do, but for what tells of something at once.
func (e evidence) planned(d store.Delivery) bool {
	def, ok := e.w.daemon.Policy.Ritual(strings.TrimPrefix(d.Kind, "nudge:"))
	return ok && !def.AtOnce
}

// noPrivateWord looks for what is private, as the record has it and as the
// story means it, in the mails to everybody else.
func noPrivateWord(_ context.Context, e evidence) (broken []string, err error) {
	for i, r := range e.records {
		for _, x := range r.Entries {
			if x.Visible == ritual.Private && x.Left.IsZero() {
				broken = append(broken, e.leaks(x.Text, e.name(x.Author), fmt.Sprintf("entry %d", x.ID), time.Time{})...)
			}
		}
		p := e.w.pairs[r.Pair.ID]
		for who, secrets := range p.Secrets {
			for n, words := range secrets {
				broken = append(broken, e.leaks(words, who, fmt.Sprintf("secret %d of %s in pair %d", n+1, who, i+1), time.Time{})...)
			}
		}
	}
	slices.Sort(broken)
	return broken, nil
}

// noHiddenWord looks for answers that wait for the other's in mails that went
// out before they were revealed.
func noHiddenWord(_ context.Context, e evidence) (broken []string, err error) {
	for _, r := range e.records {
		for _, x := range r.Entries {
			if x.Visible != ritual.AfterBoth {
				continue
			}
			round, _ := r.Round(x.Round)
			broken = append(broken, e.leaks(x.Text, e.name(x.Author), fmt.Sprintf("entry %d", x.ID), round.Revealed)...)
		}
	}
	return broken, nil
}

// leastSecret is how long words must be to be looked for: "4" is anywhere.
const leastSecret = 20

// leaks returns the mails to others than the author that hold the words, up to
// an instant; zero means for ever.
func (e evidence) leaks(words, author, what string, until time.Time) (found []string) {
	words = plain(words)
	if len(words) < leastSecret {
		return nil
	}
	for _, m := range e.mails {
		if m.wrote || m.who.ID == author || !until.IsZero() && !m.at.Before(until) {
			continue
		}
		if strings.Contains(m.all, words) {
			found = append(found, fmt.Sprintf("%s is in the mail to %s of %s", what, m.who.ID, m.at.Format(time.DateTime)))
		}
	}
	return found
}

// name returns the story's name of a person.
func (e evidence) name(id mentoring.PersonID) string {
	for _, r := range e.records {
		if p := r.Person(id); p.ID == id {
			return e.w.story.byAddress(p.Mail()).ID
		}
	}
	return ""
}

// consented looks for questions that went out before the pair had begun.
func consented(_ context.Context, e evidence) (broken []string, err error) {
	for _, d := range e.deliveries {
		def, ok := e.w.daemon.Policy.Ritual(d.Kind)
		if !ok || def.Trigger != ritual.OnStarted && def.Trigger != ritual.OnSchedule {
			continue
		}
		for _, id := range d.Pairs {
			i := slices.IndexFunc(e.records, func(r mentoring.Record) bool { return r.Pair.ID == id })
			if started := e.records[i].Pair.Started; started.IsZero() || d.Queued.Before(started) {
				broken = append(broken, fmt.Sprintf("delivery %d was queued before pair %d had begun", d.ID, id))
			}
		}
	}
	return broken, nil
}

func found(_ context.Context, e evidence) (broken []string, err error) { return e.w.cast.gaps, nil }

// played looks for scenes whose mail never came. One that has no room left in
// somebody's week is planned, and comes in the next.
func played(_ context.Context, e evidence) (broken []string, err error) {
	now := e.w.story.week(calendar.DateIn(e.w.now(), time.UTC))
	for _, p := range e.w.story.Pairs {
		for _, sc := range p.scenes() {
			if !sc.used && sc.week < now && !e.planning(p, sc) {
				broken = append(broken, fmt.Sprintf("week %d: %s waits for a mail (%s) about the pair of %s", sc.week, sc.Who, sc.To, p.Mentee))
			}
		}
	}
	return broken, nil
}

// planning reports whether the mail of a scene is planned and not out yet.
func (e evidence) planning(p *pair, sc *scene) bool {
	for _, r := range e.records {
		if e.w.pairs[r.Pair.ID] != p {
			continue
		}
		for _, round := range r.Rounds {
			if week, err := calendar.ParseWeek(round.Period); round.Ritual != sc.To || err == nil && e.w.story.week(week.Monday()) != sc.week {
				continue
			}
			for _, prompt := range round.Prompts {
				if prompt.State == ritual.Planned && e.name(mentoring.PersonID(prompt.Person)) == sc.Who {
					return true
				}
			}
		}
	}
	return false
}
