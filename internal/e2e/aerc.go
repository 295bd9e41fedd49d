//go:build e2e

package e2e

func aerc(d *desk) { d.t.Skip("no") }
