package postoffice

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
)

// results is the value of the Authentication-Results line that the office puts
// on a message (RFC 8601). It vouches for a domain that has mailboxes here: pass
// if the sender logged in, or if the envelope's sender is of the domain that
// stands in From; fail if that domain is one of ours and the envelope's is not.
// Of other domains it knows nothing: none. An empty envelope sender (a bounce, an
// out-of-office mail) proves itself by signature at real providers: pass.
func (o *Office) results(env envelope, header []byte) string {
	var from string
	if m, err := mail.ReadMessage(bytes.NewReader(append(header[:len(header):len(header)], "\r\n"...))); err == nil {
		if list, err := m.Header.AddressList("From"); err == nil && len(list) == 1 {
			from = fold(list[0].Address)
		}
	}
	_, domain, _ := strings.Cut(from, "@")
	_, sent, _ := strings.Cut(fold(env.from), "@")
	o.mu.Lock()
	ours := o.domains[domain]
	o.mu.Unlock()

	if domain == "" {
		return o.host() + "; none"
	}
	verdict := "none"
	switch {
	case !ours:
	case env.account != "":
		verdict = "fail"
		if untag(from) == env.account {
			verdict = "pass"
		}
	case env.from == "" || sent == domain:
		verdict = "pass"
	default:
		verdict = "fail"
	}
	return fmt.Sprintf("%s;\r\n\tdmarc=%s header.from=%s", o.host(), verdict, domain)
}

// dropResults removes the Authentication-Results lines that claim to be by host.
func dropResults(header []byte, host string) []byte {
	var kept []byte
	drop := false
	for line := range bytes.Lines(header) {
		if line[0] != ' ' && line[0] != '\t' {
			drop = claims(string(line), host)
		}
		if !drop {
			kept = append(kept, line...)
		}
	}
	return kept
}

func claims(line, host string) bool {
	name, value, _ := strings.Cut(line, ":")
	if !strings.EqualFold(strings.TrimSpace(name), "Authentication-Results") {
		return false
	}
	id, _, _ := strings.Cut(value, ";")
	return strings.EqualFold(strings.TrimSpace(id), host)
}
