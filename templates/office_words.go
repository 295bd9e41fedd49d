package templates

import "milepost/mentoring/reading"

func init() { doubts = append(doubts, reading.NotConfided, reading.NobodyLooks) }
