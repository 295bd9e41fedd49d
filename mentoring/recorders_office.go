package mentoring

import (
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

func init() {
	recorders[ritual.LookIn] = func(a *applying, _ ritual.Asked, ans reading.Answer, _ ritual.Visibility) { a.lookIn(ans.Choice) }
}
