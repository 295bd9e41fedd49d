//go:build e2e

package e2e

// Of a mail with several parts only the plain text is quoted; without a converter nmh quotes the
// MIME source.
const mhProfile = `Path: {home}/Mail
Local-Mailbox: "{name}" <{address}>
Welcome: disable
credentials: file:{home}/credentials
repl: -filter mhl.replywithoutbody -convertargs text/plain '' -editor mhbuild
mhbuild-next: {editor}
mhbuild-convert-text/plain: sh -c 'sed "s/^/> /" "$0"' %F
mhbuild-convert-text/html:
send: -mts smtp -server {host} -port {submission} -tls -certverify -sasl -user {user}
`

// nmh drives repl, the oldest way to answer mail. It takes its authorities from SSL_CERT_FILE. Its reply
// goes to Reply-To and to From, so it arrives twice.
func nmh(d *desk) {
	d.write(".mh_profile", mhProfile)
	d.write("credentials", "machine {host} login {user} password {password}\n")
	d.write("Mail/inbox/.mh_sequences", "")
	d.write("Mail/outbox/.mh_sequences", "")
	d.run("", "inc", "-silent", "-file", d.maildir())
	number := d.run("", "pick", "--message-id", d.mail.ID(), "-list")
	term := d.terminal("repl " + number)
	term.Await(`What now\?$`)
	term.Type("edit", "Enter")
	term.Await(`What now\? edit\n(?s:.*)What now\?$`)
	term.Type("send", "Enter")
	term.AwaitEnd()
}
