package reading

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring/calendar"
)

// OrderVerb is what somebody who looks after pairs asks for by mail.
type OrderVerb string

// The orders.
const (
	OrderPair   OrderVerb = "add pair"    // Mentee, Mentor
	OrderPause  OrderVerb = "pause pair"  // Names, Until
	OrderResume OrderVerb = "resume pair" // Names
	OrderStatus OrderVerb = "status"      // how the pairs are
	OrderNote   OrderVerb = "note to all" // Text
	OrderYes    OrderVerb = "yes"         // to what the answered mail asks
	OrderNo     OrderVerb = "no"
	OrderHelp   OrderVerb = "commands"
)

// Order is one of them. Nothing in it was checked: whether the people and the
// pair are there, and whose they are, is for others to say.
type Order struct {
	Verb           OrderVerb
	Mentee, Mentor string // as NAME <ADDRESS>
	Names          string // "Ana & Tomasz"
	Until          calendar.Date
	Text           string
}

var (
	addPair   = regexp.MustCompile(`(?i)^add\s+pair\s*:?\s+(\S.*?@\S*)\s+(?:with|and|&)\s+(\S.*?@\S*)$`)
	pausePair = regexp.MustCompile(`(?i)^pause\s+pair\s*:?\s+(\S.*?)(?:\s+until\s+(\S.*))?$`)
	backPair  = regexp.MustCompile(`(?i)^resume\s+pair\s*:?\s+(\S.*)$`)
	noteToAll = regexp.MustCompile(`(?i)^note\s+to\s+all\s*:\s*(.*)$`)
	orderYes  = []string{"yes", "approve", "approved", "ok", "okay", "agreed"}
	orderNo   = []string{"no", "decline", "declined", "refuse", "refused"}
)

// mostOrders is how many orders one mail may hold.
const mostOrders = 50

// Orders reads the orders in a mail's own words, one a line, in order. Lines that
// are none are left out; "note to all:" takes all that follows it. now must be in
// the author's own zone. It never fails.
func Orders(text string, v *Vocabulary, now time.Time) (orders []Order) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if len(orders) == mostOrders {
			break
		}
		line = strings.TrimLeft(strings.Join(strings.Fields(line), " "), " *_>“\"")
		if m := noteToAll.FindStringSubmatch(line); m != nil {
			note := strings.TrimSpace(strings.Join(append([]string{m[1]}, lines[i+1:]...), "\n"))
			return append(orders, Order{Verb: OrderNote, Text: note})
		}
		line = strings.TrimRight(line, " .*_>”\"")
		// The sign at the end of an address is no mark around the line.
		if strings.Contains(line, "<") && !strings.HasSuffix(line, ">") {
			line += ">"
		}
		if o, ok := order(line, v, calendar.DateIn(now, now.Location())); ok {
			orders = append(orders, o)
		}
	}
	return orders
}

func order(line string, v *Vocabulary, today calendar.Date) (Order, bool) {
	word := strings.ToLower(strings.TrimRight(line, ":!"))
	switch {
	case slices.Contains(orderYes, word):
		return Order{Verb: OrderYes}, true
	case slices.Contains(orderNo, word):
		return Order{Verb: OrderNo}, true
	case word == string(OrderStatus), word == string(OrderHelp):
		return Order{Verb: OrderVerb(word)}, true
	case word == "help":
		return Order{Verb: OrderHelp}, true
	}
	if m := addPair.FindStringSubmatch(line); m != nil {
		return Order{Verb: OrderPair, Mentee: m[1], Mentor: m[2]}, true
	}
	if m := backPair.FindStringSubmatch(line); m != nil {
		return Order{Verb: OrderResume, Names: m[1]}, true
	}
	if m := pausePair.FindStringSubmatch(line); m != nil {
		o := Order{Verb: OrderPause, Names: m[1]}
		if m[2] == "" {
			return o, true
		}
		day, rest, ok := v.Lexicon.Date(m[2], today)
		if !ok || strings.TrimSpace(rest) != "" {
			return Order{}, false
		}
		o.Until = day.Date
		return o, true
	}
	return Order{}, false
}
