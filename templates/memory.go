package templates

import (
	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// memory shows what comes back from long ago.
func (m *letter) memory(x digest.Memory, f Facts) {
	if x.Kind == "" {
		return
	}
	w := &m.l.digest.Memory
	f.N, f.Ref, f.Topic = x.Years, x.Ref, topic(x.Goal)
	f.By, f.Mine = m.by(x.Quote.By, x.Quote.Mine), x.Quote.Mine
	above := w.Year.plain(f)
	if x.Kind == digest.MemoryFallback {
		above = w.Fallback.plain(f)
	}
	m.add(sheet.Rule{}, m.quote(x.Quote, above, true))
}
