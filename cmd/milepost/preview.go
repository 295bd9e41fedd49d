package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// preview is what preview is told.
type preview struct {
	html string
	role string
	rv   reveal
}

func (a *app) previewCommand() *cobra.Command {
	var p preview
	cmd := &cobra.Command{
		Use:   "preview [MAIL [PAIR]]",
		Short: "Show any mail, for an example pair or a real one",
		Long: `Draws a mail as people would get it and sends nothing. Without MAIL it lists the
names. Without PAIR it is drawn for the example pair Ana and Tomasz.

For a real pair, dots stand for the words that people wrote. With --reveal
--reason TEXT the words that both may read stand there; that is written down and
told to both, as with pair show.`,
		Example: `  milepost preview
  milepost preview digest --for mentor
  milepost preview digest ana --html digest.html`,
		Args: wantArgs(0, 2),
	}
	cmd.Flags().StringVar(&p.html, "html", "", "write the HTML part to this file")
	cmd.Flags().StringVar(&p.role, "for", "", "mentee or mentor")
	p.rv.options(cmd)
	a.atOption(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch ritual.Role(p.role) {
		case "", ritual.Mentee, ritual.Mentor:
		default:
			return misuse(cmd, fmt.Errorf("--for %q: write mentee or mentor", p.role))
		}
		if len(args) == 2 {
			return a.revealing(&p.rv, func(ctx context.Context, d *desk, args []string) error {
				return d.previewPair(ctx, args[0], args[1], p)
			})(cmd, args)
		}
		if p.rv.wanted {
			return misuse(cmd, errors.New("--reveal needs a pair"))
		}
		return a.previewSample(args, p)
	}
	return cmd
}

// previewSample draws a mail for the example pair. It needs no configuration;
// where there is one, its own templates are used.
func (a *app) previewSample(args []string, p preview) error {
	folder := ""
	if _, err := a.configPath(); err == nil {
		cfg, err := a.config(false)
		if err != nil {
			return err
		}
		folder = cfg.Templates
	}
	set, err := templates.Load(folder)
	if err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	samples, err := templates.Samples(set)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		for _, s := range samples {
			a.say("%s", s.Name)
		}
		a.note("To see one: milepost preview NAME, and --html FILE for its HTML part.")
		return nil
	}
	s, err := findSample(samples, args[0], p.role)
	if err != nil {
		return err
	}
	return a.show(s.Rendered, s.To, p)
}

// findSample finds a sample by its whole name, or by that of its mail.
func findSample(samples []templates.Sample, name, role string) (templates.Sample, error) {
	var names []string
	var fits []templates.Sample
	for _, s := range samples {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Mail, s.Name)
		if s.Mail == name {
			fits = append(fits, s)
		}
	}
	i := slices.IndexFunc(fits, func(s templates.Sample) bool { return role == "" || strings.HasSuffix(s.Name, "-"+role) })
	if i >= 0 {
		return fits[i], nil
	}
	err := usageError{fmt.Errorf("no mail is called %q", name)}
	if near := config.Closest(name, names); near != "" {
		return templates.Sample{}, withHint(err, "did you mean %s?", near)
	}
	return templates.Sample{}, withHint(err, "milepost preview lists them")
}

// show writes a mail's text to the answer, and its HTML to a file.
func (a *app) show(r templates.Rendered, to string, p preview) error {
	a.say("To: %s\nSubject: %s\n\n%s", to, r.Subject, strings.TrimRight(r.Text, "\n"))
	if p.html == "" {
		return nil
	}
	if r.HTML == "" {
		a.note("%s gets text only: there is no HTML part.", to)
		return nil
	}
	if err := writeNew(p.html, []byte(r.HTML), 0o600); err != nil {
		return withHint(err, "name a file that is not there yet")
	}
	a.note("HTML: %s", p.html)
	return nil
}
