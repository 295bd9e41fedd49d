package daemon

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/store"
	"milepost/templates"
)

// office writes to people outside the pairs: errands that members asked for, and
// the coordinators' weekly mail. What fails for one is logged and tried again with
// the next turn.
func (d *Daemon) office(ctx context.Context, now time.Time) error {
	if err := d.errands(ctx, now); err != nil {
		return err
	}
	if err := d.notes(ctx, now); err != nil {
		return err
	}
	return d.surveys(ctx, now)
}

func (d *Daemon) errands(ctx context.Context, now time.Time) error {
	errands, err := d.Store.Errands(ctx)
	if err != nil {
		return err
	}
	for _, e := range errands {
		if err := d.errand(ctx, e, now); err != nil {
			d.Log.Error("errand not done", "errand", e.ID, "err", err)
		}
	}
	return nil
}

// errand queues the mail of one errand, once its time has come.
func (d *Daemon) errand(ctx context.Context, e mentoring.Errand, now time.Time) error {
	to, err := d.Store.Person(ctx, e.To)
	if err != nil || e.Due(to, now).After(now) {
		return err
	}
	r, err := d.Store.Outline(ctx, e.Pair)
	if err != nil {
		return err
	}
	n := staffNotice{name: string(e.Kind), to: to, program: r.Program.Name, period: "e" + strconv.FormatInt(e.ID, 10), errand: e.ID}
	switch e.Kind {
	case mentoring.HelpWanted:
		n.words = map[string]string{"names": r.People[1].Name + " & " + r.People[0].Name}
	case mentoring.Confidence:
		author := r.Person(e.By)
		n.words = map[string]string{"name": author.Name, "first": author.First(), "address": author.Mail()}
		n.original, n.period = e.Text, n.period+"-"+strconv.FormatInt(int64(e.By), 10) // goes with its author
	}
	return d.tell(ctx, n, now)
}

// staffNotice is a mail that is about no pair, mostly to somebody outside the
// pairs.
type staffNotice struct {
	name     string
	to       mentoring.Person
	program  string
	period   string // with the name, the key: it goes out once
	words    map[string]string
	original string
	thread   []string
	answers  bool
	errand   int64
	member   bool // the reader is in a pair
}

// tell queues a mail to somebody outside the pairs. That it is there already is
// no error.
func (d *Daemon) tell(ctx context.Context, n staffNotice, now time.Time) error {
	draft := store.Draft{Person: n.to.ID, Kind: noticeKind + n.name, Period: n.period, Errand: n.errand}
	id, err := d.Store.Queue(ctx, draft, now, func(id int64) (store.Composed, error) {
		l := d.begin(id, n.to, now)
		l.answers, l.replyTo, l.frame.Office = n.answers, n.thread, !n.member
		if n.program != "" {
			l.frame.Program = n.program
		}
		rendered, err := d.Templates.Notice(templates.Notice{
			Frame: l.frame, Name: n.name, Date: calendar.DateIn(now, n.to.Location()),
			Words: n.words, Original: n.original,
		})
		if err != nil {
			return store.Composed{}, err
		}
		return d.compose(l, rendered)
	})
	if errors.Is(err, store.ErrDuplicate) {
		return nil
	}
	if err == nil {
		d.Log.Info("mail to the office queued", "delivery", id, "person", n.to.ID, "kind", draft.Kind)
	}
	return err
}

// surveyNotice is the coordinator's weekly mail.
const surveyNotice = "survey"

// surveys sends each coordinator what there is to tell of the week before.
func (d *Daemon) surveys(ctx context.Context, now time.Time) error {
	programs, err := d.Store.Programs(ctx)
	if err != nil {
		return err
	}
	for _, p := range programs {
		if p.Coordinator == 0 || p.Sees == mentoring.SeesNothing {
			continue
		}
		if err := d.survey(ctx, p.Program, now); err != nil {
			d.Log.Error("coordinator not told of the week", "program", p.ID, "err", err)
		}
	}
	return nil
}

func (d *Daemon) survey(ctx context.Context, p mentoring.Program, now time.Time) error {
	who, err := d.Store.Person(ctx, p.Coordinator)
	if err != nil {
		return err
	}
	week := calendar.WeekOf(mentoring.Today(who, now))
	done := fmt.Sprintf("survey %d", p.ID)
	last, err := d.Store.Recall(ctx, done)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	lastWeek, lastKey, _ := strings.Cut(last, " ")
	at, ok := digest.SurveyAt(who, week, p.Holidays)
	if !ok || now.Before(at) || lastWeek == week.String() {
		return nil
	}
	records, err := d.Store.RecordsIn(ctx, p.ID)
	if err != nil {
		return err
	}
	s := digest.Look(records, week.Prev(), d.Policy, digest.SumsDue(week), now)
	if !s.Empty() && (s.Key() != lastKey || s.Sums != nil) {
		n := staffNotice{name: surveyNotice, to: who, program: p.Name, period: fmt.Sprintf("%s-%d", week, p.ID)}
		n.words = surveyWords(s)
		if err := d.tell(ctx, n, now); err != nil {
			return err
		}
	}
	return d.Store.Remember(ctx, done, week.String()+" "+s.Key())
}

// surveyWords are a survey as the words of its mail name it.
func surveyWords(s digest.Survey) map[string]string {
	words := map[string]string{
		"missing": strings.Join(s.Missing, ", "), "bouncing": strings.Join(s.Bouncing, ", "),
		"week": s.Week.Monday().String(),
	}
	for health, n := range map[mentoring.Health]int{mentoring.Running: s.Running, mentoring.Quiet: s.Quiet, mentoring.Over: s.Over} {
		var names []string
		for _, x := range s.Pairs {
			if x.Health == health {
				names = append(names, x.Names)
			}
		}
		if n > 0 {
			words["n"+string(health)] = strconv.Itoa(n)
		}
		words[string(health)] = strings.Join(names, "; ")
	}
	if x := s.Sums; x != nil {
		for key, n := range map[string]int{
			"pairs": x.Pairs, "goals": x.Goals, "milestones": x.Milestones, "sessions": x.Sessions, "wins": x.Won,
			"median": x.Access.Median, "low": x.Access.Low, "high": x.Access.High,
		} {
			words[key] = strconv.Itoa(n)
		}
	}
	return words
}
