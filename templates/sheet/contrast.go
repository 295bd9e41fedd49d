package sheet

import (
	"math"
	"strconv"
)

// MinContrast is what small text needs to be read by most people (WCAG AA).
const MinContrast = 4.5

// legible are the colours that words are set in, with the grounds they stand on.
var legible = []struct{ ink, ground string }{
	{"ink", "card"},
	{"ink", "soft"},
	{"mute", "card"},
	{"mute", "soft"},
	{"mute", "paper"},
	{"faint", "paper"},
	{"faint", "card"},
	{"accent", "card"},
	{"accent", "soft"},
	{"accent", "paper"},
	{"keyink", "key"},
	{"buttonink", "button"},
}

// Contrast returns the contrast of two colours such as "#0b6b61", 1 to 21, and
// 0 for what is no colour.
func Contrast(a, b string) float64 {
	la, ok := luminance(a)
	lb, ok2 := luminance(b)
	if !ok || !ok2 {
		return 0
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(hex string) (float64, bool) {
	if len(hex) != 7 || hex[0] != '#' {
		return 0, false
	}
	v, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return 0, false
	}
	linear := func(c uint64) float64 {
		s := float64(c&0xff) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(v>>16) + 0.7152*linear(v>>8) + 0.0722*linear(v), true
}
