//go:build e2e

package clients

import (
	_ "embed"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"milepost/internal/e2e"
)

//go:embed thunderbird.js
var thunderbirdJS string

// The account, and as little else as can be: no dialogs, nothing that calls home. Whatever is fetched over
// HTTP goes to a port where nobody listens.
const thunderbirdPrefs = `
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.accountmanager.defaultaccount", "account1");
user_pref("mail.account.account1.server", "server1");
user_pref("mail.account.account1.identities", "id1");
user_pref("mail.server.server1.type", "imap");
user_pref("mail.server.server1.name", "%[1]s");
user_pref("mail.server.server1.hostname", "%[3]s");
user_pref("mail.server.server1.port", %[4]d);
user_pref("mail.server.server1.socketType", 3);
user_pref("mail.server.server1.userName", "%[6]s");
user_pref("mail.server.server1.login_at_startup", false);
user_pref("mail.server.server1.check_new_mail", false);
user_pref("mail.identity.id1.useremail", "%[1]s");
user_pref("mail.identity.id1.fullName", "%[2]s");
user_pref("mail.identity.id1.smtpServer", "smtp1");
user_pref("mail.identity.id1.fcc", false);
user_pref("mail.identity.id1.valid", true);
user_pref("mail.smtpservers", "smtp1");
user_pref("mail.smtp.defaultserver", "smtp1");
user_pref("mail.smtpserver.smtp1.hostname", "%[3]s");
user_pref("mail.smtpserver.smtp1.port", %[5]d);
user_pref("mail.smtpserver.smtp1.try_ssl", 2);
user_pref("mail.smtpserver.smtp1.username", "%[6]s");
user_pref("mail.smtpserver.smtp1.authMethod", 3);

user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.rights.version", 1);
user_pref("mail.shell.checkDefaultClient", false);
user_pref("mail.spam.version", 1);
user_pref("mail.spellcheck.inline", false);
user_pref("mail.SpellCheckBeforeSend", false);
user_pref("mailnews.start_page.enabled", false);
user_pref("mailnews.start_page_override.mstone", "ignore");

user_pref("app.update.auto", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("toolkit.telemetry.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("marionette.port", 0);
`

// thunderbird is a Thunderbird without a screen, at which one user sits.
type thunderbird struct {
	t      *testing.T
	driver *marionette
}

// startThunderbird starts it with a fresh profile. It ends with the test.
func startThunderbird(t *testing.T, w *e2e.World, user e2e.User) *thunderbird {
	t.Helper()
	home := t.TempDir()
	profile := filepath.Join(home, "profile")
	if err := os.Mkdir(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	prefs := fmt.Sprintf(thunderbirdPrefs, user.Address(), user.Name(), w.Host, w.IMAPS, w.Submission, user)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o600); err != nil {
		t.Fatal(err)
	}
	log := create(t, "thunderbird.log")
	cmd := exec.Command("thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile)
	cmd.Env = []string{"HOME=" + home, "TMPDIR=" + home, "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=Europe/Lisbon"}
	start(t, cmd, log)

	tb := &thunderbird{t: t}
	var port []byte
	ready := e2e.Eventually(t, time.Minute, func() bool {
		port, _ = os.ReadFile(filepath.Join(profile, "MarionetteActivePort"))
		return len(port) > 0
	})
	if !ready {
		t.Fatalf("Thunderbird does not let itself be driven; see %s", log.Name())
	}
	var err error
	if tb.driver, err = dialMarionette(net.JoinHostPort("127.0.0.1", strings.TrimSpace(string(port)))); err != nil {
		t.Fatalf("drive Thunderbird: %v", err)
	}
	tb.do("enter", map[string]any{
		"authority": authority(t, w), "user": user, "password": user.Password(), "host": w.Host,
	})
	return tb
}

// do does one of the things in thunderbird.js.
func (tb *thunderbird) do(what string, with any) {
	tb.t.Helper()
	if err := tb.driver.run(thunderbirdJS+"return "+what+"(args[0]);", nil, with); err != nil {
		tb.t.Fatalf("Thunderbird, %s: %v", what, err)
	}
}

// reply answers the mail as HTML or as plain text, and sends the answer.
func (tb *thunderbird) reply(t *testing.T, p e2e.Prompt, html bool, lines []line) {
	t.Helper()
	tb.t = t
	defer tb.do("close", nil)
	tb.do("reply", map[string]any{"id": p.ID, "html": html, "above": lines[0].Behind == "", "words": p.Opening(len(p.Asked))})
	tb.do("write", map[string]any{"lines": lines})
	tb.do("send", nil)
}

// authority is the world's certificate in base64.
func authority(t *testing.T, w *e2e.World) string {
	t.Helper()
	b, err := os.ReadFile(w.CA)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(b)
	if block == nil {
		t.Fatalf("no certificate in %s", w.CA)
	}
	return base64.StdEncoding.EncodeToString(block.Bytes)
}
