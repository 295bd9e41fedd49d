//go:build e2e

package e2e

import "fmt"

const pinerc = `
personal-name={name}
user-domain=world.test
customized-hdrs=From: {name} <{address}>
inbox-path={{host}:{imaps}/ssl/user={user}}INBOX
smtp-server={host}:{submission}/tls/user={user}
default-fcc=""
editor={editor}
feature-list=enable-alternate-editor-cmd,enable-alternate-editor-implicitly,quit-without-confirm
last-version-used=9.99
`

// alpine drives alpine, which asks for passwords and takes its authorities from SSL_CERT_FILE.
func alpine(d *desk) {
	rc := d.write(".pinerc", pinerc)
	term := d.terminal("alpine -i -p " + rc)
	term.Await(`PASSWORD`)
	term.Type(d.user.Password(), "Enter")
	term.Await(`Preserve password`)
	term.Type("n")
	term.Await(`Message \d+ of`)
	term.Type("J")
	term.Await(`jump to`)
	term.Type(fmt.Sprint(d.mail.Number), "Enter")
	term.Await(fmt.Sprintf(`Message %d of`, d.mail.Number))
	term.Type("r")
	term.Await(`Include original message`)
	term.Type("y")
	term.Await(`Reply-To`)
	term.Type("y")
	term.Await(`Reply to all`)
	term.Type("n")
	term.Await(`Alternate editor done`)
	term.Type("C-x")
	term.Await(`Send message`)
	term.Type("y")
	term.Await(d.fill(`{submission} .*PASSWORD`))
	term.Type(d.user.Password(), "Enter")
	term.Await(`Preserve password`)
	term.Type("n")
	term.Await(`MESSAGE INDEX`)
	term.Type("q")
	term.AwaitEnd()
}
