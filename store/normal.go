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
	local, domain := address[:at], strings.TrimSuffix(address[at+1:], ".")
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		domain = ascii
	}
	return lower(local) + "@" + lower(domain)
}

// lower lowers ASCII letters only.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
