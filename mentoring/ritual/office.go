package ritual

// LookIn records whether the coordinator shall look in.
const LookIn Records = "look-in"

func init() { records = append(records, LookIn) }
