package correspondent

// Client is a program that writes replies.
type Client int

const (
	// GmailWeb and GmailApp send HTML and a text made from it, the quote in a
	// gmail_quote. Classes and ids of the quote get a prefix; data attributes
	// are lost.
	GmailWeb Client = iota + 1
	GmailApp
	// AppleMailPhone has its signature above the quote and the attribution
	// inside it. AppleMail is the same on a desktop.
	AppleMailPhone
	AppleMail
	// OutlookDesktop and OutlookPhone do not mark the quote at all: a block of
	// From, Sent, To and Subject stands above it. The phone prefixes classes
	// and ids with x_ and keeps data attributes.
	OutlookDesktop
	OutlookPhone
	// Thunderbird writes format=flowed text, ThunderbirdHTML both parts.
	Thunderbird
	ThunderbirdHTML
	// Mutt quotes the text part, line by line.
	Mutt
	// SNail quotes with a tab and answers From, not Reply-To: whatever stood in
	// the reply address is lost.
	SNail
	// Roundcube, in text mode, wraps the quote and forgets the mark on what it
	// wrapped.
	Roundcube
	// SamsungMail announces the original message and does not mark it.
	SamsungMail
	// WebmailHTML stands for those that send no text part.
	WebmailHTML
	// MailtoTap is a tapped mailto link: no quote, and no In-Reply-To.
	MailtoTap

	// Vacation is an out-of-office robot that says so (RFC 3834); its answer
	// goes to the envelope's sender and has none itself. The Free words are its
	// message.
	Vacation
	// VacationExchange is one that gives no sign but its subject.
	VacationExchange
)

// String returns the program's name.
func (c Client) String() string {
	if s, ok := clients[c]; ok {
		return s.name
	}
	return "no client"
}

// client is what is fixed about a Client: its traits, and how it writes.
type client struct {
	name              string
	agentField, agent string // the header line by which it can be known
	idDomain          string // of its Message-IDs
	noThread          bool   // no In-Reply-To, no References
	answersFrom       bool   // ignores Reply-To
	re                byLanguage
	signature         byLanguage // what it signs with by itself

	write func(*draft) (body, error)
	robot func(*draft) body // set for what answers without being told
}

// byLanguage holds words of a client per language.
type byLanguage map[string]string

var outlookRe = byLanguage{"en": "RE: ", "de": "AW: ", "fr": "RE: ", "es": "RE: "}

var clients = map[Client]client{
	GmailWeb: {name: "Gmail", idDomain: "mail.gmail.com", write: writeGmail},
	GmailApp: {name: "Gmail app", idDomain: "mail.gmail.com", write: writeGmail},
	AppleMailPhone: {
		name: "Apple Mail on iPhone", agentField: "X-Mailer", agent: "iPhone Mail (22B91)", idDomain: "icloud.com",
		signature: byLanguage{
			"en": "Sent from my iPhone", "de": "Von meinem iPhone gesendet",
			"fr": "Envoyé de mon iPhone", "es": "Enviado desde mi iPhone",
		},
		write: writeApplePhone,
	},
	AppleMail: {
		name: "Apple Mail", agentField: "X-Mailer", agent: "Apple Mail (2.3826.200.121)", idDomain: "icloud.com",
		write: writeAppleMac,
	},
	OutlookDesktop: {
		name: "Outlook", agentField: "X-Mailer", agent: "Microsoft Outlook 16.0", idDomain: "eurprd05.prod.outlook.com",
		re: outlookRe, write: writeOutlookDesktop,
	},
	OutlookPhone: {
		name: "Outlook on a phone", idDomain: "eurprd05.prod.outlook.com",
		signature: byLanguage{
			"en": "Get Outlook for Android", "de": "Outlook für Android herunterladen",
			"fr": "Télécharger Outlook pour Android", "es": "Obtener Outlook para Android",
		},
		write: writeOutlookPhone,
	},
	Thunderbird: {
		name: "Thunderbird", agentField: "User-Agent", agent: "Mozilla Thunderbird", idDomain: "world.test",
		write: writeThunderbird,
	},
	ThunderbirdHTML: {
		name: "Thunderbird, HTML", agentField: "User-Agent", agent: "Mozilla Thunderbird", idDomain: "world.test",
		write: writeThunderbirdHTML,
	},
	Mutt: {
		name: "Mutt", agentField: "User-Agent", agent: "Mutt/2.2.9 (2022-11-12)", idDomain: "laptop.world.test",
		write: writeMutt,
	},
	SNail: {
		name: "s-nail", agentField: "User-Agent", agent: "s-nail v14.9.24", idDomain: "laptop.world.test",
		answersFrom: true, write: writeSNail,
	},
	Roundcube: {
		name: "Roundcube", agentField: "User-Agent", agent: "Roundcube Webmail/1.6.9", idDomain: "world.test",
		write: writeRoundcube,
	},
	SamsungMail: {
		name: "Samsung Email", idDomain: "email.android.com",
		signature: byLanguage{
			"en": "Sent from my Galaxy", "de": "Von meinem Galaxy gesendet",
			"fr": "Envoyé depuis mon appareil Galaxy", "es": "Enviado desde mi Galaxy",
		},
		write: writeSamsung,
	},
	WebmailHTML: {name: "a webmail", idDomain: "webmail.world.test", write: writeWebmail},
	MailtoTap:   {name: "a tapped link", idDomain: "mail.gmail.com", noThread: true, write: writeTap},
	Vacation: {
		name: "an out-of-office robot", idDomain: "mail.world.test", robot: writeVacation,
	},
	VacationExchange: {
		name: "Exchange out of office", idDomain: "eurprd05.prod.outlook.com", robot: writeVacationExchange,
	},
}
