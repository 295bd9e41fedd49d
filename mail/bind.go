package mail

// TokenState is what came of looking up and verifying the token of a mail.
type TokenState string

// The states of a token.
const (
	TokenNone    TokenState = "none"
	TokenValid   TokenState = "valid"
	TokenExpired TokenState = "expired" // valid, and its time has passed
	TokenBad     TokenState = "bad"     // malformed, forged, or of a key we no longer have
	TokenRevoked TokenState = "revoked" // once valid; the claims have changed since
	TokenTwo     TokenState = "two"     // two different valid ones, see Strongest
)

// Sender is who the From address is registered as, seen from the token: its
// owner is the person the token was sent to. Without a token, any registered
// person is SenderOther.
type Sender string

// The senders that matter.
const (
	SenderOwner   Sender = "owner"
	SenderPartner Sender = "partner" // shares what the token is about with its owner
	SenderOther   Sender = "other"   // registered, neither of the two
	SenderUnknown Sender = "unknown" // not registered
)

// Evidence is everything that decides whose words a mail holds.
type Evidence struct {
	Verdict     Verdict // from Classify
	Token       TokenState
	Sender      Sender
	FromCount   int // Message.FromCount
	DMARC       DMARCResult
	Strict      bool // accept only what the mail host confirmed
	Shared      bool // the mailbox holds other people's mail too
	OpenPrompts int  // mails to this sender that wait for an answer
	Pairs       int  // active pairs that the sender is in
}

// BindAction is what may be done with a mail.
type BindAction string

// The actions.
const (
	// Accept: these are the words of the token's owner, about what the token names.
	Accept BindAction = "accept"
	// HoldAskOnce: keep it aside, and ask the token's owner, at the registered
	// address, once, whether it was them. Never write to the sender.
	HoldAskOnce BindAction = "hold-ask-once"
	// Hold: keep it aside with its reason for the operator. Answer nobody.
	Hold BindAction = "hold"
	// StrayPrivate: obey a word of control; keep anything else as a private note
	// of the sender, and tell the sender so.
	StrayPrivate BindAction = "stray-private"
	// StrayHoldAsk: obey a word of control, confirmed to the registered address;
	// hold anything else, and ask the registered address once.
	StrayHoldAsk BindAction = "stray-hold-ask"
	// File: no words of a person. Move it to the automatic mail; act on a bounce.
	File BindAction = "file"
	// Ignore: not ours. Leave it where it is, untouched and unstored.
	Ignore BindAction = "ignore"
)

// Decision is what may be done with a mail, and why.
type Decision struct {
	Action     BindAction
	Late       bool // Accept: the token had expired
	Unverified bool // Accept: no mail host confirmed the sender
	Reason     Reason
}

// Bind is the decision table for an incoming mail. It is the only place that
// decides whether words are taken as a person's own:
//
//   - A token alone proves nothing, since mails are forwarded and quoted; a From
//     address alone proves nothing, since anybody can write it. Words are
//     accepted when both agree and the mail host does not object.
//   - What was sent to one person is never written by another, not even by the
//     partner.
//   - Whoever is not registered gets no answer.
func Bind(e Evidence) Decision {
	switch {
	case e.Shared && e.Token == TokenNone && e.Verdict.Kind != KindOwn:
		return Decision{Action: Ignore, Reason: ReasonNotOurs}
	case e.Verdict.Kind != KindPerson:
		return Decision{Action: File, Reason: e.Verdict.Reason}
	case e.FromCount == 0:
		return Decision{Action: Hold, Reason: ReasonNoSender}
	case e.FromCount != 1:
		return Decision{Action: Hold, Reason: ReasonTwoSenders}
	case e.Token == TokenTwo:
		return Decision{Action: Hold, Reason: ReasonTwoTokens}
	case e.Sender == SenderPartner && (e.Token == TokenValid || e.Token == TokenExpired):
		return Decision{Action: Hold, Reason: ReasonPartnersToken}
	case e.DMARC == DMARCFail:
		return Decision{Action: Hold, Reason: ReasonAuthFailed}
	case e.Token == TokenNone:
		return bindStray(e)
	case e.Token == TokenBad:
		return Decision{Action: Hold, Reason: ReasonBadToken}
	case e.Token == TokenRevoked:
		return Decision{Action: Hold, Reason: ReasonRevokedToken}
	}
	return bindToken(e)
}

// bindToken decides about a mail with a valid or expired token that did not
// come from the owner's partner.
func bindToken(e Evidence) Decision {
	switch {
	case e.Sender == SenderOther:
		return Decision{Action: Hold, Reason: ReasonOthersToken}
	case e.Sender == SenderUnknown:
		return Decision{Action: HoldAskOnce, Reason: ReasonUnknownSender}
	case e.DMARC == DMARCPass:
		return Decision{Action: Accept, Late: e.Token == TokenExpired, Reason: ReasonProven}
	case e.Strict:
		return Decision{Action: HoldAskOnce, Reason: ReasonStrict}
	}
	return Decision{Action: Accept, Late: e.Token == TokenExpired, Unverified: true, Reason: ReasonUnverified}
}

// bindStray decides about a mail without a token.
func bindStray(e Evidence) Decision {
	switch {
	case e.Sender == SenderUnknown:
		return Decision{Action: Hold, Reason: ReasonStranger}
	case e.Pairs == 0:
		return Decision{Action: Hold, Reason: ReasonStrayNoPair}
	case e.DMARC != DMARCPass:
		return Decision{Action: StrayHoldAsk, Reason: ReasonStrayUnproven}
	case e.Pairs > 1:
		return Decision{Action: StrayHoldAsk, Reason: ReasonStrayManyPair}
	case e.OpenPrompts == 1:
		return Decision{Action: StrayPrivate, Reason: ReasonStrayProbable}
	}
	return Decision{Action: StrayPrivate, Reason: ReasonStray}
}

// FromOwner reports whether a mail that no person wrote, such as an absence
// note, comes from the owner of its token all the same. It takes what
// [Bind] takes to accept words of theirs.
func FromOwner(e Evidence) bool {
	e.Verdict = Verdict{Kind: KindPerson}
	d := Bind(e)
	return d.Action == Accept && !d.Late
}
