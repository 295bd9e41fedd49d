//go:build e2e

package e2e

const muttrc = `
set realname="{name}"
set from={address}
set folder="imaps://{user}@{host}:{imaps}/"
set spoolfile="imaps://{user}@{host}:{imaps}/INBOX"
set imap_pass={password}
set smtp_url="smtp://{user}@{host}:{submission}/"
set smtp_pass={password}
set ssl_starttls=yes
set ssl_force_tls=yes
set ssl_ca_certificates_file="{ca}"
set certificate_file="{home}/certificates"
set editor="{editor}"
set include=yes
set copy=no
set sleep_time=0
set quit=yes
`

// mutt drives mutt, or neomutt, which reads the same configuration and the same keys.
func mutt(program string) func(*desk) {
	return func(d *desk) {
		rc := d.write("muttrc", muttrc)
		term := d.terminal(program + " -F " + rc)
		term.Await(`INBOX`)
		term.Type("/", "=i "+d.mail.ID(), "Enter")
		term.Type("r")
		term.Await(`Reply to .*\?`)
		term.Type("y")
		term.Await(`To: `)
		term.Type("Enter")
		term.Await(`Subject: Re: `)
		term.Type("Enter")
		term.Await(`y:Send`)
		term.Type("y")
		term.Await(`Mail sent`)
		term.Type("q")
		term.AwaitEnd()
	}
}
