package reply

import "strings"

// nameFrames finds frames that no table knows: right above the first words of
// ours, a line with our address, our name or our subject in it. As we know
// these, it works in every language.
func (d *document) nameFrames(k *Known, a *alignment) {
	if a.count() == 0 {
		return
	}
	for i := range d.lines {
		if !d.lines[i].ours() || d.lines[i].joined {
			continue
		}
		head := k.heads[d.lines[i].sent]
		address, name, subject := head.address, head.name, head.subject
		// The lines between the one that names us and our first words are part
		// of the frame as well, unless it plainly ends before.
		left := 4
		if d.brokenFrame(i, name, address) {
			return
		}
		for j := d.before(i); j >= 0 && left > 0; j = d.before(j) {
			l := d.lines[j]
			if l.cause != unexplained || l.end-l.body > maxFrameLine {
				break
			}
			left--
			s := plain(d.text(j))
			if closesFrame(s) && address != "" && strings.Contains(s, address) ||
				endsColon(s) && name != "" && strings.Contains(s, name) || labels(s, subject) {
				d.frame(d.frameStart(j, name), i, namesUs, true)
				break
			}
			if left == 3 && !closesFrame(s) && !strings.Contains(s, ": ") {
				break // words of the person's between the frame and ours
			}
		}
		return // only above the first
	}
}

// frameStart is where a frame starts that ends with line i: one line higher
// when a client has wrapped it.
func (d *document) frameStart(i int, name string) int {
	if i == 0 || d.lines[i-1].blank || d.lines[i-1].cause != unexplained || d.lines[i-1].end-d.lines[i-1].body > maxFrameLine {
		return i
	}
	s := plain(d.text(i - 1))
	if year, _ := dates(s); year && tables().startsFrame(s) || name != "" && strings.HasSuffix(s, name) {
		return i - 1
	}
	return i
}

// closesFrame reports whether a line, in plain form, may be the last of an
// attribution.
func closesFrame(s string) bool {
	r := lastRune(s)
	return endsColon(s) || r == '>' || r == ')' || r == '-'
}

// labels reports whether a line, in plain form, is a label with our subject
// behind it: "Betreff: AW: Week 9".
func labels(s, subject string) bool {
	colon := strings.IndexAny(s, ":：")
	return len(subject) >= 4 && colon > 0 && colon <= 30 && strings.Contains(s[colon+1:], subject)
}

// heading is what names a mail of ours, in plain form.
type heading struct{ address, name, subject string }

func newHeading(s Sent) heading {
	address, name := splitAddress(s.From)
	return heading{address, name, plain(s.Subject)}
}

// splitAddress takes "Name <address>" apart, both in plain form.
func splitAddress(from string) (address, name string) {
	from = plain(from)
	if i := strings.LastIndexByte(from, '<'); i >= 0 {
		return strings.Trim(from[i:], "<> "), strings.Trim(from[:i], "\" ")
	}
	return from, ""
}
