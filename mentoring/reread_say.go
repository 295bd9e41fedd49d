package mentoring

import "fmt"

// Sentence says a difference in words, without the words that it is about.
func (d Difference) Sentence() string {
	where := d.where()
	switch d.Kind {
	case NewlyRead:
		if d.Verb != "" {
			return "1 line " + where + " newly read"
		}
		return count(d.Words) + " newly read " + where
	case ReadAnew:
		switch {
		case d.Words > 0:
			return count(d.Words) + " more " + where
		case d.Words < 0:
			return count(-d.Words) + " fewer " + where + ", which stand elsewhere now"
		}
		return "the words " + where + " are read otherwise"
	case MovedAway:
		return count(-d.Words) + " " + where + " stand elsewhere now"
	case NewNote:
		return count(d.Words) + " newly kept " + where
	case NotActedOn:
		if d.Verb != "" {
			return "the line " + where + " was not acted on"
		}
		return "what is said " + where + " was not acted on"
	case EditedNow:
		return "the words " + where + " were edited since and are left alone"
	case WouldLose:
		return "the words " + where + " stay as they are, or " + count(-d.Words) + " would be lost"
	case StaysDone:
		return "the line " + where + " is none any more; what it did stays"
	}
	return string(d.Kind)
}

// where names the place of a difference.
func (d Difference) where() string {
	switch {
	case d.Verb != "":
		return fmt.Sprintf("'%s'", d.Verb)
	case d.Question > 0:
		return fmt.Sprintf("under question %d", d.Question)
	}
	return "beside the answers"
}

func count(words int) string {
	if words == 1 {
		return "1 word"
	}
	return fmt.Sprintf("%d words", words)
}
