package report

import (
	"cmp"
	"strconv"
	"time"

	"milepost/store"
)

// SentMail is what became of a mail to a person.
type SentMail struct {
	ID    int64               `json:"id"`
	Mail  string              `json:"mail"` // the ritual's name
	State store.DeliveryState `json:"state"`
	// At is when its state was last noted, or else when it was queued.
	At time.Time `json:"at"`
	// Said is what the mail server last said of it. A number in it finds the
	// mail in that server's log.
	Said string `json:"said,omitempty"`
}

// lastMails is how many mails are told of.
const lastMails = 5

// SentMails tells what became of the newest mails of rituals that come to
// everybody alike. All others tell about the person: when a receipt went, that
// of a reply; a reminder, that there was none.
func SentMails(deliveries []store.Delivery, alike func(ritual string) bool) []SentMail {
	var mails []SentMail
	for _, d := range deliveries {
		if !alike(d.Kind) || len(mails) == lastMails {
			continue
		}
		at := d.Settled
		if at.IsZero() {
			at = d.Queued
		}
		mails = append(mails, SentMail{ID: d.ID, Mail: d.Kind, State: d.State, At: at.UTC(), Said: d.Reply})
	}
	return mails
}

// mailRows are mails as lines of a table: their numbers, and times on the clock
// of a place.
func mailRows(mails []SentMail, loc *time.Location) [][]string {
	var lines [][]string
	for _, m := range mails {
		lines = append(lines, []string{"  " + strconv.FormatInt(m.ID, 10), m.At.In(loc).Format("2006-01-02 15:04"), m.Mail, string(m.State), cmp.Or(m.Said, "-")})
	}
	return lines
}
