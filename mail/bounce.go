package mail

import (
	"regexp"
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
	// Proof are the tokens of ours in the report, the strongest first: in the
	// address it was sent to, in the header of the mail that it returns, and in
	// its text. A report without a valid one may be forged: it proves nothing
	// about anybody.
	Proof []Candidate
	// Recipients are those that the part for machines names; where there is
	// none, the one that the prose is about. Empty if neither says what became
	// of the mail.
	Recipients []Bounced
}

// Bounced is what happened to one recipient.
type Bounced struct {
	Address string // the final recipient, or the original one; "" if none is named
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

// ReadBounce reads a mail of [KindBounce]. It goes by the part for machines (RFC
// 3464, RFC 6533) where there is one, else by the prose of the mail systems that
// write no such part.
func ReadBounce(m *Message, us Identity) Bounce {
	b := Bounce{Proof: proofs(m, us)}
	if m.Report != nil {
		b.Recipients = statusOf(m.Report)
	}
	if len(b.Recipients) == 0 {
		if told, ok := prose(m, m.Subject); ok {
			b.Recipients = []Bounced{told}
		}
	}
	return b
}

// proofs returns the tokens of ours in a bounce.
func proofs(m *Message, us Identity) []Candidate {
	found := Candidates(m, us)
	add := func(token string, p Purpose) {
		c := Candidate{Token: strings.ToLower(token), Purpose: p, Place: InReport}
		for _, known := range found {
			if known.Token == c.Token && known.Purpose == c.Purpose {
				return
			}
		}
		if len(found) < maxCandidates {
			found = append(found, c)
		}
	}
	addresses := func(text string) {
		for _, addr := range bareAddresses(text) {
			if token, p, ok := us.TokenIn(addr); ok {
				add(token, p)
			} else if token, ok := us.tokenInID(addr); ok {
				add(token, PurposeReply)
			}
		}
	}
	if m.Report != nil {
		for _, name := range []string{"Message-ID", "Reply-To", "Return-Path", "List-Unsubscribe"} {
			addresses(m.Report.Returned.Raw(name))
		}
	}
	// Many print the header of the returned mail below their words.
	text := cut(m.Plain(), maxProse)
	for line := range strings.Lines(text) {
		if strings.Contains(line, "@") && len(found) < maxCandidates {
			addresses(line)
		}
	}
	return found
}

// statusOf reads the part for machines.
func statusOf(r *Report) []Bounced {
	var out []Bounced
	for _, block := range statusBlocks(r.Status) {
		if !block.Has("Action") && !block.Has("Final-Recipient") {
			continue // the block about the whole message
		}
		address := typedValue(block.Raw("Final-Recipient"))
		if address == "" {
			address = typedValue(block.Raw("Original-Recipient"))
		}
		b := Bounced{
			Address: cut(address, 254),
			Action:  Action(plainValue(block.Raw("Action"))),
			Status:  statusCode(block.Raw("Status")),
			Text:    cleanServerText(typedValue(block.Raw("Diagnostic-Code"))),
		}
		if b.Action == "" {
			b.Action = actionOf(b.Status)
		}
		// 5.0.0 says nothing more; seen in practice above a good diagnostic code.
		if said := enhanced.FindString(b.Text); said != "" && said[0] == '5' && (b.Status == "" || b.Status == "5.0.0") && b.Action == ActionFailed {
			b.Status = said
		}
		out = append(out, b)
	}
	return out
}

// actionOf is what a status alone says.
func actionOf(status string) Action {
	switch {
	case strings.HasPrefix(status, "5."):
		return ActionFailed
	case strings.HasPrefix(status, "4."):
		return ActionDelayed
	}
	return ""
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

// typedValue returns what follows the type in "rfc822; ADDRESS". An address with
// letters beyond ASCII has the type utf-8, and may come in the form "\x{E9}"
// (RFC 6533, section 3).
func typedValue(v string) string {
	kind, value, ok := strings.Cut(v, ";")
	if !ok {
		kind, value = "", v
	}
	value = strings.Trim(strings.TrimSpace(value), "<>")
	if strings.EqualFold(strings.TrimSpace(kind), "utf-8") {
		value = embedded.ReplaceAllStringFunc(value, func(s string) string {
			n := 0
			for _, c := range strings.ToLower(s[3 : len(s)-1]) {
				n = n<<4 | strings.IndexRune("0123456789abcdef", c)
			}
			return string(rune(n))
		})
		value = readable(strings.ToValidUTF8(value, "\ufffd"))
	}
	return value
}

// embedded matches a character written out in an address of the type utf-8.
var embedded = regexp.MustCompile(`\\x\{[0-9A-Fa-f]{1,6}\}`)

// statusCode returns the code in a Status field, "" if it is none (RFC 3463).
func statusCode(v string) string {
	code, _, _ := strings.Cut(plainValue(v), " ")
	if len(code) > 11 || strings.Count(code, ".") != 2 || strings.Trim(code, "0123456789.") != "" {
		return ""
	}
	return code
}

const (
	maxProse = 64 << 10 // what is looked at of a bounce's text
	// proseLines bounds the part of it that is the mail system's own: the
	// returned mail follows.
	proseLines = 60
)

// enhanced matches the code of RFC 3463 in running text, basic that of RFC 5321.
var (
	enhanced = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	basic    = regexp.MustCompile(`(?:^|[\s:(\[#])([45]\d\d)(?:[\s:#\-]|$)`)
)

// isReturned reports whether a mail that is from no mail system by its address is
// a bounce all the same: its subject says so, and its prose, or a mark that no
// person's mail has.
func isReturned(m *Message, marked bool) bool {
	if _, ok := begins("returned", folded(cut(m.Subject, maxSubject))); !ok || marked {
		return ok
	}
	_, told := prose(m, "")
	return told
}

// prose reads what a mail system says in words. A delay is told apart from a
// failure by the words, then by the code.
func prose(m *Message, subject string) (b Bounced, ok bool) {
	own := ownProse(m)
	text := folded(cut(subject, maxSubject) + " " + own)
	b.Status = enhanced.FindString(withoutAddresses(own))
	if b.Status == "" {
		if code := basic.FindStringSubmatch(withoutAddresses(own)); code != nil {
			b.Status = code[1][:1] + ".0.0"
		}
	}
	switch {
	case says("delayed", text) && !strings.HasPrefix(b.Status, "5"):
		b.Action = ActionDelayed
	case says("failed", text), says("unknown", text), strings.HasPrefix(b.Status, "5"):
		b.Action = ActionFailed
	case strings.HasPrefix(b.Status, "4"):
		b.Action = ActionDelayed
	default:
		return b, false
	}
	vague := b.Status == "" || strings.HasSuffix(b.Status, ".0.0")
	switch {
	case !vague:
	case says("full", text) && b.Action == ActionFailed:
		b.Status = "5.2.2"
	case says("full", text):
		b.Status = "4.2.2"
	case says("unknown", text) && b.Action == ActionFailed:
		b.Status = "5.1.1"
	case b.Action == ActionFailed:
		b.Status = "" // that it failed says nothing about the address
	}
	b.Text = cleanServerText(cut(own, 1000))
	if to := m.Header.Addresses("X-Failed-Recipients"); len(to) == 1 {
		b.Address = to[0].Addr
	}
	return b, true
}

// ownProse returns the text of a bounce up to the mail that it returns.
func ownProse(m *Message) string {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(cut(m.Plain(), maxProse)) {
		line = strings.TrimSpace(line)
		if n++; n > proseLines || isReturnedMail(line) {
			break
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// isReturnedMail reports whether a line stands above the copy of the returned
// mail, or begins it.
func isReturnedMail(line string) bool {
	switch l := strings.ToLower(strings.Trim(line, "-= ")); {
	case strings.HasPrefix(l, "return-path:"), strings.HasPrefix(l, "received: "), strings.HasPrefix(l, "mime-version:"):
		return true
	case strings.Contains(l, "below this line is a copy"), strings.HasPrefix(l, "this is a copy of "),
		strings.HasPrefix(l, "original message"), strings.HasPrefix(l, "unsent message"), strings.HasPrefix(l, "message header"),
		strings.HasPrefix(l, "original message header"), strings.HasPrefix(l, "the original message was"):
		return !strings.HasPrefix(l, "the original message was received")
	}
	return false
}

// withoutAddresses takes out what may hold digits that are no code.
func withoutAddresses(text string) string { return addressPattern.ReplaceAllString(text, "") }
