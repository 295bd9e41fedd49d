package mail

import "testing"

func TestBind(t *testing.T) {
	t.Parallel()
	person := Verdict{Kind: KindPerson}
	// Each row is the base with what it names changed: a valid token, from its
	// owner, one From, confirmed by the mail host.
	base := Evidence{Verdict: person, Token: TokenValid, Sender: SenderOwner, FromCount: 1, DMARC: DMARCPass, Pairs: 1}
	rows := []struct {
		name   string
		change func(*Evidence)
		want   Decision
	}{
		{"proven", func(e *Evidence) {}, Decision{Action: Accept, Reason: ReasonProven}},
		{"unverified", func(e *Evidence) { e.DMARC = DMARCNone }, Decision{Action: Accept, Unverified: true, Reason: ReasonUnverified}},
		{"unverified, strict", func(e *Evidence) { e.DMARC, e.Strict = DMARCNone, true }, Decision{Action: HoldAskOnce, Reason: ReasonStrict}},
		{"proven, strict", func(e *Evidence) { e.Strict = true }, Decision{Action: Accept, Reason: ReasonProven}},
		{"failed", func(e *Evidence) { e.DMARC = DMARCFail }, Decision{Action: Hold, Reason: ReasonAuthFailed}},
		{"partner, pass", func(e *Evidence) { e.Sender = SenderPartner }, Decision{Action: Hold, Reason: ReasonPartnersToken}},
		{"partner, none", func(e *Evidence) { e.Sender, e.DMARC = SenderPartner, DMARCNone }, Decision{Action: Hold, Reason: ReasonPartnersToken}},
		{"partner, fail", func(e *Evidence) { e.Sender, e.DMARC = SenderPartner, DMARCFail }, Decision{Action: Hold, Reason: ReasonPartnersToken}},
		{"partner, late", func(e *Evidence) { e.Sender, e.Token = SenderPartner, TokenExpired }, Decision{Action: Hold, Reason: ReasonPartnersToken}},
		{"another person", func(e *Evidence) { e.Sender = SenderOther }, Decision{Action: Hold, Reason: ReasonOthersToken}},
		{"unknown, pass", func(e *Evidence) { e.Sender = SenderUnknown }, Decision{Action: HoldAskOnce, Reason: ReasonUnknownSender}},
		{"unknown, none", func(e *Evidence) { e.Sender, e.DMARC = SenderUnknown, DMARCNone }, Decision{Action: HoldAskOnce, Reason: ReasonUnknownSender}},
		{"unknown, fail", func(e *Evidence) { e.Sender, e.DMARC = SenderUnknown, DMARCFail }, Decision{Action: Hold, Reason: ReasonAuthFailed}},
		{"late", func(e *Evidence) { e.Token = TokenExpired }, Decision{Action: Accept, Late: true, Reason: ReasonProven}},
		{"late, unverified", func(e *Evidence) { e.Token, e.DMARC = TokenExpired, DMARCNone }, Decision{Action: Accept, Late: true, Unverified: true, Reason: ReasonUnverified}},
		{"late, unknown", func(e *Evidence) { e.Token, e.Sender = TokenExpired, SenderUnknown }, Decision{Action: HoldAskOnce, Reason: ReasonUnknownSender}},
		{"forged token", func(e *Evidence) { e.Token = TokenBad }, Decision{Action: Hold, Reason: ReasonBadToken}},
		{"revoked token", func(e *Evidence) { e.Token = TokenRevoked }, Decision{Action: Hold, Reason: ReasonRevokedToken}},
		{"two tokens", func(e *Evidence) { e.Token = TokenTwo }, Decision{Action: Hold, Reason: ReasonTwoTokens}},
		{"two senders", func(e *Evidence) { e.FromCount = 2 }, Decision{Action: Hold, Reason: ReasonTwoSenders}},
		{"two From fields", func(e *Evidence) { e.FromCount = -1 }, Decision{Action: Hold, Reason: ReasonTwoSenders}},
		{"no sender", func(e *Evidence) { e.FromCount = 0 }, Decision{Action: Hold, Reason: ReasonNoSender}},
		{"robot with a valid token", func(e *Evidence) { e.Verdict = Verdict{KindAutoReply, ReasonAutoSubmitted} }, Decision{Action: File, Reason: ReasonAutoSubmitted}},
		{"bounce", func(e *Evidence) { e.Verdict = Verdict{KindBounce, ReasonBounce} }, Decision{Action: File, Reason: ReasonBounce}},
		{"shared, not ours", func(e *Evidence) { e.Shared, e.Token = true, TokenNone }, Decision{Action: Ignore, Reason: ReasonNotOurs}},
		{"shared, somebody else's bounce", func(e *Evidence) {
			e.Shared, e.Token, e.Verdict = true, TokenNone, Verdict{KindBounce, ReasonBounce}
		}, Decision{Action: Ignore, Reason: ReasonNotOurs}},
		{"shared, our evidence", func(e *Evidence) { e.Shared, e.Token, e.Verdict = true, TokenNone, Verdict{KindOwn, ReasonOwnMail} }, Decision{Action: File, Reason: ReasonOwnMail}},
		{"shared, ours", func(e *Evidence) { e.Shared = true }, Decision{Action: Accept, Reason: ReasonProven}},
		{"stray", func(e *Evidence) { e.Token = TokenNone }, Decision{Action: StrayPrivate, Reason: ReasonStray}},
		{"stray, one open prompt", func(e *Evidence) { e.Token, e.OpenPrompts = TokenNone, 1 }, Decision{Action: StrayPrivate, Reason: ReasonStrayProbable}},
		{"stray, two open prompts", func(e *Evidence) { e.Token, e.OpenPrompts = TokenNone, 2 }, Decision{Action: StrayPrivate, Reason: ReasonStray}},
		{"stray, unverified", func(e *Evidence) { e.Token, e.DMARC = TokenNone, DMARCNone }, Decision{Action: StrayHoldAsk, Reason: ReasonStrayUnproven}},
		{"stray, two pairs", func(e *Evidence) { e.Token, e.Pairs = TokenNone, 2 }, Decision{Action: StrayHoldAsk, Reason: ReasonStrayManyPair}},
		{"stray, no pair", func(e *Evidence) { e.Token, e.Pairs = TokenNone, 0 }, Decision{Action: Hold, Reason: ReasonStrayNoPair}},
		{"stray, failed", func(e *Evidence) { e.Token, e.DMARC = TokenNone, DMARCFail }, Decision{Action: Hold, Reason: ReasonAuthFailed}},
		{"stranger", func(e *Evidence) { e.Token, e.Sender = TokenNone, SenderUnknown }, Decision{Action: Hold, Reason: ReasonStranger}},
	}
	for _, row := range rows {
		e := base
		row.change(&e)
		if got := Bind(e); got != row.want {
			t.Errorf("%s: Bind() = %+v, want %+v", row.name, got, row.want)
		}
	}
}

// everyEvidence calls f with every combination of the inputs of Bind.
func everyEvidence(f func(Evidence)) {
	verdicts := []Verdict{
		{Kind: KindPerson},
		{KindAutoReply, ReasonAutoSubmitted},
		{KindAutoReply, ReasonAutoReplyHeader},
		{KindAutoReply, ReasonPrecedence},
		{KindAutoReply, ReasonNoReturnPath},
		{KindAutoReply, ReasonAbsenceSubject},
		{KindAutoReply, ReasonAbsenceWords},
		{KindAutoReply, ReasonRepeated},
		{KindBounce, ReasonDelayed},
		{KindAutoReply, ReasonReport},
		{KindBounce, ReasonBounce},
		{KindList, ReasonList},
		{KindOwn, ReasonOwnMail},
		{KindCalendar, ReasonCalendar},
	}
	for _, verdict := range verdicts {
		for _, token := range []TokenState{TokenNone, TokenValid, TokenExpired, TokenBad, TokenRevoked, TokenTwo} {
			for _, sender := range []Sender{SenderOwner, SenderPartner, SenderOther, SenderUnknown} {
				for _, from := range []int{-1, 0, 1, 2} {
					for _, dmarc := range []DMARCResult{DMARCPass, DMARCFail, DMARCNone} {
						for bits := range 4 {
							for prompts := range 3 {
								for pairs := range 3 {
									f(Evidence{verdict, token, sender, from, dmarc, bits&1 != 0, bits&2 != 0, prompts, pairs})
								}
							}
						}
					}
				}
			}
		}
	}
}

// The promises that must hold for every input, not only for the rows above.
func TestBindNeverTrustsTooMuch(t *testing.T) {
	t.Parallel()
	seen := map[Reason]bool{}
	everyEvidence(func(e Evidence) {
		d := Bind(e)
		seen[d.Reason] = true
		if d.Reason.Text() == "" {
			t.Errorf("Bind(%+v) = %+v, a reason without a text", e, d)
		}
		words := d.Action == Accept || d.Action == StrayPrivate
		switch {
		case words && (e.Verdict.Kind != KindPerson || e.DMARC == DMARCFail || e.FromCount != 1 || e.Sender == SenderUnknown):
			t.Errorf("Bind(%+v) = %+v, takes words it cannot trust", e, d)
		case d.Action == Accept && (e.Sender != SenderOwner || e.Token != TokenValid && e.Token != TokenExpired):
			t.Errorf("Bind(%+v) = %+v, accepts without a token and its owner", e, d)
		case d.Action == Accept && e.Strict && e.DMARC != DMARCPass:
			t.Errorf("Bind(%+v) = %+v, accepts unverified words in strict mode", e, d)
		case d.Action == StrayPrivate && (e.DMARC != DMARCPass || e.Pairs != 1):
			t.Errorf("Bind(%+v) = %+v, keeps a stray note it cannot place", e, d)
		case e.Sender == SenderUnknown && (d.Action == StrayHoldAsk || d.Action == HoldAskOnce && e.Token == TokenNone):
			t.Errorf("Bind(%+v) = %+v, would answer a stranger", e, d)
		case (d.Late || d.Unverified) && d.Action != Accept:
			t.Errorf("Bind(%+v) = %+v, marks what is not accepted", e, d)
		}
	})
	unreadable := []Reason{ReasonTooLarge, ReasonHeaderTooLong, ReasonTooDeep, ReasonTooManyParts, ReasonTextTooLong}
	for _, r := range unreadable {
		seen[r] = true
	}
	for r := range Reasons() {
		if !seen[r] {
			t.Errorf("no input leads to the reason %q", r)
		}
	}
}
