package mail

import (
	"slices"
	"strings"
	"testing"
)

// The bounce token's keys are of no matter here: its form is.
const testToken = "aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

var testUs = Identity{Address: "pairs@world.test", IDDomain: "world.test"}

const bounceMail = `
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.mentors.example>
To: pairs+b-aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@world.test
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Your mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mentors.example
X-Postfix-Queue-ID: 4ABC

Final-Recipient: rfc822; ana@mentors.example
Original-Recipient: rfc822;ana@mentors.example
Action: Failed (for good)
Status: 5.1.1 (no such user)
Diagnostic-Code: smtp; 550 5.1.1 <ana@mentors.example>: no such
  user here

Final-Recipient: RFC822; <tomasz@mentors.example>
Action: delayed
Status: 4.4.1
--b
Content-Type: message/rfc822

From: pairs@world.test
Message-ID: <d.aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@world.test>
Subject: Week 9

secret words
--b--
`

func TestReadBounce(t *testing.T) {
	t.Parallel()
	m := mustParse(t, bounceMail)
	if v := Classify(m, testUs); v != (Verdict{KindBounce, ReasonBounce}) {
		t.Errorf("Classify() = %v, want a bounce", v)
	}
	b := ReadBounce(m, testUs)
	if b.Token != testToken {
		t.Errorf("Token = %q, want %q", b.Token, testToken)
	}
	want := []Bounced{
		{"ana@mentors.example", ActionFailed, "5.1.1", "550 5.1.1 <address> no such user here"},
		{"tomasz@mentors.example", ActionDelayed, "4.4.1", ""},
	}
	if !slices.Equal(b.Recipients, want) {
		t.Errorf("Recipients = %+v, want %+v", b.Recipients, want)
	}
	if strings.Contains(m.Text, "secret") {
		t.Errorf("Text = %q holds the returned mail", m.Text)
	}
}

func TestReadBounceVariants(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change *strings.Replacer
		token  string
		n      int
	}{
		{"forged, without our token", strings.NewReplacer("+b-"+testToken, ""), "", 2},
		{"no part for machines", strings.NewReplacer("message/delivery-status", "text/x-words"), testToken, 0},
		{"headers alone are returned", strings.NewReplacer("message/rfc822", "text/rfc822-headers"), testToken, 2},
		{"status not in a report", strings.NewReplacer("multipart/report; report-type=delivery-status", "multipart/mixed"), testToken, 2},
	}
	for _, row := range rows {
		m := mustParse(t, row.change.Replace(bounceMail))
		b := ReadBounce(m, testUs)
		if b.Token != row.token || len(b.Recipients) != row.n {
			t.Errorf("%s: ReadBounce() = %+v, want token %q and %d recipients", row.name, b, row.token, row.n)
		}
		if v := Classify(m, testUs); v.Kind != KindBounce {
			t.Errorf("%s: Classify() = %v, want a bounce", row.name, v)
		}
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	rows := []struct {
		action Action
		status string
		want   bool
	}{
		{ActionFailed, "5.1.1", true},
		{ActionFailed, "5.1.10", true},
		{ActionFailed, "5.0.0", true},
		{ActionFailed, "5.2.2", false},
		{ActionFailed, "5.7.1", false},
		{ActionFailed, "5.7.26", false},
		{ActionFailed, "4.4.7", false},
		{ActionFailed, "", false},
		{ActionDelayed, "5.1.1", false},
		{"delivered", "2.0.0", false},
	}
	for _, row := range rows {
		if got := (Bounced{Action: row.action, Status: row.status}).Unreachable(); got != row.want {
			t.Errorf("Unreachable(%s, %s) = %v, want %v", row.action, row.status, got, row.want)
		}
	}
}

func TestStatusCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"5.1.1": "5.1.1", " 5.1.1 (gone)": "5.1.1", "5.1.1 gone": "5.1.1", "(x) 4.2.2": "4.2.2", "550": "", "5.1.x": "", "": "",
	} {
		if got := statusCode(in); got != want {
			t.Errorf("statusCode(%q) = %q, want %q", in, got, want)
		}
	}
}
