package templates

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/phrase"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// language is all words of one language.
type language struct {
	name      string // "en"
	full      string // "English", as its speakers call it
	dir       string // "ltr" or "rtl"
	quotes    []string
	frame     frameWords
	prompt    promptWords
	standing  standingWords
	agreement agreementWords
	digest    digestWords
	preread   prereadWords
	story     storyWords
	receipt   receiptWords
	document  documentWords
	notices   map[string]*noticeWords
	rituals   map[string]*ritualWords
	lexicon   *phrase.Lexicon
	// vocabulary is what the mails tell people to write.
	vocabulary *reading.Vocabulary
}

// headWords is language.yaml: what a language is, and how it counts and quotes.
type headWords struct {
	Name     string
	Dir      string
	Quotes   []string // what stands before and behind quoted words
	Numbers  []string // zero, one, two, …
	Feminine []string // the same before a feminine word, as far as they differ
	Draft    bool     // not finished: nobody gets mails in it
}

func readHead(files overlay, name string, r *report) headWords {
	var head headWords
	readYAML(files, path.Join(name, languageFile), &head, r)
	return head
}

// loadLanguage reads a language's folder.
func loadLanguage(files overlay, name string, defs []ritual.Definition, r *report) *language {
	l := &language{name: name, rituals: map[string]*ritualWords{}}
	head := readHead(files, name, r)
	l.full, l.dir, l.quotes = head.Name, head.Dir, head.Quotes
	if len(l.quotes) != 2 {
		r.add(path.Join(name, languageFile), 0, "quotes: two are wanted, one to open and one to close", "")
	}
	if l.dir != "ltr" && l.dir != "rtl" {
		r.add(path.Join(name, languageFile), 0, fmt.Sprintf("dir: %q is neither ltr nor rtl", l.dir), "")
	}
	lexicon, ok := phrase.Lookup(name)
	if !ok {
		r.add(path.Join(name, languageFile), 0, "there is no lexicon of dates for this language", fmt.Sprintf("languages that have one: %v", phrase.Languages()))
		return l
	}
	l.lexicon = lexicon
	g := grammar{numbers: head.Numbers, feminine: head.Feminine}
	read := func(base string, v any) {
		file := path.Join(name, base)
		if readYAML(files, file, v, r) {
			compileAll(file, v, g, r)
		}
	}
	read("frame.yaml", &l.frame)
	l.frame.Say.Colon = cmp.Or(l.frame.Say.Colon, ":")
	read("prompt.yaml", &l.prompt)
	read("standing.yaml", &l.standing)
	read("agreement.yaml", &l.agreement)
	read("digest.yaml", &l.digest)
	read("preread.yaml", &l.preread)
	read("story.yaml", &l.story)
	read("receipt.yaml", &l.receipt)
	read("record.yaml", &l.document)
	var notices struct{ Notices map[string]*noticeWords }
	read("notices.yaml", &notices)
	l.notices = notices.Notices
	for _, d := range defs {
		w := &ritualWords{}
		file := path.Join(ritualFolder, d.Name+".yaml")
		read(file, w)
		l.rituals[d.Name] = w
		checkQuestions(path.Join(name, file), d, w, r)
	}
	l.checkKeys(r)
	return l
}

// checkQuestions reports questions without words and words without a question.
func checkQuestions(file string, d ritual.Definition, w *ritualWords, r *report) {
	known := map[string]bool{}
	for _, q := range d.Questions {
		for _, key := range q.Keys() {
			known[key] = true
			words := w.Questions[key]
			if words == nil {
				r.add(file, 0, fmt.Sprintf("questions: %s: missing", key), "every question of the ritual needs its text")
				continue
			}
			for _, c := range q.Choices {
				if words.Choices[c] == nil {
					r.add(file, 0, fmt.Sprintf("questions: %s: choices: %s: missing", key, c), "every choice needs its words")
				}
			}
		}
	}
	for key := range w.Questions {
		if !known[key] {
			r.add(file, 0, fmt.Sprintf("questions: %s: the ritual has no such question", key), "remove it, or add it to "+path.Join(ritualFolder, d.Name+".yaml"))
		}
	}
}

// checkKeys reports things that can be said in a receipt and have no words.
func (l *language) checkKeys(r *report) {
	need := func(file, group string, have map[string]*Phrase, keys ...string) {
		for _, k := range keys {
			if have[k] == nil {
				r.add(path.Join(l.name, file), 0, fmt.Sprintf("%s: %s: missing", group, k), "copy it from the shipped file")
			}
		}
	}
	need("digest.yaml", "feedback", l.digest.Feedback, mentoring.DetailFact, mentoring.DetailView, mentoring.DetailEffect, mentoring.DetailNext,
		mentoring.FeedbackTried, mentoring.FeedbackHelped, mentoring.FeedbackDropped)
	need("receipt.yaml", "said", l.receipt.Said, mentoring.SaidTakesUp, mentoring.SaidHearers, mentoring.SaidMaybeWin,
		mentoring.SaidPassedOn, mentoring.SaidKept, mentoring.SaidNotKept, mentoring.SaidRecalled,
		mentoring.SaidWritten, mentoring.SaidNotWritten, mentoring.SaidNotShared)
	need("receipt.yaml", "said", l.receipt.Said, mentoring.SaidAnswer, mentoring.SaidEarlier, mentoring.SaidNote, mentoring.SaidJoined, mentoring.SaidBegan, mentoring.SaidLight, mentoring.SaidTheirs)
	for _, k := range []mentoring.State{mentoring.FinishedState, mentoring.OpenState, mentoring.ParkedState, mentoring.DroppedState} {
		need("story.yaml", "became", l.story.Became, string(k))
	}
	for _, k := range []digest.ScoreKey{digest.ScoreMilestones, digest.ScorePractice, digest.ScoreFeedback, digest.ScoreResults} {
		need("preread.yaml", "labels", l.preread.Labels, string(k))
		need("preread.yaml", "score", l.preread.Score, string(k))
	}
	for _, v := range verbs {
		need("receipt.yaml", "said", l.receipt.Said, string(v))
	}
	for _, key := range mentoring.AgreementKeys {
		need("agreement.yaml", "titles", l.agreement.Titles, key)
	}
	for _, d := range doubts {
		need("receipt.yaml", "doubts", l.receipt.Doubts, string(d))
	}
	for _, v := range exampled {
		need("receipt.yaml", "examples", l.receipt.Examples, string(v))
	}
	for _, s := range states {
		need("record.yaml", "states", l.document.States, string(s))
	}
	for _, v := range []ritual.Visibility{ritual.Private, ritual.AfterBoth, ritual.Coordinator} {
		need("record.yaml", "visible", l.document.Visible, string(v))
	}
	for _, k := range documentOrder {
		need("record.yaml", "sections", l.document.Sections, string(k))
	}
	for _, k := range []mentoring.Kind{
		mentoring.GoalEntry, mentoring.MilestoneEntry, mentoring.CommitmentEntry, mentoring.AskEntry, mentoring.WinEntry, mentoring.FeedbackEntry, mentoring.ObstacleEntry, mentoring.RatingEntry, mentoring.NoteEntry, mentoring.AgreementEntry, mentoring.SessionEntry, mentoring.AnswerEntry,
		mentoring.DetailEntry, mentoring.MetricEntry, mentoring.EvidenceEntry, mentoring.ResourceEntry, mentoring.SkillEntry,
		mentoring.QuestionEntry, mentoring.CheerEntry, mentoring.PraiseEntry, mentoring.VoiceEntry, mentoring.LetterEntry, mentoring.GuestEntry,
	} {
		need("standing.yaml", "kinds", l.standing.Kinds, string(k))
	}
}

// verbs are all that a line may begin with. A verb that changes nothing by
// itself is in none of the receipts but may still be named.
var verbs = []reading.Verb{
	reading.Goal, reading.Milestone, reading.Commit, reading.Done, reading.Move, reading.Drop, reading.Win,
	reading.Ask, reading.AnswerAsk, reading.Feedback, reading.Note, reading.Private, reading.PassOn, reading.Show,
	reading.Keep, reading.Change, reading.Park, reading.Finish, reading.Agree, reading.Decline, reading.Share,
	reading.Skip, reading.Snooze, reading.Pause, reading.Resume, reading.Stop, reading.Status, reading.Help,
	reading.Export, reading.TextOnly, reading.ReceiptsOn, reading.NoReceipts, reading.NextAt, reading.Met,
	reading.Scratch, reading.Obstacle, reading.DigestOnly, reading.Erase, reading.Confidential,
	reading.Detail, reading.Metric, reading.Evidence, reading.Try, reading.Exercise, reading.Intro, reading.Exposure,
	reading.Resource, reading.Skill, reading.Need, reading.OwnGoal, reading.AtOnce, reading.Debrief, reading.AskFeedback, reading.Tell, reading.Invite,
	reading.Helper, reading.Observer, reading.Letter, reading.SendFile, reading.Amend, reading.Every, reading.On,
	reading.Light, reading.Full, reading.Talk, reading.Now, reading.Reset, reading.Question, reading.NoQuestion,
	reading.HelpUs, reading.EndKindly, reading.LeaveUs,
	reading.NoSession,
}

// doubts are all that a receipt may have to ask.
var doubts = []reading.DoubtKind{
	reading.NotPlaced, reading.WhichNumber, reading.NotARating, reading.DidYouMean, reading.NoDate, reading.NoTime, reading.PastDate,
	reading.UnknownRef, reading.NotYours, reading.TooMany, reading.WhichPair, reading.NothingToDo,
	reading.AlreadySeen, reading.AmbiguousDate, reading.HeldDiscretion, reading.MaybeMissed, reading.TooManyGuests,
	reading.NoConfidant, reading.WhichGoal, reading.OneGoal, reading.FarDate, reading.WhichChange,
	reading.EnoughQuestions, reading.OldVersion, reading.NoNumber, reading.NotAWorkday,
}

// exampled are the verbs of which a doubt may give an example to type.
var exampled = []reading.Verb{
	reading.Agree, reading.NoQuestion, reading.Amend, reading.Every, reading.On, reading.Keep, reading.Met, reading.Move, reading.NextAt, reading.Pause, reading.Snooze,
}

// isVerb reports whether a word is one of them.
func isVerb(s string) bool { return slices.Contains(verbs, reading.Verb(s)) }
