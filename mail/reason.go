package mail

import "maps"

// Reason says why a mail was not simply taken as a reply. The list is closed:
// every reason has a code, which is stored and counted, and a text for the
// operator.
type Reason string

// Why a mail could not be read ([UnreadableError]).
const (
	ReasonTooLarge      Reason = "too-large"
	ReasonHeaderTooLong Reason = "header-too-long"
	ReasonTooDeep       Reason = "too-deep"
	ReasonTooManyParts  Reason = "too-many-parts"
	ReasonTextTooLong   Reason = "text-too-long"
)

// Why a mail is not from a person ([Classify]).
const (
	ReasonOwnMail         Reason = "own-mail"
	ReasonBounce          Reason = "bounce"
	ReasonDelayed         Reason = "delayed"
	ReasonReport          Reason = "machine-report"
	ReasonAutoSubmitted   Reason = "auto-submitted"
	ReasonAutoReplyHeader Reason = "auto-reply-header"
	ReasonPrecedence      Reason = "precedence"
	ReasonNoReturnPath    Reason = "null-sender"
	ReasonAbsenceSubject  Reason = "absence-subject"
	ReasonAbsenceWords    Reason = "absence-words"
	ReasonRepeated        Reason = "repeated-words"
	ReasonList            Reason = "list"
	ReasonCalendar        Reason = "calendar"
)

// Why a mail from a person was or was not taken as a reply ([Bind]).
const (
	ReasonProven        Reason = "proven"
	ReasonUnverified    Reason = "unverified-sender"
	ReasonStrict        Reason = "unverified-sender-strict"
	ReasonNoSender      Reason = "no-sender"
	ReasonTwoSenders    Reason = "two-senders"
	ReasonAuthFailed    Reason = "sender-failed-authentication"
	ReasonTwoTokens     Reason = "two-tokens"
	ReasonBadToken      Reason = "bad-token"
	ReasonRevokedToken  Reason = "revoked-token"
	ReasonPartnersToken Reason = "token-of-partner"
	ReasonOthersToken   Reason = "token-of-another"
	ReasonUnknownSender Reason = "token-from-unknown-address"
	ReasonStranger      Reason = "stranger"
	ReasonNotOurs       Reason = "not-ours"
	ReasonStray         Reason = "stray"
	ReasonStrayProbable Reason = "stray-probable-reply"
	ReasonStrayUnproven Reason = "stray-unverified-sender"
	ReasonStrayManyPair Reason = "stray-several-pairs"
	ReasonStrayNoPair   Reason = "stray-no-pair"
)

var reasons = map[Reason]string{
	ReasonTooLarge:      "The mail is larger than the limit. Its header is kept, its body is still in the mailbox.",
	ReasonHeaderTooLong: "The header of the mail, or of a part of it, is longer than the limit.",
	ReasonTooDeep:       "The mail is nested deeper than the limit.",
	ReasonTooManyParts:  "The mail has more parts than the limit.",
	ReasonTextTooLong:   "The text of the mail is longer than the limit.",

	ReasonOwnMail:         "Milepost sent this mail itself.",
	ReasonBounce:          "A mail system reports that a mail was not delivered.",
	ReasonDelayed:         "A mail system reports that a mail is late. It still tries.",
	ReasonReport:          "A program reports what became of a mail: displayed, or marked as unwanted.",
	ReasonAutoSubmitted:   "The mail says that a program sent it (Auto-Submitted).",
	ReasonAutoReplyHeader: "The mail carries the mark of an automatic reply.",
	ReasonPrecedence:      "The mail says that it is bulk or an automatic reply (Precedence).",
	ReasonNoReturnPath:    "The mail has no return address, as only programs send it.",
	ReasonAbsenceSubject:  "The subject is that of an absence note.",
	ReasonAbsenceWords:    "The mail has the subject and the words of an absence note.",
	ReasonRepeated:        "The mail answers an answer of Milepost with the same words as a mail before, as only programs do.",
	ReasonList:            "The mail came through a mailing list.",
	ReasonCalendar:        "The mail is an invitation or the answer to one.",

	ReasonProven:        "The token is valid, and the mail host confirmed the sender.",
	ReasonUnverified:    "The token is valid and the address is right, but no mail host confirmed the sender.",
	ReasonStrict:        "The mail host did not confirm the sender, and strict mode asks for that.",
	ReasonNoSender:      "The mail names no usable sender.",
	ReasonTwoSenders:    "The mail names more than one sender.",
	ReasonAuthFailed:    "The mail host says that the sender's address was forged, or sent from where it should not be.",
	ReasonTwoTokens:     "The mail claims to answer two different mails.",
	ReasonBadToken:      "The token was not made by this installation, or was changed.",
	ReasonRevokedToken:  "The token was valid once, but the address or the person has changed since.",
	ReasonPartnersToken: "The mail answers a mail that was sent to this person's partner.",
	ReasonOthersToken:   "The mail answers a mail that was sent to another registered person.",
	ReasonUnknownSender: "The token is valid, but the mail came from an address that is not registered.",
	ReasonStranger:      "The mail has no token, and its sender is not registered.",
	ReasonNotOurs:       "The mail has nothing to do with Milepost, which shares this mailbox with others.",
	ReasonStray:         "The mail answers no mail of Milepost. It came from a registered, confirmed sender.",
	ReasonStrayProbable: "The mail names no mail that it answers. It probably answers the one that is open.",
	ReasonStrayUnproven: "The mail answers no mail of Milepost, and no mail host confirmed the sender.",
	ReasonStrayManyPair: "The mail answers no mail of Milepost, and the sender is in more than one pair.",
	ReasonStrayNoPair:   "The mail answers no mail of Milepost, and the sender is in no pair at present.",
}

// Reasons returns every reason with its text for the operator.
func Reasons() map[Reason]string { return maps.Clone(reasons) }

// Text returns what the reason means, in a sentence for the operator.
func (r Reason) Text() string { return reasons[r] }
