package correspondent

import (
	"strings"
)

// asText lays the reply out in one text part.
func (w *crowdWriter) asText() body {
	client := pick(w, []Client{Mutt, Thunderbird, Roundcube, SNail, AppleMail, GmailApp, OutlookDesktop})
	w.useClient(client)
	w.out.Client += ", text"
	m := w.chooseMarks()
	flowed := m.before == "> " && w.oneIn(3)
	width := pick(w, []int{0, 72, 72, 60})
	if flowed {
		width = 66
	}
	write := func(t string) []string { return ownLines(t, width, flowed) }
	gap := pick(w, []int{1, 1, 2, 0})

	var out []string
	add := func(lines ...string) { out = append(out, lines...) }
	intro := strings.Split(w.draft.intro, "\n")
	quoted := func() {
		for _, p := range w.pieces() {
			if p.own {
				add(write(p.text)...)
			} else {
				add(m.quote(p))
			}
		}
	}
	switch {
	case w.out.Layout == NoQuote:
		add(write(w.free())...)
		add(w.signed()...)
	case w.out.Layout == AtEnd:
		add(intro...)
		quoted()
		add("")
		add(write(w.free())...)
		add(w.signed()...)
	case w.out.Layout.between():
		if w.free() != "" {
			add(write(w.free())...)
			add("")
		}
		add(intro...)
		if w.oneIn(3) {
			add("")
		}
		quoted()
		add(w.signed()...)
	default:
		add(write(w.free())...)
		add(w.signed()...)
		for range max(gap, 1) {
			add("")
		}
		switch w.out.Layout {
		case Thread:
			var ours []piece
			for _, l := range w.draft.prompt.text {
				ours = append(ours, piece{text: l})
			}
			add(w.nested(m, ours)...)
		case OnlyIntro:
			add(intro...)
		default:
			add(intro...)
			if gap == 0 || w.out.Layout.unmarked() {
				add("")
			}
			quoted()
		}
	}
	return body{text: strings.Join(out, "\n") + "\n", flowed: flowed}
}

// ownLines are own words as lines; flowed ones keep the space at which they were
// broken, and a space before what would mean something (RFC 3676).
func ownLines(t string, width int, flowed bool) []string {
	var out []string
	for l := range strings.SplitSeq(t, "\n") {
		if strings.HasPrefix(l, " ") {
			if flowed {
				l = " " + l
			}
			out = append(out, l)
			continue
		}
		pieces := wrap(l, width)
		for i := range pieces {
			if flowed && i < len(pieces)-1 {
				pieces[i] += " "
			}
			if flowed && strings.HasPrefix(pieces[i], ">") {
				pieces[i] = " " + pieces[i]
			}
		}
		out = append(out, pieces...)
	}
	return out
}

// signed is the ending with what sets it off.
func (w *crowdWriter) signed() []string {
	if w.end.text == "" {
		return nil
	}
	out := []string{""}
	if w.end.dashed {
		out = append(out, "-- ")
	}
	return append(out, strings.Split(w.end.text, "\n")...)
}

// useClient takes the header lines and ids of a client.
func (w *crowdWriter) useClient(c Client) {
	w.draft.Client, w.draft.client = c, clients[c]
	w.out.Client = c.String()
}

// charsets are what clients write in each language besides UTF-8.
var charsets = map[string][]string{
	"pl": {"iso-8859-2", "windows-1250"}, "cs": {"iso-8859-2", "windows-1250"}, "sk": {"iso-8859-2"}, "hu": {"iso-8859-2"},
	"ro": {"iso-8859-16"}, "hr": {"windows-1250"}, "sl": {"iso-8859-2"}, "sr": {"windows-1251"}, "bg": {"windows-1251"},
	"ru": {"windows-1251", "koi8-r", "iso-8859-5"}, "uk": {"windows-1251", "koi8-u"}, "el": {"iso-8859-7", "windows-1253"},
	"tr": {"windows-1254"}, "he": {"windows-1255", "iso-8859-8"}, "ar": {"windows-1256"}, "th": {"windows-874"},
	"ja": {"iso-2022-jp", "shift_jis", "euc-jp"}, "zh-CN": {"gb18030", "gbk"}, "zh-TW": {"big5"}, "ko": {"euc-kr"},
	"et": {"windows-1257"}, "lt": {"windows-1257"}, "lv": {"windows-1257"}, "vi": {"utf-8"},
}

// plainer replaces typography that old charsets lack, as clients do.
var plainer = strings.NewReplacer(
	"“", `"`, "”", `"`, "’", "'", "‘", "'", "–", "-", "—", "-", "…", "...", "·", "*", "\u202f", " ", "\u00a0", " ", "‐", "-",
)

// wire decides on parts, charset and encoding.
func (w *crowdWriter) wire(b *body) {
	b.encoding = pick(w, []string{"", "quoted-printable", "base64"})
	of := charsets[w.out.Language]
	if of == nil {
		of = []string{"windows-1252", "iso-8859-15"}
	}
	if charset := pick(w, of); w.oneIn(3) && charset != "utf-8" {
		if !fits(*b, charset) {
			b.text, b.html = plainer.Replace(b.text), plainer.Replace(b.html)
		}
		if fits(*b, charset) {
			b.charset = charset
		}
	}
	b.wrapped = b.html == "" && w.oneIn(12)
	kind := "text"
	switch {
	case b.html != "" && b.text != "":
		kind = "text and html"
	case b.html != "":
		kind = "html"
	}
	w.out.Wire = strings.TrimSpace(kind + " " + b.charset + " " + b.encoding)
}

func fits(b body, charset string) bool {
	_, text := encoded(b.text, charset)
	_, rich := encoded(b.html, charset)
	return text && rich
}
