package structure

import (
	"strings"
	"testing"
)

// mayImport says which of our own rooms each room may import. What is not
// listed may be imported by nobody but itself; a name that ends in /... means
// the room and all inside it. Arrows point from the shell to the core.
var mayImport = map[string][]string{
	"mentoring/calendar": {},
	"mentoring/phrase":   {"mentoring/calendar"},
	"mentoring/ritual":   {"mentoring/calendar", "mentoring/phrase"},
	"mentoring/reading":  {"mentoring/calendar", "mentoring/phrase", "mentoring/ritual"},
	"mentoring":          {"mentoring/calendar", "mentoring/phrase", "mentoring/ritual", "mentoring/reading"},
	"mentoring/digest":   {"mentoring", "mentoring/calendar", "mentoring/phrase", "mentoring/ritual", "mentoring/reading"},

	"mail":            {"mail/reply/..."},
	"mail/reply":      {"mail/reply/..."},
	"mail/postoffice": {"mail", "mail/reply/...", "mail/postoffice/..."},

	"store":            {"mentoring/...", "store/..."},
	"templates":        {"mentoring/...", "templates/..."},
	"internal/config":  {"mentoring/..."},
	"internal/report":  {"mentoring/...", "store"},
	"internal/roster":  {"mentoring/..."},
	"internal/explain": {"mentoring/...", "mail/...", "templates"},

	"daemon": {"mentoring/...", "mail/...", "store", "templates", "internal/config", "daemon/..."},

	"cmd/milepost":       {"..."},
	"internal/demo":      {"mentoring/...", "mail/...", "store", "templates", "daemon", "internal/demo/..."},
	"internal/structure": {},
	"internal/e2e":       {"internal/e2e/..."},
}

func TestImportDirection(t *testing.T) {
	t.Parallel()
	for _, u := range allPackages(t) {
		allowed, known := rulesFor(u.room())
		if !known {
			t.Errorf("package %s has no row in mayImport: decide what it may import", u.ImportPath)
			continue
		}
		for _, path := range u.Imports {
			if path != module && !strings.HasPrefix(path, module+"/") {
				continue
			}
			if target := strings.TrimPrefix(path, module+"/"); !matches(target, allowed) {
				t.Errorf("%s imports %s, against the direction: %s may import %v", u.ImportPath, path, u.room(), allowed)
			}
		}
	}
}

// rulesFor finds the row of a room, or of the room around it.
func rulesFor(room string) (allowed []string, known bool) {
	for room != "" {
		if allowed, known = mayImport[room]; known {
			return allowed, true
		}
		cut := strings.LastIndex(room, "/")
		if cut < 0 {
			return nil, false
		}
		room = room[:cut]
	}
	return nil, false
}

func matches(room string, patterns []string) bool {
	for _, pattern := range patterns {
		around, open := strings.CutSuffix(pattern, "...")
		if room == pattern || (open && (around == "" || inRoom(room, strings.TrimSuffix(around, "/")))) {
			return true
		}
	}
	return false
}

// forbiddenInCore are what a pure core has no business with: the outside, the
// present moment, and the plumbing of waiting for either.
var forbiddenInCore = []string{
	"context", "database", "io/ioutil", "log", "net", "os", "os/exec", "math/rand", "syscall", "unsafe",
}

// thirdPartyInCore are the only libraries that the core imports, and where.
var thirdPartyInCore = map[string]string{
	"github.com/robfig/cron/v3": "mentoring/calendar",
}

func TestCoreIsPure(t *testing.T) {
	t.Parallel()
	for _, u := range allPackages(t) {
		if !inRoom(u.room(), "mentoring") {
			continue
		}
		for _, path := range u.Imports {
			for _, forbidden := range forbiddenInCore {
				if inRoom(path, forbidden) {
					t.Errorf("%s imports %s: the core is given what it needs, as values", u.ImportPath, path)
				}
			}
			first, _, _ := strings.Cut(path, "/")
			if strings.Contains(first, ".") && thirdPartyInCore[path] != u.room() {
				t.Errorf("%s imports %s: the core's only library is the cron parser, in mentoring/calendar", u.ImportPath, path)
			}
		}
	}
}

// ownedLibraries may be named by one room alone, so that a change of the
// library, or of the library chosen, is a change of that room.
var ownedLibraries = map[string][]string{
	"github.com/emersion/go-imap/v2": {"mail", "internal/e2e"},
	"github.com/wneessen/go-mail":    {"mail"},
	"github.com/emersion/go-smtp":    {"mail/postoffice"},
	// The demo and the end-to-end test check mails with another parser than ours.
	"github.com/emersion/go-message":   {"mail", "internal/e2e", "internal/demo"},
	"github.com/mattn/go-sqlite3":      {"store"},
	"database/sql":                     {"store"},
	"github.com/pressly/goose/v3":      {"store"},
	"go.yaml.in/yaml/v4":               {"internal/config", "templates", "internal/demo"}, // the demo's story is data
	"github.com/spf13/cobra":           {"cmd/milepost"},
	"github.com/coreos/go-systemd/v22": {"daemon"},
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	t.Parallel()
	for _, u := range allPackages(t) {
		for _, path := range u.Imports {
			for library, rooms := range ownedLibraries {
				if inRoom(path, library) && !inAnyRoom(u.room(), rooms) {
					t.Errorf("%s imports %s, which belongs to %v", u.ImportPath, path, rooms)
				}
			}
		}
	}
}

func inAnyRoom(room string, rooms []string) bool {
	for _, r := range rooms {
		if inRoom(room, r) {
			return true
		}
	}
	return false
}
