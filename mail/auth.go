package mail

import "strings"

// DMARCResult is what our own mail host found out about the sender.
type DMARCResult string

// The results we act on. Everything that is neither pass nor fail is none.
const (
	DMARCPass DMARCResult = "pass"
	DMARCFail DMARCResult = "fail"
	DMARCNone DMARCResult = "none"
)

// DMARC reads the Authentication-Results fields (RFC 8601) that carry exactly
// our own host's authserv-id, and ignores all others: anybody can write them.
// An empty id trusts none. If several are ours, a fail beats a pass.
//
// A pass counts only if it is about the domain in From. A field that cannot be
// parsed gives no result. Comments and quoted strings are never read: they hold
// text that the sender chose, such as the envelope address.
func DMARC(m *Message, authservID string) DMARCResult {
	result := DMARCNone
	if authservID == "" {
		return result
	}
	for _, v := range m.Header.Values("Authentication-Results") {
		id, methods, ok := authResults(v)
		if !ok || !strings.EqualFold(id, authservID) {
			continue
		}
		for _, words := range methods {
			switch strings.ToLower(words[0]) {
			case "dmarc=fail":
				return DMARCFail
			case "dmarc=pass":
				if isAboutFrom(words[1:], m) {
					result = DMARCPass
				}
			}
		}
	}
	return result
}

// authResults splits one field into the authserv-id and the words of each
// method's result. ok is false if it does not have the form of RFC 8601.
func authResults(v string) (id string, methods [][]string, ok bool) {
	if len(v) > maxValueBytes {
		return "", nil, false
	}
	v, ok = withoutComments(v)
	if !ok {
		return "", nil, false
	}
	parts := strings.Split(v, ";")
	switch head := strings.Fields(parts[0]); {
	case len(head) == 1, len(head) == 2 && head[1] == "1": // an optional version
		id = head[0]
	default:
		return "", nil, false
	}
	if strings.ContainsAny(id, "=\"()") {
		return "", nil, false // "=": Microsoft's form, which names no server
	}
	for _, p := range parts[1:] {
		if words := strings.Fields(joinEquals(p)); len(words) > 0 {
			methods = append(methods, words)
		}
	}
	return id, methods, true
}

// joinEquals removes the spaces that may stand around "=".
func joinEquals(s string) string {
	if !strings.Contains(s, " =") && !strings.Contains(s, "= ") {
		return s
	}
	parts := strings.Split(s, "=")
	for i := range parts {
		if i > 0 {
			parts[i] = strings.TrimLeft(parts[i], " \t")
		}
		if i < len(parts)-1 {
			parts[i] = strings.TrimRight(parts[i], " \t")
		}
	}
	return strings.Join(parts, "=")
}

// isAboutFrom reports whether a result names the domain of the one From
// address, or no domain at all.
func isAboutFrom(words []string, m *Message) bool {
	for _, w := range words {
		name, value, _ := strings.Cut(w, "=")
		if strings.EqualFold(name, "header.from") {
			domain, err := normaliseDomain(value)
			return err == nil && len(m.From) == 1 && domain == m.From[0].Domain()
		}
	}
	return true
}
