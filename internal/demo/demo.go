package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Options are the choices for a run.
type Options struct {
	Weeks int   // how much of the story is played, 1 to 26; 0: all
	Seed  int64 // same seed, same bytes
	// Out is the folder to write. It must be empty, not there yet, or a demo's.
	Out    string
	Answer io.Writer // what happened and where to look, ten lines
	Talk   io.Writer // the timeline while it runs
}

// AllWeeks is how long the story is.
const AllWeeks = 26

// ErrBroken means that the demo ran and something that Milepost promises did
// not hold. What it was has been written to Options.Answer.
var ErrBroken = errors.New("not everything held")

// Run plays the story and fills the folder. It returns [ErrBroken] if a check
// failed, [ErrNotADemo] if the folder holds something else, and any error that
// kept it from running to the end.
func Run(ctx context.Context, o Options) error {
	if o.Weeks == 0 {
		o.Weeks = AllWeeks
	}
	if o.Weeks < 1 || o.Weeks > AllWeeks {
		return fmt.Errorf("weeks: %d is not between 1 and %d", o.Weeks, AllWeeks)
	}
	s, err := loadStory()
	if err != nil {
		return err
	}
	out, err := openFolder(o.Out)
	if err != nil {
		return err
	}
	w, err := openWorld(ctx, s, out, o.Seed)
	if err != nil {
		return err
	}
	defer w.close()

	t := newTimeline(o.Talk, s, o)
	t.begin()
	for week := 1; week <= o.Weeks; week++ {
		if err := w.play(ctx, week); err != nil {
			return fmt.Errorf("week %d, %s: %w", week, w.now().Format(time.DateTime), err)
		}
		t.week(week, w.book)
	}

	results, err := check(ctx, w)
	if err != nil {
		return fmt.Errorf("check what happened: %w", err)
	}
	if err := out.write(ctx, w, o.Weeks, results); err != nil {
		return fmt.Errorf("write %s: %w", o.Out, err)
	}
	return report(ctx, o, w, results)
}
