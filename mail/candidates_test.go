package mail

import (
	"slices"
	"strings"
	"testing"
)

func TestCandidates(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	a, b := ring.Mint(PurposeReply, 1), ring.Mint(PurposeReply, 2)
	address := func(tok string) Candidate { return Candidate{tok, PurposeReply, InAddress} }
	rows := []struct {
		name, header    string
		want, strongest []Candidate
	}{
		{"nothing", "To: pairs@world.test", nil, nil},
		{"To", "To: Ana & Tomasz <pairs+" + a + "@world.test>", []Candidate{address(a)}, []Candidate{address(a)}},
		{"upper case", "To: PAIRS+" + strings.ToUpper(a) + "@WORLD.TEST", []Candidate{address(a)}, []Candidate{address(a)}},
		{"Cc", "Cc: x@world.test, pairs+" + a + "@world.test", []Candidate{address(a)}, []Candidate{address(a)}},
		{"Delivered-To", "Delivered-To: pairs+" + a + "@world.test\nTo: pairs@world.test", []Candidate{address(a)}, []Candidate{address(a)}},
		{"X-Original-To", "X-Original-To: pairs+" + a + "@world.test", []Candidate{address(a)}, []Candidate{address(a)}},
		{"malformed To", "To: \"Ana <pairs+" + a + "@world.test>", []Candidate{address(a)}, []Candidate{address(a)}},
		{"the same twice", "To: pairs+" + a + "@world.test\nDelivered-To: pairs+" + a + "@world.test", []Candidate{address(a)}, []Candidate{address(a)}},
		{"two different", "To: pairs+" + a + "@world.test, pairs+" + b + "@world.test", []Candidate{address(a), address(b)}, []Candidate{address(a), address(b)}},
		{"other host", "To: pairs+" + a + "@other.test", nil, nil},
		{"not a token", "To: pairs+" + a[:35] + "@world.test", nil, nil},
		{"stop", "To: pairs+stop-" + a + "@world.test", []Candidate{{a, PurposeStop, InAddress}}, []Candidate{{a, PurposeStop, InAddress}}},
		{"bounce", "To: pairs+b-" + a + "@world.test", []Candidate{{a, PurposeBounce, InAddress}}, []Candidate{{a, PurposeBounce, InAddress}}},
		{"In-Reply-To", "In-Reply-To: <d." + a + "@world.test>", []Candidate{{a, PurposeReply, InReplyTo}}, []Candidate{{a, PurposeReply, InReplyTo}}},
		{"In-Reply-To of another domain", "In-Reply-To: <d." + a + "@other.test>", nil, nil},
		{"References, the newest first", "References: <d." + a + "@world.test> <x@mentors.example> <d." + b + "@world.test>", []Candidate{{b, PurposeReply, InReferences}, {a, PurposeReply, InReferences}}, []Candidate{{b, PurposeReply, InReferences}}},
		{"a thread", "To: pairs+" + b + "@world.test\nIn-Reply-To: <d." + b + "@world.test>\nReferences: <d." + a + "@world.test> <d." + b + "@world.test>", []Candidate{address(b), {a, PurposeReply, InReferences}}, []Candidate{address(b)}},
	}
	for _, row := range rows {
		got := Candidates(mustParse(t, row.header+"\n\nhello\n"), testUs)
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: Candidates() = %v, want %v", row.name, got, row.want)
		}
		if got := Strongest(got); !slices.Equal(got, row.strongest) {
			t.Errorf("%s: Strongest() = %v, want %v", row.name, got, row.strongest)
		}
	}
}

func TestCandidatesAreBounded(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	var to strings.Builder
	for i := range int64(10_000) {
		to.WriteString(" pairs+" + ring.Mint(PurposeReply, i) + "@world.test,\n")
	}
	m, err := Parse([]byte("To:"+cut(to.String(), 200<<10)+"\n\nhello"), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(Candidates(m, testUs)); got != maxCandidates {
		t.Errorf("len(Candidates()) = %d, want %d", got, maxCandidates)
	}
}

func TestIdentityRoundTrip(t *testing.T) {
	t.Parallel()
	tok := NewKeyRing().Mint(PurposeReply, 7)
	for p := range tags {
		got, gotP, ok := testUs.TokenIn(testUs.ReplyAddress(p, tok))
		if got != tok || gotP != p || !ok {
			t.Errorf("TokenIn(ReplyAddress(%s)) = %q, %q, %v", p, got, gotP, ok)
		}
	}
	if got, ok := testUs.tokenInID(testUs.MessageID(tok)); got != tok || !ok {
		t.Errorf("tokenInID(MessageID()) = %q, %v, want %q", got, ok, tok)
	}
}

func TestWithoutTokens(t *testing.T) {
	t.Parallel()
	tok := NewKeyRing().Mint(PurposeReply, 7)
	rows := []struct{ in, want string }{
		{"no token here", "no token here"},
		{"On Friday Ana <pairs+" + tok + "@world.test> wrote:", "On Friday Ana <pairs@world.test> wrote:"},
		{"mailto:PAIRS+B-" + strings.ToUpper(tok) + "@world.test?x", "mailto:PAIRS@world.test?x"},
		{"> In-Reply-To: <d." + tok + "@world.test>", "> In-Reply-To: <@world.test>"},
		{"2+" + tok[:20] + " = 4", "2+" + tok[:20] + " = 4"},
	}
	for _, row := range rows {
		if got := WithoutTokens(row.in); got != row.want {
			t.Errorf("WithoutTokens(%q) = %q, want %q", row.in, got, row.want)
		}
	}
}
