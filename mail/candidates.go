package mail

import (
	"regexp"
	"strings"
)

// Identity is who we are on the wire.
type Identity struct {
	Address  string // our mailbox, normalised: prefix@host; tags are put before the @
	IDDomain string // the domain of our Message-IDs
}

// Place is where in a mail a token was found.
type Place string

// The places that are searched, the strongest first.
const (
	InAddress    Place = "address"     // Delivered-To, X-Original-To, To, Cc
	InReplyTo    Place = "in-reply-to" // In-Reply-To
	InReferences Place = "references"  // References, the newest first
	InReport     Place = "report"      // the Message-ID of the mail that a bounce returns
)

// Candidate is a token found in a mail. It is well formed and nothing more:
// look up its claims by [TokenID] and verify it.
type Candidate struct {
	Token   string // lower case
	Purpose Purpose
	Place   Place
}

const maxCandidates = 20

// tags are what stands before the token in an address of ours.
var tags = map[Purpose]string{
	PurposeReply:  "",
	PurposeStop:   "stop-",
	PurposeBounce: "b-",
	PurposeInvite: "c-",
}

// ReplyAddress returns our address with this token as its tag.
func (id Identity) ReplyAddress(p Purpose, token string) string {
	return Plus(id.Address, tags[p]+token)
}

// MessageID returns the Message-ID, without brackets, of a mail of ours that
// carries this token. See [MessageID].
func (id Identity) MessageID(token string) string {
	return MessageID(token, id.IDDomain)
}

// TokenIn returns the token in an address of ours and what it is for.
func (id Identity) TokenIn(addr string) (token string, p Purpose, ok bool) {
	tag, ok := TagOf(addr, id.Address)
	if !ok {
		return "", "", false
	}
	for p, prefix := range tags {
		token, ok := strings.CutPrefix(tag, prefix)
		if !ok {
			continue
		}
		if _, err := TokenID(token); err == nil {
			return token, p, true
		}
	}
	return "", "", false
}

// tokenInID returns the token in a Message-ID of ours.
func (id Identity) tokenInID(messageID string) (token string, ok bool) {
	token, ok = tokenOfMessageID(messageID, id.IDDomain)
	if !ok {
		return "", false
	}
	_, err := TokenID(token)
	return token, err == nil
}

// Candidates returns the tokens in a mail, each once, the strongest place
// first, at most 20.
//
// Only the candidates of the strongest place that has any say what the mail
// answers ([Strongest]): a thread's References name several mails of ours, and
// that is no contradiction.
func Candidates(m *Message, id Identity) []Candidate {
	var found []Candidate
	seen := map[Candidate]bool{}
	add := func(token string, p Purpose, place Place) {
		key := Candidate{Token: token, Purpose: p}
		if !seen[key] && len(found) < maxCandidates {
			seen[key] = true
			found = append(found, Candidate{token, p, place})
		}
	}
	for _, name := range []string{"Delivered-To", "X-Original-To", "To", "Cc"} {
		for _, v := range m.Header.Values(name) {
			for _, addr := range bareAddresses(v) {
				if token, p, ok := id.TokenIn(addr); ok {
					add(token, p, InAddress)
				}
			}
		}
	}
	for _, ref := range m.InReplyTo {
		if token, ok := id.tokenInID(ref); ok {
			add(token, PurposeReply, InReplyTo)
		}
	}
	for i := len(m.References) - 1; i >= 0; i-- {
		if token, ok := id.tokenInID(m.References[i]); ok {
			add(token, PurposeReply, InReferences)
		}
	}
	if m.Report != nil {
		for _, returned := range messageIDs(m.Report.Returned.Raw("Message-ID"), 1) {
			if token, ok := id.tokenInID(returned); ok {
				add(token, PurposeReply, InReport)
			}
		}
	}
	return found
}

// Strongest returns the candidates that stand in the strongest place of any.
// Of References only the newest counts. More than one means a mail that claims
// to answer two ([TokenTwo]).
func Strongest(found []Candidate) []Candidate {
	if len(found) == 0 {
		return nil
	}
	n := 1
	for n < len(found) && found[n].Place == found[0].Place && found[0].Place != InReferences {
		n++
	}
	return found[:n]
}

// addressPattern finds what looks like an address in a header value. It is not
// a parser: a value that breaks the grammar must not hide our own address.
var addressPattern = regexp.MustCompile(`[^\s<>,;:"()\[\]\\]+@[A-Za-z0-9.-]+`)

func bareAddresses(value string) []string {
	return addressPattern.FindAllString(cut(value, maxValueBytes), maxAddresses)
}

// tokenPattern finds tokens in running text: with the mark before it that an
// address or a Message-ID of ours has.
var tokenPattern = regexp.MustCompile(`(?i)(\+(?:stop-|b-|c-)?|\bd\.)[a-z2-7]{36}(@)`)

// WithoutTokens returns text without the tokens in it. Quoted headers and
// attribution lines of people's mail clients carry them; nothing that is stored
// as words, shown or sent on may.
func WithoutTokens(text string) string {
	return tokenPattern.ReplaceAllString(text, "${2}")
}
