package config

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a machine without zone files still knows every zone
)

// zoneNames are the zones of the zone database, to guess what a mistyped name
// means: time/tzdata does not list its names.
//
//go:embed zones.txt
var zoneNames string

// parseZone reads the name of a time zone.
func parseZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		// The clock of the machine may move with the machine; a program's does not.
		return nil, &advice{"a zone is missing", "write the zone of most people here, such as Europe/Lisbon"}
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		return zone, nil
	}
	return nil, &advice{fmt.Sprintf("%q is not a time zone", name), zoneRemedy(name)}
}

func zoneRemedy(name string) string {
	known := strings.Fields(zoneNames)
	if guess := Closest(strings.ReplaceAll(name, " ", "_"), known); guess != "" {
		return fmt.Sprintf("did you mean %s?", guess)
	}
	// People know their city, not the area that the database puts before it.
	for _, zone := range known {
		if _, city, ok := strings.Cut(zone, "/"); ok && Closest(strings.ReplaceAll(name, " ", "_"), []string{city}) != "" {
			return fmt.Sprintf("did you mean %s?", zone)
		}
	}
	return "write an area and a city, such as Europe/Lisbon"
}
