// Package explain says how a message is read: stretch by stretch of its text
// with the reasons, and which answers that makes.
//
// It must not know where a message came from or what is recorded of it: it works
// on any message file, without a database or a configuration. Start with File.
package explain
