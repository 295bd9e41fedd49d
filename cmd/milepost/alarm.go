package main

import (
	"context"
	"fmt"
	"log/slog"
	"os/exec"
	"strings"
	"time"

	"milepost/internal/config"
	"milepost/internal/report"
	"milepost/store"
)

// How often it is looked whether mail works, how often the operator is told
// that it does not, and how long the telling may take.
const (
	alarmLook  = 10 * time.Minute
	alarmAgain = 24 * time.Hour
	alarmLimit = time.Minute
)

// alarm runs the operator's alarm command when mail does not go out or come in:
// then no mail could tell them.
type alarm struct {
	command []string
	store   *store.Store
	log     *slog.Logger
}

func newAlarm(cfg *config.Config, s *store.Store, log *slog.Logger) alarm {
	return alarm{command: cfg.AlarmCommand, store: s, log: log}
}

// watch looks every few minutes until ctx ends.
func (al alarm) watch(ctx context.Context) {
	if len(al.command) == 0 {
		return
	}
	tick := time.NewTicker(alarmLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := al.turn(ctx, time.Now()); err != nil && ctx.Err() == nil {
				al.log.Error("alarm not raised", "err", err)
			}
		}
	}
}

// turn runs the command, with what is wrong on its standard input, if mail has
// not gone out or come in for long and the command has not been run today.
func (al alarm) turn(ctx context.Context, now time.Time) error {
	st, err := al.store.Status(ctx, now)
	if err != nil {
		return err
	}
	trouble, needed := report.Stuck(st, now)
	if !needed {
		read, err := swept(ctx, al.store)
		if err != nil {
			return err
		}
		trouble, needed = report.Unread(read, now)
	}
	if !needed {
		return nil
	}
	first, err := al.store.NoticeOnce(ctx, "alarm", now, alarmAgain)
	if err != nil || !first {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, alarmLimit)
	defer cancel()
	cmd := exec.CommandContext(limited, al.command[0], al.command[1:]...)
	cmd.Stdin = strings.NewReader(fmt.Sprintf("Milepost: %s.\n%s\n", trouble.What, trouble.Remedy))
	cmd.WaitDelay = time.Second // a child of it may hold the pipes open
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run alarm_command: %w", err)
	}
	al.log.Warn("alarm raised: mail does not go out or come in")
	return nil
}
