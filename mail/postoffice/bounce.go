package postoffice

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"time"
)

// bounce posts the report that a message to a recipient could not be delivered
// (RFC 3464) to the envelope's sender. A message without a sender is lost
// silently, as the standard asks.
func (o *Office) bounce(due time.Time, sender, recipient, status, text string, raw []byte) {
	if sender == "" {
		return
	}
	o.Post(due, "", []string{sender}, o.report(due, sender, recipient, status, text, raw))
}

// report writes a delivery status notification as Postfix words it.
func (o *Office) report(at time.Time, sender, recipient, status, text string, raw []byte) []byte {
	header, _ := splitHeader(crlf(raw))
	o.mu.Lock()
	o.serial++
	id := o.serial
	o.mu.Unlock()

	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	w.SetBoundary(fmt.Sprintf("%08X.%d/%s", id, at.Unix(), o.host()))
	part := func(kind, description, content string) {
		p, _ := w.CreatePart(textproto.MIMEHeader{
			"Content-Type":        {kind},
			"Content-Description": {description},
		})
		fmt.Fprint(p, content)
	}
	part("text/plain; charset=us-ascii", "Notification", fmt.Sprintf(
		"This is the mail system at host %s.\r\n\r\n"+
			"Your message could not be delivered to one or more recipients.\r\n"+
			"It is attached below.\r\n\r\n<%s>: %s\r\n", o.host(), recipient, text))
	part("message/delivery-status", "Delivery report", fmt.Sprintf(
		"Reporting-MTA: dns; %s\r\nX-Postfix-Sender: rfc822; %s\r\nArrival-Date: %s\r\n\r\n"+
			"Final-Recipient: rfc822; %s\r\nOriginal-Recipient: rfc822;%s\r\nAction: failed\r\n"+
			"Status: %s\r\nDiagnostic-Code: smtp; 550 %s %s\r\n",
		o.host(), sender, at.Format(time.RFC1123Z), recipient, recipient, status, status, text))
	part("text/rfc822-headers", "Undelivered Message Headers", string(header))
	w.Close()

	from := mail.Address{Name: "Mail Delivery System", Address: "MAILER-DAEMON@" + o.host()}
	var out bytes.Buffer
	fmt.Fprintf(&out, "Date: %s\r\nFrom: %s\r\nTo: %s\r\n", at.Format(time.RFC1123Z), from.String(), sender)
	fmt.Fprintf(&out, "Subject: Undelivered Mail Returned to Sender\r\n")
	fmt.Fprintf(&out, "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n")
	fmt.Fprintf(&out, "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"%s\"\r\n", w.Boundary())
	fmt.Fprintf(&out, "Message-Id: <%08X.bounce@%s>\r\n\r\n", id, o.host())
	body.WriteTo(&out)
	return out.Bytes()
}
