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
feature-list=enable-alternate-editor-cmd,enable-alternate-editor-implicitly,include-header-in-reply,no-quit-without-confirm,quit-without-confirm,allow-changing-from
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
	term.Await(`Week 9`)
	term.Type("J", fmt.Sprint(d.mail.Number), "Enter")
	term.Type("r")
	term.Await(`Include original message`)
	term.Type("y")
	term.Await(`Reply-To`)
	term.Type("y")
	term.Await(`Reply to all`)
	term.Type("n")
	term.Await(`xyz`)
}
