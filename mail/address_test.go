package mail

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	t.Parallel()
	rows := []struct {
		in   string
		want Address
	}{
		{"ana@mentors.example", Address{"", "ana@mentors.example"}},
		{"<ana@mentors.example>", Address{"", "ana@mentors.example"}},
		{"Ana <ana@mentors.example>", Address{"Ana", "ana@mentors.example"}},
		{`"Tomasz, the mentor" <tomasz@mentors.example>`, Address{"Tomasz, the mentor", "tomasz@mentors.example"}},
		{`"\"T\" \\ W" <t@mentors.example>`, Address{`"T" \ W`, "t@mentors.example"}},
		{" Ana   Maria  <Ana.Maria+x@Mentors.EXAMPLE> ", Address{"Ana Maria", "Ana.Maria+x@mentors.example"}},
		{"Ana <ana@bücher.example>", Address{"Ana", "ana@xn--bcher-kva.example"}},
		{"żaneta@world.test", Address{"", "żaneta@world.test"}},
		{"root@localhost", Address{"", "root@localhost"}},
		// The name never decides where a mail goes.
		{`"a@good.test" <b@world.test>`, Address{"a@good.test", "b@world.test"}},
		{"Ana \u202e<ana@mentors.example>", Address{"Ana", "ana@mentors.example"}},
	}
	for _, row := range rows {
		got, err := ParseAddress(row.in)
		if got != row.want || err != nil {
			t.Errorf("ParseAddress(%q) = %+v, %v, want %+v", row.in, got, err, row.want)
		}
	}
}

func TestParseAddressRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "ana", "@", "ana@", "@mentors.example", "ana@mentors..example", "ana@-x.example",
		`"ana b"@mentors.example`, `"a> SIZE=1"@mentors.example`, "ana b@mentors.example",
		"ana@mentors.example, tomasz@mentors.example", "pair: ana@mentors.example;", "ana(comment)@mentors.example",
		"ana@[127.0.0.1]", ".ana@mentors.example", "ana.@mentors.example", "a..na@mentors.example",
		"ana@mentors.example\r\nRCPT TO:<x@world.test>", "ana\x00@mentors.example", "ana@mentors.example>",
		"an\u202ea@mentors.example", "an\xffa@mentors.example", "ana@men tors.example", "ana@mentors_x.example",
		strings.Repeat("a", 65) + "@mentors.example", "ana@" + strings.Repeat("a.", 130) + "example",
	} {
		if got, err := ParseAddress(in); !errors.Is(err, ErrAddress) {
			t.Errorf("ParseAddress(%q) = %+v, %v, want %v", in, got, err, ErrAddress)
		}
	}
}

func TestPlusAndTag(t *testing.T) {
	t.Parallel()
	const ours = "pairs@world.test"
	if got, want := Plus(ours, "abc"), "pairs+abc@world.test"; got != want {
		t.Errorf("Plus() = %q, want %q", got, want)
	}
	rows := []struct {
		addr, want string
		ok         bool
	}{
		{"pairs+abc@world.test", "abc", true},
		{"PAIRS+ABC@World.Test", "abc", true},
		{"pairs+a+b@world.test", "a+b", true},
		{"pairs@world.test", "", false},
		{"pairs+@world.test", "", false},
		{"pairsabc@world.test", "", false},
		{"xpairs+abc@world.test", "", false},
		{"pairs+abc@other.test", "", false},
		{"pairs+abc", "", false},
		{"", "", false},
	}
	for _, row := range rows {
		if got, ok := TagOf(row.addr, ours); got != row.want || ok != row.ok {
			t.Errorf("TagOf(%q) = %q, %v, want %q, %v", row.addr, got, ok, row.want, row.ok)
		}
	}
}

func TestAddressIsMaskedInLogs(t *testing.T) {
	t.Parallel()
	a := Address{"Ana", "ana@mentors.example"}
	if got := a.LogValue().String(); strings.Contains(got, "na") {
		t.Errorf("LogValue() = %q, want no part of the name or address", got)
	}
	if got, want := fmt.Sprint(a), "Ana <ana@mentors.example>"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add("Ana <ana@mentors.example>")
	f.Add(`"x" <a@b>`)
	f.Fuzz(func(t *testing.T, in string) {
		a, err := ParseAddress(in)
		if err != nil {
			return
		}
		if strings.ContainsAny(a.Addr, "\r\n\x00 <>\"") || strings.ContainsAny(a.Name, "\r\n\x00") {
			t.Errorf("ParseAddress(%q) = %+v", in, a)
		}
		if again, err := ParseAddress(a.Addr); err != nil || again.Addr != a.Addr {
			t.Errorf("ParseAddress(%q) = %q, %v, want it unchanged", a.Addr, again.Addr, err)
		}
	})
}
