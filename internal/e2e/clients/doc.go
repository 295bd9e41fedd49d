// Package clients answers Milepost's mail with the clients that have a window: Thunderbird, and Roundcube in
// Chromium. Both run without a screen.
//
// It is a module of its own, so that what drives a browser is no dependency of Milepost's. It must not know
// how Milepost works inside. It runs on Debian as root and installs what it uses (make clients). Start at
// TestThunderbird and TestRoundcube.
package clients
