package phrase

// german reads "halb fünf" as half past four. "nächsten Freitag" is that of next
// week or the coming one, depending on who says it, and is marked.
var german = table{
	language: "de",
	dayFirst: true,
	dotless:  true,
	weekdays: [7]name{
		{"Sonntag", "So.", ""},
		{"Montag", "Mo.", ""},
		{"Dienstag", "Di.", ""},
		{"Mittwoch", "Mi.", ""},
		{"Donnerstag", "Do.", ""},
		{"Freitag", "Fr.", ""},
		{"Samstag", "Sa.", "Sonnabend"},
	},
	months: [12]name{
		{"Januar", "Jan.", "Jänner|Jän"},
		{"Februar", "Feb.", "Feber|Febr"},
		{"März", "März", "Mrz|Mär"},
		{"April", "Apr.", ""},
		{"Mai", "Mai", ""},
		{"Juni", "Juni", "Jun|Juno"},
		{"Juli", "Juli", "Jul|Julei"},
		{"August", "Aug.", ""},
		{"September", "Sept.", "Sep"},
		{"Oktober", "Okt.", ""},
		{"November", "Nov.", ""},
		{"Dezember", "Dez.", ""},
	},
	frail: "so|do",
	words: []words{
		{count, 0, "null"},
		{count, 1, "eins"},
		{count, 2, "zwei|zwo"},
		{count, 3, "drei"},
		{count, 4, "vier"},
		{count, 5, "fünf"},
		{count, 6, "sechs"},
		{count, 7, "sieben"},
		{count, 8, "acht"},
		{count, 9, "neun"},
		{count, 10, "zehn"},
		{count, 11, "elf"},
		{count, 12, "zwölf"},
		{looseCount, 1, "ein|eine|einer|einem|einen|'ne|'ner|'nem|'nen"},

		{dayWord, -2, "vorgestern"},
		{dayWord, -1, "gestern"},
		{dayWord, 0, "heute|heut|heute abend|heute noch"},
		{dayWord, 1, "morgen|morgen früh|morgen abend"},
		{dayWord, 2, "übermorgen"},

		{dayUnit, 1, "Tag|Tage|Tagen|Tage lang"},
		{dayUnit, 7, "Woche|Wochen|Wo|Wochen lang|Woche lang"},
		{monthUnit, 1, "Monat|Monate|Monaten|Monate lang|Monat lang"},
		{monthUnit, 12, "Jahr|Jahre|Jahren"},
		{minuteUnit, 1, "Min|Min.|Minute|Minuten"},
		{minuteUnit, 60, "h|Std|Std.|Stunde|Stunden"},
		{minuteCount, 15, "eine Viertelstunde|Viertelstunde"},
		{minuteCount, 30, "eine halbe Stunde|halbe Stunde|einer halben Stunde"},
		{minuteCount, 45, "eine Dreiviertelstunde|Dreiviertelstunde"},
		{dayCount, 7, "acht Tage|acht Tagen"},
		{monthCount, 6, "ein halbes Jahr|einem halben Jahr|halbes Jahr"},

		{ordinalMark, 0, ".|ter|ten|te|tes"},
		{article, 0, "der|die|das|den|dem|des|zum"},

		{deadlineLead, 0, "bis|bis zum|bis zur|bis spätestens|spätestens|spätestens bis|spätestens am|spätestens bis zum|vor|vor dem|fällig|fällig am|fällig bis|Frist|Termin|Deadline"},
		{dayLead, 0, "am|an|im|in der|in dem"},
		{otherLead, 0, "zum|zur|für|auf|nach"},
		{inLead, 0, "in|innerhalb|innerhalb von|binnen"},
		{agoLead, 0, "vor"},
		{fromLead, 0, "von|vom|ab|ab dem|zwischen"},
		{rangeMark, 0, "bis|bis zum|bis zur|bis einschließlich|bis inklusive|-|–|—"},
		{fromNow, 0, "ab heute|ab jetzt|von heute an"},

		{nthLead, 0, "am|dem|den|zum|der|vom"},

		{whichMark, int(thisOne), "diese|dieser|diesen|diesem|dieses"},
		{whichMark, int(comingOne), "kommende|kommender|kommenden|kommendem|kommendes"},
		{whichMark, int(nextOne), "nächste|nächster|nächsten|nächstem|nächstes"},
		{whichMark, int(lastOne), "letzte|letzter|letzten|letztem|letztes|vergangene|vergangenen|vergangener|vorige|vorigen|voriger"},
		{edgeMark, int(startOf), "Anfang|zu Anfang|Beginn"},
		{edgeMark, int(middleOf), "Mitte"},
		{edgeMark, int(endOf), "Ende|zu Ende"},
		{periodName, int(weekPeriod), "Woche"},
		{periodName, int(monthPeriod), "Monat|Monats"},
		{periodName, int(quarterPeriod), "Quartal|Quartals"},
		{periodName, int(yearPeriod), "Jahr|Jahres"},
		{periodEnd, int(monthPeriod), "Monatsende|Monatsletzten"},
		{periodEnd, int(quarterPeriod), "Quartalsende"},
		{periodEnd, int(yearPeriod), "Jahresende"},
		{noDate, 0, "am Morgen"},
		{quarterMark, 0, "Q"},

		{dayPart, 0, "früh|Morgen|Vormittag|Nachmittag|Abend|am Morgen|am Vormittag|am Nachmittag|am Abend"},
		{clockLead, 0, "um|gegen|ab|@"},
		{clockName, 12 * 60, "mittags|Mittag|zu Mittag"},
		{clockMark, 0, "h|Uhr"},
		{halfDay, 0, "morgens|vormittags|früh|am Morgen|am Vormittag"},
		{halfDay, 12 * 60, "nachmittags|abends|am Nachmittag|am Abend"},
		{nightTime, 0, "nachts"},
		{halfTo, 0, "halb"},

		{outOf, 0, "von|von max.|/"},
	},
	layouts: layouts{
		short:     "{wd}, {day}. {mon}",
		shortYear: "{wd}, {day}. {mon} {year}",
		long:      "{weekday}, {day}. {month}",
		sameMonth: "{day}.–{day2}. {mon2}",
		twoMonths: "{day}. {mon} – {day2}. {mon2}",
		timeIn:    "{time} {city}",
		dayTimeIn: "{wd} {time} {city}",
		separator: ", ",
	},
	cities: map[string]string{
		"Europe/Athens": "Athen", "Europe/Brussels": "Brüssel", "Europe/Copenhagen": "Kopenhagen",
		"Europe/Lisbon": "Lissabon", "Europe/Luxembourg": "Luxemburg", "Europe/Moscow": "Moskau", "Europe/Prague": "Prag",
		"Europe/Rome": "Rom", "Europe/Vienna": "Wien", "Europe/Warsaw": "Warschau", "Europe/Zurich": "Zürich",
		"Europe/Bucharest": "Bukarest", "Europe/Kiev": "Kiew", "Europe/Kyiv": "Kiew", "Asia/Tokyo": "Tokio",
	},
}

// austrian is German with the first month's other name.
func austrian() table {
	t := german
	t.months[0] = name{"Jänner", "Jän.", "Januar|Jan"}
	return t
}
