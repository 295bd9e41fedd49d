package templates

import "milepost/mentoring"

// officeWords are examples of mails to people outside the pairs, by notice.
var officeWords = map[string]map[string]string{
	"help-wanted":     {"names": "Tomasz Nowak & Ana Sousa"},
	"in-confidence":   {"name": "Ana Sousa", "first": "Ana", "address": "ana@world.test"},
	"orders":          {"added": "Ana Sousa with Tomasz Nowak", "paused": "Tomasz Nowak & Jonas Lima, until 2026-12-08"},
	"orders-unproven": {},
	"approve-pair":    {"name": "Ana Sousa", "mentor": "Kasia Lis", "address": "kasia@world.test"},
	"approve-note":    {"name": "Rui Prata"},
	"mentor-asked":    {"name": "Kasia Lis"},
	"leader-note":     {"name": "Rui Prata"},
	"survey": {
		"nrunning": "4", "nquiet": "1", "nended": "1", "quiet": "Tomasz Nowak & Jonas Lima",
		"running": "Tomasz Nowak & Ana Sousa; Rui Prata & Kasia Lis; Kasia Lis & Marta Reis; Marta Reis & Joao Pinto",
		"ended":   "Joao Pinto & Rui Prata", "missing": "Eva Gomes", "bouncing": "Jonas Lima",
		"pairs": "6", "goals": "3", "milestones": "21", "sessions": "34", "wins": "18", "median": "2", "low": "1", "high": "4",
	},
}

// ines looks after the program of the example.
func (e example) ines() mentoring.Person {
	who := e.ana
	who.ID, who.Name = 9, "Ines Duarte"
	who.Addresses = []mentoring.Address{{Address: "ines@mentors.example", Confirmed: true}}
	return who
}
