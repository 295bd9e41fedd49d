package correspondent

import (
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// body is what a client writes, before it is put on the wire.
type body struct {
	subject    string
	text, html string // either may be empty, then it is left out
	flowed     bool
	encoding   string // quoted-printable, base64, or empty for 7bit or 8bit
	charset    string // what the client prefers; empty is utf-8
	header     []field
	nullSender bool
	wrapped    bool // a multipart/mixed around it all, of one part
}

// field is one line of a header.
type field struct{ name, value string }

// windows1252 is what Outlook writes in the West, as long as it holds the words.
const windows1252 = "windows-1252"

// maxLine is the longest line that may be sent as it is (RFC 5322, 2.1.1).
const maxLine = 998

// mime is the content with its own header fields.
func (b body) mime(sum string) string {
	if b.wrapped {
		b.wrapped = false
		boundary := "=-" + sum[24:48]
		return fmt.Sprintf("Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n%s\r\n--%s--\r\n", boundary, boundary, b.mime(sum), boundary)
	}
	text := b.part("text/plain", b.text, b.flowed)
	rich := b.part("text/html", b.html, false)
	switch {
	case b.html == "":
		return text
	case b.text == "":
		return rich
	}
	boundary := "=_" + sum[24:48]
	return fmt.Sprintf("Content-Type: multipart/alternative;\r\n\tboundary=\"%s\"\r\n\r\n", boundary) +
		"--" + boundary + "\r\n" + text + "\r\n" +
		"--" + boundary + "\r\n" + rich + "\r\n" +
		"--" + boundary + "--\r\n"
}

func (b body) part(kind, content string, flowed bool) string {
	charset, encoding := "utf-8", b.encoding
	if b.charset != "" {
		named := strings.Replace(content, `<meta charset="utf-8">`, `<meta charset="`+b.charset+`">`, 1)
		if s, ok := encoded(named, b.charset); ok {
			charset, content = b.charset, s
		}
	}
	if encoding == "" {
		encoding = plainEncoding(content)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Content-Type: %s; charset=%s", kind, charset)
	if flowed {
		out.WriteString("; format=flowed")
	}
	fmt.Fprintf(&out, "\r\nContent-Transfer-Encoding: %s\r\n\r\n", encoding)
	switch encoding {
	case "base64":
		s := base64.StdEncoding.EncodeToString([]byte(strings.ReplaceAll(content, "\n", "\r\n")))
		for len(s) > 76 {
			out.WriteString(s[:76] + "\r\n")
			s = s[76:]
		}
		out.WriteString(s + "\r\n")
	case "quoted-printable":
		w := quotedprintable.NewWriter(&out)
		_, _ = w.Write([]byte(strings.ReplaceAll(content, "\n", "\r\n")))
		_ = w.Close() // a strings.Builder takes everything
	default:
		out.WriteString(strings.ReplaceAll(content, "\n", "\r\n"))
	}
	return out.String()
}

// encoded is text in a charset, if the charset holds it all.
func encoded(s, charset string) (string, bool) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return "", false
	}
	out, err := e.NewEncoder().String(s)
	return out, err == nil
}

// plainEncoding is what fits text that needs no help, or the help it needs.
func plainEncoding(s string) string {
	for l := range strings.SplitSeq(s, "\n") {
		if len(l) > maxLine {
			return "quoted-printable"
		}
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return "8bit"
		}
	}
	return "7bit"
}

// encodeHeader writes a header value with encoded words where it needs them,
// on one line whatever it holds.
func encodeHeader(s string) string {
	return mime.QEncoding.Encode("utf-8", strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' }), " "))
}
