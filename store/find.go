package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// PairRow is a pair in a list.
type PairRow struct {
	ID             mentoring.PairID
	Mentor, Mentee string // names
	State          mentoring.PairState
	Started        time.Time
}

// Names returns "Tomasz & Ana".
func (p PairRow) Names() string { return p.Mentor + " & " + p.Mentee }

// Pairs returns all pairs, in the order in which they came.
func (s *Store) Pairs(ctx context.Context) (pairs []PairRow, err error) {
	err = s.read(ctx, func(t tx) error {
		pairs, err = loadPairRows(t)
		return err
	})
	return pairs, err
}

func loadPairRows(t tx) ([]PairRow, error) {
	return all(t, func(r row) (p PairRow, err error) {
		err = r.Scan(&p.ID, &p.Mentor, &p.Mentee, &p.State, instant(&p.Started))
		return p, err
	}, `
		SELECT pairs.id, mentor.name, mentee.name, pairs.state, pairs.started
		FROM pairs
		JOIN members AS a ON a.pair = pairs.id AND a.role = ?
		JOIN people AS mentor ON mentor.id = a.person
		JOIN members AS b ON b.pair = pairs.id AND b.role = ?
		JOIN people AS mentee ON mentee.id = b.person
		ORDER BY pairs.id`, ritual.Mentor, ritual.Mentee)
}

// FindPair returns the pair that the operator means: by its number, or by
// names ("3", "ana", "tomasz & ana"). It returns ErrNotFound with the closest
// names, or ErrAmbiguous with those that fit.
func (s *Store) FindPair(ctx context.Context, text string) (PairRow, error) {
	pairs, err := s.Pairs(ctx)
	if err != nil {
		return PairRow{}, err
	}
	return find(text, "pair", pairs,
		func(p PairRow) int64 { return int64(p.ID) },
		func(p PairRow) []string { return []string{p.Mentor, p.Mentee} })
}

// FindPerson returns the person that the operator means: by number, name or
// address. Its errors are those of FindPair.
func (s *Store) FindPerson(ctx context.Context, text string) (mentoring.Person, error) {
	people, err := s.People(ctx)
	if err != nil {
		return mentoring.Person{}, err
	}
	if strings.Contains(text, "@") {
		return s.PersonByAddress(ctx, text)
	}
	return find(text, "person", people,
		func(p mentoring.Person) int64 { return int64(p.ID) },
		func(p mentoring.Person) []string { return []string{p.Name} })
}

// find returns the thing with a number, or the one whose names hold all words
// of the text.
func find[T any](text, what string, things []T, id func(T) int64, names func(T) []string) (found T, err error) {
	label := func(v T) string { return fmt.Sprintf("%d (%s)", id(v), strings.Join(names(v), " & ")) }
	if n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64); err == nil {
		for _, v := range things {
			if id(v) == n {
				return v, nil
			}
		}
		return found, fmt.Errorf("%s %d: %w", what, n, ErrNotFound)
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" &+,/", r) })
	var fit, near []string
	for _, v := range things {
		switch all := strings.ToLower(strings.Join(names(v), " ")); {
		case len(words) > 0 && containsAll(all, words):
			found = v
			fit = append(fit, label(v))
		case slightlyOff(words, strings.Fields(all)):
			near = append(near, label(v))
		}
	}
	switch {
	case len(fit) == 1:
		return found, nil
	case len(fit) > 1:
		return *new(T), fmt.Errorf("%s %q: %w: %s; give the number", what, text, ErrAmbiguous, strings.Join(fit, ", "))
	case len(near) > 0:
		return found, fmt.Errorf("%s %q: %w; did you mean %s?", what, text, ErrNotFound, strings.Join(near, ", "))
	}
	return found, fmt.Errorf("%s %q: %w", what, text, ErrNotFound)
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// slightlyOff reports whether a word is at most two letters from one of names.
func slightlyOff(words, names []string) bool {
	for _, w := range words {
		for _, n := range names {
			if len(w) > 2 && distance(w, n) <= 2 {
				return true
			}
		}
	}
	return false
}

// distance is how many letters have to be put in, left out or replaced to come
// from a to b.
func distance(a, b string) int {
	s, r := []rune(a), []rune(b)
	costs := make([]int, len(r)+1)
	for j := range costs {
		costs[j] = j
	}
	for i := range s {
		diagonal := costs[0]
		costs[0] = i + 1
		for j := range r {
			replace := diagonal
			if s[i] != r[j] {
				replace++
			}
			diagonal = costs[j+1]
			costs[j+1] = min(replace, costs[j]+1, costs[j+1]+1)
		}
	}
	return costs[len(r)]
}

func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }
