package config

import (
	"fmt"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
)

// longestLocalPart is what an address may hold before the @: 64 characters by
// RFC 5321, less the 39 of "+b-" and a token.
const longestLocalPart = 64 - 39

var (
	hostName     = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:.]+$`)
	languageName = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	fileWord     = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
)

// check finds what the types alone cannot say. It looks at nothing outside.
func (c *Config) check(r *Report) {
	oneOf(r, "setup", c.Setup, Two, Managed)
	required(r, "database", c.Database, "name the SQLite file, such as milepost.db")
	c.Program.check(r)
	c.Mailbox.check(r)
	c.SMTP.check("smtp", 465, 587, r)
	c.IMAP.check("imap", 993, 143, r)
	if c.IMAP.Sweep < time.Second || c.IMAP.Sweep > time.Hour {
		r.Add("imap.sweep", fmt.Sprintf("%s is out of range", c.IMAP.Sweep), "write a time from 1s to 1h, usually 3m")
	}
	c.Rhythm.check(r)
	sizes(r, "limits.message", c.Limits.Message, 64*KB, GB)
	sizes(r, "limits.own_text", c.Limits.OwnText, KB, GB)
	if c.Limits.OwnText > c.Limits.Message {
		r.Add("limits.message", fmt.Sprintf("%s is less than own_text", c.Limits.Message), "make it larger than limits.own_text")
	}
	between(r, "limits.parts", c.Limits.Parts, 2, 1000)
	between(r, "limits.depth", c.Limits.Depth, 2, 30)
	between(r, "retention.days", c.Retention.Days, 31, 3650) // announced a month before
	commandLine(r, "alarm_command", c.AlarmCommand)
	oneOf(r, "log.level", c.Log.Level, "debug", "info", "warn", "error")
	oneOf(r, "log.format", c.Log.Format, "text", "json")
}

func (p *Program) check(r *Report) {
	required(r, "program.name", p.Name, "write what people call the program")
	required(r, "program.run_by", p.RunBy, "write who runs this server; the welcome says it")
	required(r, "program.contact", p.Contact, "write a person's address or telephone number; every prompt shows it")
	if _, err := parseZone(p.Zone); err != nil {
		r.AddError("program.zone", err, "")
	}
	if !languageName.MatchString(p.Language) {
		r.Add("program.language", fmt.Sprintf("%q is not the code of a language", p.Language), "write a code such as en, or en-US where 5/12 is in May")
	}
	for i, day := range p.Holidays {
		if !day.IsValid() {
			r.Add(fmt.Sprintf("program.holidays[%d]", i), "this is not a date", "write year, month and day, such as 2026-12-25")
		}
	}
	between(r, "program.weeks", p.Weeks, 1, 520)
	oneOf(r, "program.coordinator_sees", p.CoordinatorSees, mentoring.Sights()...)
	for _, x := range []struct{ key, text string }{
		{"coordinator", p.Coordinator}, {"leader", p.Leader}, {"trusted_contact", p.TrustedContact},
	} {
		if _, err := somebody(x.text); err != nil {
			r.Add("program."+x.key, fmt.Sprintf("%q is not a name and an address", x.text), `write it as "Ana Sousa <ana@mentors.example>"`)
		}
	}
	if trusted, err := somebody(p.TrustedContact); err == nil && trusted.Mail() != "" {
		if c, _ := somebody(p.Coordinator); strings.EqualFold(c.Mail(), trusted.Mail()) {
			r.Add("program.trusted_contact", "this is the coordinator, too", "name somebody else, or leave it empty")
		}
	}
}

// somebody reads NAME <ADDRESS>. Empty text is nobody.
func somebody(text string) (mentoring.Person, error) {
	if text == "" {
		return mentoring.Person{}, nil
	}
	a, err := mail.ParseAddress(text)
	if err != nil || a.Name == "" {
		return mentoring.Person{}, fmt.Errorf("%q is not a name and an address", text)
	}
	return mentoring.Person{Name: a.Name, Addresses: []mentoring.Address{{Address: a.Address, Confirmed: true}}}, nil
}

// People returns those outside the pairs whom the program names, with its zone,
// language and hours. Whoever is not named has no address.
func (c *Config) People() (coordinator, leader, trusted mentoring.Person) {
	who := func(text string) mentoring.Person {
		p, err := somebody(text)
		if err != nil || text == "" {
			return mentoring.Person{} // Load refuses such a text
		}
		p.Zone, p.Language, p.Hours = c.Program.Zone, c.Program.Language, c.Rhythm.WorkHours()
		return p
	}
	return who(c.Program.Coordinator), who(c.Program.Leader), who(c.Program.TrustedContact)
}

func (m *Mailbox) check(r *Report) {
	if required(r, "mailbox.address", m.Address, "write the address that people will answer to") {
		if text, remedy := wrongAddress(m.Address); text != "" {
			r.Add("mailbox.address", text, remedy)
		}
	}
	oneOf(r, "mailbox.mode", m.Mode, Dedicated, Shared)
	if m.AuthServID != "" && !hostName.MatchString(m.AuthServID) {
		r.Add("mailbox.authserv_id", fmt.Sprintf("%q cannot be the name of a mail server", m.AuthServID),
			"copy the first word of an Authentication-Results line that your own server wrote")
	}
	if m.Strict && m.AuthServID == "" {
		r.Add("mailbox.strict", "strict needs authserv_id: without it every reply would be held",
			"set mailbox.authserv_id, or strict: false")
	}
	m.Folders.check(r)
}

func (f *Folders) check(r *Report) {
	taken := map[string]string{"inbox": "the inbox itself"}
	for _, folder := range []struct{ key, name string }{
		{"processed", f.Processed}, {"attention", f.Attention}, {"automatic", f.Automatic},
	} {
		path := "mailbox.folders." + folder.key
		if !required(r, path, folder.name, "name a folder of the mailbox; it is created when it is missing") {
			continue
		}
		if other := taken[strings.ToLower(folder.name)]; other != "" {
			r.Add(path, fmt.Sprintf("%q is also %s", folder.name, other), "give each folder a name of its own")
		}
		taken[strings.ToLower(folder.name)] = folder.key
	}
}

// wrongAddress says why an address cannot be Milepost's own.
func wrongAddress(address string) (text, remedy string) {
	parsed, err := mail.ParseAddress(address)
	local, _, _ := strings.Cut(address, "@")
	switch {
	case err != nil || parsed.Address != address || strings.ContainsAny(address, "\" ()<>"):
		return fmt.Sprintf("%q is not a bare address", address), "write it without a name or brackets, such as pairs@mentors.example"
	case strings.Contains(local, "+"):
		return "the address has a +tag of its own", "write it without the tag: Milepost adds one to each mail"
	case len(local) > longestLocalPart:
		return fmt.Sprintf("the part before the @ is longer than %d characters", longestLocalPart),
			"use a shorter address: a tag of 39 characters is added and 64 are allowed"
	}
	return "", ""
}

// check looks at one server. At the first port TLS starts at once, at the other
// it is asked for; a file that mixes them up would hang instead of failing.
func (s *Server) check(path string, implicitPort, startTLSPort int, r *Report) {
	if required(r, path+".host", s.Host, "write the name of the mail server") && !hostName.MatchString(s.Host) {
		r.Add(path+".host", fmt.Sprintf("%q is not the name of a host", s.Host), "write the name alone; the port has a line of its own")
	}
	between(r, path+".port", s.Port, 1, 65535)
	oneOf(r, path+".tls", s.TLS, StartTLS, Implicit, None)
	switch {
	case s.TLS == None && !s.onLoopback():
		r.Add(path+".tls", "a connection without TLS is allowed to this machine only", "write starttls or implicit")
	case s.TLS == StartTLS && s.Port == implicitPort:
		r.Add(path+".tls", fmt.Sprintf("at port %d TLS starts at once", s.Port), "write implicit")
	case s.TLS == Implicit && s.Port == startTLSPort:
		r.Add(path+".tls", fmt.Sprintf("at port %d TLS is asked for", s.Port), "write starttls")
	}
	s.checkLogin(path, r)
}

func (s *Server) checkLogin(path string, r *Report) {
	commandLine(r, path+".password_command", s.PasswordCommand)
	if s.Credential != "" && !fileWord.MatchString(s.Credential) {
		r.Add(path+".credential", fmt.Sprintf("%q is not the name of a credential", s.Credential), "write the name alone, as LoadCredential= has it")
	}
	var given []string
	if s.PasswordFile != "" {
		given = append(given, "password_file")
	}
	if len(s.PasswordCommand) > 0 {
		given = append(given, "password_command")
	}
	if s.Credential != "" {
		given = append(given, "credential")
	}
	switch {
	case len(given) > 1:
		r.Add(path+"."+given[1], "the password is named twice: "+strings.Join(given, " and "), "keep one of them")
	case s.Username == "" && len(given) == 1:
		r.Add(path+".username", "there is a password but no username", "write the login, often the whole address")
	case s.Username != "" && len(given) == 0:
		r.Add(path+".password_file", "there is a username but no password", "name a file that holds it, or use password_command or credential")
	}
}

func (h *Rhythm) check(r *Report) {
	if h.WorkingDays.Len() == 0 {
		r.Add("rhythm.working_days", "there is no working day", "write days such as mon-fri")
	}
	b := h.Budget
	between(r, "rhythm.budget.week", b.Week, 1, 7)
	between(r, "rhythm.budget.more_per_mentee", b.MorePerMentee, 0, 7)
	between(r, "rhythm.budget.at_most", b.AtMost, max(b.Week, 1), 7) // at most one a day
	for _, name := range slices.Sorted(maps.Keys(h.Rituals)) {
		path := "rhythm.rituals." + name
		change := h.Rituals[name]
		if change.Schedule != "" {
			if err := checkSchedule(change.Schedule); err != nil {
				r.AddError(path+".schedule", err, `write five fields: minute, hour, day, month, weekday, such as "0 14 * * FRI"`)
			}
		}
		if change.Every != 0 {
			between(r, path+".every", change.Every, 1, 52)
		}
	}
}

// required reports a value that is missing, and whether it is there.
func required(r *Report, path, value, remedy string) bool {
	if strings.TrimSpace(value) == "" {
		r.Add(path, "this is missing", remedy)
		return false
	}
	return true
}

func oneOf[T ~string](r *Report, path string, value T, allowed ...T) {
	if slices.Contains(allowed, value) {
		return
	}
	words := make([]string, len(allowed))
	for i, word := range allowed {
		words[i] = string(word)
	}
	remedy := "write " + strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
	if guess := Closest(string(value), words); guess != "" {
		remedy = fmt.Sprintf("did you mean %q?", guess)
	}
	r.Add(path, fmt.Sprintf("%q is not one of the choices", value), remedy)
}

func between(r *Report, path string, value, least, most int) {
	if value < least || value > most {
		r.Add(path, fmt.Sprintf("%d is out of range", value), fmt.Sprintf("write a number from %d to %d", least, most))
	}
}

func sizes(r *Report, path string, value, least, most Size) {
	if value < least || value > most {
		r.Add(path, fmt.Sprintf("%s is out of range", value), fmt.Sprintf("write a size from %s to %s", least, most))
	}
}

// commandLine checks a command that is given as a list; an empty list is none.
func commandLine(r *Report, path string, argv []string) {
	if len(argv) > 0 && strings.TrimSpace(argv[0]) == "" {
		r.Add(path, "the program's name is empty", `write the program and its arguments as a list, such as ["pass", "show", "mail"]`)
	}
}
