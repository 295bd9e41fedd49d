//go:build e2e

package e2e

func nmh(d *desk) { d.t.Skip("no") }
