package store

import (
	"strings"

	"golang.org/x/net/idna"
)

// normal returns an address as addresses are compared here: without regard to
// the case of ASCII letters, the domain in the form that DNS knows. It never
// brings look-alike letters together.
func normal(address string) string {
	address = strings.TrimSpace(address)
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return lower(address)
	}
	local, domain := address[:at], strings.TrimRight(address[at+1:], ". \t\r\n")
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		domain = ascii
	}
	return lower(local) + "@" + lower(domain)
}

// lower lowers ASCII letters only. It works on bytes, since others would turn
// all that is not UTF-8 into one and the same letter.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
