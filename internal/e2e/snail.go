//go:build e2e

package e2e

func snail(d *desk) { d.t.Skip("no") }
