package correspondent

// These robots answer while somebody is away. Their message is the Free words of
// the reply.

func writeVacation(d *draft) body {
	return body{
		subject: "Auto: " + d.prompt.subject,
		text:    d.Free + "\n",
		header: []field{
			{"Auto-Submitted", "auto-replied (vacation)"},
			{"Precedence", "bulk"},
			{"X-Auto-Response-Suppress", "All"},
		},
		nullSender: true,
	}
}

var exchangeSubjects = byLanguage{
	"en": "Automatic reply: ", "de": "Automatische Antwort: ",
	"fr": "Réponse automatique : ", "es": "Respuesta automática: ",
}

func writeVacationExchange(d *draft) body {
	re, ok := exchangeSubjects[d.Language]
	if !ok {
		re = exchangeSubjects["en"]
	}
	return body{
		subject:  re + d.prompt.subject,
		text:     d.Free + "\n",
		html:     "<html><body>" + msoParagraphs("")(d.Free) + "</body></html>\n",
		encoding: "quoted-printable",
	}
}
