//go:build e2e

package e2e

// The last lines are what a person does: open the mail, press R, write, press C-c C-c, leave.
const gnusEl = `
(setq user-full-name "{name}"
      user-mail-address "{address}"
      auth-sources '("{home}/authinfo")
      gnutls-trustfiles '("{ca}")
      gnutls-verify-error t
      nsm-settings-file "{home}/hosts"
      gnus-select-method '(nnimap "world" (nnimap-address "{host}") (nnimap-server-port {imaps}) (nnimap-stream ssl))
      native-comp-deferred-compilation nil
      gnus-save-newsrc-file nil
      gnus-read-newsrc-file nil
      gnus-inhibit-startup-message t
      message-directory "{home}/Mail"
      message-send-mail-function 'smtpmail-send-it
      smtpmail-smtp-server "{host}"
      smtpmail-smtp-service {submission}
      smtpmail-stream-type 'starttls)

(defun edit-with-program ()
  (let ((draft "{home}/draft"))
    (message-goto-body)
    (write-region (point) (point-max) draft nil 'quiet)
    (delete-region (point) (point-max))
    (unless (zerop (call-process "{editor}" nil nil nil draft)) (error "The editor failed"))
    (insert-file-contents draft)))

(require 'gnus)
(gnus)
(gnus-group-read-group t t "INBOX")
(gnus-summary-refer-article "<{id}>")
(gnus-summary-reply-with-original 1)
(edit-with-program)
(message-send-and-exit)
(let ((kill-emacs-query-functions nil)) (kill-emacs))
`

// gnus drives Gnus, the mail reader of Emacs, which quotes the HTML part as it shows it.
func gnus(d *desk) {
	d.write("authinfo", "machine {host} login {user} password {password}\n")
	d.terminal("emacs --no-window-system --quick --load " + d.write("gnus.el", gnusEl)).AwaitEnd()
}
