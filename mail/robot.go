package mail

import "strings"

// Kind is what sort of sender a mail came from.
type Kind string

// The kinds of mail. Only mail from a person is ever a reply.
const (
	KindPerson    Kind = "person"
	KindAutoReply Kind = "auto-reply" // absence notes, read receipts, other robots
	KindBounce    Kind = "bounce"     // a report that a mail was not or not yet delivered
	KindList      Kind = "list"       // a mailing list or bulk mail
	KindOwn       Kind = "own"        // we sent it ourselves
	KindCalendar  Kind = "calendar"   // an invitation or the answer to one
)

// Verdict is the kind of a mail and the sign that gave it away. The reason of
// [KindPerson] is empty.
type Verdict struct {
	Kind   Kind
	Reason Reason
}

// reportDelivery is the report-type of bounces (RFC 6522, RFC 3464).
const reportDelivery = "delivery-status"

// Classify says whether a mail was written by a person. It goes by marks that
// robots set and people's clients do not. X-Auto-Response-Suppress is no mark:
// genuine replies carry it.
func Classify(m *Message, us Identity) Verdict {
	h := m.Header
	sender := ""
	if len(m.From) > 0 {
		sender = m.From[0].Addr
	}
	returnPath, hasReturnPath := envelopeSender(h)
	_, ownID := us.tokenInID(m.MessageID)
	switch {
	case sameMailbox(sender, us.Address):
		return Verdict{KindOwn, ReasonOwnMail}
	case m.Report != nil && m.Report.Type == reportDelivery:
		return Verdict{KindBounce, ReasonBounce}
	case m.Report != nil: // displayed, deleted unread, marked as unwanted
		return Verdict{KindAutoReply, ReasonReport}
	case isMailSystem(sender):
		return Verdict{KindBounce, ReasonBounce}
	case ownID:
		return Verdict{KindOwn, ReasonOwnMail}
	}
	if verdict, ok := automatic(m); ok {
		return verdict
	}
	// Absence notes go to the envelope's sender too (RFC 3834, section 4), so
	// the address alone makes no bounce.
	switch {
	case isAbsenceSubject(m.Subject):
		return Verdict{KindAutoReply, ReasonAbsenceSubject}
	case hasReturnPath && returnPath == "" && toBounceAddress(m, us):
		return Verdict{KindBounce, ReasonBounce}
	case hasReturnPath && returnPath == "":
		return Verdict{KindAutoReply, ReasonNoReturnPath}
	case m.Calendar != nil && m.Calendar.Method != "":
		return Verdict{KindCalendar, ReasonCalendar}
	}
	return Verdict{Kind: KindPerson}
}

// automatic looks for the header fields by which robots and lists show
// themselves (RFC 3834, RFC 2919, RFC 2369, and older habits).
func automatic(m *Message) (Verdict, bool) {
	h := m.Header
	for _, v := range h.Values("Auto-Submitted") {
		if isAutoSubmitted(v) {
			return Verdict{KindAutoReply, ReasonAutoSubmitted}, true
		}
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"} {
		if h.Has(name) && !isNo(h.Raw(name)) {
			return Verdict{KindAutoReply, ReasonAutoReplyHeader}, true
		}
	}
	for _, name := range []string{"List-Id", "List-Post", "List-Unsubscribe"} {
		if h.Has(name) {
			return Verdict{KindList, ReasonList}, true
		}
	}
	switch plainValue(h.Raw("Precedence")) {
	case "list":
		return Verdict{KindList, ReasonList}, true
	case "auto_reply", "bulk", "junk":
		return Verdict{KindAutoReply, ReasonPrecedence}, true
	}
	return Verdict{}, false
}

// isAutoSubmitted reads the value of an Auto-Submitted field (RFC 3834, section
// 5): comments and parameters are allowed, "no" means a person.
func isAutoSubmitted(value string) bool {
	v := plainValue(value)
	return v != "" && v != "no"
}

func isNo(value string) bool {
	v := plainValue(value)
	return v == "no" || v == "false"
}

// plainValue returns a structured header value in lower case without comments
// and parameters.
func plainValue(value string) string {
	v, _ := withoutComments(cut(value, maxValueBytes))
	v, _, _ = strings.Cut(v, ";")
	return strings.ToLower(strings.TrimSpace(v))
}

// withoutComments removes comments in parentheses, nested ones too (RFC 5322,
// section 3.2.2), and replaces the content of quoted strings by nothing, so
// that neither can be mistaken for structure. ok is false if one is not closed.
func withoutComments(v string) (plain string, ok bool) {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\' && (depth > 0 || quoted):
			i++
		case quoted:
			quoted = c != '"'
			if !quoted {
				b.WriteByte('"')
			}
		case c == '(':
			depth++
			b.WriteByte(' ')
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '"':
			quoted = true
			b.WriteByte('"')
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), depth == 0 && !quoted
}

// envelopeSender returns the address in the topmost Return-Path, the one that
// our own host wrote, "" for the null sender.
func envelopeSender(h Header) (addr string, ok bool) {
	if !h.Has("Return-Path") {
		return "", false
	}
	return strings.Trim(strings.TrimSpace(h.Raw("Return-Path")), "<> "), true
}

// isMailSystem reports whether the address is that of a mail system itself.
func isMailSystem(addr string) bool {
	local, _, _ := strings.Cut(addr, "@")
	switch strings.ToLower(local) {
	case "mailer-daemon", "postmaster":
		return true
	}
	return false
}

// toBounceAddress reports whether the mail was sent to the address to which
// only bounces go.
func toBounceAddress(m *Message, us Identity) bool {
	for _, c := range Candidates(m, us) {
		if c.Purpose == PurposeBounce {
			return true
		}
	}
	return false
}

// absenceSubjects are the words with which clients begin the subject of an
// absence note, in lower case.
var absenceSubjects = []string{
	"automatic reply", "auto reply", "autoreply", "auto-reply", "auto response", "out of office", "out of the office", // English
	"automatische antwort", "abwesenheitsnotiz", "abwesenheit", // German
	"réponse automatique", "absence du bureau", "absent du bureau", // French
	"respuesta automática", "fuera de la oficina", "fuera de oficina", // Spanish
	"risposta automatica", "fuori ufficio", "fuori sede", // Italian
	"resposta automática", "ausência temporária", "fora do escritório", // Portuguese
	"automatisch antwoord", "afwezigheidsbericht", "afwezig", // Dutch
	"autosvar", "automatiskt svar", "automatisk svar", "frånvaro", "ikke til stede", // Swedish, Danish, Norwegian
	"automaattinen vastaus", "poissa", // Finnish
	"automatyczna odpowiedź", "odpowiedź automatyczna", "poza biurem", // Polish
	"automatická odpověď", "mimo kancelář", // Czech
	"automatikus válasz",                // Hungarian
	"автоответ", "автоматический ответ", // Russian
	"otomatik yanıt",                        // Turkish
	"自動応答", "自動返信", "自动回复", "自動回覆", "자동 회신", // Japanese, Chinese, Korean
}

// isAbsenceSubject goes by the subject alone, so it is careful: the words must
// be the whole subject or stand before a colon, as clients write them.
// "Out of office next week, so I write today" is a person.
func isAbsenceSubject(subject string) bool {
	s := strings.ToLower(strings.TrimSpace(subject))
	for _, words := range absenceSubjects {
		rest, ok := strings.CutPrefix(s, words)
		rest = strings.TrimSpace(rest)
		if ok && (rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：")) {
			return true
		}
	}
	return false
}
