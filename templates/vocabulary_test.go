package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"milepost/mentoring/reading"
)

// meanings returns what each word of a vocabulary means, by its use: verbs and
// whole lines, yes and no, choices.
func meanings(v *reading.Vocabulary) map[string]string {
	out := map[string]string{}
	note := func(use, meaning string, words ...string) {
		for _, w := range words {
			out[use+" "+strings.TrimSuffix(unaccented(w), ":")] = meaning
		}
	}
	for verb, words := range v.Verbs {
		note("line", string(verb), words...)
	}
	for phrase, verb := range v.Whole {
		note("line", string(verb), phrase)
	}
	note("answer", "yes", v.Yes...)
	note("answer", "no", v.No...)
	note("answer", "unsure", v.Unsure...)
	for key, words := range v.Choices {
		note("choice", key, words...)
	}
	for verb, keys := range v.Keys {
		for key, words := range keys {
			note("sort of "+string(verb), key, words...)
		}
	}
	for _, list := range []struct {
		words [][]string
	}{{v.Numbers}, {v.Ordinals}} {
		for i, words := range list.words {
			note("number", fmt.Sprint(i+1), words...)
		}
	}
	return out
}

var accents = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "ą", "a", "ç", "c", "ć", "c", "è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ł", "l", "ñ", "n", "ń", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ś", "s", "ß", "ss", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ź", "z", "ż", "z")

func unaccented(s string) string { return accents.Replace(s) }

// twoMeanings are the words that mean different things in two languages. Whoever
// writes them is understood in their own language first.
var twoMeanings = []string{
	// In Polish it is nearly a yes; on its own it is asked about.
	"answer no: de no, pl unsure", // "nö", without its dots
	"answer no: en no, pl unsure",
	"answer no: es no, pl unsure",
	"answer no: it no, pl unsure",
}

// TestNoWordMeansTwoThings goes through all pairs of vocabularies, for words that
// would be understood differently by people of two languages.
func TestNoWordMeansTwoThings(t *testing.T) {
	t.Parallel()
	s := load(t)
	var found []string
	for i, a := range s.Vocabularies() {
		for _, b := range s.Vocabularies()[i+1:] {
			one, two := meanings(s.spoken[a]), meanings(s.spoken[b])
			for word, meaning := range one {
				if other, ok := two[word]; ok && other != meaning {
					found = append(found, fmt.Sprintf("%s: %s %s, %s %s", word, a, meaning, b, other))
				}
			}
		}
	}
	slices.Sort(found)
	for _, f := range found {
		if !slices.Contains(twoMeanings, f) {
			t.Errorf("%q means two things", f)
		}
	}
	for _, f := range twoMeanings {
		if !slices.Contains(found, f) {
			t.Errorf("%q is not there any more", f)
		}
	}
}

// said are lines of verbs that need more than their word.
var said = map[reading.Verb][]string{
	reading.Metric: {"metric G2 7"}, reading.Every: {"every 2 weeks"}, reading.On: {"on fridays 16:00"}, reading.Tell: {"tell us"},
	reading.Invite: {"invite rui@world.test"}, reading.Helper: {"helper rui@world.test for G1"}, reading.Observer: {"observer rui@world.test"},
	reading.Try: {"try this until friday"}, reading.Letter: {"letter to me: x"},
}

// TestWhatMailsSayIsUnderstood reads the keywords that our mails print, by people
// of every language.
func TestWhatMailsSayIsUnderstood(t *testing.T) {
	t.Parallel()
	s := load(t)
	english := s.Vocabulary("en")
	for _, language := range s.Vocabularies() {
		for _, verb := range verbs {
			word := "measure" // a detail begins with its sort
			if forms := english.Verbs[verb]; len(forms) > 0 {
				word = forms[0]
			}
			var got []reading.Verb
			lines := []string{word, word + ": x y", word + " C4", word + " G2", word + " G2: x", word + " 2", word + " monday", word + ": friday 17:00"}
			lines = append(lines, said[verb]...)
			for _, line := range lines {
				if verb == reading.Skill && strings.Contains(line, "G2: ") || verb == reading.Every && strings.Contains(line, "monday") {
					continue // a detail of the goal, and a day
				}
				for _, l := range read(s.Vocabulary(language), nil, line).Lines {
					got = append(got, l.Verb)
				}
			}
			if verb == reading.Private || verb == reading.Confidential {
				continue // see the tests of package reading
			}
			if verb == reading.AnswerAsk {
				got = append(got, verb)
			}
			other := slices.ContainsFunc(got, func(v reading.Verb) bool { return v != verb })
			if len(got) == 0 || other {
				t.Errorf("%q by a reader of %s is read as %v, want %s", word, language, got, verb)
			}
		}
	}
}

// everyday are English words that stand alone or before a colon in the mails of
// people. None of them is a keyword, whatever it means elsewhere.
const everyday = `a able about above across act actually add after again against age ago air all almost along already also although
always am among an and animal another any anybody anyone anything anyway are area argue arm around art article as aside at attend audience available
average awesome awful awkward baby bad bag bald balance ball band bank bar base bath be because bed been before began begin behind believe bell below
beside best better between big bill bird bit black blue board boat body book both bottom box boy brief bright bring brother brown budget build
busy but buy by cake call calm came camp can car card care careful case cat caution century certain chair chance chat cheap child choice chose city class
clean clear clever climate clock close cloud club coat code coffee cold come comment common company concern conclusion context cook copy corner cost could count
country couple courage course crazy credit crisis cross cry culture cup cut data date dear debt deep design desk detail did die difference difficult dinner
direct dire dog door down draft dream dress drink drive due dull during each early earth east easy eat edge effort eight either else email emotion
engage enough era err estate even evening event ever every everyday evidence example exciting excuse exit expert eye face fact fail fair faith fall family
famous far fast fat fault favour fear feel feet fell few field fight figure file fill film final find fine finger fire first fish fit five flat
flight floor flow fly focus folk follow food foot for force forest form fort forward four free french fresh friend from front full fun funny future gain
game garden gas gave general get gift girl give glad glass go god gold gone good got grade grand grass gray great green grew ground group grow gut had hair half
hall hand handy happen happy hard has hat have he head health hear heart heat heavy her here hers high hill him his hit hoe hold hole holy home honest
hope horse hospital hot hotel hour house how however huge human hundred hurry hurt husband i ice idea if ill image impact important improve in income
indeed indoor info inside instead interest interview into iron island issue it item its job join joke joy judge jump just key kid kill kind king
kitchen knee knew know lab lack lady lake lamp land language large last late laugh law lay lead learn least led left leg lent less lesson let letter level
lid lie life lift light like line link lip list listen little live loan local long look lost lot loud love low luck lunch machine made magic main major make male man
manager many map march mark market marine mars mass master match material may maybe me meal mean meant meat media medical meet member men merit message
method middle might mile milk mind mine minor minute miss mobile model moment money monitor month mood moon moral more morning most mother motion mouth much music
must my myself name narrow nation native nature near neck need neither nervous network never new news nice night nine nobody noise none noon nor normal north nose
not nothing notice noun novel now number object observation obvious odd of off offer office official often oil old on once one online only open opinion
or orange order ordinary other our out outside oven over own pack page paid pain pair pan panic paper para parent park part partner party pas pass
past path pay peace pen people per perfect person persona phase phone photo phrase pick picture pie piece pin pink place plan plane plant plate play please
plenty plus point pool poor pop positive possible post pot potential pound pour power practice pray present press presto pretty price pride prime print
prior prison pro problem process produce product profile program progress project proper pros prospect protect proud prove public pull purpose push put quality
queen quick quiet quite race radio rain raise ramp ran rapid rat rate rather raw reach read ready real reason recent red reduce referee reform relief
remain report request rest result retro return review rice rich ride right ring rise risk river road rock role roll roof room root rope rose rough
round row rude rule run rush sad safe said sale salt salve same sand sat save saw say scale scared school science scope score sea season seat second see seed
seem sell send senior sense sent series serious service set seven several shape share sharp she ship shoe shop short should shot shout side sight sign
silent silly simple since sing single sister sit site six size skill skin sky sleep slim slow small smart smell smile smooth snow so soap social
soft soil some son song soon sorry sort soul sound source south space spare speak special speech speed spend spirit sport spot spring staff stage
stair stamp stand star start state station stay steady step stern still stock stone story strange street strong study stuff style subject such sudden sugar suit sum summer sun
super sure surprise sweet swim system table tag tail take talk tall taste tax tea teach team ten term test text than that the their them then there these they thick
thin thing think third this those though thought three through throw thus ticket tide tie till time tin tiny tip tired title to today toe together told tomorrow
tone too took tool top total touch tough tour town toy track trade train travel tree trend trial trip trouble true trust truth try tune turn twelve twenty twice two type
ugly uncle under union unit until up update upon urgent us use useful usual valid value van vary vast verb versus very via vice victory view village visit vital voice
volume vote wage wait wake walk wall want war warm was wash watch water wave way we weak wealth wear weather wedding week weird weight well went were west
wet what wheel when where whether which while white who whole whom whose why wide wife wild will wind window wine wing winter wise wish with within without
woman wonder wood word work world worry worse worst worth would write wrong yard year yellow yesterday yet you young your zero zone`

// TestEverydayWordsAreNoKeywords reads ordinary English words, by somebody who
// writes English.
func TestEverydayWordsAreNoKeywords(t *testing.T) {
	t.Parallel()
	s := load(t)
	english := map[string]bool{}
	for word := range meanings(s.spoken["en"]) {
		_, word, _ = strings.Cut(word, " ")
		english[word] = true
	}
	v := s.Vocabulary("en")
	for word := range strings.FieldsSeq(everyday) {
		for _, line := range []string{word, word + ": we met twice", word + "."} {
			rd := read(v, nil, line)
			hidden := slices.ContainsFunc(rd.Leftover, func(l reading.Leftover) bool { return l.Private || l.Held })
			if (len(rd.Lines) > 0 || hidden) && !english[word] {
				t.Errorf("%q is read as %+v", line, rd)
			}
		}
	}
}

func TestAlternatives(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		phrase string
		want   []string
	}{
		{"stop", []string{"stop"}},
		{"stop (these|the|) mails", []string{"stop these mails", "stop the mails", "stop  mails"}},
		{"(a|b) c (d|e)", []string{"a c d", "a c e", "b c d", "b c e"}},
		{"a) b (c", []string{"a) b (c"}},
	} {
		if got := alternatives([]string{row.phrase}); !slices.Equal(got, row.want) {
			t.Errorf("alternatives(%q) = %q, want %q", row.phrase, got, row.want)
		}
	}
}
