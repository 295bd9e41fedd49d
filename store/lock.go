package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// Lock takes the run lock of the database at path, which one daemon holds at a
// time; commands do not need it. It returns ErrLocked if another process has
// it. The lock ends with the process, whatever becomes of it.
func Lock(path string) (release func() error, err error) {
	f, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the run lock: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%s: %w", path, ErrLocked)
		}
		return nil, fmt.Errorf("take the run lock: %w", err)
	}
	return f.Close, nil
}
