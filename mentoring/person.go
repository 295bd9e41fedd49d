package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/calendar"
)

// PersonID names a person.
type PersonID int64

// Person is somebody whom Milepost writes to.
type Person struct {
	ID        PersonID
	Name      string
	Addresses []Address // the first is written to; mail from any confirmed one is theirs
	Zone      string    // an IANA name
	// Language is that of the mails where there are mails in it, and the first
	// in which replies are read: "de", or "en-US", where 5/12 is in May.
	Language string
	Hours    calendar.WorkHours
	TextOnly bool
	Receipts ReceiptLevel
	// DigestOnly ends the questions; the digest still comes.
	DigestOnly bool
	// AskedErasure is when the person asked to be erased, which the operator does
	// by hand; zero: they did not.
	AskedErasure time.Time
	// Replies counts the replies received, for the first receipts.
	Replies int
	// Absence is what the person's mailbox said by itself since they last wrote.
	Absence Absence
	// Erased is set once the person's words and address have been removed.
	Erased time.Time
}

// Address is one mail address of a person.
type Address struct {
	Address   string
	Confirmed bool
	// Dead is set when mail to it came back for good, again and again.
	Dead time.Time
}

// ReceiptLevel says which receipts a person wants.
type ReceiptLevel string

// The levels. Words that silence are confirmed on every level.
const (
	UsualReceipts ReceiptLevel = "usual"    // the first three replies, then what changed something, and doubts
	ProblemsOnly  ReceiptLevel = "problems" // doubts
)

// Unreachable reports whether mail to the person comes back for good, and there
// is no other address that works. Of planned mail only the digest is tried then,
// once a week at most, until something comes from that address or the operator
// changes it.
func (p Person) Unreachable() bool {
	to := p.Mail()
	return slices.ContainsFunc(p.Addresses, func(a Address) bool { return a.Address == to && !a.Dead.IsZero() })
}

// Mail returns the address that the person is written to, or "": the first that
// works, the first where none does.
func (p Person) Mail() string {
	for _, a := range p.Addresses {
		if a.Confirmed && a.Dead.IsZero() {
			return a.Address
		}
	}
	if len(p.Addresses) > 0 {
		return p.Addresses[0].Address
	}
	return ""
}

// First returns the person's first name as it is used in mails.
func (p Person) First() string {
	first, _, _ := strings.Cut(strings.TrimSpace(p.Name), " ")
	if first == "" {
		return p.Mail()
	}
	return first
}

// Location returns the person's zone, UTC where it cannot be loaded.
func (p Person) Location() *time.Location {
	return zone(p.Zone)
}
