package main

import (
	"fmt"
	"path/filepath"
	"syscall"
)

// leastRoom is how much room there should be beside the database, in bytes.
// Below it a backup may not fit, and soon nothing does.
const leastRoom = 64 << 20

// diskLeft says how much room is left beside a file where it is little, and
// else nothing.
func diskLeft(file string) string {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(file), &disk); err != nil {
		return "" // not known: nothing to warn of
	}
	left := disk.Bavail * uint64(disk.Bsize)
	if left >= leastRoom {
		return ""
	}
	return fmt.Sprintf("%.1f MB", float64(left)/(1<<20))
}
