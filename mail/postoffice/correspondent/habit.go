package correspondent

// Placing is where the own words stand.
type Placing int

const (
	// Above and Below the whole quote.
	Above Placing = iota
	Below
	// Between the quoted lines, each answer under its question.
	Between
	// Bare is without any quote.
	Bare
	// Filled is Bare with a line for every question of the mail, the
	// unanswered ones empty, as a link with a prepared body leaves it.
	Filled
)

// Habit is how somebody answers: with what, where, and in which language their
// mail program speaks. It says nothing about the language they write.
type Habit struct {
	Name     string // for people and test output
	Client   Client
	Placing  Placing
	Language string // en, de, fr or es; empty is en
	// Label is put before each answer that does not stand under its question,
	// as a format for the number: "%d. ", "Q%d: ". Empty is none.
	Label string
}

// Habits are the ways in which people answer that are worth having, each with a
// name of its own.
func Habits() []Habit {
	return []Habit{
		{"gmail web, on top", GmailWeb, Above, "en", ""},
		{"gmail web, on top with numbers", GmailWeb, Above, "en", "%d. "},
		{"gmail web, between", GmailWeb, Between, "en", ""},
		{"gmail web in German, on top", GmailWeb, Above, "de", "%d) "},
		{"gmail web in French, below", GmailWeb, Below, "fr", ""},
		{"gmail web in Spanish, between", GmailWeb, Between, "es", ""},
		{"gmail app, on top", GmailApp, Above, "en", ""},
		{"gmail app, no quote", GmailApp, Bare, "en", ""},
		{"iphone, on top", AppleMailPhone, Above, "en", ""},
		{"iphone, between", AppleMailPhone, Between, "en", ""},
		{"iphone in German, on top", AppleMailPhone, Above, "de", "zu %d: "},
		{"iphone in French, on top", AppleMailPhone, Above, "fr", ""},
		{"mac, between", AppleMail, Between, "en", ""},
		{"outlook, on top", OutlookDesktop, Above, "en", ""},
		{"outlook, between", OutlookDesktop, Between, "en", ""},
		{"outlook in German, on top with numbers", OutlookDesktop, Above, "de", "%d. "},
		{"outlook in Spanish, on top", OutlookDesktop, Above, "es", ""},
		{"outlook phone, on top", OutlookPhone, Above, "en", ""},
		{"outlook phone in French, on top", OutlookPhone, Above, "fr", "%d: "},
		{"thunderbird, below", Thunderbird, Below, "en", ""},
		{"thunderbird, between", Thunderbird, Between, "en", ""},
		{"thunderbird in German, between", Thunderbird, Between, "de", ""},
		{"thunderbird html, between", ThunderbirdHTML, Between, "fr", ""},
		{"mutt, between", Mutt, Between, "en", ""},
		{"mutt, below with numbers", Mutt, Below, "en", "%d) "},
		{"s-nail, between", SNail, Between, "en", ""},
		{"roundcube, between", Roundcube, Between, "en", ""},
		{"samsung, on top", SamsungMail, Above, "en", ""},
		{"samsung in Spanish, on top with numbers", SamsungMail, Above, "es", "Q%d: "},
		{"webmail in html only, on top", WebmailHTML, Above, "en", ""},
		{"webmail in html only, between", WebmailHTML, Between, "en", ""},
		{"tapped link", MailtoTap, Bare, "en", "%d: "},
		{"filled form", MailtoTap, Filled, "en", "%d: "},
	}
}
