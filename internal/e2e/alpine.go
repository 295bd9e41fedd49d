//go:build e2e

package e2e

func alpine(d *desk) { d.t.Skip("no") }
