package reading_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"milepost/mentoring/calendar"
	. "milepost/mentoring/reading"
)

func TestOrders(t *testing.T) {
	t.Parallel()
	pair := Order{Verb: OrderPair, Mentee: "Ana <ana@mentors.example>", Mentor: "Tomasz <tomasz@mentors.example>"}
	for _, row := range []struct {
		text string
		want []Order
	}{
		{"add pair: Ana <ana@mentors.example> with Tomasz <tomasz@mentors.example>", []Order{pair}},
		{"Add pair Ana <ana@mentors.example> and Tomasz <tomasz@mentors.example>.", []Order{pair}},
		{"Hi,\n\nadd pair: Ana <ana@mentors.example> with Tomasz <tomasz@mentors.example>\n\nstatus\nInes", []Order{pair, {Verb: OrderStatus}}},
		{"pause pair Ana & Tomasz until 8 december", []Order{{Verb: OrderPause, Names: "Ana & Tomasz", Until: calendar.NewDate(2025, 12, 8)}}},
		{"pause pair: Ana & Tomasz", []Order{{Verb: OrderPause, Names: "Ana & Tomasz"}}},
		{"pause pair Ana & Tomasz until the sun shines", nil},
		{"resume pair Ana & Tomasz", []Order{{Verb: OrderResume, Names: "Ana & Tomasz"}}},
		{"Yes!", []Order{{Verb: OrderYes}}},
		{"approve", []Order{{Verb: OrderYes}}},
		{"no", []Order{{Verb: OrderNo}}},
		{"yes, but ask me first", nil},
		{"note to all: Dear all.\n\nthis year:\nstatus\n- more", []Order{{Verb: OrderNote, Text: "Dear all.\n\nthis year:\nstatus\n- more"}}},
		{"We should pause pair programming for a while", nil},
		{"add pair: Ana with Tomasz", nil},
		{"", nil},
	} {
		got := Orders(row.text, shipped(t).Vocabulary("en"), time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC))
		if diff := cmp.Diff(row.want, got); diff != "" {
			t.Errorf("Orders(%q) (-want +got):\n%s", row.text, diff)
		}
	}
}

func FuzzOrders(f *testing.F) {
	f.Add("add pair: Ana <ana@mentors.example> with Tomasz <tomasz@mentors.example>\nstatus")
	f.Add("pause pair a until b until 8 dec")
	f.Add("note to all:\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range Orders(text, shipped(t).Vocabulary("en"), time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC)) {
			if o.Verb == "" || o.Verb == OrderPair && (o.Mentee == "" || o.Mentor == "") || o.Verb == OrderPause && o.Names == "" {
				t.Errorf("Orders(%q) = %+v, half of an order", text, o)
			}
		}
	})
}
