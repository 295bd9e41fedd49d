package postoffice_test

import (
	"context"
	"fmt"
	"net/mail"
	"time"

	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
)

// A question goes out over SMTP; Ana answers it from her phone in the evening.
func Example() {
	now := time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	office := postoffice.New(postoffice.Options{Now: func() time.Time { return now }})
	defer office.Close()
	for _, address := range []string{pairs, ana} {
		if err := office.AddMailbox(address, address); err != nil {
			fmt.Println(err)
		}
	}

	question := letter(pairs, ana, "1. How was the week?\r\n\r\n2. What next?")
	if err := send(office, pairs, []string{ana}, question); err != nil {
		fmt.Println(err)
	}

	for _, got := range office.Mailbox(ana) {
		reply, err := correspondent.Reply{
			Habit:   correspondent.Habit{Client: correspondent.AppleMailPhone},
			From:    mail.Address{Name: "Ana", Address: ana},
			Answers: []correspondent.Answer{{Question: 1, Text: "Long, but good."}},
			At:      now.Add(4 * time.Hour),
		}.Write(got.Raw)
		if err != nil {
			fmt.Println(err)
		}
		office.Post(now.Add(4*time.Hour), reply.From, reply.To, reply.Raw)
	}

	now = now.Add(24 * time.Hour)
	if _, err := office.Turn(now); err != nil {
		fmt.Println(err)
	}
	for _, got := range office.Mailbox(pairs) {
		fmt.Println(got.At.Format(time.DateTime), "from", got.From)
	}

	office.Break("", postoffice.HangUp(postoffice.DialIMAP), 1)
	_, err := office.Dial(context.Background(), "tcp", "imap.mentors.example:993")
	fmt.Println(err)
	// Output:
	// 2026-03-06 18:00:00 from ana@world.test
	// dial tcp imap.mentors.example:993: connect: connection refused
}
