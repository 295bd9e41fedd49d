package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// stepDown makes the process of root one of the user who owns the database, or
// the folder where it will be: what root wrote there, the daemon could not
// read. Secrets that only root may read have to be read before.
func stepDown(database string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	uid, gid, err := ownerOf(database)
	if err != nil || uid == 0 {
		return err
	}
	if err := syscall.Setgroups([]int{gid}); err != nil {
		return fmt.Errorf("step down from root: %w", err)
	}
	if err := syscall.Setgid(gid); err != nil {
		return fmt.Errorf("step down from root: %w", err)
	}
	if err := syscall.Setuid(uid); err != nil {
		return fmt.Errorf("step down from root: %w", err)
	}
	return nil
}

// ownerOf returns who owns a file, or else its folder.
func ownerOf(file string) (uid, gid int, err error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		info, err = os.Stat(filepath.Dir(file))
	}
	if err != nil {
		return 0, 0, fmt.Errorf("find the owner of the database: %w", err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, nil
	}
	return int(stat.Uid), int(stat.Gid), nil
}
