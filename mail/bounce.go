package mail

import (
	"strings"
)

// Action is what a mail system says it did with a mail (RFC 3464, section 2.3.3).
type Action string

// The actions that matter to us; others are given as they came.
const (
	ActionFailed  Action = "failed"  // given up
	ActionDelayed Action = "delayed" // still trying
)

// Bounce is what a delivery report says.
type Bounce struct {
	// Token is the bounce token in the address the report was sent to. A report
	// without one may be forged: it proves nothing about anybody.
	Token      string
	Recipients []Bounced // empty if there is no part for machines
}

// Bounced is what happened to one recipient.
type Bounced struct {
	Address string // the final recipient, or the original one
	Action  Action
	Status  string // like "5.1.1"
	Text    string // the diagnostic words, cleaned
}

// Unreachable reports whether the address itself is the trouble and will stay
// so. A full mailbox (5.2.2) and a refusal of the sender or the content (5.7.x)
// say nothing about the person.
func (b Bounced) Unreachable() bool {
	return b.Action == ActionFailed && strings.HasPrefix(b.Status, "5.") &&
		b.Status != "5.2.2" && !strings.HasPrefix(b.Status, "5.7.")
}

// ReadBounce reads a mail of [KindBounce]. It goes by the part for machines
// (RFC 3464) and never by the prose.
func ReadBounce(m *Message, us Identity) Bounce {
	var b Bounce
	for _, c := range Candidates(m, us) {
		if c.Purpose == PurposeBounce {
			b.Token = c.Token
			break
		}
	}
	if m.Report == nil {
		return b
	}
	for _, block := range statusBlocks(m.Report.Status) {
		if !block.Has("Action") && !block.Has("Final-Recipient") {
			continue // the block about the whole message
		}
		address := typedValue(block.Raw("Final-Recipient"))
		if address == "" {
			address = typedValue(block.Raw("Original-Recipient"))
		}
		b.Recipients = append(b.Recipients, Bounced{
			Address: cut(address, 254),
			Action:  Action(plainValue(block.Raw("Action"))),
			Status:  statusCode(block.Raw("Status")),
			Text:    cleanServerText(typedValue(block.Raw("Diagnostic-Code"))),
		})
	}
	return b
}

// statusBlocks cuts the text of a delivery-status part into its groups of
// fields, at most 100.
func statusBlocks(text string) []Header {
	var blocks []Header
	for rest := []byte(strings.TrimLeft(text, "\n")); len(rest) > 0 && len(blocks) < maxAddresses; {
		h, body, _, err := splitHeader(rest)
		if err != nil || len(body) >= len(rest) {
			break
		}
		if len(h) > 0 {
			blocks = append(blocks, h)
		}
		rest = body
	}
	return blocks
}

// typedValue returns what follows the type in "rfc822; ADDRESS".
func typedValue(v string) string {
	kind, value, ok := strings.Cut(v, ";")
	if !ok {
		value = kind
	}
	return strings.Trim(strings.TrimSpace(value), "<>")
}

// statusCode returns the code in a Status field, "" if it is none (RFC 3463).
func statusCode(v string) string {
	code, _, _ := strings.Cut(plainValue(v), " ")
	if len(code) > 11 || strings.Count(code, ".") != 2 || strings.Trim(code, "0123456789.") != "" {
		return ""
	}
	return code
}
