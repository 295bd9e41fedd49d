package reply

// cause is why a line is what it is: its kind, the reason that a Segment
// gives, and how sure that is.
type cause uint8

const (
	unexplained cause = iota

	// Ours.
	ourWords
	amidOurWords
	linkToUs

	// Frames.
	headerLines
	separatorLine
	attributionLine
	namesUs

	// Quotes of other mails.
	quoteMarks
	unmarkedQuote
	replyMark
	insideQuote
	beyondOurs

	// The person's own words.
	nothingElse
	belowFrame
	amongOurs
	markedByClient
	ownQuotation
	onlyBlank

	// Endings.
	signatureElement
	deviceLine
	signatureDelimiter
	greetingAndName
	contactLines
	nameBehindDash
	listFooter
	legalText
)

// causes is all that the reader can say about a line. Below sure, it is a
// guess on the safe side.
var causes = [...]struct {
	kind       Kind
	reason     string
	confidence float64
}{
	unexplained: {},

	ourWords:     {Prompt, "words of a mail of ours", 0.95},
	amidOurWords: {Prompt, "between words of ours", 0.8},
	linkToUs:     {Prompt, "a link to our address", 0.9},

	headerLines:     {Frame, "header block", 0.95},
	separatorLine:   {Frame, "separator", 0.9},
	attributionLine: {Frame, "attribution line", 0.9},
	namesUs:         {Frame, "names our address or subject, above our words", 0.85},

	quoteMarks:    {Quote, "quote marks", 0.9},
	unmarkedQuote: {Quote, "unmarked text under an attribution line", 0.7},
	replyMark:     {Quote, "under the mark that Outlook sets", 0.8},
	insideQuote:   {Quote, "inside a quoted mail", 0.8},
	beyondOurs:    {Quote, "quoted, not between our words", 0.8},

	nothingElse:    {New, "nothing explains it", 0.9},
	belowFrame:     {New, "unmarked, with nothing above the attribution line", 0.5},
	amongOurs:      {New, "between or below words of ours", 0.95},
	markedByClient: {New, "behind quote marks, but not ours", 0.6},
	ownQuotation:   {New, "a quotation of the person's own", 0.6},
	onlyBlank:      {New, "blank", 1},

	signatureElement:   {Signature, "signature element", 0.9},
	deviceLine:         {Signature, "device line", 0.95},
	signatureDelimiter: {Signature, "signature delimiter", 0.95},
	greetingAndName:    {Signature, "greeting with a name", 0.8},
	contactLines:       {Signature, "contact lines", 0.75},
	nameBehindDash:     {Signature, "name behind a dash", 0.75},
	listFooter:         {Disclaimer, "mailing list footer", 0.9},
	legalText:          {Disclaimer, "disclaimer", 0.85},
}

// sure is the confidence from which on new words are beyond doubt.
const sure = 0.8

// ours reports whether a line holds words of a mail of ours.
func (l *line) ours() bool { return l.kind() == Prompt && l.cause != linkToUs }

// kind is what the line is, "" while nothing explains it.
func (l *line) kind() Kind { return causes[l.cause].kind }
