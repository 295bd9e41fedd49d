package mail

import (
	"os"
	"path/filepath"
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
	if want := (Candidate{testToken, PurposeBounce, InAddress}); len(b.Proof) == 0 || b.Proof[0] != want {
		t.Errorf("Proof = %v, want %v first", b.Proof, want)
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
		proof  int
		n      int
	}{
		{"sent to our plain address", strings.NewReplacer("+b-"+testToken, ""), 1, 2},
		{"forged, without our token", strings.NewReplacer(testToken, ""), 0, 2},
		{"no part for machines", strings.NewReplacer("message/delivery-status", "text/x-words"), 2, 1},
		{"headers alone are returned", strings.NewReplacer("message/rfc822", "text/rfc822-headers"), 2, 2},
		{"status not in a report", strings.NewReplacer("multipart/report; report-type=delivery-status", "multipart/mixed"), 2, 2},
	}
	for _, row := range rows {
		m := mustParse(t, row.change.Replace(bounceMail))
		b := ReadBounce(m, testUs)
		if len(b.Proof) != row.proof || len(b.Recipients) != row.n {
			t.Errorf("%s: ReadBounce() = %+v, want %d proofs and %d recipients", row.name, b, row.proof, row.n)
		}
		if v := Classify(m, testUs); v.Kind != KindBounce {
			t.Errorf("%s: Classify() = %v, want a bounce", row.name, v)
		}
	}
}

// TestBouncesOfManyPrograms reads one mail of each program, in testdata/bounces.
func TestBouncesOfManyPrograms(t *testing.T) {
	t.Parallel()
	const ana = "ana@mentors.example"
	auto := Verdict{KindAutoReply, ReasonAbsenceSubject}
	rows := []struct {
		file    string
		want    Bounced // without Text
		dead    bool    // the address is
		proof   int
		verdict Verdict // zero: a bounce
	}{
		{"postfix-failed", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 2, Verdict{}},
		{"postfix-delayed", Bounced{Address: ana, Action: ActionDelayed, Status: "4.4.1"}, false, 2, Verdict{}},
		{"returned-header-only", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"returned-reply-to", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.10"}, true, 1, Verdict{}},
		{"utf8", Bounced{Address: "änne@mentors.example", Action: ActionFailed, Status: "5.1.1"}, true, 2, Verdict{}},
		{"no-action", Bounced{Address: ana, Action: ActionDelayed, Status: "4.4.7"}, false, 1, Verdict{}},
		{"expired", Bounced{Address: ana, Action: ActionFailed, Status: "4.4.7"}, false, 1, Verdict{}},
		{"mailbox-full", Bounced{Address: ana, Action: ActionFailed, Status: "5.2.2"}, false, 1, Verdict{}},
		{"vague-status", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"success", Bounced{Address: ana, Action: "delivered", Status: "2.0.0"}, false, 1, Verdict{}},
		{"qmail", Bounced{Action: ActionFailed, Status: "5.1.1"}, true, 2, Verdict{}},
		{"exim-failed", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"exim-warning", Bounced{Action: ActionDelayed}, false, 1, Verdict{}},
		{"sendmail-warning", Bounced{Action: ActionDelayed, Status: "4.0.0"}, false, 1, Verdict{}},
		{"exchange-old", Bounced{Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"microsoft-nodsn", Bounced{Action: ActionFailed, Status: "5.1.10"}, true, 1, Verdict{}},
		{"lotus", Bounced{Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"yahoo", Bounced{Action: ActionFailed, Status: "5.1.1"}, true, 2, Verdict{}},
		{"gmail-not-found", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 2, Verdict{}},
		{"gmail-delay", Bounced{Action: ActionDelayed}, false, 1, Verdict{}},
		{"full-prose", Bounced{Action: ActionFailed, Status: "5.2.2"}, false, 1, Verdict{}},
		{"german", Bounced{Action: ActionFailed, Status: "5.1.1"}, true, 1, Verdict{}},
		{"polish-delay", Bounced{Action: ActionDelayed}, false, 1, Verdict{}},
		{"forged", Bounced{Address: ana, Action: ActionFailed, Status: "5.1.1"}, true, 0, Verdict{}},
		{"vacation-as-report", Bounced{}, false, 1, auto},
	}
	for _, row := range rows {
		raw, err := os.ReadFile("testdata/bounces/" + row.file + ".eml")
		if err != nil {
			t.Fatal(err)
		}
		m, err := Parse(raw, DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if row.verdict == (Verdict{}) {
			row.verdict = Verdict{KindBounce, ReasonBounce}
		}
		if got := Classify(m, testUs); got != row.verdict {
			t.Errorf("%s: Classify() = %v, want %v", row.file, got, row.verdict)
		}
		b := ReadBounce(m, testUs)
		var got Bounced
		if len(b.Recipients) > 0 {
			got = b.Recipients[0]
		}
		got.Text = ""
		if got != row.want || got.Unreachable() != row.dead || len(b.Recipients) > 1 {
			t.Errorf("%s: ReadBounce() = %+v (unreachable %v), want %+v (%v)", row.file, b.Recipients, got.Unreachable(), row.want, row.dead)
		}
		if len(b.Proof) != row.proof {
			t.Errorf("%s: Proof = %v, want %d", row.file, b.Proof, row.proof)
		}
	}
}

// FuzzReadBounce looks for panics, for reports that grow without bound, and for
// words of the returned mail in what is kept.
func FuzzReadBounce(f *testing.F) {
	files, err := filepath.Glob("testdata/bounces/*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte(bounceMail))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Parse(raw, DefaultLimits)
		if err != nil {
			return
		}
		b := ReadBounce(m, testUs)
		if len(b.Recipients) > maxAddresses || len(b.Proof) > maxCandidates {
			t.Errorf("%d recipients, %d proofs", len(b.Recipients), len(b.Proof))
		}
		for _, c := range b.Proof {
			if _, err := TokenID(c.Token); err != nil {
				t.Errorf("Proof holds %q: %v", c.Token, err)
			}
		}
		for _, r := range b.Recipients {
			if strings.ContainsFunc(r.Address+r.Status+r.Text, isControl) || len(r.Address) > 260 || len(r.Text) > 320 {
				t.Errorf("kept of a recipient: %+q", r)
			}
		}
		Classify(m, testUs)
	})
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
