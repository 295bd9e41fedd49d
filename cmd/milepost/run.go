package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/internal/config"
	"milepost/store"
)

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the daemon",
		Long: `Sends what is due, reads what comes in, and goes on until it is told to stop.

SIGTERM finishes the mail in flight and ends. SIGHUP reads the configuration
again and keeps the old one if there is a mistake in the new. Mail servers that
cannot be reached are tried again. One daemon may run on a database; other
commands may be used meanwhile.

It exits with 2 when there is a mistake in the configuration, or when mails were
written with a key ring that is gone.`,
		Example: "  milepost run --config /etc/milepost/config.yaml",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
}

// serve runs daemons one after the other, each with the configuration as it was
// when it began, until ctx ends.
func (a *app) serve(ctx context.Context) (err error) {
	light, err := a.config(false)
	if err != nil {
		return err
	}
	if err := stepDown(light.Database); err != nil {
		return err
	}
	cfg, err := a.config(true)
	if err != nil {
		return err
	}
	release, err := store.Lock(cfg.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	d, err := a.openDaemon(ctx, cfg)
	if err != nil {
		return err
	}
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)

	service := &daemon.Service{Log: d.Log}
	watching := make(chan struct{})
	watchCtx, unwatch := context.WithCancel(ctx)
	go func() {
		defer close(watching)
		service.Watch(watchCtx)
	}()
	defer func() {
		unwatch()
		<-watching
	}()
	d.Log.Info("milepost runs", "version", version())
	for {
		service.Ready("planning, sending and receiving")
		next, err := a.untilReload(ctx, d, cfg, service, reload)
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			err = nil // told to stop before it had begun
		}
		err = errors.Join(err, d.Close())
		if err != nil || next == nil {
			d.Log.Info("milepost ends")
			return err
		}
		d, cfg = next.daemon, next.cfg
		d.Log.Info("configuration read again")
	}
}

// reloaded is a daemon with a new configuration.
type reloaded struct {
	daemon *daemon.Daemon
	cfg    *config.Config
}

// untilReload runs a daemon until ctx ends, or until a signal asks for the
// configuration to be read again and the new one is good.
func (a *app) untilReload(ctx context.Context, d *daemon.Daemon, cfg *config.Config, service *daemon.Service, reload <-chan os.Signal) (*reloaded, error) {
	runCtx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		var watching sync.WaitGroup
		watching.Go(func() { newAlarm(cfg, d.Store, d.Log).watch(runCtx) })
		err := d.Run(runCtx, service.Beat)
		stop()
		watching.Wait()
		ended <- err
	}()
	for {
		select {
		case err := <-ended:
			return nil, err
		case <-ctx.Done():
			service.Stopping()
			return nil, <-ended
		case <-reload:
			service.Reloading()
			next, err := a.reloaded(ctx, cfg)
			if err != nil {
				d.Log.Error("configuration not taken, the one before holds; milepost check says what is wrong", "at", places(err))
				service.Ready("the new configuration has mistakes; the one before holds")
				continue
			}
			stop()
			return next, <-ended
		}
	}
}

// places are the keys that an error is about. The log gets no more: a line of
// the file may hold an address.
func places(err error) []string {
	mistakes, ok := errors.AsType[config.Error](err)
	if !ok {
		return []string{err.Error()}
	}
	var keys []string
	for _, m := range mistakes {
		keys = append(keys, fmt.Sprintf("%d: %s", m.Line, m.Path))
	}
	return keys
}

// reloaded opens a daemon with the configuration as it is now.
func (a *app) reloaded(ctx context.Context, before *config.Config) (*reloaded, error) {
	cfg, err := a.config(true)
	if err != nil {
		return nil, err
	}
	if cfg.Database != before.Database {
		return nil, errors.New("database has changed: that needs a restart")
	}
	d, err := a.openDaemon(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &reloaded{d, cfg}, nil
}

// openDaemon opens a daemon, unless the key ring of its mails is gone.
func (a *app) openDaemon(ctx context.Context, cfg *config.Config) (*daemon.Daemon, error) {
	if err := a.keysThere(ctx, cfg); err != nil {
		return nil, err
	}
	d, err := daemon.Open(ctx, cfg, a.logger(cfg.Log))
	if err != nil && hint(err) == "" {
		return nil, withHint(err, "milepost check says more")
	}
	return d, err
}

// logger writes as the configuration says, to standard error.
func (a *app) logger(l config.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(l.Level)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if l.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, options))
	}
	return slog.New(slog.NewTextHandler(a.stderr, options))
}
