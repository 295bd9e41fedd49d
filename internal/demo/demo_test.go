package demo

import (
	"os"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	err := Run(t.Context(), Options{Weeks: 3, Seed: 1, Out: dir, Answer: os.Stderr, Talk: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
}
