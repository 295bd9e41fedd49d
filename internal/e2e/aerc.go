//go:build e2e

package e2e

const aercAccounts = `
[world]
source = imaps://{user}:{password}@{host}:{imaps}
outgoing = smtp://{user}:{password}@{host}:{submission}
smtp-starttls = yes
from = "{name}" <{address}>
default = INBOX
`

const aercConfig = `
[compose]
editor = {editor}
address-book-cmd =
empty-subject-warning = false
`

// aerc drives aerc, which takes its authorities from SSL_CERT_FILE.
func aerc(d *desk) {
	d.write(".config/aerc/accounts.conf", aercAccounts)
	d.write(".config/aerc/aerc.conf", aercConfig)
	term := d.terminal("aerc")
	term.Await(d.mail.Header("Subject"))
	term.Type(":filter -a "+d.mail.ID(), "Enter")
	term.Await(`filter -a ` + d.mail.ID() + `$`)
	term.Type(":reply -q", "Enter")
	term.Await(`Send this email`)
	term.Type(":send", "Enter")
	term.Await(`Message sent`)
	term.Type(":quit", "Enter")
	term.AwaitEnd()
}
