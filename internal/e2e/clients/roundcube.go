//go:build e2e

package clients

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"milepost/internal/e2e"
)

// Debian's files of Roundcube, which is served as they lie there.
const (
	roundcubeRoot   = "/var/lib/roundcube/public_html"
	roundcubeConfig = "/etc/roundcube"
)

// What a reply looks like is the user's choice in Roundcube's settings; here it is the default.
const roundcubePHP = `<?php
$config['db_dsnw'] = 'sqlite:///%[1]s/roundcube.db?mode=0600';
$config['log_dir'] = '%[1]s/';
$config['temp_dir'] = '%[1]s/';
$config['des_key'] = 'no secret: one test.....';
$config['imap_host'] = 'ssl://%[2]s:%[3]d';
$config['smtp_host'] = 'tls://%[2]s:%[4]d';
$config['imap_conn_options'] = $config['smtp_conn_options'] = ['ssl' => ['verify_peer' => true, 'cafile' => '%[5]s']];
$config['mail_domain'] = 'world.test';
$config['skin'] = 'elastic';
$config['timezone'] = 'Europe/Lisbon';
$config['language'] = 'en_GB';
$config['htmleditor'] = %[6]d;
$config['reply_mode'] = %[7]d;
`

//go:embed roundcube.js
var roundcubeJS string

// roundcube is a webmail and a browser without a window, at which one user sits.
type roundcube struct {
	world   *e2e.World
	dir     string // configuration, database, logs
	url     string
	browser context.Context
}

// startRoundcube starts both and logs the user in. They end with the test.
func startRoundcube(t *testing.T, w *e2e.World, user e2e.User) *roundcube {
	t.Helper()
	rc := &roundcube{world: w, dir: t.TempDir()}
	for _, name := range []string{"defaults.inc.php", "mimetypes.php"} {
		if err := os.Symlink(filepath.Join(roundcubeConfig, name), filepath.Join(rc.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	rc.configure(t, false, true)
	rc.serve(t)
	rc.open(t)
	rc.do(t, "log in",
		chromedp.Navigate(rc.url),
		chromedp.SendKeys("#rcmloginuser", string(user)),
		chromedp.SendKeys("#rcmloginpwd", user.Password()+kb.Enter),
		chromedp.WaitVisible("#messagelist"),
	)
	rc.name(t, user)
	return rc
}

// configure writes the settings. Roundcube reads them with every page.
func (rc *roundcube) configure(t *testing.T, html, above bool) {
	t.Helper()
	number := map[bool]int{true: 1}
	w := rc.world
	php := fmt.Sprintf(roundcubePHP, rc.dir, w.Host, w.IMAPS, w.Submission, w.CA, number[html], number[above])
	if err := os.WriteFile(filepath.Join(rc.dir, "config.inc.php"), []byte(php), 0o600); err != nil {
		t.Fatal(err)
	}
}

// serve starts PHP's own web server.
func (rc *roundcube) serve(t *testing.T) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	cmd := exec.Command("php", "-d", "opcache.enable=0", "-S", address, "-t", roundcubeRoot)
	cmd.Dir = rc.dir
	// Only one worker, which does one thing at a time: where two requests of one session overlap, Roundcube may
	// forget what a mail replies to, and no person clicks as fast as a test.
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "ROUNDCUBE_CONFIG_DIR=" + rc.dir}
	start(t, cmd, create(t, "php.log"))
	rc.url = "http://" + address + "/"
	ready := e2e.Eventually(t, time.Minute, func() bool {
		page, err := http.Get(rc.url)
		if err != nil {
			return false
		}
		page.Body.Close()
		return page.StatusCode == http.StatusOK
	})
	if !ready {
		t.Fatalf("Roundcube does not answer at %s", rc.url)
	}
}

// open starts the browser, which reaches nothing but loopback.
func (rc *roundcube) open(t *testing.T) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("chromium"),
		chromedp.NoSandbox, // it refuses to run as root with one
		chromedp.WindowSize(1200, 1000),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
	)
	program, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	browser, closeTab := chromedp.NewContext(program)
	t.Cleanup(closeTab)
	rc.browser = browser
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
}

// name gives the user a name in the From line: no page asks for it before the first mail.
func (rc *roundcube) name(t *testing.T, user e2e.User) {
	t.Helper()
	php := fmt.Sprintf(`(new PDO("sqlite:%s/roundcube.db"))->prepare("UPDATE identities SET name = ?")->execute(["%s"]);`, rc.dir, user.Name())
	if out, err := exec.Command("php", "-r", php).CombinedOutput(); err != nil {
		t.Fatalf("name the user: %v\n%s", err, out)
	}
}

// reply answers the mail as HTML or as plain text, and sends the answer. A line begins with Enter, which stays
// in the quote.
func (rc *roundcube) reply(t *testing.T, p e2e.Prompt, mail e2e.Mail, html bool, lines []line) {
	t.Helper()
	rc.configure(t, html, lines[0].Behind == "")
	rc.do(t, "open the reply",
		chromedp.Navigate(rc.url+"?_task=mail&_mbox=INBOX"),
		chromedp.WaitVisible("#messagelist tr.message"),
		page("reply", mail.Header("Subject")),
		chromedp.WaitVisible("#compose-content"),
		page("quoted", html, p.Opening(len(p.Asked))),
	)
	for i, line := range lines {
		if line.Behind != "" {
			rc.do(t, "put the cursor behind "+line.Behind, page("behind", html, line.Behind))
		} else if i == 0 {
			rc.do(t, "put the cursor into the text", page("focus", html))
		}
		if line.Break != none {
			rc.do(t, "begin a line", pressEnter)
		}
		rc.do(t, "type", chromedp.KeyEvent(line.Text))
	}
	rc.do(t, "send",
		chromedp.Click("button.send"),
		chromedp.WaitVisible("#messagelist tr.message"),
	)
}

// do does what a person would do in the browser. If that fails, a picture of the page is kept.
func (rc *roundcube) do(t *testing.T, what string, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	limited, cancel := context.WithTimeout(rc.browser, time.Minute)
	defer cancel()
	if err := chromedp.Do(limited, steps...); err != nil {
		if picture, err := chromedp.Run(rc.browser, chromedp.CaptureScreenshot()); err == nil {
			create(t, "page.png").Write(picture)
		}
		t.Fatalf("Roundcube, %s: %v", what, err)
	}
}

// page calls a function of roundcube.js in the page, and waits for what it promises.
func page(function string, args ...any) chromedp.Action[chromedp.Void] {
	b, err := json.Marshal(args)
	if err != nil {
		panic(err) // strings and booleans only
	}
	script := "(() => {" + roundcubeJS + "return " + function + "(..." + string(b) + ");})()"
	return chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise)
}

// pressEnter presses Enter as a keyboard does: an editor that takes the key for itself gets no character besides.
func pressEnter(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	press := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13,
	}
	release := press
	release.Type, release.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, press)
	if err == nil {
		_, err = cdp.Call(ctx, t, input.DispatchKeyEvent, release)
	}
	return chromedp.Void{}, err
}
