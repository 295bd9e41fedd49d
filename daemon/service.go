package daemon

import (
	"context"
	"log/slog"
	"sync"
	"time"

	sd "github.com/coreos/go-systemd/v22/daemon"
)

// Service speaks to the service manager (sd_notify(3)): ready, reloading,
// stopping, and the watchdog. Without one it is silent.
type Service struct {
	Log *slog.Logger

	mu    sync.Mutex
	beats map[string]time.Time
}

// stuckAfter is how long a loop may go without moving. Within it a watchdog is
// still fed: one mail, with all that a server may take its time for, can last
// more than twenty minutes, ten of them for the answer to the final dot.
const stuckAfter = 30 * time.Minute

// Beat notes that a loop has moved.
func (s *Service) Beat(loop string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.beats == nil {
		s.beats = map[string]time.Time{}
	}
	s.beats[loop] = time.Now()
}

// Ready tells that the service is up, with a line for its status.
func (s *Service) Ready(status string) { s.notify(sd.SdNotifyReady + "\nSTATUS=" + status) }

// Reloading tells that the configuration is being read again.
func (s *Service) Reloading() { s.notify(sd.SdNotifyReloading) }

// Stopping tells that the service is on its way down.
func (s *Service) Stopping() { s.notify(sd.SdNotifyStopping) }

func (s *Service) notify(state string) {
	if _, err := sd.SdNotify(false, state); err != nil {
		s.Log.Warn("service manager not told", "err", err)
	}
}

// Watch feeds the watchdog, at half its interval, as long as every loop moves.
// It returns when ctx ends, or at once where there is no watchdog.
func (s *Service) Watch(ctx context.Context) {
	interval, err := sd.SdWatchdogEnabled(false)
	if err != nil || interval == 0 {
		return
	}
	tick := time.NewTicker(interval / 2)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if loop := s.stuck(time.Now()); loop != "" {
				s.Log.Error("loop is stuck; the watchdog is not fed", "loop", loop)
				continue
			}
			s.notify(sd.SdNotifyWatchdog)
		}
	}
}

// stuck returns the name of a loop that has not moved for too long, or "".
func (s *Service) stuck(now time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for loop, at := range s.beats {
		if now.Sub(at) > stuckAfter {
			return loop
		}
	}
	return ""
}
