package mentoring

import "strings"

// forms are phrases by their first word, each as its words.
type forms map[string][][]string

// listed returns the forms of a list, which are separated by "|". They are in
// lower case and without accents, as [phrase.Fold] makes them.
func listed(list string) forms {
	out := forms{}
	for form := range strings.SplitSeq(list, "|") {
		words := strings.Fields(strings.ReplaceAll(form, "'", "' "))
		out[words[0]] = append(out[words[0]], words)
	}
	return out
}

// absenceWords are what absence notes say around a day, in one language.
type absenceWords struct {
	language string // of the dates
	// until stands before the last day, or the first day back: people mean
	// either. through stands before the last day and includes it, and so does
	// inclusive behind a date.
	until, through, inclusive forms
	// from stands before the first day of the absence, and where the sentence
	// tells of a return, before that.
	from forms
	// back tells of a return, away of an absence.
	back, away forms
	// others are those of whom a note says when they are there or away.
	others forms
}

var absenceLanguages = []absenceWords{
	{
		language: "en", until: listed("until|till|til|up to|up until|until the end of"),
		through: listed("through|thru|up to and including|until and including|until the end of the day on"),
		from:    listed("from|as of|starting|starting on|since|from the|beginning"), inclusive: listed("inclusive|included|incl"),
		back:   listed("back|return to|return on|i return|will return|i'll return|returning|my return|date of return|return date|available again|be available|am available|i resume|will resume|reachable again|in the office again|i will reply|i will respond|i'll reply|i'll respond"),
		away:   listed("away|out|out of office|out of the office|not in the office|on leave|annual leave|parental leave|maternity leave|paternity leave|sick leave|my leave|vacation|on holiday|holidays|absent|absence|travelling|traveling|unavailable|not available|limited access|no access|ooo|pto"),
		others: listed("my colleague|my colleagues|our office|the office is|you wrote|who is"),
	},
	{
		language: "de", until: listed("bis|bis zum|bis zu"),
		through: listed("bis einschliesslich|bis inklusive|bis inkl|bis und mit|einschliesslich"), inclusive: listed("einschliesslich|inklusive|inkl|incl"),
		from:   listed("ab|ab dem|vom|von|seit|seit dem|beginnend"),
		back:   listed("wieder|zuruck|zurueck|ruckkehr|rueckkehr"),
		away:   listed("nicht im buro|nicht im buero|nicht im haus|nicht im dienst|nicht erreichbar|nicht verfugbar|nicht verfuegbar|nicht da|nicht anwesend|im urlaub|urlaub|abwesend|abwesenheit|ferien|ausser haus|dienstreise|elternzeit|habe frei|unterwegs"),
		others: listed("mein kollege|meine kollegin|meinen kollegen|meiner kollegin|meinem kollegen|unser buro|unser buero|schrieben sie|schriebst du"),
	},
	{
		language: "fr", until: listed("jusqu'au|jusqu'a|jusque|jusqu'en"),
		through: listed("jusqu'au soir du|jusqu'a la fin du"), inclusive: listed("inclus|incluse|compris"),
		from:   listed("du|de|des|a partir du|a compter du|depuis le|des le"),
		back:   listed("retour|reviens|reviendrai|rentre|rentrerai|reprendrai|reprends|serai disponible|nouveau disponible|nouveau joignable|serai joignable|repondrai"),
		away:   listed("absent|absente|absence|conge|conges|vacances|pas au bureau|hors du bureau|deplacement|indisponible|injoignable|pas joignable|acces limite"),
		others: listed("mon collegue|ma collegue|mes collegues|notre bureau|vous ecriviez|avez ecrit"),
	},
	{
		language: "es", until: listed("hasta|hasta el|hasta el dia"),
		through: listed("hasta e incluyendo el"), inclusive: listed("inclusive|incluido|inclusivo|incluso"),
		from:   listed("desde|desde el|del|de|a partir del|a partir de"),
		back:   listed("vuelvo|volvere|vuelta|regreso|regresare|regresando|reincorporo|reincorporare|estare disponible|respondere|de nuevo"),
		away:   listed("fuera|vacaciones|ausente|ausencia|de viaje|de baja|de permiso|no estare|sin acceso|acceso limitado"),
		others: listed("mi colega|mi companero|mi companera|nuestra oficina|escribiste|escribio"),
	},
	{
		language: "pt", until: listed("ate|ate ao|ate a|ate o|ate dia|ate ao dia|ate o dia"),
		through: listed("ate e incluindo"), inclusive: listed("inclusive|incluido"),
		from:   listed("desde|de|do|a partir de|a partir do|a partir do dia|desde o dia"),
		back:   listed("volto|voltarei|volta|regresso|regressarei|retorno|retornarei|estarei disponivel|responderei|novamente"),
		away:   listed("fora|ferias|ausente|ausencia|em viagem|de licenca|nao estarei|sem acesso|acesso limitado"),
		others: listed("meu colega|minha colega|o nosso escritorio|nosso escritorio|escreveu|escreveste"),
	},
	{
		language: "it", until: listed("fino al|fino all'|fino a|fino alla|sino al|sino all'|al"),
		through: listed("fino a tutto il|fino al giorno"), inclusive: listed("compreso|incluso|inclusivo"),
		from:   listed("dal|dall'|da|a partire dal|a partire dall'|a partire da"),
		back:   listed("rientro|rientrero|torno|tornero|ritorno|ritornero|saro disponibile|rispondero|di nuovo|nuovamente|operativo"),
		away:   listed("fuori|ferie|vacanza|assente|assenza|in viaggio|in permesso|in congedo|non saro|accesso limitato"),
		others: listed("mio collega|mia collega|nostro ufficio|ha scritto"),
	},
	{
		language: "nl", until: listed("tot|tot aan"),
		through: listed("tot en met|t/m|tm|t m|tot & met"), inclusive: listed("inclusief|incluis"),
		from:   listed("vanaf|van|sinds|met ingang van|per"),
		back:   listed("terug|weer|opnieuw"),
		away:   listed("afwezig|afwezigheid|niet aanwezig|niet op kantoor|niet bereikbaar|niet beschikbaar|er niet|vakantie|verlof|ben vrij|op reis"),
		others: listed("mijn collega|ons kantoor|schreef"),
	},
	{
		language: "pl", until: listed("do|do dnia|az do"),
		through: listed("do konca dnia"), inclusive: listed("wlacznie"),
		from:   listed("od|od dnia|poczawszy od"),
		back:   listed("wracam|wroce|powrot|powrotu|powrocie|ponownie|znowu|bede dostepny|bede dostepna|bede z powrotem|odpowiem"),
		away:   listed("urlop|urlopie|nieobecny|nieobecna|nieobecnosc|poza biurem|niedostepny|niedostepna|w delegacji|wakacjach|ograniczony dostep"),
		others: listed("moj kolega|moja kolezanka|mojego kolegi|mojej kolezanki|nasze biuro|napisal|napisala"),
	},
}

// absenceEnds are the words that end what tells of an absence or a return.
var absenceEnds = func() map[string]bool {
	ends := map[string]bool{}
	for _, w := range absenceLanguages {
		for _, f := range []forms{w.away, w.back} {
			for _, phrases := range f {
				for _, words := range phrases {
					ends[words[len(words)-1]] = true
				}
			}
		}
	}
	return ends
}()
