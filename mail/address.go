package mail

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"golang.org/x/net/idna"
)

// ErrAddress means that a text is not an address we can write to.
var ErrAddress = errors.New("not a usable mail address")

// Address is a mail address with the name shown beside it.
//
// Addr has been normalised: the local part exactly as given, the domain in
// lower case and in A-label form, so that two addresses are the same if and
// only if their Addr are equal.
type Address struct {
	Name string
	Addr string
}

// String returns "NAME <ADDRESS>", or the address alone when there is no name.
// It is for people to read, not for a header: [Compose] does its own quoting.
func (a Address) String() string {
	if a.Name == "" {
		return a.Addr
	}
	return a.Name + " <" + a.Addr + ">"
}

// Local returns the part before the @.
func (a Address) Local() string {
	return a.Addr[:max(0, strings.LastIndexByte(a.Addr, '@'))]
}

// Domain returns the part after the @.
func (a Address) Domain() string {
	return a.Addr[strings.LastIndexByte(a.Addr, '@')+1:]
}

// LogValue masks the address: logs carry ids, never names or addresses.
func (a Address) LogValue() slog.Value {
	return slog.StringValue("<address>")
}

// ParseAddress reads "ADDRESS", "<ADDRESS>" or "NAME <ADDRESS>", the name with
// or without double quotes. Quoted local parts, comments, groups and control
// characters are refused with an error that is an [ErrAddress]: no person's
// address needs them, and they have been used to smuggle commands.
func ParseAddress(s string) (Address, error) {
	if i := strings.IndexFunc(s, isControl); i >= 0 {
		return Address{}, fmt.Errorf("%w: control character at byte %d", ErrAddress, i)
	}
	s = strings.TrimSpace(s)
	var name string
	if strings.HasSuffix(s, ">") {
		open := strings.LastIndexByte(s, '<')
		if open < 0 {
			return Address{}, fmt.Errorf("%w: > without <", ErrAddress)
		}
		name, s = strings.TrimSpace(s[:open]), s[open+1:len(s)-1]
		if len(name) >= 2 && name[0] == '"' && name[len(name)-1] == '"' {
			name = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(name[1 : len(name)-1])
		}
	}
	addr, err := normalise(s)
	if err != nil {
		return Address{}, err
	}
	return Address{Name: headerText(name, maxNameBytes), Addr: addr}, nil
}

// normalise checks one bare address and returns its comparable form.
func normalise(s string) (string, error) {
	if len(s) > 254 {
		return "", fmt.Errorf("%w: longer than 254 bytes", ErrAddress)
	}
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		return "", fmt.Errorf("%w: no @", ErrAddress)
	}
	local, domain := s[:at], s[at+1:]
	if local == "" || len(local) > 64 {
		return "", fmt.Errorf("%w: the part before the @ must have 1 to 64 bytes", ErrAddress)
	}
	if strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return "", fmt.Errorf("%w: misplaced dot before the @", ErrAddress)
	}
	if strings.ToValidUTF8(local, "") != local {
		return "", fmt.Errorf("%w: not valid UTF-8", ErrAddress)
	}
	for _, r := range local {
		if !isLocalChar(r) {
			return "", fmt.Errorf("%w: %q before the @", ErrAddress, r)
		}
	}
	domain, err := normaliseDomain(domain)
	if err != nil {
		return "", err
	}
	return local + "@" + domain, nil
}

// isLocalChar reports whether r may stand in an unquoted local part (RFC 5322
// atext and dot, and the letters of RFC 6532).
func isLocalChar(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return true
	case r < 0x80:
		return strings.ContainsRune(".!#$%&'*+-/=?^_`{|}~", r)
	}
	return !isControl(r) && !isBidi(r) && r != 0xa0
}

// normaliseDomain returns the domain in lower case, non-ASCII labels as A-labels.
func normaliseDomain(domain string) (string, error) {
	ascii, err := idna.Lookup.ToASCII(domain)
	if err != nil {
		return "", fmt.Errorf("%w: domain: %v", ErrAddress, err)
	}
	ascii = strings.ToLower(ascii)
	// The package encodes some labels that it would not decode again.
	if again, err := idna.Lookup.ToASCII(ascii); err != nil || again != ascii {
		return "", fmt.Errorf("%w: domain has no A-label form", ErrAddress)
	}
	if ascii == "" || len(ascii) > 253 {
		return "", fmt.Errorf("%w: domain must have 1 to 253 bytes", ErrAddress)
	}
	for _, label := range strings.Split(ascii, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "-") != label {
			return "", fmt.Errorf("%w: domain label %q", ErrAddress, label)
		}
		for i := range len(label) {
			c := label[i]
			if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
				return "", fmt.Errorf("%w: %q in the domain", ErrAddress, c)
			}
		}
	}
	return ascii, nil
}

// Plus returns addr with "+tag" before the @: mail to it arrives in the same
// mailbox. addr must be a normalised address.
func Plus(addr, tag string) string {
	at := strings.LastIndexByte(addr, '@')
	if at < 0 {
		return addr
	}
	return addr[:at] + "+" + tag + addr[at:]
}

// TagOf returns the tag that [Plus] put into addr, when addr is ours apart from
// the tag. Mail hosts fold case, so case does not matter; the tag is returned
// in lower case.
func TagOf(addr, ours string) (tag string, ok bool) {
	at, ourAt := strings.LastIndexByte(addr, '@'), strings.LastIndexByte(ours, '@')
	if at < 0 || ourAt < 0 || !strings.EqualFold(addr[at:], ours[ourAt:]) {
		return "", false
	}
	local, prefix := addr[:at], ours[:ourAt]
	if len(local) <= len(prefix)+1 || local[len(prefix)] != '+' || !strings.EqualFold(local[:len(prefix)], prefix) {
		return "", false
	}
	return strings.ToLower(local[len(prefix)+1:]), true
}

// sameMailbox reports whether addr is ours, with or without a tag.
func sameMailbox(addr, ours string) bool {
	if strings.EqualFold(addr, ours) {
		return true
	}
	_, ok := TagOf(addr, ours)
	return ok
}
