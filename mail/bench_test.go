package mail

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkCompose(b *testing.B) {
	o := outgoing()
	o.Text, o.HTML = strings.Repeat("A line of the text part.\n", 80), strings.Repeat("<p style=\"margin:0\">A line.</p>\n", 700)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compose(o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	words := strings.Repeat("A line that somebody wrote.\n", 40)
	mails := map[string]string{
		"reply":    fmt.Sprintf(multipartHead, "alternative") + "--b\n\n" + words + "--b\nContent-Type: text/html\n\n<p>" + words + "--b--\n",
		"attached": fmt.Sprintf(multipartHead, "mixed") + "--b\n\n" + words + "--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("aGVsbG8gd29ybGQhaGVsbG8gd29ybGQh\n", 60_000) + "--b--\n",
	}
	for name, mail := range mails {
		raw := crlf(mail)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(raw, DefaultLimits); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	ring := NewKeyRing()
	token := ring.Mint(PurposeReply, 42, "person 7", "pair 3", "ana@mentors.example")
	b.ReportAllocs()
	for b.Loop() {
		if err := ring.Verify(PurposeReply, token, "person 7", "pair 3", "ana@mentors.example"); err != nil {
			b.Fatal(err)
		}
	}
}
