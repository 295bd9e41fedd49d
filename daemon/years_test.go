package daemon_test

import (
	"flag"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

var seeds = flag.Int("years", 0, "how many seeded half years of eight pairs to run; 0: one of a few weeks")

// TestYears runs eight pairs over real mail and a real database, with people who
// answer in every habit, and looks for each word in each mail. One mentor has
// three mentees, one of whom is a mentor.
func TestYears(t *testing.T) {
	t.Parallel()
	weeks := 26
	if *seeds == 0 {
		weeks = 5
	}
	for seed := range uint64(max(*seeds, 1)) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { halfYear(t, seed+40, weeks) })
		})
	}
}

func halfYear(t *testing.T, seed uint64, weeks int) {
	var names []string
	for n := range 10 {
		names = append(names, yearly[n])
	}
	w := newWorld(t, autumn, func(s *setup) { s.people = names })
	w.join("tomasz", "ana", false)
	w.join("tomasz", names[0], false)
	w.join("tomasz", names[1], false)
	w.join("ana", names[2], false)
	for n := 3; n < 9; n += 2 {
		w.join(names[n], names[n+1], false)
	}
	w.join(names[9], names[0], false) // a second mentor
	c := newCrowd(w, seed, append([]string{"ana", "tomasz"}, names...)...)
	c.away[names[4]] = [2]time.Time{autumn.Add(5 * week), autumn.Add(7 * week)}
	w.after = c.read
	w.every(30*time.Minute, 30*time.Minute) // so that no turn falls on the end of somebody's day
	w.every(4*time.Hour, time.Duration(weeks)*week)
	w.after = nil
	w.run(24 * time.Hour) // what is under way arrives
	w.holds(c.who...)
	c.leaks()
	c.kept()
}

// yearly are the people of the years besides Ana and Tomasz.
var yearly = func() (names []string) {
	zones := []string{"Europe/Lisbon", "America/Los_Angeles", "Asia/Kolkata", "Europe/Warsaw", "Asia/Tokyo"}
	for n := range 10 {
		who := fmt.Sprint("person", n)
		names = append(names, who)
		someone[who] = struct{ name, zone string }{fmt.Sprintf("Person%c Example", 'A'+n), zones[n%len(zones)]}
	}
	return names
}()
