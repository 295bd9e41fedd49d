package demo

import (
	"os"
	"strconv"
	"testing"
)

func TestRun(t *testing.T) {
	dir := os.Getenv("DEMO_OUT")
	weeks, _ := strconv.Atoi(os.Getenv("DEMO_WEEKS"))
	err := Run(t.Context(), Options{Weeks: weeks, Seed: 1, Out: dir, Answer: os.Stderr, Talk: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
}
