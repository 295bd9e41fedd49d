package demo

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/store"
)

// taken returns what each mail put into the records, by its Message-ID. A mail
// that came in and put nothing there has an empty list.
func taken(ctx context.Context, s *store.Store, messages []store.Message, records []mentoring.Record) (map[string][]mentoring.Entry, error) {
	byMessage := map[int64][]mentoring.Entry{}
	for _, r := range records {
		for _, e := range r.Entries {
			byMessage[e.Message] = append(byMessage[e.Message], e)
		}
	}
	out := map[string][]mentoring.Entry{}
	for _, m := range messages {
		raw, err := s.Raw(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		head, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			continue // held as unreadable: another check counts it
		}
		id := head.Header.Get("Message-Id")
		out[id] = append(out[id], byMessage[m.ID]...)
	}
	return out, nil
}

// nothingLost looks for the words of each reply in what it put into the record.
// Of a line with a keyword only what stands between the keyword and a date is
// kept as words. The answer to a question lies with the question.
func nothingLost(_ context.Context, e evidence) (broken []string, err error) {
	var responses []string
	for _, r := range e.records {
		for _, x := range r.Entries {
			responses = append(responses, x.Response)
		}
	}
	answers := plain(strings.Join(responses, "\n"))
	for _, m := range e.mails {
		entries, came := e.took[m.header.Get("Message-Id")]
		if !m.wrote || !came {
			continue
		}
		var kept []string
		for _, x := range entries {
			kept = append(kept, x.Text)
			if x.Value > 0 {
				kept = append(kept, fmt.Sprint(x.Value))
			}
		}
		all := plain(strings.Join(kept, "\n"))
		for line := range strings.Lines(strings.Join(m.own, "\n")) {
			if words := e.asKept(line); !strings.Contains(all, words) && !strings.Contains(answers, words) {
				broken = append(broken, where(m)+": "+shorten(words))
			}
		}
	}
	return broken, nil
}

// nothingAdded looks for each line that a reply put into the record among the
// words that its author wrote. What has a number may have been reworded by its
// author in a later mail.
func nothingAdded(_ context.Context, e evidence) (broken []string, err error) {
	ever := map[*role]string{}
	for _, m := range e.mails {
		ever[m.who] += " " + plain(strings.Join(m.own, "\n"))
	}
	for _, m := range e.mails {
		if !m.wrote {
			continue
		}
		own := plain(strings.Join(m.own, "\n"))
		for _, x := range e.took[m.header.Get("Message-Id")] {
			for line := range strings.Lines(x.Text) {
				words := plain(line)
				if !strings.Contains(own, words) && (x.Number == 0 || !strings.Contains(ever[m.who], words)) {
					broken = append(broken, where(m)+": "+shorten(words))
				}
			}
		}
	}
	return slices.Compact(broken), nil
}

// apart looks for what somebody wrote about one pair in the record of another. A
// line that is also among the words for that pair may well stand there.
func apart(_ context.Context, e evidence) (broken []string, err error) {
	for _, m := range e.mails {
		for _, x := range e.took[m.header.Get("Message-Id")] {
			meant := plain(strings.Join(m.about[x.Pair], "\n"))
			for id, words := range m.about {
				other := plain(strings.Join(words, "\n"))
				for line := range strings.Lines(x.Text) {
					said := plain(line)
					if id != x.Pair && said != "" && strings.Contains(other, said) && !strings.Contains(meant, said) {
						broken = append(broken, fmt.Sprintf("%s, entry %d of pair %d: what was for pair %d", where(m), x.ID, x.Pair, id))
					}
				}
			}
		}
	}
	return slices.Compact(broken), nil
}

var (
	label     = regexp.MustCompile(`^(?:\d+[:.)] |[A-Z]\d+: )`)
	beforeDay = regexp.MustCompile(` by \d+ [a-z]+$`)
)

// asKept returns the words of a line as the record keeps them; "" for a line
// whose words are not kept as words.
func (e evidence) asKept(line string) string {
	line = strings.TrimSpace(label.ReplaceAllString(strings.TrimSpace(line), ""))
	word, rest, colon := strings.Cut(line, ":")
	for verb, forms := range e.w.daemon.Templates.Vocabulary("en").Verbs {
		for _, form := range forms {
			low := plain(line)
			if (verb == reading.NextAt || verb == reading.Met) && strings.HasPrefix(low, form) {
				return "" // a day and an hour
			}
			if low == form || strings.HasPrefix(low, form+" ") && !colon && len(low) < 40 {
				return ""
			}
			if colon && (plain(word) == form || strings.HasPrefix(plain(word), form+" ")) {
				line = rest
			}
		}
	}
	return strings.TrimRight(beforeDay.ReplaceAllString(plain(line), ""), ".")
}

func where(m readMail) string {
	return fmt.Sprintf("%s, %s", m.who.ID, m.at.UTC().Format(time.DateTime))
}

func shorten(s string) string {
	const most = 50
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
