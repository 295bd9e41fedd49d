package templates

import ("os";"testing";"path/filepath")

func TestZZ(t *testing.T) {
	for _, s := range samples(t) {
		if s.Language == "en" { continue }
		f := filepath.Join("/tmp/langout", s.Name+".txt")
		os.MkdirAll(filepath.Dir(f), 0o755)
		os.WriteFile(f, []byte("Subject: " + s.Subject + "\nPreheader: " + s.Preheader + "\n\n" + s.Text), 0o644)
		os.WriteFile(f[:len(f)-4]+".html", []byte(s.HTML), 0o644)
	}
}
