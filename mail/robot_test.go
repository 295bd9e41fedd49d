package mail

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	person := Verdict{Kind: KindPerson}
	auto := func(r Reason) Verdict { return Verdict{KindAutoReply, r} }
	rows := []struct {
		name, header string
		want         Verdict
	}{
		{"person", "", person},
		{"person with a return path", "Return-Path: <ana@mentors.example>", person},
		{"Auto-Submitted no", "Auto-Submitted: no", person},
		{"Auto-Submitted no with dressing", "Auto-Submitted: (a person) No ; x=auto-replied", person},
		{"Auto-Submitted in a comment", "Auto-Submitted: no (not auto-replied)", person},
		{"Auto-Submitted empty", "Auto-Submitted:", person},
		{"suppress header is no proof", "X-Auto-Response-Suppress: All", person},
		{"Precedence of no meaning", "Precedence: first-class", person},
		{"out of office in a sentence", "Subject: Out of office next week, so I write today", person},
		{"reply to an absence note", "Subject: Re: Automatic reply: Week 9", person},
		{"auto-replied", "Auto-Submitted: auto-replied", auto(ReasonAutoSubmitted)},
		{"auto-replied with parameter", "auto-submitted: Auto-Replied (vacation); owner-email=x", auto(ReasonAutoSubmitted)},
		{"auto-generated", "Auto-Submitted: auto-generated", auto(ReasonAutoSubmitted)},
		{"X-Autoreply", "X-Autoreply: yes", auto(ReasonAutoReplyHeader)},
		{"X-Autoreply no", "X-Autoreply: no", person},
		{"X-Autorespond", "X-Autorespond: Week 9", auto(ReasonAutoReplyHeader)},
		{"Precedence auto_reply", "Precedence: Auto_Reply", auto(ReasonPrecedence)},
		{"Precedence bulk", "Precedence: bulk", auto(ReasonPrecedence)},
		{"null sender", "Return-Path: <>", auto(ReasonNoReturnPath)},
		{"second return path is not ours", "Return-Path: <ana@mentors.example>\nReturn-Path: <>", person},
		{"read receipt", "Content-Type: multipart/report; report-type=disposition-notification; boundary=b", auto(ReasonReport)},
		{"mail system", "From: postmaster@mentors.example", Verdict{KindBounce, ReasonBounce}},
		{"null sender to the bounce address", "Return-Path: <>\nTo: pairs+b-" + testToken + "@world.test", Verdict{KindBounce, ReasonBounce}},
		{"absence note to the bounce address", "Return-Path: <>\nAuto-Submitted: auto-replied\nTo: pairs+b-" + testToken + "@world.test", auto(ReasonAutoSubmitted)},
		{"unmarked absence note to the bounce address", "Return-Path: <>\nSubject: Automatic reply: x\nTo: pairs+b-" + testToken + "@world.test", auto(ReasonAbsenceSubject)},
		{"List-Id", "List-Id: <x.world.test>", Verdict{KindList, ReasonList}},
		{"List-Unsubscribe", "List-Unsubscribe: <mailto:x@world.test>", Verdict{KindList, ReasonList}},
		{"Precedence list", "Precedence: list", Verdict{KindList, ReasonList}},
		{"our own address", "From: Milepost <pairs@world.test>", Verdict{KindOwn, ReasonOwnMail}},
		{"our own address with a tag", "From: PAIRS+x@world.test\nAuto-Submitted: auto-generated", Verdict{KindOwn, ReasonOwnMail}},
		{"our own Message-ID", "Message-ID: <d." + testToken + "@world.test>", Verdict{KindOwn, ReasonOwnMail}},
		{"answer to an invitation", "Content-Type: text/calendar; method=REPLY", Verdict{KindCalendar, ReasonCalendar}},
		{"answer to an invitation, sent by a program", "Auto-Submitted: auto-generated\nContent-Type: text/calendar; method=COUNTER", Verdict{KindCalendar, ReasonCalendar}},
		{"invitation sent by a program", "Auto-Submitted: auto-generated\nContent-Type: text/calendar; method=REQUEST", auto(ReasonAutoSubmitted)},
		{"calendar without a method", "Content-Type: text/calendar", person},
		{"Zimbra", "Auto-Submitted: auto-replied (zimbra; vacation)\nPrecedence: bulk", auto(ReasonAutoSubmitted)},
		{"Gmail", "Precedence: bulk\nX-Autoreply: yes", auto(ReasonAutoReplyHeader)},
		{"Proton", "X-Autorespond: auto\nSubject: Auto: Week 9", auto(ReasonAutoReplyHeader)},
		{"Postfixadmin", "X-Mailer: Virtual Vacation 4.0", auto(ReasonAutoReplyHeader)},
		{"a mail client", "X-Mailer: iPhone Mail (21A329)", person},
		{"rule of an Exchange mailbox", "X-MS-Exchange-Inbox-Rules-Loop: ana@mentors.example", auto(ReasonAutoReplyHeader)},
		{"rules agent of Exchange", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", auto(ReasonAutoReplyHeader)},
		{"other field of Exchange", "X-MS-Exchange-Organization-SCL: 1", person},
		{"Autosubmitted", "Autosubmitted: auto-replied", auto(ReasonAutoSubmitted)},
		{"Amazon", "X-Amazon-Auto-Reply: true", auto(ReasonAutoReplyHeader)},
		{"Precedence auto-reply", "Precedence: auto-reply", auto(ReasonPrecedence)},
		{"failed recipients", "X-Failed-Recipients: ana@mentors.example", Verdict{KindBounce, ReasonBounce}},
		{"a server of Exchange", "From: MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mentors.example", Verdict{KindBounce, ReasonBounce}},
		{"a person of Microsoft Exchange", "From: microsoftexchangefan@mentors.example", person},
		{"mail system that is away", "From: mailer-daemon@mentors.example\nSubject: Out of office: Week 9", auto(ReasonAbsenceSubject)},
		{"returned, by its sender and subject", "Return-Path: <>\nSubject: Undeliverable: Week 9", Verdict{KindBounce, ReasonBounce}},
		{"returned, sent on by a person", "Subject: Fwd: Undeliverable: Week 9", person},
		{"undeliverable in a sentence", "Subject: Undeliverable promises", person},
	}
	for _, row := range rows {
		raw := row.header + "\nFrom: Ana <ana@mentors.example>\n\nhello\n"
		if row.header == "" {
			raw = raw[1:]
		}
		m := mustParse(t, raw)
		m.From = m.From[:1] // the row's From comes first
		if row.name == "read receipt" {
			m.Report = &Report{Type: "disposition-notification"}
		}
		if got := Classify(m, testUs); got != row.want {
			t.Errorf("%s: Classify() = %v, want %v", row.name, got, row.want)
		}
	}
}

// TestAbsenceSubjects goes by the subject alone.
func TestAbsenceSubjects(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]bool{
		"Automatic reply: Week 9": true, "AUTOMATIC REPLY: Week 9": true, "Out of Office": true, "Out of Office AutoReply: Week 9": true,
		"Auto Response: Week 9": true, "Autoreply": true, "Vacation reply: Week 9": true,
		"Automatische Antwort: Week 9": true, "Abwesenheitsnotiz: Week 9": true, "Außer Haus: Week 9": true, "Ausser Haus": true,
		"Réponse automatique : Week 9": true, "Réponse automatique\u00a0: Week 9": true, "Reponse automatique: Week 9": true, "Absence du bureau : Week 9": true,
		"Respuesta automática: Week 9": true, "Respuesta automatica: Week 9": true, "Fuera de la oficina: Week 9": true,
		"Risposta automatica: Week 9": true, "Fuori ufficio: Week 9": true,
		"Resposta automática: Week 9": true, "Ausência temporária: Week 9": true,
		"Automatisch antwoord: Week 9": true, "Afwezigheidsbericht": true,
		"Automatyczna odpowiedź: Week 9": true, "Odpowiedz automatyczna: Week 9": true, "Poza biurem": true,
		"Autosvar: Week 9": true, "Automatiskt svar: Week 9": true, "Automatisk svar: Week 9": true, "Fraværsmelding: Week 9": true,
		"Automaattinen vastaus: Week 9": true, "Automatická odpověď: Week 9": true, "Automatická odpoveď: Week 9": true,
		"Automatikus válasz: Week 9": true, "Răspuns automat: Week 9": true, "Автоответ: Week 9": true, "Автоматична відповідь: Week 9": true,
		"Автоматичен отговор: Week 9": true, "Automatski odgovor: Week 9": true, "Samodejni odgovor: Week 9": true, "Αυτόματη απάντηση: Week 9": true,
		"Otomatik yanıt: Week 9": true, "תשובה אוטומטית: Week 9": true, "رد تلقائي: Week 9": true, "Resposta automàtica: Week 9": true,
		"Automaatvastus: Week 9": true, "Automātiska atbilde: Week 9": true, "Automatinis atsakymas: Week 9": true,
		"Balasan otomatis: Week 9": true, "Trả lời tự động: Week 9": true, "ตอบกลับอัตโนมัติ: Week 9": true,
		"自動応答：Week 9": true, "自动回复: Week 9": true, "自動回覆：Week 9": true, "자동 회신: Week 9": true,

		"": false, "Week 9": false, "Re: Week 9": false, "Re: Automatic reply: Week 9": false, "AW: Abwesenheitsnotiz": false,
		"Out of office next week, so I write today": false, "Automatic replyer": false, "Autosvars: x": false,
		"On holiday: answers": false, "Urlaub: meine Antworten": false, "Urlop: odpowiedzi": false, "Auto: neue Reifen": false,
		"Absence": false, "Ferie": false, "Semester: my plan": false, "Automatisierung: Antworten": false, "En vacances : réponses": false,
	} {
		if got := isAbsenceSubject(subject); got != want {
			t.Errorf("isAbsenceSubject(%q) = %v, want %v", subject, got, want)
		}
	}
}

// TestAbsenceWords: without any mark, an absence note is told by three signs
// together, and a person who says the same in an answer is a person.
func TestAbsenceWords(t *testing.T) {
	t.Parallel()
	const (
		answers  = "In-Reply-To: <d." + testToken + "@world.test>\n"
		token    = "To: pairs+" + testToken + "@world.test\n"
		suppress = "X-Auto-Response-Suppress: All\n"
		note     = "Hello,\n\nI am out of the office until 8 December with limited access to email."
	)
	for _, row := range []struct {
		name, header, text string
		robot              bool
	}{
		{"subject and words", answers + "Subject: On annual leave: Week 9", note, true},
		{"to the token's address", token + "Subject: On annual leave", note, true},
		{"Sieve's own subject", answers + "Subject: Auto: Week 9", "Thank you for your message. I am on holiday.", true},
		{"until a day in the subject", answers + "Subject: Out of office until 8 December", note, true},
		{"Exchange without a mark", answers + suppress + "Subject: Week 9", note, true},
		{"German", answers + "Subject: Urlaub: Week 9", "Guten Tag,\nich bin im Urlaub und ab dem 8.12. wieder erreichbar.", true},
		{"French", answers + "Subject: En congés : Week 9", "Bonjour,\nje suis actuellement en congé jusqu'au 8 décembre.", true},
		{"Spanish", answers + "Subject: Ausente: Week 9", "Hola:\nEstaré fuera de la oficina hasta el 8 de diciembre.", true},
		{"Portuguese", answers + "Subject: Ausente: Week 9", "Olá,\nestou de férias até 8 de dezembro.", true},
		{"Italian", answers + "Subject: In ferie: Week 9", "Buongiorno,\nsono in ferie fino all'8 dicembre.", true},
		{"Dutch", answers + "Subject: Op vakantie: Week 9", "Beste,\nik ben met vakantie tot 8 december.", true},
		{"Polish", answers + "Subject: Urlop: Week 9", "Dzień dobry,\njestem na urlopie do 8 grudnia.", true},
		{"Swedish", answers + "Subject: Semester: Week 9", "Hej,\njag är på semester.", true},
		{"HTML alone", answers + "Subject: On leave: Week 9\nContent-Type: text/html", "<p>Hello,</p><p>I am on leave until Monday.</p>", true},

		{"a person in an answer", answers + "Subject: Re: Week 9", note, false},
		{"a person's first words", answers + "Subject: Re: Week 9", "I am out of office next week, so here it is:\n> 1. What went well?\nThe talk.", false},
		{"a person in German", answers + "Subject: AW: Week 9", "Ich bin im Urlaub. Es ging gut.", false},
		{"a person in French", answers + "Subject: RE : Week 9", "Je suis en vacances la semaine prochaine.", false},
		{"a person in Polish", answers + "Subject: Odp: Week 9", "Jestem na urlopie od piątku.", false},
		{"a person with Exchange", answers + suppress + "Subject: RE: Week 9", note, false},
		{"a person with Exchange, in German", answers + suppress + "Subject: AW: Week 9", "Ich bin im Urlaub.", false},
		{"Exchange without words of absence", answers + suppress + "Subject: Week 9", "The talk went well.", false},
		{"the subject alone", answers + "Subject: On holiday: my answers", "The talk went well.", false},
		{"the words alone", answers + "Subject: Next week", note, false},
		{"a mail of its own", "Subject: On annual leave", note, false},
		{"words below the answer", answers + "Subject: On leave soon", "The talk went well.\nIt was long.\nMy notes helped.\nThe room was full.\nPeople asked much.\nI was glad.\nI am out of the office next week.", false},
		{"words in the quote", answers + "Subject: Holiday plans", "It went well.\n> I am out of the office", false},
		{"a word that begins alike", answers + "Subject: On leaves and trees", "I am on leaves now.", false},
	} {
		raw := "From: Ana <ana@mentors.example>\n" + row.header + "\nMIME-Version: 1.0\n\n" + row.text + "\n"
		want := Verdict{Kind: KindPerson}
		if row.robot {
			want = Verdict{KindAutoReply, ReasonAbsenceWords}
		}
		if got := Classify(mustParse(t, raw), testUs); got != want {
			t.Errorf("%s: Classify() = %v, want %v", row.name, got, want)
		}
	}
}

// TestRobotWords: the files of words hold what they should, and no phrase of a
// looser kind that would do as a stricter one.
func TestRobotWords(t *testing.T) {
	t.Parallel()
	words := robotWords()
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains([]string{"auto", "leave", "away", "returned", "failed", "delayed", "unknown", "full"}, key) {
			t.Errorf("a file has the key %q", key)
		}
		for _, phrase := range words[key] {
			if phrase == "" || phrase != folded(phrase) || strings.HasSuffix(phrase, ":") {
				t.Errorf("%s has the phrase %q", key, phrase)
			}
			if key == "leave" && slices.Contains(words["auto"], phrase) {
				t.Errorf("%q is under auto and leave", phrase)
			}
		}
	}
	if got := folded("  Réponse\u00a0 AUTOMATIQUE – Außer l’été Łódź 자동 "); got != "reponse automatique - ausser l'ete lodz 자동" {
		t.Errorf("folded() = %q", got)
	}
}

func TestReasonsAreClosed(t *testing.T) {
	t.Parallel()
	for r, text := range Reasons() {
		if r == "" || len(text) < 20 || text[len(text)-1] != '.' || r.Text() != text {
			t.Errorf("reason %q has the text %q, want a sentence", r, text)
		}
	}
}
