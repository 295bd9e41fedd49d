package templates

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"milepost/mentoring/reading"
	"milepost/templates/sheet"
)

// nodes returns all elements of a page.
func nodes(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestHTMLIsSelfContained checks what every page promises: no picture, no web
// link, nothing that is fetched or counted.
func TestHTMLIsSelfContained(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		if len(s.HTML) > sheet.MaxHTML {
			t.Errorf("%s: %d bytes of HTML, more than %d", s.Name, len(s.HTML), sheet.MaxHTML)
		}
		headings := 0
		for _, n := range nodes(t, s.HTML) {
			for _, a := range n.Attr {
				value := strings.ToLower(a.Val)
				if a.Key != "xmlns" && !strings.HasPrefix(a.Key, "xmlns:") && (strings.Contains(value, "http:") || strings.Contains(value, "https:") || strings.Contains(value, "data:") || strings.Contains(value, "url(")) {
					t.Errorf("%s: <%s %s=%q> reaches out", s.Name, n.Data, a.Key, a.Val)
				}
			}
			switch n.Data {
			case "img", "script", "link", "iframe", "form", "input", "svg", "video", "object", "picture":
				t.Errorf("%s: has <%s>", s.Name, n.Data)
			case "table":
				if attr(n, "role") != "presentation" {
					t.Errorf("%s: a table without role=presentation", s.Name)
				}
			case "style":
				if css := n.FirstChild.Data; len(css) > sheet.MaxStyle || strings.Contains(css, "url(") || strings.Contains(css, "@import") {
					t.Errorf("%s: style block of %d bytes", s.Name, len(css))
				}
			case "html":
				if attr(n, "lang") == "" || attr(n, "dir") == "" {
					t.Errorf("%s: <html> without lang or dir", s.Name)
				}
			case "h1":
				headings++
			}
		}
		if headings != 1 {
			t.Errorf("%s: %d h1, want 1", s.Name, headings)
		}
	}
}

// TestFontEverywhere checks that no words fall back to a mail program's own
// font: each stands in an element that has ours, or inside one.
func TestFontEverywhere(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		for _, n := range nodes(t, s.HTML) {
			if n.Data != "a" && n.Data != "p" && n.Data != "h1" && n.Data != "h2" {
				continue
			}
			own := false
			for up := n; up != nil && !own; up = up.Parent {
				own = strings.Contains(attr(up, "style"), "font-family")
			}
			if !own {
				t.Errorf("%s: <%s> %q has no font", s.Name, n.Data, words(n))
			}
		}
	}
}

// TestLinksCanBeTyped checks that every link opens a reply to the mail, and
// that each line in it is one that a person could type.
func TestLinksCanBeTyped(t *testing.T) {
	t.Parallel()
	typed := map[string][]string{}
	set := loadWith(t)
	for _, language := range set.Languages() {
		for _, v := range []*reading.Vocabulary{set.Vocabulary(language), set.Vocabulary(fallback)} {
			for _, forms := range v.Verbs {
				typed[language] = append(typed[language], forms...)
			}
		}
	}
	numbered := regexp.MustCompile(`^([0-9]+|A[0-9]+): `)
	for _, s := range samples(t) {
		for _, n := range nodes(t, s.HTML) {
			if n.Data != "a" {
				continue
			}
			href := attr(n, "href")
			if strings.Contains(href, "+subject") || strings.Count(href, "?") != 1 || len(href) > 500 {
				t.Errorf("%s: link %q", s.Name, href)
			}
			u, err := url.Parse(href)
			if err != nil || u.Scheme != "mailto" || !strings.HasPrefix(u.Opaque, "pairs+") {
				t.Errorf("%s: link %q does not write to the reply address", s.Name, href)
				continue
			}
			q, err := url.ParseQuery(strings.ReplaceAll(u.RawQuery, "+", "%2B"))
			if err != nil || len(q) != 2 || !strings.HasPrefix(q.Get("subject"), "Re: ") || strings.Contains(u.RawQuery, "+") {
				t.Errorf("%s: link %q has query %v", s.Name, href, q)
			}
			for line := range strings.SplitSeq(q.Get("body"), "\r\n") {
				verb := slices.ContainsFunc(typed[s.Language], func(v string) bool { return strings.HasPrefix(line, v) })
				if line != "" && !verb && !numbered.MatchString(line+" ") {
					t.Errorf("%s: link body line %q is nothing that can be typed", s.Name, line)
				}
			}
			if words(n) == "" {
				t.Errorf("%s: link %q has no words", s.Name, href)
			}
		}
	}
}

// TestLinksAreUnderstood reads the mail that each link opens, as if it had been
// sent like that: it must be an answer or a keyword, and no word may be left.
func TestLinksAreUnderstood(t *testing.T) {
	t.Parallel()
	set, now := loadWith(t), newExample().now
	for _, s := range samples(t) {
		for _, n := range nodes(t, s.HTML) {
			u, err := url.Parse(attr(n, "href"))
			if n.Data != "a" || err != nil {
				continue
			}
			body := u.Query().Get("body")
			if strings.HasSuffix(body, " ") { // waits for somebody to write on
				continue
			}
			rd := reading.Interpret(reading.Prompt{Asked: s.Asked, Pairs: []int64{1}}, []reading.Block{{Text: body}}, set.Vocabulary(s.Language), now)
			if len(rd.Answers)+len(rd.Lines) != 1 || len(rd.Leftover)+len(rd.Doubts) > 0 {
				t.Errorf("%s: %q is read as %+v", s.Name, body, rd)
			}
		}
	}
}

// TestText checks the plain part: narrow lines, no line of dashes, nothing
// that another mail program would cut at.
func TestText(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		marks := 0
		for i, line := range strings.Split(s.Text, "\n") {
			if n := utf8.RuneCountInString(line); n > 72 {
				t.Errorf("%s.txt:%d: %d characters: %s", s.Name, i+1, n, line)
			}
			if line == "-- " {
				marks++
				continue
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s.txt:%d: blanks at the end: %q", s.Name, i+1, line)
			}
			if line != "" && strings.Trim(line, "-_=*~ ") == "" || strings.HasPrefix(line, ">") {
				t.Errorf("%s.txt:%d: looks like a mark of a mail program: %q", s.Name, i+1, line)
			}
			if strings.ContainsAny(line, "\u00a0\t\u200b") {
				t.Errorf("%s.txt:%d: a blank that is none: %q", s.Name, i+1, line)
			}
		}
		if marks != 1 {
			t.Errorf("%s.txt: %d signature marks, want 1", s.Name, marks)
		}
		for _, q := range s.Asked {
			if q.Text == "" || !strings.Contains(strings.Join(strings.Fields(s.Text), " "), q.Text) {
				t.Errorf("%s.txt: question %d, %q, is not in the text as it is stored", s.Name, q.N, q.Text)
			}
		}
	}
}

// TestPartsAgree checks that both parts of a mail hold the same words: every
// id, every question, in the same order.
func TestPartsAgree(t *testing.T) {
	t.Parallel()
	id := regexp.MustCompile(`\b[GMCA][0-9]+\b`)
	for _, s := range samples(t) {
		var page strings.Builder
		questions := 0
		for _, n := range nodes(t, s.HTML) {
			if n.Data == "body" {
				page.WriteString(words(n))
			}
			if n.Data == "p" && attr(n, "data-q") != "" {
				questions++
			}
		}
		if questions != len(s.Asked) {
			t.Errorf("%s: %d questions in HTML, want %d", s.Name, questions, len(s.Asked))
		}
		for _, ref := range id.FindAllString(s.Text, -1) {
			if !strings.Contains(page.String(), ref) {
				t.Errorf("%s: %s is in the text and not in the HTML", s.Name, ref)
			}
		}
		for _, ref := range id.FindAllString(page.String(), -1) {
			if !strings.Contains(s.Text, ref) {
				t.Errorf("%s: %s is in the HTML and not in the text", s.Name, ref)
			}
		}
		for _, q := range s.Asked {
			if !strings.Contains(page.String(), q.Text) {
				t.Errorf("%s: question %q is not in the HTML", s.Name, q.Text)
			}
		}
	}
}

// TestTone checks the manners: no exclamation mark and no praise by the
// machine, nobody is late, nothing but people's names in a subject.
func TestTone(t *testing.T) {
	t.Parallel()
	bad := regexp.MustCompile(`(?i)!|\blate\b|overdue|\bbehind\b|well done|great job|congrat|proud of you|streak|reply above` +
		`|überfällig|verspätet|glückwunsch|weiter so|en retard|félicit|bravo|retrasad|enhorabuena|felicidades|felicit|atrasad|parabéns|\pL\.\.(?:[^.]|$)`)
	for _, s := range samples(t) {
		for i, line := range strings.Split(s.Preheader+"\n"+s.Subject+"\n"+s.Text, "\n") {
			if m := bad.FindString(line); m != "" {
				t.Errorf("%s: line %d says %q: %s", s.Name, i, m, line)
			}
		}
		if n := utf8.RuneCountInString(s.Subject); n == 0 || n > 60 {
			t.Errorf("%s: subject of %d characters: %s", s.Name, n, s.Subject)
		}
		if n := utf8.RuneCountInString(s.Preheader); n == 0 || n > 120 || s.Preheader == s.Subject {
			t.Errorf("%s: preheader of %d characters: %s", s.Name, n, s.Preheader)
		}
		for _, secret := range []string{"Lead one", "Speak up", "Priya", "retro", "dissent", "defensive", "offsite"} {
			if strings.Contains(s.Subject, secret) || strings.Contains(s.Preheader, secret) {
				t.Errorf("%s: subject or preheader quotes %q", s.Name, secret)
			}
		}
	}
}

// TestSentencesAreShort keeps the wording plain: under 25 words a sentence at
// most, and under 15 on the average of every mail.
func TestSentencesAreShort(t *testing.T) {
	t.Parallel()
	stop := regexp.MustCompile(`[.?:!]\s+|\n\n|\n\s+(?:\*|-|\[.\]|[GMCA][0-9]+)\s`)
	for _, s := range samples(t) {
		total, n := 0, 0
		for _, sentence := range stop.Split(s.Text, -1) {
			count := len(strings.Fields(sentence))
			if count > 25 {
				t.Errorf("%s: %d words: %s", s.Name, count, sentence)
			}
			if count > 2 {
				total, n = total+count, n+1
			}
		}
		if n > 0 && total > 15*n {
			t.Errorf("%s: %d words a sentence", s.Name, total/n)
		}
	}
}

// TestReceiptsAreShort checks that a receipt stays a glance.
func TestReceiptsAreShort(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		if s.Mail != receiptName || strings.HasSuffix(s.Name, "first") {
			continue
		}
		body, _, _ := strings.Cut(s.Text, "\n-- \n")
		lines := 0
		for line := range strings.SplitSeq(body, "\n") {
			if line != "" {
				lines++
			}
		}
		if lines > 11 { // the headline and its corner, then at most nine
			t.Errorf("%s: %d lines", s.Name, lines)
		}
	}
}
