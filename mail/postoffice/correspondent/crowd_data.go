package correspondent

import (
	_ "embed"
	"strings"
	"time"
)

//go:embed crowd/attributions.txt
var attributionTable string

//go:embed crowd/headers.txt
var headerTable string

//go:embed crowd/dates.txt
var dateTable string

//go:embed crowd/manners.txt
var mannerTable string

//go:embed crowd/answers.txt
var answerTable string

// crowdData is what differs from language to language. It is written from what
// clients and people do, not from what a reader looks for.
type crowdData struct {
	forms   []introForm
	headers []headerForm
	dates   map[string]shortNames
	manners map[string]manners
	answers map[string][]string
}

// introForm is a line above a quote, see [numbers] for its fields.
type introForm struct{ language, client, line string }

// headerForm are the labels of a header block: from, sent, to, copy, subject.
type headerForm struct {
	language  string
	labels    []string
	announced string
}

type shortNames struct{ weekdays, months []string }

type manners struct {
	greeting         string
	closings, phones []string
}

// odd is the name of the answers that are hard to read in any language.
const odd = "odd"

func readCrowdData() crowdData {
	d := crowdData{dates: map[string]shortNames{}, manners: map[string]manners{}, answers: map[string][]string{}}
	for _, f := range rows(attributionTable) {
		d.forms = append(d.forms, introForm{f[0], f[1], strings.ReplaceAll(f[2], "^", "\n")})
	}
	for _, f := range rows(headerTable) {
		d.headers = append(d.headers, headerForm{f[0], f[1:6], f[6]})
	}
	for _, f := range rows(dateTable) {
		d.dates[f[0]] = shortNames{strings.Fields(f[1]), strings.Fields(f[2])}
	}
	for _, f := range rows(mannerTable) {
		d.manners[f[0]] = manners{f[1], strings.Split(f[2], ";"), strings.Split(f[3], ";")}
	}
	var language string
	for line := range strings.Lines(answerTable) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "== "); ok {
			language = name
		} else if language != "" && line != "" {
			d.answers[language] = append(d.answers[language], strings.ReplaceAll(line, `\n`, "\n"))
		}
	}
	return d
}

// rows are the lines of a table, their fields between bars.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		out = append(out, strings.Split(line, " | "))
	}
	return out
}

// introduction fills in a line above a quote, and breaks it as some clients do.
func (w *crowdWriter) introduction(language, line string) string {
	p := w.draft.prompt
	line = w.dated(language, line)
	// An address that stands behind "<" is where Gmail breaks the line.
	if w.oneIn(4) && !strings.Contains(line, "\n") {
		line = strings.Replace(line, "{who}", p.sender()+" <\n{addr}>", 1)
		line = strings.Replace(line, "<{addr}>", "<\n{addr}>", 1)
	}
	line = strings.NewReplacer(
		"{who}", shown(p.from), "{name}", p.sender(), "{addr}", p.from.Address, "{id}", strings.Trim(p.messageID, "<>"),
		"{to}", p.to.Name, "{toaddr}", p.to.Address, "{subject}", p.subject,
	).Replace(line)
	if w.oneIn(4) && !strings.Contains(line, "\n") {
		line = strings.Join(wrap(line, pick(w, []int{36, 50, 60, 72})), "\n")
	}
	return line
}

// dated fills in the date of the mail that is answered.
func (w *crowdWriter) dated(language, layout string) string {
	t, n := w.draft.prompt.date, w.data.dates[language]
	layout = strings.NewReplacer(
		"{wd}", strings.ReplaceAll(n.weekdays[t.Weekday()], "_", " "),
		"{mon}", strings.ReplaceAll(n.months[t.Month()-1], "_", " "),
	).Replace(layout)
	return numbers(layout, t.In(time.FixedZone("", 3600)))
}

// headerLines are the labels of a block with their values, in one of the orders
// in which clients write them.
func (w *crowdWriter) headerLines(h headerForm) [][2]string {
	p := w.draft.prompt
	who := shown(p.from)
	if w.oneIn(5) {
		who = p.sender() // an address that the client knows and hides
	}
	date := w.dated(h.language, pick(w, []string{"{wd} {d} {mon} {Y} {HH}:{mm}", "{dd}.{MM}.{Y} {HH}:{mm}", "{Y}-{MM}-{dd} {HH}:{mm}", "{M}/{d}/{Y} {h}:{mm} {pm}"}))
	value := [][2]string{
		{h.labels[0], who},
		{h.labels[1], date},
		{h.labels[2], shown(p.to)},
		{h.labels[3], "Ines Duarte <ines@mentors.example>"},
		{h.labels[4], p.subject},
	}
	order := pick(w, [][]int{{0, 1, 2, 4}, {0, 1, 2, 4}, {0, 1, 2, 3, 4}, {0, 2, 1, 4}, {0, 4, 1, 2}, {0, 2, 3, 1, 4}, {1, 0, 2, 4}, {4, 0, 1, 2}})
	var out [][2]string
	for _, i := range order {
		out = append(out, value[i])
	}
	return out
}

// blockText is a header block as text, with or without a line that announces
// it.
func (w *crowdWriter) blockText(h headerForm) string {
	var lines []string
	switch w.rand.IntN(4) {
	case 0:
		lines = append(lines, strings.Repeat("_", 32))
	case 1:
		lines = append(lines, h.announced)
	}
	star := ""
	if w.oneIn(6) {
		star = "*" // bold, in the text that Gmail makes of it
	}
	for _, l := range w.draft.block {
		lines = append(lines, star+l[0]+star+" "+l[1])
	}
	return strings.Join(lines, "\n")
}
