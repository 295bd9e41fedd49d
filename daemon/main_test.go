package daemon_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain looks for goroutines that outlive the tests. Those of a bubble end
// with it, or the bubble fails.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
