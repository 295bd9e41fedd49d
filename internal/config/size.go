package config

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes, written as a number and a unit: 25MB.
type Size int64

// The units of a Size; each is 1024 of the one before it.
const (
	KB Size = 1 << 10
	MB Size = 1 << 20
	GB Size = 1 << 30
)

var units = []struct {
	name string
	size Size
}{{"GB", GB}, {"MB", MB}, {"KB", KB}, {"B", 1}}

// UnmarshalText reads a size such as 25MB, 512 kB or 900B.
func (s *Size) UnmarshalText(text []byte) error {
	word := strings.ToUpper(strings.TrimSpace(string(text)))
	for _, unit := range units {
		number, ok := strings.CutSuffix(word, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if err != nil || n < 0 || n > int64(1024*GB/unit.size) {
			break
		}
		*s = Size(n) * unit.size
		return nil
	}
	return &advice{fmt.Sprintf("%q is not a size", text), "write a whole number with its unit, such as 25MB or 512KB"}
}

// String is the size in the largest unit that leaves a whole number.
func (s Size) String() string {
	for _, unit := range units {
		if s != 0 && s%unit.size == 0 {
			return strconv.FormatInt(int64(s/unit.size), 10) + unit.name
		}
	}
	return "0B"
}
