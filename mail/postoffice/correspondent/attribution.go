package correspondent

import (
	"net/mail"
	"strconv"
	"strings"
	"time"
)

// style is a family of clients that introduce a quote alike.
type style int

const (
	gmailStyle style = iota
	appleStyle
	thunderbirdStyle
	muttStyle
	roundcubeStyle
	webmailStyle
	snailStyle
)

// attributions are the lines above a quote. {who} is "Name <address>", {name}
// and {address} its parts; the rest is the date, see [inWords].
var attributions = map[style]byLanguage{
	gmailStyle: {
		"en": "On {wd}, {mon} {d}, {Y} at {h}:{mm}\u202f{pm} {who} wrote:",
		"de": "Am {wd}., {d}. {mon} {Y} um {HH}:{mm} Uhr schrieb {who}:",
		"fr": "Le {wd}. {d} {mon} {Y} à {HH}:{mm}, {who} a écrit :",
		"es": "El {wd}, {d} {mon} {Y} a las {HH}:{mm}, {name} (<{address}>) escribió:",
	},
	appleStyle: {
		"en": "On {d} {mon} {Y}, at {HH}:{mm}, {who} wrote:",
		"de": "Am {dd}.{MM}.{Y} um {HH}:{mm} schrieb {who}:",
		"fr": "Le {d} {mon} {Y} à {HH}:{mm}, {who} a écrit :",
		"es": "El {d} {mon} {Y}, a las {HH}:{mm}, {who} escribió:",
	},
	thunderbirdStyle: {
		"en": "On {dd}/{MM}/{Y} {HH}:{mm}, {name} wrote:",
		"de": "Am {dd}.{MM}.{yy} um {HH}:{mm} schrieb {name}:",
		"fr": "Le {dd}/{MM}/{Y} à {HH}:{mm}, {name} a écrit :",
		"es": "El {d}/{M}/{yy} a las {HH}:{mm}, {name} escribió:",
	},
	muttStyle:      {"en": "On {wd}, {mon} {dd}, {Y} at {hh}:{mm}:{ss}{PM} {offset}, {name} wrote:"},
	roundcubeStyle: {"en": "On {Y}-{MM}-{dd} {HH}:{mm}, {name} wrote:", "de": "Am {Y}-{MM}-{dd} {HH}:{mm}, schrieb {name}:"},
	webmailStyle:   {"en": "{Y}-{MM}-{dd} {HH}:{mm} GMT{zone} {who}:"},
	snailStyle:     {"en": "{name} wrote in\n <{id}>:"},
}

// attribution introduces a quote of the prompt in the words of a style. A style
// without the language uses its English words.
func (d *draft) attribution(s style) string {
	if d.intro != "" {
		return d.intro
	}
	layout, ok := attributions[s][d.Language]
	if !ok {
		layout = attributions[s]["en"]
	}
	return strings.NewReplacer(
		"{who}", shown(d.prompt.from),
		"{name}", d.prompt.sender(),
		"{address}", d.prompt.from.Address,
		"{id}", strings.Trim(d.prompt.messageID, "<>"),
	).Replace(d.date(layout))
}

// shown is an address as clients show it: the name without quotes.
func shown(a mail.Address) string {
	if a.Name == "" {
		return a.Address
	}
	return a.Name + " <" + a.Address + ">"
}

// date writes the prompt's date in the writer's zone and their client's
// language.
func (d *draft) date(layout string) string {
	return inWords(layout, d.prompt.date.In(d.At.Location()), d.Language)
}

// inWords replaces the date fields of a layout. Doubled letters are padded to
// two digits; wd and mon are abbreviated, weekday and month are not.
func inWords(layout string, t time.Time, language string) string {
	n := names[language]
	if n.months == nil {
		n = names["en"]
	}
	weekday, month := n.weekdays[t.Weekday()], n.months[t.Month()-1]
	return numbers(strings.NewReplacer(
		"{wd}", abbreviated(weekday, n.weekdayLetters),
		"{weekday}", weekday,
		"{mon}", n.shortMonths[t.Month()-1],
		"{month}", month,
	).Replace(layout), t)
}

// numbers replaces the date fields of a layout that are the same everywhere.
func numbers(layout string, t time.Time) string {
	return strings.NewReplacer(
		"{d}", strconv.Itoa(t.Day()),
		"{dd}", t.Format("02"),
		"{M}", strconv.Itoa(int(t.Month())),
		"{MM}", t.Format("01"),
		"{Y}", t.Format("2006"),
		"{yy}", t.Format("06"),
		"{h}", t.Format("3"),
		"{hh}", t.Format("03"),
		"{HH}", t.Format("15"),
		"{mm}", t.Format("04"),
		"{ss}", t.Format("05"),
		"{pm}", t.Format("PM"),
		"{PM}", t.Format("PM"),
		"{offset}", t.Format("-0700"),
		"{zone}", t.Format("-07:00"),
	).Replace(layout)
}

func abbreviated(word string, letters int) string { return string([]rune(word)[:letters]) }

// calendarNames are the names of days and months in a language.
type calendarNames struct {
	weekdays, months, shortMonths []string
	weekdayLetters                int // of an abbreviated weekday
}

var names = map[string]calendarNames{
	"en": {
		strings.Fields("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
		strings.Fields("January February March April May June July August September October November December"),
		strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"), 3,
	},
	"de": {
		strings.Fields("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag"),
		strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
		strings.Fields("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."), 2,
	},
	"fr": {
		strings.Fields("dimanche lundi mardi mercredi jeudi vendredi samedi"),
		strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		strings.Fields("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."), 3,
	},
	"es": {
		strings.Fields("domingo lunes martes miércoles jueves viernes sábado"),
		strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
		strings.Fields("ene feb mar abr may jun jul ago sept oct nov dic"), 3,
	},
}

// headerBlock are the lines that Outlook and Samsung put above a quote that they
// do not mark, as label and value.
func (d *draft) headerBlock(labels map[string][]string, layouts byLanguage) [][2]string {
	if d.block != nil {
		return d.block
	}
	l, ok := labels[d.Language]
	if !ok {
		l = labels["en"]
	}
	layout, ok := layouts[d.Language]
	if !ok {
		layout = layouts["en"]
	}
	return [][2]string{
		{l[0], shown(d.prompt.from)},
		{l[1], d.date(layout)},
		{l[2], shown(d.prompt.to)},
		{l[3], d.prompt.subject},
	}
}

var outlookLabels = map[string][]string{
	"en": {"From:", "Sent:", "To:", "Subject:"},
	"de": {"Von:", "Gesendet:", "An:", "Betreff:"},
	"fr": {"De :", "Envoyé :", "À :", "Objet :"},
	"es": {"De:", "Enviado el:", "Para:", "Asunto:"},
}

var outlookDates = byLanguage{
	"en": "{weekday}, {month} {d}, {Y} {h}:{mm} {pm}",
	"de": "{weekday}, {d}. {month} {Y} {HH}:{mm}",
	"fr": "{weekday} {d} {month} {Y} {HH}:{mm}",
	"es": "{weekday}, {d} de {month} de {Y} {HH}:{mm}",
}

var samsungLabels = map[string][]string{
	"en": {"From:", "Date:", "To:", "Subject:"},
	"de": {"Von:", "Datum:", "An:", "Betreff:"},
	"fr": {"De :", "Date :", "À :", "Objet :"},
	"es": {"De:", "Fecha:", "A:", "Asunto:"},
}

var samsungDates = byLanguage{"en": "{dd}/{MM}/{Y}  {HH}:{mm}  (GMT{zone})", "de": "{dd}.{MM}.{yy}  {HH}:{mm}  (GMT{zone})"}

var samsungAnnouncements = byLanguage{
	"en": "-------- Original message --------",
	"de": "-------- Ursprüngliche Nachricht --------",
	"fr": "-------- Message d'origine --------",
	"es": "-------- Mensaje original --------",
}
