package mail

import "testing"

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
		{"calendar without a method", "Content-Type: text/calendar", person},
		{"English", "Subject: Automatic reply: Week 9", auto(ReasonAbsenceSubject)},
		{"English alone", "Subject: Out of Office", auto(ReasonAbsenceSubject)},
		{"German", "Subject: Automatische Antwort: Week 9", auto(ReasonAbsenceSubject)},
		{"French", "Subject: =?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A_Week_9?=", auto(ReasonAbsenceSubject)},
		{"Spanish", "Subject: =?utf-8?q?Respuesta_autom=C3=A1tica=3A_Week_9?=", auto(ReasonAbsenceSubject)},
		{"Italian", "Subject: Risposta automatica: Week 9", auto(ReasonAbsenceSubject)},
		{"Dutch", "Subject: Automatisch antwoord: Week 9", auto(ReasonAbsenceSubject)},
		{"Portuguese", "Subject: Resposta automática: Week 9", auto(ReasonAbsenceSubject)},
		{"Polish", "Subject: Automatyczna odpowiedź: Week 9", auto(ReasonAbsenceSubject)},
		{"Swedish", "Subject: Automatiskt svar: Week 9", auto(ReasonAbsenceSubject)},
		{"Japanese", "Subject: 自動応答：Week 9", auto(ReasonAbsenceSubject)},
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

func TestReasonsAreClosed(t *testing.T) {
	t.Parallel()
	for r, text := range Reasons() {
		if r == "" || len(text) < 20 || text[len(text)-1] != '.' || r.Text() != text {
			t.Errorf("reason %q has the text %q, want a sentence", r, text)
		}
	}
}
