//go:build e2e

package e2e

const mblazeProfile = `Local-Mailbox: {name} <{address}>
Sendmail: msmtp
Sendmail-Args: -t
`

const msmtprc = `
account default
host {host}
port {submission}
from {address}
auth on
user {user}
password {password}
tls on
tls_starttls on
tls_trust_file {ca}
`

// mblaze drives mrep, which reads a maildir and sends by a program of the user's choice.
func mblaze(d *desk) {
	d.write(".mblaze/profile", mblazeProfile)
	d.write(".msmtprc", msmtprc)
	mails := d.run("", "mlist", d.maildir())
	d.run(d.run(mails, "magrep", "message-id:"+d.mail.ID()), "mseq", "-S")
	d.run("s\n", "mrep", "1")
}
