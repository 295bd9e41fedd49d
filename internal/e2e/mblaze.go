//go:build e2e

package e2e

func mblaze(d *desk) { d.t.Skip("no") }
