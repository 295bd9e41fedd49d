package structure

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestUnitExposure fails where the unit is more exposed than 1.5 of 10. It
// needs systemd-analyze and is skipped without; .ci/run has it.
func TestUnitExposure(t *testing.T) {
	t.Parallel()
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	out, err := exec.Command(analyze, "security", "--offline=true", "--no-pager", "--threshold=15", root+"/systemd/milepost.service").CombinedOutput()
	if err != nil {
		t.Errorf("systemd-analyze security: %v\n%s", err, tail(string(out)))
	}
}

func tail(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "\n")
}

// TestUnitFitsTheConfiguration holds together what only the operator would
// otherwise find apart: the unit's paths, the user's, and the example's.
func TestUnitFitsTheConfiguration(t *testing.T) {
	t.Parallel()
	read := func(name string) string {
		text, err := os.ReadFile(root + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	unit, example := read("systemd/milepost.service"), read("config.yaml.example")
	for _, match := range regexp.MustCompile(`(?m)^  password_file: (\S+)$`).FindAllStringSubmatch(example, -1) {
		name := match[1]
		if !strings.Contains(unit, "LoadCredential="+name+":/etc/milepost/"+name+"\n") {
			t.Errorf("config.yaml.example names the password file %s, but the unit does not load it", name)
		}
		if !strings.HasSuffix(name, "-password") {
			t.Errorf("milepost.tmpfiles guards *-password, which %s is not", name)
		}
	}
	for _, line := range []string{"Type=notify\n", "NotifyAccess=main\n", "User=milepost\n", "StateDirectory=milepost\n", "/etc/milepost/config.yaml\n"} {
		if !strings.Contains(unit, line) {
			t.Errorf("milepost.service lacks %q", line)
		}
	}
	if !strings.Contains(read("systemd/milepost.sysusers"), "u milepost ") {
		t.Error("milepost.sysusers does not create the unit's user")
	}
}
