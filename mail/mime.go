package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"strings"
	"time"

	"milepost/mail/reply"

	stdmail "net/mail"
)

// Limits bound what [Parse] looks at. A mail above a limit is an
// [UnreadableError]; the caller keeps its bytes and holds it.
type Limits struct {
	Whole int // bytes of the mail
	Text  int // bytes of decoded text
	Depth int // nested multiparts
	Parts int // parts in all
}

// DefaultLimits are the limits for people's mail.
var DefaultLimits = Limits{Whole: 25 << 20, Text: 1 << 20, Depth: 12, Parts: 100}

// UnreadableError says why a mail was not taken apart.
type UnreadableError struct{ Reason Reason }

func (e *UnreadableError) Error() string { return "unreadable mail: " + string(e.Reason) }

// Message is a received mail, taken apart. Text and HTML are what the sender
// wrote in the mail itself; attachments and forwarded mails are listed, never
// opened.
type Message struct {
	Header     Header
	Subject    string
	From       []Address
	FromCount  int       // addresses in From; -1 if there is more than one From field
	Date       time.Time // zero if missing or malformed
	MessageID  string    // without brackets, may be empty: never trust it to be unique
	InReplyTo  []string  // Message-IDs without brackets
	References []string  // the last 50 of them

	// Text and HTML are each the whole of the mail's own content, or empty:
	// when a part of it exists only as HTML, Text is empty.
	Text string // UTF-8, "\n", flowed lines joined
	HTML string // UTF-8

	Attachments []Attached
	Calendar    *Calendar // the first calendar part
	Report      *Report   // of a multipart/report
	Flaws       []Flaw
}

// Attached is what is kept of an attachment.
type Attached struct {
	Name   string // decoded; may be empty or say anything
	Type   string
	Size   int    // decoded bytes
	SHA256 string // of the decoded bytes, in hex
}

// Report is the machine's part of a multipart/report.
type Report struct {
	Type     string // report-type, lower case: delivery-status, disposition-notification …
	Status   string // text of the status part
	Returned Header // header of the mail that the report is about
}

// Parse takes a mail apart. It accepts any bytes and always returns: in time
// that grows with their number, with a [Message] or an [UnreadableError]. What
// is broken but readable is read and named in Flaws.
func Parse(raw []byte, limits Limits) (*Message, error) {
	if len(raw) > limits.Whole {
		return nil, &UnreadableError{ReasonTooLarge}
	}
	p := &parser{limits: limits, m: &Message{}}
	header, body, malformed, err := splitHeader(raw)
	if err != nil {
		return nil, err
	}
	if malformed {
		p.flaw(FlawHeader)
	}
	p.m.Header = header
	p.readHeader()
	own, err := p.entity(header, body, 0, "text/plain")
	if err != nil {
		return nil, err
	}
	p.m.Text, p.m.HTML = own.text, own.html
	if len(p.m.HTML) > limits.Text && p.m.Text != "" {
		p.m.HTML = ""
		p.flaw(FlawHTML)
	}
	if len(p.m.Text) > limits.Text || len(p.m.HTML) > limits.Text {
		return nil, &UnreadableError{ReasonTextTooLong}
	}
	return p.m, nil
}

type parser struct {
	limits Limits
	m      *Message
	parts  int
}

// content is the sender's own words in a part, as text, as HTML, or both.
type content struct{ text, html string }

func (p *parser) flaw(f Flaw) {
	for _, known := range p.m.Flaws {
		if known == f {
			return
		}
	}
	p.m.Flaws = append(p.m.Flaws, f)
}

func (p *parser) readHeader() {
	h, m := p.m.Header, p.m
	m.Subject = cut(h.Text("Subject"), 1000)
	m.From = h.Addresses("From")
	m.FromCount = len(m.From)
	if len(h.Values("From")) > 1 {
		m.FromCount = -1
	}
	if ids := messageIDs(h.Raw("Message-ID"), 1); len(ids) == 1 {
		m.MessageID = cut(ids[0], 1000)
	}
	m.InReplyTo = messageIDs(cut(h.Raw("In-Reply-To"), maxValueBytes), 10)
	m.References = messageIDs(h.Raw("References"), 50)
	if t, err := stdmail.ParseDate(cut(h.Raw("Date"), 100)); err == nil {
		m.Date = t
	}
}

// entity reads one part and returns the sender's own words in it.
func (p *parser) entity(h Header, body []byte, depth int, defaultType string) (content, error) {
	p.parts++
	if p.parts > p.limits.Parts {
		return content{}, &UnreadableError{ReasonTooManyParts}
	}
	if depth > p.limits.Depth {
		return content{}, &UnreadableError{ReasonTooDeep}
	}
	kind, params := mediaType(h.Raw("Content-Type"))
	if !strings.Contains(kind, "/") {
		kind = defaultType
	}
	if strings.HasPrefix(kind, "multipart/") {
		if sections, ok := splitParts(body, params["boundary"]); ok {
			return p.multipart(kind, params, sections, depth)
		}
		p.flaw(FlawBoundary)
		kind = "text/plain" // shown as it is, so that no word is lost
	}
	disposition, _ := mediaType(h.Raw("Content-Disposition"))
	if depth == 0 && disposition != "attachment" {
		// There is no other part that the words could be in, whatever it is called.
		switch {
		case kind == "text/html" || kind == "application/xhtml+xml":
			return p.words("text/html", params, h, body), nil
		case strings.HasPrefix(kind, "text/") && kind != "text/calendar", kind == "plain/text":
			return p.words("text/plain", params, h, body), nil
		}
	}
	return p.leaf(kind, params, h, body), nil
}

func (p *parser) multipart(kind string, params map[string]string, sections [][]byte, depth int) (content, error) {
	if kind == "multipart/report" && p.m.Report == nil {
		p.m.Report = &Report{Type: strings.ToLower(params["report-type"])}
	}
	defaultType := "text/plain"
	if kind == "multipart/digest" {
		defaultType = "message/rfc822"
	}
	var all []content
	for _, section := range sections {
		h, body, malformed, err := splitHeader(section)
		if err != nil {
			return content{}, err
		}
		if malformed {
			p.flaw(FlawHeader)
		}
		c, err := p.entity(h, body, depth+1, defaultType)
		if err != nil {
			return content{}, err
		}
		all = append(all, c)
	}
	if kind == "multipart/alternative" {
		return alternative(all), nil
	}
	return together(all), nil
}

// alternative picks the first text and the last, richest HTML.
func alternative(all []content) content {
	var c content
	for _, a := range all {
		if c.text == "" {
			c.text = a.text
		}
		if a.html != "" {
			c.html = a.html
		}
	}
	return c
}

// together joins parts that are shown one below the other. Text and HTML must
// each stay whole: plain parts beside HTML ones are put into the HTML too, and
// where a part has no plain form, only HTML is returned.
func together(all []content) content {
	var text, rich strings.Builder
	anyHTML, allText := false, true
	for _, c := range all {
		anyHTML = anyHTML || c.html != ""
		allText = allText && (c.text != "" || c.html == "")
	}
	for _, c := range all {
		if allText && c.text != "" {
			if text.Len() > 0 && !strings.HasSuffix(text.String(), "\n") {
				text.WriteByte('\n')
			}
			text.WriteString(c.text)
		}
		switch {
		case c.html != "":
			rich.WriteString(c.html)
		case anyHTML && strings.TrimSpace(c.text) != "":
			rich.WriteString("<pre>" + html.EscapeString(c.text) + "</pre>")
		}
	}
	return content{text.String(), rich.String()}
}

// words reads a part as the sender's words.
func (p *parser) words(kind string, params map[string]string, h Header, body []byte) content {
	return p.shown(kind, params, p.decoded(h, body))
}

// shown is a part as the sender's words.
func (p *parser) shown(kind string, params map[string]string, decoded []byte) content {
	text := p.text(params, decoded)
	switch {
	case kind == "text/html":
		return content{html: text}
	case strings.EqualFold(params["format"], "flowed"):
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return content{text: text}
}

// decoded undoes the transfer encoding of a part.
func (p *parser) decoded(h Header, body []byte) []byte {
	transfer, _ := mediaType(h.Raw("Content-Transfer-Encoding"))
	decoded, ok := decodeTransfer(transfer, body)
	if !ok {
		p.flaw(FlawEncoding)
	}
	return decoded
}

// leaf reads a part that has no parts of its own.
func (p *parser) leaf(kind string, params map[string]string, h Header, body []byte) content {
	decoded := p.decoded(h, body)
	disposition, dispositionParams := mediaType(h.Raw("Content-Disposition"))
	name := dispositionParams["filename"]
	if name == "" {
		name = params["name"]
	}
	if p.m.Report == nil && kind == "message/delivery-status" {
		p.m.Report = &Report{Type: reportDelivery} // seen in practice inside multipart/mixed
	}
	report := p.m.Report
	switch {
	case kind == "text/calendar":
		if p.m.Calendar == nil {
			c := readCalendar(p.text(params, decoded))
			// A file that somebody sends along says METHOD inside only, and makes
			// no invitation of their mail. An answer is one wherever it says so.
			if method := strings.ToUpper(params["method"]); method != "" || !c.Answers() {
				c.Method = method
			}
			p.m.Calendar = &c
		}
		return content{}
	case report != nil && (kind == "message/delivery-status" || kind == "message/global-delivery-status" || kind == "message/disposition-notification"):
		report.Status = cut(report.Status+cleanBody(toUTF8(string(decoded))), maxHeaderBytes)
		return content{}
	case report != nil && (kind == "message/rfc822" || kind == "text/rfc822-headers" || kind == "message/global" || kind == "message/global-headers"):
		if report.Returned == nil {
			// A header that is too long is kept up to there.
			report.Returned, _, _, _ = splitHeader(decoded)
		}
		return content{}
	case (kind == "text/plain" || kind == "text/html") && disposition != "attachment" && name == "":
		return p.shown(kind, params, decoded)
	}
	sum := sha256.Sum256(decoded)
	p.m.Attachments = append(p.m.Attachments, Attached{
		Name: cut(name, 255), Type: kind, Size: len(decoded), SHA256: hex.EncodeToString(sum[:]),
	})
	return content{}
}

// text returns the decoded bytes of a text part as clean UTF-8.
func (p *parser) text(params map[string]string, decoded []byte) string {
	s, ok := decodeCharset(params["charset"], decoded)
	if !ok {
		p.flaw(FlawCharset)
	}
	return cleanBody(s)
}

// splitParts cuts the body of a multipart at its boundary lines. A missing last
// boundary is normal for a mail that was cut off: the rest is the last part. ok
// is false if the boundary does not occur at all.
func splitParts(body []byte, boundary string) (sections [][]byte, ok bool) {
	if boundary == "" {
		return nil, false
	}
	delimiter := []byte("--" + boundary)
	start := -1
	for pos := 0; pos < len(body); {
		line, rest := nextLine(body[pos:])
		next := len(body) - len(rest)
		if bytes.HasPrefix(line, delimiter) {
			tail := bytes.TrimRight(line[len(delimiter):], " \t")
			if end := bytes.Equal(tail, []byte("--")); end || len(tail) == 0 {
				if start >= 0 {
					sections = append(sections, trimLineEnd(body[start:pos]))
				}
				if end {
					return sections, true
				}
				start = next
			}
		}
		pos = next
	}
	if start < 0 {
		return nil, false
	}
	return append(sections, body[start:]), true
}

// trimLineEnd removes the line end that belongs to the boundary line below.
func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// Plain returns the text of a mail, that of its HTML where it has no other.
func (m *Message) Plain() string {
	if strings.TrimSpace(m.Text) != "" || m.HTML == "" {
		return m.Text
	}
	var b strings.Builder
	for _, s := range reply.Read(reply.Input{HTML: m.HTML}, nil).Segments {
		b.WriteString(s.Text)
	}
	return b.String()
}
