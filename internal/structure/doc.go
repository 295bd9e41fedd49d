// Package structure holds tests over the source tree itself: who may import
// whom, what the core must not touch, how long a file may be, what needs a doc
// comment. A rule that is written here is a rule that stays true.
//
// It must not be imported. Start at imports_test.go; each rule says in its
// failure what to do about it.
package structure
