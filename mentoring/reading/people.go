package reading

import (
	"regexp"
	"strings"
)

// anAddress is an address as people type it, perhaps in angle brackets.
var anAddress = regexp.MustCompile(`(?i)<?(?:mailto:)?([^\s<>,;:()\[\]"]+@[^\s<>,;:()\[\]"@]+\.[\pL\d-]{2,})>?`)

// tell reads who may hear of the last win: "tell us", "tell the program", "tell
// priya@world.test". It shows words to others, so it is the whole line.
func (r *reader) tell(said spoken) (Line, bool) {
	l := Line{Verb: Tell}
	if key, ok := r.x.sortOf(Tell, said.rest); ok {
		l.Key = key
		return l, true
	}
	var addresses []string
	for _, m := range anAddress.FindAllStringSubmatch(said.rest, mostNumbers) {
		addresses = append(addresses, strings.TrimRight(m[1], "."))
	}
	others := strings.FieldsFunc(anAddress.ReplaceAllString(said.rest, " "), func(c rune) bool { return strings.ContainsRune(" ,;.&+", c) })
	l.Key, l.Text = "named", strings.Join(addresses, " ")
	const joints = 2 // "a and b"
	return l, len(addresses) > 0 && len(others) <= joints
}

// guest reads an address of somebody outside the pair, and what for: "invite
// Priya Shah <priya@world.test> about speaking up", "helper priya@world.test for
// G1".
func (r *reader) guest(said spoken) (Line, bool) {
	at := anAddress.FindStringSubmatchIndex(said.rest)
	if at == nil {
		return Line{}, false
	}
	name := strings.TrimSpace(strings.Trim(said.rest[:at[0]], " ,;:\"“”'"))
	about := strings.Trim(said.rest[at[1]:], " ,;:.")
	l := Line{Verb: said.verb, Text: strings.TrimRight(said.rest[at[2]:at[3]], ".")}
	const mostOfName = 4
	if len(strings.Fields(name)) > mostOfName || !said.colon && said.foreign {
		return Line{}, false
	}
	if name != "" {
		l.Text = name + " <" + l.Text + ">"
	}
	if about == "" {
		return l, true
	}
	_, topic, ok := r.x.sorted(Invite, about)
	if !ok {
		return Line{}, false
	}
	if m := anID.FindStringSubmatch(bare(topic)); m != nil && !strings.EqualFold(m[1], "c") && !strings.EqualFold(m[1], "a") {
		l.Ref = strings.ToUpper(m[1]) + m[2]
		return l, true
	}
	l.About = strings.TrimSpace(topic)
	return l, l.About != ""
}
