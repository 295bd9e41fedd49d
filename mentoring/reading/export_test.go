package reading

// NearSecret reports whether a word may be read as a keyword for privacy.
func NearSecret(v *Vocabulary, word string) bool {
	r := &reader{x: v.compiled()}
	_, ok := r.secrecy(word + ":")
	return ok
}
