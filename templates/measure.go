package templates

import (
	"milepost/mentoring"
	"milepost/templates/sheet"
)

// measures shows what is counted for goals, each with its latest values.
func (m *letter) measures(measures []mentoring.Measure, f Facts) {
	w := &m.l.digest
	m.titled(&w.Titles.Measures, f, func() {
		var rows []sheet.Row
		for _, x := range some(m, measures) {
			var values []string
			for _, e := range x.Values {
				f.Text, f.Date = sheet.Cut(sheet.Clean(e.Text), name), m.day(e.Due)
				values = append(values, w.Measure.Value.plain(f))
			}
			f.Topic, f.Text = sheet.Cut(sheet.Clean(x.Words), glimpse), m.list(values)
			rows = append(rows, sheet.Row{Label: x.Goal.Ref(), Text: w.Measure.Named.rich(f)})
		}
		if rows != nil {
			m.add(sheet.Rows{Items: rows})
		}
	})
}
