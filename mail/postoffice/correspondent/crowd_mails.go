package correspondent

import (
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
)

// MailsIn reads the mails of a folder that ask something: NAME.txt, which begins
// with a Subject line, and NAME.html beside it.
func MailsIn(folder string) ([]Mail, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []Mail
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		rich, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".html")
		if err != nil {
			return nil, err
		}
		head, body, _ := strings.Cut(string(text), "\n\n")
		m := Mail{
			Name:    strings.TrimSuffix(filepath.Base(file), ".txt"),
			Text:    body,
			HTML:    string(rich),
			From:    mail.Address{Name: "Ana & Tomasz (Riverside Mentoring)", Address: "pairs+k7q2m9x4@mentors.example"},
			To:      mail.Address{Name: "Ana", Address: "ana@world.test"},
			Subject: strings.TrimPrefix(strings.SplitN(head, "\n", 2)[0], "Subject: "),
		}
		if !strings.Contains(m.Name, "mentee") {
			m.To = mail.Address{Name: "Tomasz", Address: "tomasz@world.test"}
		}
		if len(m.Questions()) > 0 {
			out = append(out, m)
		}
	}
	if len(out) < 2 {
		return nil, fmt.Errorf("%s holds %d mails that ask something, not two", folder, len(out))
	}
	return out, nil
}
