package mail

import "strings"

// MessageID returns the Message-ID, without brackets, of a mail that carries
// this token: "d.TOKEN@domain". In-Reply-To and References of an answer then
// carry the token too, where a mail host drops the tag from the address.
func MessageID(token, domain string) string {
	return "d." + token + "@" + domain
}

// tokenOfMessageID returns the token in a Message-ID of ours.
func tokenOfMessageID(id, domain string) (token string, ok bool) {
	at := strings.LastIndexByte(id, '@')
	if at < 0 || !strings.EqualFold(id[at+1:], domain) || len(id[:at]) != len("d.")+tokenLen || !strings.EqualFold(id[:2], "d.") {
		return "", false
	}
	return strings.ToLower(id[2:at]), true
}

// messageIDs returns the ids in a Message-ID, In-Reply-To or References value,
// without brackets, at most limit of them, the last ones. Words outside
// brackets are used only when there are no brackets at all: seen in practice
// from clients that forget them.
func messageIDs(value string, limit int) []string {
	var ids []string
	rest := value
	for {
		open := strings.IndexByte(rest, '<')
		if open < 0 {
			break
		}
		end := strings.IndexByte(rest[open:], '>')
		if end < 0 {
			break
		}
		if id := strings.Join(strings.Fields(rest[open+1:open+end]), ""); id != "" {
			ids = append(ids, id)
		}
		rest = rest[open+end+1:]
	}
	if ids == nil && !strings.ContainsAny(value, "<>") {
		for _, word := range strings.Fields(value) {
			if strings.Contains(word, "@") {
				ids = append(ids, word)
			}
		}
	}
	if len(ids) > limit {
		ids = ids[len(ids)-limit:]
	}
	return ids
}

// IsMessageID reports whether id, without brackets, may stand in a header of
// ours as it is. The ids of incoming mail may be anything.
func IsMessageID(id string) bool {
	return len(id) <= maxIDBytes && strings.Count(id, "@") == 1 && id[0] != '@' && id[len(id)-1] != '@' &&
		isVisible(id, "<>()[],;:\\\"")
}
