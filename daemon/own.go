package daemon

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// loadOwn loads the words of all programs and pairs that have their own.
func loadOwn(dir string) (map[string]*templates.Set, error) {
	folders, err := templates.Owners(dir)
	if err != nil {
		return nil, fmt.Errorf("templates folder: %w", err)
	}
	own := map[string]*templates.Set{}
	for _, folder := range folders {
		if own[folder], err = templates.LoadFor(dir, folder); err != nil {
			return nil, fmt.Errorf("load templates of %s: %w", folder, err)
		}
	}
	return own, nil
}

// wording returns the words and questions of a mail about these pairs: the
// pair's own, else the program's, else those of all. A mail about pairs that
// differ in this has those of all.
func (d *Daemon) wording(records []mentoring.Record) *templates.Set {
	found := d.Templates
	for i, r := range records {
		own := d.Templates
		for _, folder := range []string{path.Join("pair", strconv.FormatInt(int64(r.Pair.ID), 10)), path.Join("program", r.Program.Name)} {
			if set := d.Own[folder]; set != nil {
				own = set
				break
			}
		}
		if i > 0 && own != found {
			return d.Templates
		}
		found = own
	}
	return found
}

// ritualOf returns a ritual as some templates have it.
func ritualOf(set *templates.Set, name string) (ritual.Definition, bool) {
	defs := set.Rituals()
	i := slices.IndexFunc(defs, func(x ritual.Definition) bool { return x.Name == name })
	if i < 0 {
		return ritual.Definition{}, false
	}
	return defs[i], true
}
