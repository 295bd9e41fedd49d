package config

import "strings"

// Closest is the known name that a mistyped word most probably means, or ""
// where none is near. Capital letters do not count.
func Closest(word string, known []string) string {
	best, distance := "", 1+max(1, min(3, len([]rune(word))/3))
	for _, name := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(name), distance); d < distance {
			best, distance = name, d
		}
	}
	return best
}

// editDistance counts the letters to insert, remove, change or swap with their
// neighbour between two words, up to a limit.
func editDistance(a, b string, limit int) int {
	from, to := []rune(a), []rune(b)
	if abs(len(from)-len(to)) >= limit {
		return limit
	}
	beforeLast, last, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(from); i++ {
		row[0] = i
		for j := 1; j <= len(to); j++ {
			changed := last[j-1]
			if from[i-1] != to[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], beforeLast[j-2]+1)
			}
		}
		beforeLast, last, row = last, row, beforeLast
	}
	return min(last[len(to)], limit)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
