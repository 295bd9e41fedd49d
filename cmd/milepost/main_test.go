package main

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"milepost": main})
}

// TestScripts runs each command as an operator would, over real files and, where
// mail is needed, a post office on loopback sockets. The commands that the
// scripts know besides testscript's own are in world_test.go.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			// Whoever runs the tests may have their own.
			for _, name := range []string{"MILEPOST_CONFIG", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY", "SUDO_USER"} {
				env.Setenv(name, "")
			}
			env.Values[worldKey{}] = newWorld()
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("no condition is called %q", name)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"configure": configure,
			"office":    office,
			"service":   service,
			"await":     await,
			"answer":    answer,
			"forge":     forge,
			"until":     until,
			"notified":  notified,
			"hangup":    hangup,
		},
	})
}
