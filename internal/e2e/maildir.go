//go:build e2e

package e2e

import "path/filepath"

const mbsyncrc = `
IMAPStore far
Host {host}
Port {imaps}
User {user}
Pass {password}
SSLType IMAPS
CertificateFile {ca}

MaildirStore near
Path {home}/
Inbox {home}/INBOX

Channel inbox
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState {home}/
`

// maildir copies the user's INBOX into a folder on disk, for clients that know nothing of IMAP.
func (d *desk) maildir() (path string) {
	d.t.Helper()
	d.run("", "mbsync", "-q", "-c", d.write("mbsyncrc", mbsyncrc), "inbox")
	return filepath.Join(d.home, "INBOX")
}
