package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"golang.org/x/text/encoding/charmap"
)

// Flaw names something that is wrong with a mail and did not stop it from being
// read. The list is closed.
type Flaw string

// The flaws of a mail that could be read.
const (
	FlawHeader   Flaw = "malformed header line"
	FlawEncoding Flaw = "broken or unknown transfer encoding"
	FlawCharset  Flaw = "unknown or wrong character set"
	FlawBoundary Flaw = "multipart without its boundary"
	FlawHTML     Flaw = "HTML longer than the limit, text used instead"
)

// decodeTransfer undoes a Content-Transfer-Encoding. It never gives up: what
// cannot be decoded stays as it is, and ok is false.
func decodeTransfer(encoding string, body []byte) (decoded []byte, ok bool) {
	switch encoding {
	case "", "7bit", "8bit", "binary":
		return body, true
	case "quoted-printable":
		return decodeQuotedPrintable(body)
	case "base64":
		return decodeBase64(body)
	}
	return body, false
}

// decodeQuotedPrintable is as strict as people's mail allows: an "=" that
// starts no escape stands for itself. The standard library's reader stops
// there, and the rest of the words would be lost.
func decodeQuotedPrintable(body []byte) (decoded []byte, ok bool) {
	out, ok := make([]byte, 0, len(body)), true
	for len(body) > 0 {
		line, rest := nextLine(body)
		more := len(line) < len(body) // the line had an end
		body = rest
		line = bytes.TrimRight(line, " \t")
		soft := false
		for i := 0; i < len(line); i++ {
			switch {
			case line[i] != '=':
				out = append(out, line[i])
			case i == len(line)-1:
				soft = true
			case i+2 < len(line) && isHex(line[i+1]) && isHex(line[i+2]):
				out = append(out, unhex(line[i+1])<<4|unhex(line[i+2]))
				i += 2
			default:
				out, ok = append(out, '='), false
			}
		}
		if more && !soft {
			out = append(out, '\n')
		}
	}
	return out, ok
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

// decodeBase64 ignores everything that is not of the alphabet, as RFC 2045 asks,
// and keeps what it could decode before an error.
func decodeBase64(body []byte) (decoded []byte, ok bool) {
	clean := make([]byte, 0, len(body))
	ok = true
	for _, c := range body {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		case c == '=' || c == '\r' || c == '\n' || c == ' ' || c == '\t':
		default:
			ok = false
		}
	}
	if len(clean)%4 == 1 { // half a character: cut off on the way
		clean, ok = clean[:len(clean)-1], false
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	return out[:n], ok && err == nil
}

// decodeCharset returns body as UTF-8. An unknown or missing character set is
// taken as UTF-8 if the bytes are, else as windows-1252.
func decodeCharset(label string, body []byte) (text string, ok bool) {
	switch label = strings.ToLower(strings.TrimSpace(label)); label {
	case "utf-8", "utf8", "us-ascii", "ascii", "":
		return toUTF8(string(body)), utf8.Valid(body)
	}
	r, err := charset.Reader(label, bytes.NewReader(body))
	if err != nil {
		return toUTF8(string(body)), false
	}
	decoded, err := io.ReadAll(r)
	if err != nil {
		return toUTF8(string(body)), false
	}
	return string(decoded), true
}

// toUTF8 returns s if it is valid UTF-8, else s read as windows-1252, the
// commonest 8-bit text without a label.
func toUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	decoded, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return decoded
}

// mediaType reads a Content-Type or Content-Disposition value. What the
// standard library refuses (a parameter given twice, a stray semicolon) is read
// parameter by parameter: the boundary or the charset is usually intact.
func mediaType(value string) (kind string, params map[string]string) {
	value = cut(value, maxValueBytes)
	kind, params, err := mime.ParseMediaType(value)
	if err == nil {
		for k, v := range params {
			params[k] = decodeWords(v) // RFC 2047 in parameters: forbidden, and common
		}
		return kind, params
	}
	first, rest, _ := strings.Cut(value, ";")
	kind, params = strings.ToLower(strings.TrimSpace(first)), map[string]string{}
	for _, p := range strings.Split(rest, ";") {
		k, v, ok := strings.Cut(p, "=")
		k = strings.ToLower(strings.TrimSpace(k))
		if _, twice := params[k]; ok && !twice {
			params[k] = decodeWords(strings.Trim(strings.TrimSpace(v), `"`))
		}
	}
	return kind, params
}

// unflow undoes format=flowed (RFC 3676): lines that end in a space go on in
// the next line of the same quote depth, space-stuffing is removed, and the
// signature mark "-- " stays a line of its own. delSp says that the space at
// the end of such a line was added for transport.
func unflow(text string, delSp bool) string {
	var out strings.Builder
	out.Grow(len(text))
	open, openDepth := false, 0 // the last line written still waits for its end
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		content := line[depth:]
		content = strings.TrimPrefix(content, " ")
		signature := content == "-- "
		if open && (depth != openDepth || signature) {
			out.WriteByte('\n')
			open = false
		}
		if !open && depth > 0 {
			out.WriteString(line[:depth])
			out.WriteByte(' ')
		}
		flowed := strings.HasSuffix(content, " ") && !signature
		if flowed && delSp {
			content = content[:len(content)-1]
		}
		out.WriteString(content)
		if !flowed {
			out.WriteByte('\n')
		}
		open, openDepth = flowed, depth
	}
	if open {
		out.WriteByte('\n')
	}
	return out.String()
}
