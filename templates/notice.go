package templates

import (
	"fmt"

	"milepost/templates/sheet"
)

// Notice draws any other mail, by the name of its words. It fails for a name
// that notices.yaml does not have. Like a digest, it shows less of a long list
// where it would become too large.
func (s *Set) Notice(n Notice) (Rendered, error) {
	var out Rendered
	for _, most := range [...]int{80, 40, 10} {
		var err error
		if out, err = s.notice(n, most); err != nil || len(out.HTML) <= sheet.MaxHTML {
			return out, err
		}
	}
	return out, nil
}

func (s *Set) notice(n Notice, most int) (Rendered, error) {
	m := s.letter(n.Frame)
	m.most = most
	w := m.l.notices[n.Name]
	if w == nil {
		return Rendered{}, fmt.Errorf("draw notice: there is no notice %q", n.Name)
	}
	f := m.about(m.facts(), n.Section)
	f.Words = n.Words
	f.Date, f.Long = m.day(n.Date), m.long(n.Date)
	m.begin(f, &w.Subject, &w.Preheader, m.corner(f))
	m.head(f, &w.Headline, &w.Lead)
	m.enter(n.Section, f, false, "")
	m.passages(w.Body, f, showing{
		section: n.Section, standing: n.Standing, trends: n.Trends, measures: n.Measures, entries: n.Entries,
		original: sheet.Cut(n.Original, maxOriginal),
	})
	return m.end(f, &w.Why)
}

// maxOriginal keeps a mail that gives words back within what mail programs
// show whole.
const maxOriginal = 16 << 10
