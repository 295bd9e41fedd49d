package reading

// Doubts about words that are meant for somebody outside the pair.
const (
	NobodyLooks DoubtKind = "nobody-looks" // "help us" where no coordinator is outside the pair
	NotConfided DoubtKind = "not-confided" // it is not clear which words are confidential; they went to nobody
)
