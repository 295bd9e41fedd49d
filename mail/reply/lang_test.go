package reply

import (
	"strings"
	"testing"
)

// TestLanguageFiles checks that each file is well formed and covers what its
// language needs.
func TestLanguageFiles(t *testing.T) {
	t.Parallel()
	files, err := langFiles.ReadDir("lang")
	if err != nil {
		t.Fatal(err)
	}
	known := set("open", "wrote", "from", "sent", "to", "subject", "other", "original", "mobile", "product", "closing", "thanks", "greeting", "joint", "legal", "scanner", "footer")
	for _, f := range files {
		data, err := langFiles.ReadFile("lang/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[string]bool)
		for n, l := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
			key, phrase, _ := strings.Cut(l, " ")
			if key == "#" {
				continue
			}
			if !known[key] || phrase == "" || phrase != strings.TrimSpace(phrase) || seen[l] {
				t.Errorf("%s:%d: %q is unknown, empty or there twice", f.Name(), n+1, l)
			}
			seen[key], seen[l] = true, true
		}
		if f.Name() == "products.txt" {
			continue
		}
		for _, key := range []string{"wrote", "from", "sent", "to", "subject", "original", "mobile", "closing"} {
			if !seen[key] {
				t.Errorf("%s: no %s", f.Name(), key)
			}
		}
	}
}

// TestAttributionLines reads each attribution line by the tables alone, with
// quote marks below it and without.
func TestAttributionLines(t *testing.T) {
	t.Parallel()
	missed := 0
	for _, line := range attributions {
		if r := Read(Input{Text: "fine\n\n" + line + "\n> words of another mail\n> more\n"}, nil); r.Own != "fine" {
			t.Errorf("marked: Read(%q).Own = %q, want %q", line, r.Own, "fine")
		}
		if r := Read(Input{Text: "fine\n\n" + line + "\n\nwords of another mail\nmore\n"}, nil); r.Own != "fine" {
			missed++
			t.Logf("unmarked, missed: %q", line)
		}
	}
	if missed*10 > len(attributions) {
		t.Errorf("unmarked: %d of %d missed", missed, len(attributions))
	}
}

func TestMobileSignatures(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Sent from my iPhone":                                     true,
		"Sent from my Verizon Wireless BlackBerry":                true,
		"Sent from Mail<https://x.test> for Windows 10":           true,
		"Get Outlook for iOS<https://aka.ms/o0ukef>":              true,
		"Von meinem iPhone gesendet":                              true,
		"Gesendet mit der GMX Mail App":                           true,
		"Envoyé de mon iPhone":                                    true,
		"Enviado desde mi iPad":                                   true,
		"Inviato da iPhone":                                       true,
		"Verstuurd vanaf mijn Galaxy":                             true,
		"Sendt fra min iPad":                                      true,
		"Skickat från min iPhone":                                 true,
		"Wysłane z iPhone'a":                                      true,
		"Отправлено с iPhone":                                     true,
		"iPhone’umdan gönderildi":                                 true,
		"مُرسل من الـ iPhone":                                     true,
		"iPhoneから送信":                                              true,
		"发自我的 iPhone":                                             true,
		"나의 iPhone에서 보냄":                                          true,
		"Sent with Proton Mail secure email.":                     true,
		"Lähetetty iPhonesta":                                     true,
		"Sent from my desk, is much easier then my mobile phone.": false,
		"Sent from a magnificent torch of pixels":                 false,
		"Lähetetty eilen":                                         false,
		"Отправлено вчера":                                        false,
		"Sent with love":                                          false,
		"My phone broke":                                          false,
	} {
		if got := tables().isMobile(line); got != want {
			t.Errorf("isMobile(%q) = %v, want %v", line, got, want)
		}
	}
}
