package mail

import (
	"strings"
	"testing"
)

func TestDMARC(t *testing.T) {
	t.Parallel()
	const ours = "mx.world.test"
	rows := []struct {
		name, header string
		want         DMARCResult
	}{
		{"none", "", DMARCNone},
		{"pass", ours + "; dkim=pass header.d=mentors.example; dmarc=pass header.from=mentors.example", DMARCPass},
		{"fail", ours + "; spf=pass smtp.mailfrom=evil.test; dmarc=fail header.from=mentors.example", DMARCFail},
		{"pass with a comment", ours + "; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=mentors.example", DMARCPass},
		{"capitals and version", "MX.World.Test 1; DMARC=Pass header.From=Mentors.Example", DMARCPass},
		{"spaces around =", ours + "; dmarc = pass header.from = mentors.example", DMARCPass},
		{"no result", ours + "; none", DMARCNone},
		{"temperror", ours + "; dmarc=temperror header.from=mentors.example", DMARCNone},
		{"bestguesspass", ours + "; dmarc=bestguesspass header.from=mentors.example", DMARCNone},
		{"spf alone", ours + "; spf=pass smtp.mailfrom=ana@mentors.example", DMARCNone},
		{"about another domain", ours + "; dmarc=pass header.from=evil.test", DMARCNone},
		{"other host", "mx.evil.test; dmarc=pass header.from=mentors.example", DMARCNone},
		{"our name as a suffix", "x" + ours + "; dmarc=pass header.from=mentors.example", DMARCNone},
		{"our name in a comment", "evil.test (" + ours + "); dmarc=pass header.from=mentors.example", DMARCNone},
		{"our name in a second word", "evil.test " + ours + "; dmarc=pass header.from=mentors.example", DMARCNone},
		{"comment before our name", "(hi) " + ours + "; dmarc=pass header.from=mentors.example", DMARCPass},
		{"result in a comment", ours + "; spf=fail (sender a; dmarc=pass header.from=mentors.example) smtp.mailfrom=x", DMARCNone},
		{"result in a nested comment", ours + "; spf=fail (a (b); dmarc=pass) smtp.mailfrom=x", DMARCNone},
		{"result in a quoted string", ours + `; spf=fail reason="x; dmarc=pass" smtp.mailfrom="a;dmarc=pass"@evil.test`, DMARCNone},
		{"escaped quote", ours + `; spf=fail reason="x\"; dmarc=pass; y=\"" smtp.mailfrom=x`, DMARCNone},
		{"comment never closed", ours + "; dmarc=pass header.from=mentors.example (", DMARCNone},
		{"quote never closed", ours + `; dmarc=pass header.from=mentors.example reason="x`, DMARCNone},
		{"without a server", "spf=pass; dmarc=pass header.from=mentors.example", DMARCNone},
		{"nothing", ";", DMARCNone},
		{"forged above the true fail", ours + "; dmarc=pass header.from=mentors.example\n" + ours + "; dmarc=fail header.from=mentors.example", DMARCFail},
		{"forged below the true fail", ours + "; dmarc=fail header.from=mentors.example\n" + ours + "; dmarc=pass header.from=mentors.example", DMARCFail},
		{"other host's fail", "mx.evil.test; dmarc=fail\n" + ours + "; dmarc=pass header.from=mentors.example", DMARCPass},
		{"pass and fail in one", ours + "; dmarc=pass header.from=mentors.example; dmarc=fail header.from=mentors.example", DMARCFail},
		{"too long", ours + "; dmarc=pass" + strings.Repeat(" x=y", 5000), DMARCNone},
	}
	for _, row := range rows {
		raw := "From: ana@mentors.example\n\nhello\n"
		for _, v := range strings.Split(row.header, "\n") {
			if v != "" {
				raw = "Authentication-Results: " + v + "\n" + raw
			}
		}
		m := mustParse(t, raw)
		if got := DMARC(m, ours); got != row.want {
			t.Errorf("%s: DMARC() = %v, want %v", row.name, got, row.want)
		}
		if got := DMARC(m, ""); got != DMARCNone {
			t.Errorf("%s: DMARC() without an id = %v, want %v", row.name, got, DMARCNone)
		}
	}
}

func FuzzAuthResults(f *testing.F) {
	f.Add(`mx.world.test 1; dmarc=pass (p=none) header.from=mentors.example; spf=fail reason="x"`)
	f.Fuzz(func(t *testing.T, v string) {
		id, methods, ok := authResults(v)
		if ok && (id == "" || strings.ContainsAny(id, "(); \"")) {
			t.Errorf("authResults(%q) = %q", v, id)
		}
		for _, words := range methods {
			if len(words) == 0 {
				t.Errorf("authResults(%q) has a method without words", v)
			}
		}
	})
}
