package main

import (
	"strings"
	"testing"

	"milepost/templates"
)

func TestReadLanguage(t *testing.T) {
	t.Parallel()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ in, want, wrong string }{
		{"en", "en", ""},
		{"EN", "en", ""},
		{"en-us", "en-US", ""},
		{"en_GB", "en-GB", ""},
		{"pt-br", "pt-BR", ""},
		{"de-latn-at", "de-Latn-AT", ""},
		{"xx", "", `no language is called "xx"`},
		{"english", "", "no language"},
		{"en-", "", "write it as en-GB"},
		{"en US", "", "no language"},
		{"", "", "no language"},
	} {
		got, err := readLanguage(tt.in, set)
		if got != tt.want || (err != nil) != (tt.wrong != "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
			t.Errorf("readLanguage(%q) = %q, %v, want %q, %q", tt.in, got, err, tt.want, tt.wrong)
		}
	}
}
