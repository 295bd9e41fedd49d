package mentoring

import "strings"

// absenceWords are what absence notes say around a day, in one language. Forms
// are in lower case and without accents, as [plainWord] makes them, and separated
// by "|".
type absenceWords struct {
	language string // of the dates
	// until stands before the last day, or the first day back: people mean
	// either. through stands before the last day and includes it, and so does
	// inclusive behind a date.
	until, through, inclusive string
	// from stands before the first day of the absence, and where the sentence
	// tells of a return, before that.
	from string
	// back tells of a return, away of an absence.
	back, away string
}

var absenceLanguages = []absenceWords{
	{
		language: "en", until: "until|till|til|up to|up until|until the end of",
		through: "through|thru|up to and including|until and including|until the end of the day on",
		from:    "from|as of|starting|starting on|since|from the|beginning", inclusive: "inclusive|included|incl",
		back: "back|return|returning|available again|available|resume|reachable again|in the office again|respond|reply|read your",
		away: "away|out|office|leave|vacation|holiday|holidays|absent|absence|travelling|traveling|unavailable|not available|limited access|no access|ooo|pto",
	},
	{
		language: "de", until: "bis|bis zum|bis zu",
		through: "bis einschliesslich|bis inklusive|bis inkl|bis und mit|einschliesslich", inclusive: "einschliesslich|inklusive|inkl|incl",
		from: "ab|ab dem|vom|von|seit|seit dem|beginnend",
		back: "wieder|zuruck|zurueck|ruckkehr|rueckkehr|erreichbar|beantworten",
		away: "nicht|urlaub|abwesend|abwesenheit|ferien|ausser haus|dienstreise|elternzeit|frei|buro|buero|unterwegs",
	},
	{
		language: "fr", until: "jusqu'au|jusqu'a|jusque|jusqu'en",
		through: "jusqu'au soir du|jusqu'a la fin du", inclusive: "inclus|incluse|compris",
		from: "du|de|des|a partir du|a compter du|depuis le|des le",
		back: "retour|reviens|reviendrai|rentre|rentrerai|reprendrai|reprends|disponible|joignable|repondrai",
		away: "absent|absente|absence|conge|conges|vacances|bureau|deplacement|indisponible|joignable|acces limite",
	},
	{
		language: "es", until: "hasta|hasta el|hasta el dia",
		through: "hasta e incluyendo el", inclusive: "inclusive|incluido|inclusivo|incluso",
		from: "desde|desde el|del|de|a partir del|a partir de",
		back: "vuelvo|volvere|vuelta|regreso|regresare|regresando|reincorporo|reincorporare|disponible|respondere|de nuevo",
		away: "fuera|oficina|vacaciones|ausente|ausencia|viaje|baja|permiso|sin acceso|acceso limitado",
	},
	{
		language: "pt", until: "ate|ate ao|ate a|ate o|ate dia|ate ao dia|ate o dia",
		through: "ate e incluindo", inclusive: "inclusive|incluido",
		from: "desde|de|do|a partir de|a partir do|a partir do dia|desde o dia",
		back: "volto|voltarei|volta|regresso|regressarei|retorno|retornarei|disponivel|responderei|novamente",
		away: "fora|escritorio|ferias|ausente|ausencia|viagem|licenca|sem acesso|acesso limitado",
	},
	{
		language: "it", until: "fino al|fino all'|fino a|fino alla|sino al|sino all'|al",
		through: "fino a tutto il|fino al giorno", inclusive: "compreso|incluso|inclusivo",
		from: "dal|dall'|da|a partire dal|a partire dall'|a partire da",
		back: "rientro|rientrero|torno|tornero|ritorno|ritornero|disponibile|rispondero|di nuovo|nuovamente|operativo",
		away: "fuori|ufficio|ferie|vacanza|assente|assenza|sede|viaggio|permesso|accesso limitato|congedo",
	},
	{
		language: "nl", until: "tot|tot aan",
		through: "tot en met|t/m|tm|t m|tot & met", inclusive: "inclusief|incluis",
		from: "vanaf|van|sinds|met ingang van|per",
		back: "terug|weer|opnieuw|bereikbaar|aanwezig|beantwoorden",
		away: "afwezig|afwezigheid|niet|vakantie|verlof|kantoor|vrij|reis",
	},
	{
		language: "pl", until: "do|do dnia|az do",
		through: "do konca dnia", inclusive: "wlacznie",
		from: "od|od dnia|poczawszy od",
		back: "wracam|wroce|powrot|powrotu|powrocie|ponownie|dostepny|dostepna|znowu|bede|odpowiem",
		away: "urlop|urlopie|nieobecny|nieobecna|nieobecnosc|poza|biurem|biurze|niedostepny|niedostepna|delegacji|wakacjach|ograniczony dostep",
	},
}

// unmarked are the letters with a mark of these languages, by those without.
var unmarked = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ç", "c", "ć", "c", "è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ł", "l", "ñ", "n", "ń", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ś", "s", "ß", "ss",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ź", "z", "ż", "z", "’", "'", "´", "'",
	"\u0300", "", "\u0301", "", "\u0302", "", "\u0303", "", "\u0308", "", "\u0327", "",
)

// plainWord returns a word as the tables hold it.
func plainWord(s string) string { return unmarked.Replace(strings.ToLower(s)) }
