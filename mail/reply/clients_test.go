package reply

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// layout is where a person writes.
type layout int

const (
	top layout = iota
	bottom
	between
	sameLine
)

func (l layout) String() string { return [...]string{"top", "bottom", "between", "same line"}[l] }

// answers to the questions of each mail; "" is left out.
var replies = map[string][]string{
	"week":    {"It went well, two comments only.\nI fixed both.", "A cold, and the release.", "Reading my design note before I send it round", "4"},
	"partly":  {"", "Nothing really", "", "3"},
	"numbers": {"yes", "no", "all of it", "5"},
	"quarter": {"keep G1, park G2", "The demo: https://world.test/demo\n- two users\n- one bug", "time"},
	"foreign": {"Sí, ayer. Dos comentarios.", "Krank gewesen, 3 Tage", "При ревью, спасибо", "2"},
}

// attributions are what clients write above a quote, most with their own name
// for us, as the name is in the From header.
var attributions = []string{
	"On Fri, 14 Nov 2025 at 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> wrote:",
	"On Fri, 14 Nov 2025 at 14:00, Milepost for Ana & Tomasz <\npairs+k7f2@mentors.example> wrote:",
	"On Fri, Nov 14, 2025 at 2:00 PM Milepost for Ana & Tomasz\n<pairs+k7f2@mentors.example>\nwrote:",
	"Am 14.11.2025 um 14:00 schrieb Milepost for Ana & Tomasz:",
	"Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> schrieb am Fr. 14. Nov. 2025 um 14:00:",
	"Le ven. 14 nov. 2025 à 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> a écrit :",
	"El vie, 14 nov 2025 a las 14:00, Milepost for Ana & Tomasz (<pairs+k7f2@mentors.example>) escribió:",
	"Missatge de Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> del dia dv., 14 de nov. 2025 a les 14:00:",
	"Em sex., 14 de nov. de 2025 às 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> escreveu:",
	"Il giorno ven 14 nov 2025 alle ore 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> ha scritto:",
	"Op vr 14 nov 2025 om 14:00 schreef Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"Den fre. 14. nov. 2025 kl. 14.00 skrev Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"fre. 14. nov. 2025 kl. 14:00 skrev Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"Den fre 14 nov. 2025 kl 14:00 skrev Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"pe 14. marrask. 2025 klo 14.00 Milepost for Ana & Tomasz (pairs+k7f2@mentors.example) kirjoitti:",
	"pt., 14 lis 2025 o 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> napisał(a):",
	"W dniu 14.11.2025 o 14:00, Milepost for Ana & Tomasz pisze:",
	"pá 14. 11. 2025 v 14:00 odesílatel Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> napsal:",
	"pi 14. 11. 2025 o 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> napísal(a):",
	"Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> ezt írta (időpont: 2025. nov. 14., P, 14:00):",
	"În vin., 14 nov. 2025 la 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> a scris:",
	"pet, 14. stu 2025. u 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> napisao je:",
	"На пт, 14.11.2025 г. в 14:00 ч. Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> написа:",
	"пт, 14 нояб. 2025 г. в 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"пт, 14 лист. 2025 р. о 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> пише:",
	"Στις Παρ 14 Νοε 2025 στις 2:00 μ.μ., ο/η Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> έγραψε:",
	"Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>, 14 Kas 2025 Cum, 14:00 tarihinde şunu yazdı:",
	"\u202bבתאריך יום ו׳, 14 בנוב׳ 2025 ב-14:00 מאת \u202aMilepost for Ana & Tomasz\u202c\u200f <\u202apairs+k7f2@mentors.example\u202c\u200f>:\u202c",
	"في الجمعة، 14 نوفمبر 2025 في 2:00 م تمت كتابة ما يلي بواسطة \u202aMilepost for Ana & Tomasz\u202c\u200f <\u202apairs+k7f2@mentors.example\u202c\u200f>:",
	"2025年11月14日(金) 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> 于2025年11月14日周五 14:00写道：",
	"Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> 於 2025年11月14日 週五 下午2:00寫道：",
	"2025년 11월 14일 (금) 오후 2:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>님이 작성:",
	"Vào Th 6, 14 thg 11, 2025 vào lúc 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> đã viết:",
	"Pada Jum, 14 Nov 2025 pukul 14.00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> menulis:",
	"Kontakt Milepost for Ana & Tomasz (<pairs+k7f2@mentors.example>) kirjutas kuupäeval R, 14. november 2025 kell 14:00:",
	"2025-11-14, pn, 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> rašė:",
	"piektd., 2025. g. 14. nov., plkst. 14:00 — lietotājs Milepost for Ana & Tomasz (<pairs+k7f2@mentors.example>) rakstīja:",
	"เมื่อ ศ. 14 พ.ย. 2025 เวลา 14:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> เขียนว่า:",
	"2025-11-14 14:00 GMT+01:00 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>:",
	"---- On Fri, 14 Nov 2025 14:00:00 +0100 Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> wrote ----",
}

// headers are Outlook's blocks above an unmarked quote.
var headers = []string{
	"________________________________\nFrom: Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>\nSent: Friday, November 14, 2025 2:00 PM\nTo: Ana <ana@world.test>\nSubject: Week 9: how did the review go?",
	"Von: Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>\nGesendet: Freitag, 14. November 2025 14:00\nAn: Ana <ana@world.test>\nBetreff: Week 9: how did the review go?",
	"De : Milepost for Ana & Tomasz\nEnvoyé : vendredi 14 novembre 2025 14:00\nÀ : Ana\nObjet : Week 9: how did the review go?",
	"Od: Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>\nWysłano: piątek, 14 listopada 2025 14:00\nDo: Ana <ana@world.test>\nTemat: Week 9: how did the review go?",
	"发件人: Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>\n发送时间: 2025年11月14日 14:00\n收件人: Ana\n主题: Week 9: how did the review go?",
	"-------- Original message --------\nFrom: Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>\nDate: 14/11/2025 14:00 (GMT+01:00)\nTo: Ana <ana@world.test>\nSubject: Week 9: how did the review go?",
}

var signatures = []string{"", "", "\n\n-- \nAna Lima\nParser team", "\n\nSent from my iPhone", "\n\nVon meinem iPhone gesendet"}

// compose writes answers into the lines of a quoted prompt. ends says behind
// which line each question's words end.
func compose(lay layout, quote []string, ends []int, answers []string, frame, sign string) (text string, want []Block) {
	var given, out []string
	for _, a := range answers {
		if a != "" {
			given = append(given, a)
		}
	}
	all := strings.Join(given, "\n")
	switch lay {
	case top:
		return all + sign + "\n\n" + frame + "\n" + strings.Join(quote, "\n") + "\n", []Block{{Text: all}}
	case bottom:
		return frame + "\n" + strings.Join(quote, "\n") + "\n\n" + all + sign + "\n", []Block{{Text: all}}
	}
	for i, l := range quote {
		asked := -1
		for q, e := range ends {
			if e == i {
				asked = q
			}
		}
		if asked < 0 || answers[asked] == "" {
			out = append(out, l)
			continue
		}
		want = append(want, Block{Text: answers[asked], Question: asked + 1})
		if lay == sameLine {
			out = append(out, l+" "+answers[asked])
		} else {
			out = append(out, l, "", answers[asked], "")
		}
	}
	return frame + "\n" + strings.Join(out, "\n") + sign + "\n", want
}

// lastLines finds behind which line of a quote each question ends, by its
// letters alone.
func lastLines(t *testing.T, lines []string, sent Sent) []int {
	t.Helper()
	var all strings.Builder
	var upTo []int // letters up to the end of each line
	for _, l := range lines {
		all.WriteString(letters(l))
		upTo = append(upTo, all.Len())
	}
	ends := make([]int, len(sent.Questions))
	end := 0
	for i, q := range sent.Questions {
		at := strings.Index(all.String()[end:], letters(q.Text))
		if at < 0 {
			t.Fatalf("question %d is not in the quote", q.N)
		}
		end += at + len(letters(q.Text))
		for ends[i] = 0; upTo[ends[i]] < end; ends[i]++ {
		}
	}
	return ends
}

// letters is s without anything but its letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func checkBlocks(t *testing.T, name string, in Input, sent []Sent, want []Block) bool {
	t.Helper()
	r := Read(in, sent)
	if r.From == "text" {
		checkWhole(t, in.Text, r)
	}
	got := r.Blocks
	for i := range got {
		got[i].Text = normal(got[i].Text)
		if r.From == "html" { // paragraphs of HTML stand apart
			got[i].Text = strings.ReplaceAll(got[i].Text, "\n\n", "\n")
		}
	}
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		ok = got[i] == want[i]
	}
	if !ok {
		t.Errorf("%s: Read() blocks = %+v, want %+v\n%s", name, got, want, show(r))
	}
	return ok
}

// style is how a client quotes a plain prompt.
type style struct {
	name   string
	quote  func(lines []string) []string
	marked bool
}

func prefix(p string) func([]string) []string {
	return func(lines []string) []string {
		out := make([]string, len(lines))
		for i, l := range lines {
			out[i] = strings.TrimRight(p+l, " ")
		}
		return out
	}
}

var styles = []style{
	{"marked", prefix("> "), true},
	{"marked without space", prefix(">"), true},
	{"tab", prefix("\t"), false},
	{"unmarked", prefix(""), false},
	{"renumbered", func(lines []string) []string {
		out := make([]string, len(lines))
		for i, l := range lines {
			if len(l) > 2 && l[0] >= '1' && l[0] <= '9' && l[1] == '.' {
				l = "1" + l[1:]
			}
			out[i] = "> " + l
		}
		return out
	}, true},
	{"bullets", func(lines []string) []string {
		out := make([]string, len(lines))
		for i, l := range lines {
			if len(l) > 2 && l[0] >= '1' && l[0] <= '9' && l[1] == '.' {
				l = "*" + l[2:]
			}
			out[i] = "> " + l
		}
		return out
	}, true},
	{"wrapped at 44", func(lines []string) []string { return wrap(lines, 44, "> ", "> ") }, true},
	{"wrapped at 44, rest unmarked", func(lines []string) []string { return wrap(lines, 44, "> ", "") }, true},
	{"wrapped at 50, unmarked", func(lines []string) []string { return wrap(lines, 50, "", "") }, false},
}

// wrap breaks long lines; rest is put before what goes over.
func wrap(lines []string, width int, mark, rest string) []string {
	var out []string
	for _, l := range lines {
		m := mark
		for len(l) > width {
			i := strings.LastIndexByte(l[:width], ' ')
			if i <= 0 || strings.TrimSpace(l[:i]) == "" {
				break
			}
			out = append(out, m+l[:i])
			l, m = l[i+1:], rest
		}
		out = append(out, strings.TrimRight(m+l, " "))
	}
	return out
}

// TestPlainReplies answers our mails in the styles of plain clients, at the
// top, below, between the questions and on their lines.
func TestPlainReplies(t *testing.T) {
	t.Parallel()
	n, good := 0, 0
	for _, mail := range []struct {
		name string
		sent Sent
		keys []string
	}{{"week", week, []string{"week", "partly", "numbers", "foreign"}}, {"quarter", quarter, []string{"quarter"}}} {
		lines := strings.Split(strings.TrimRight(mail.sent.Text, "\n"), "\n")
		for _, s := range styles {
			quote := s.quote(lines)
			ends := lastLines(t, quote, mail.sent)
			frames := attributions
			if !s.marked {
				frames = headers
			}
			for fi, frame := range frames {
				for ai, key := range mail.keys {
					sign := signatures[(fi+ai)%len(signatures)]
					for lay := top; lay <= sameLine; lay++ {
						text, want := compose(lay, quote, ends, replies[key], frame, sign)
						n++
						if checkBlocks(t, fmt.Sprintf("%s, %s, %v, %s, frame %d", mail.name, s.name, lay, key, fi), Input{Text: text}, []Sent{mail.sent}, want) {
							good++
						}
						if n-good > 12 {
							t.Fatalf("too many wrong: %d of %d", n-good, n)
						}
					}
				}
			}
		}
	}
	t.Logf("%d of %d right", good, n)
}
