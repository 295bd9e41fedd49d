//go:build e2e

package e2e

import "fmt"

const mailrc = `
set v15-compat=yes
set from="{name} <{address}>"
set tls-ca-file={ca} tls-ca-no-defaults tls-verify=strict
set folder=imaps://{user}:{password}@{host}:{imaps}
set mta=submission://{user}:{password}@{host}:{submission} smtp-use-starttls
set quote
`

func snail(d *desk) {
	// The system's own s-nail.rc is read first, as for any user of Debian. Root's HOME is not believed.
	rc := d.write("mailrc", mailrc)
	term := d.terminal("MAILRC=" + rc + d.fill(" s-nail -f imaps://{user}:{password}@{host}:{imaps}/INBOX"))
	term.Await(`\n\?$`)
	term.Type(fmt.Sprintf("reply %d", d.mail.Number), "Enter")
	term.Await(`Reply-To .*\?$`)
	term.Type("Enter")
	term.Await(`wrote:`)
	term.Type("~v", "Enter")
	term.Await(`\(continue\)$`)
	term.Type("~.", "Enter")
	term.Await(`Send this message .*\?$`)
	term.Type("yes", "Enter")
	term.Await(`\n\?$`)
	term.Type("quit", "Enter")
	term.AwaitEnd()
}
