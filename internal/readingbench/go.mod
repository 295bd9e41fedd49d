module milepost/internal/readingbench

go 1.26.0

require (
	github.com/dlclark/regexp2 v1.2.0 // indirect
	github.com/emersion/go-imap/v2 v2.0.0-beta.8 // indirect
	github.com/emersion/go-message v0.18.2 // indirect
	github.com/emersion/go-sasl v0.0.0-20241020182733-b788ff22d5a6 // indirect
	github.com/wneessen/go-mail v0.8.1 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

require (
	github.com/dimiro1/reply v0.0.0-20200315094148-d0136a4c9e21
	golang.org/x/tools v0.51.0
	milepost v0.0.0
)

replace milepost => ../..
