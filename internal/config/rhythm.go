package config

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// Program is what all pairs of this installation share.
type Program struct {
	Name string `yaml:"name"`
	// RunBy is who runs this server and could read what is on it, as the
	// welcome says.
	RunBy string `yaml:"run_by"`
	// Contact is a person's address or telephone number for whatever cannot
	// wait for a mail to be read. It stands at the foot of every prompt.
	Contact string `yaml:"contact"`
	// Zone is the time zone of people who were added without one.
	Zone string `yaml:"zone"`
	// Language is the language of people who were added without one.
	Language string `yaml:"language"`
	// Holidays are days on which nobody is written to.
	Holidays []calendar.Date `yaml:"holidays"`
	// QuietWeeks are weeks in which nobody is written to.
	QuietWeeks []calendar.Week `yaml:"quiet_weeks"`
	// Coordinator, Leader and TrustedContact are people outside the pairs, as
	// NAME <ADDRESS>. Empty: nobody.
	Coordinator    string `yaml:"coordinator"`
	Leader         string `yaml:"leader"`
	TrustedContact string `yaml:"trusted_contact"`
	// CoordinatorSees is how much the coordinator is told of the pairs.
	CoordinatorSees mentoring.Sight `yaml:"coordinator_sees"`
	// MentorCircle offers the mentors one shared question a month.
	MentorCircle bool `yaml:"mentor_circle"`
	// Weeks is how long a pair runs.
	Weeks int `yaml:"weeks"`
}

// Location is the program's zone.
func (p Program) Location() *time.Location {
	zone, err := parseZone(p.Zone)
	if err != nil {
		return time.UTC // Load refuses such a zone
	}
	return zone
}

// Rhythm is when people are written to, and how often.
type Rhythm struct {
	// WorkingHours and WorkingDays hold for people who were added without
	// their own, on each person's own clock.
	WorkingHours Hours             `yaml:"working_hours"`
	WorkingDays  calendar.Weekdays `yaml:"working_days"`
	Budget       Budget            `yaml:"budget"`
	// Rituals changes single rituals, by name.
	Rituals map[string]Ritual `yaml:"rituals"`
}

// WorkHours is the window in which people are written to.
func (r Rhythm) WorkHours() calendar.WorkHours {
	return calendar.WorkHours{Days: r.WorkingDays, From: r.WorkingHours.From, To: r.WorkingHours.To}
}

// Budget bounds the planned mails to one person in a week.
type Budget struct {
	Week          int `yaml:"week"`            // for a person in one pair
	MorePerMentee int `yaml:"more_per_mentee"` // for each further mentee of a mentor
	AtMost        int `yaml:"at_most"`
}

// Ritual is what an installation changes about one ritual. What it leaves out
// stays as the ritual's own file says.
type Ritual struct {
	// Schedule is a cron expression of five fields on each person's own clock.
	Schedule string `yaml:"schedule"`
	// Every is the number of weeks from one time to the next; 0 leaves it.
	Every int `yaml:"every"`
	// Off ends the ritual here.
	Off bool `yaml:"off"`
}

// Hours is a window within one day.
type Hours struct{ From, To calendar.Clock }

// UnmarshalText reads a window such as 08:00-18:00.
func (h *Hours) UnmarshalText(text []byte) error {
	from, to, err := calendar.ParseHours(string(text))
	if err != nil {
		return &advice{err.Error(), `write two times of one day, such as "08:00-18:00"`}
	}
	*h = Hours{From: from, To: to}
	return nil
}

// String is the window as UnmarshalText reads it.
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }

func defaultRhythm() Rhythm {
	hours := calendar.DefaultWorkHours()
	return Rhythm{
		WorkingHours: Hours{From: hours.From, To: hours.To},
		WorkingDays:  hours.Days,
		Budget:       Budget{Week: 3, MorePerMentee: 1, AtMost: 5},
	}
}

// checkSchedule says what is wrong with a cron expression.
func checkSchedule(spec string) error {
	_, err := calendar.ParseCadence(spec)
	return err
}
