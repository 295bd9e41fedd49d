// Package e2e shows the whole of Milepost working on real mail: Debian's Postfix and Dovecot on loopback,
// and people who answer with the mail clients that people use.
//
// It must not know how Milepost works inside: it builds the binary, writes a configuration, and looks at
// nothing but mail and the output of commands. Nothing but its own tests and those of the module clients in
// it, which drives programs with a window, may import it.
//
// Everything that needs servers is behind the build tag e2e, wants root on Debian, and installs what it
// uses (make e2e, make clients). The prompt that all clients answer and the raw replies they made are
// fixtures of mail/reply; with -update the tests write them anew.
//
// Start at World, then Client.Reply, then TestLoop.
package e2e
