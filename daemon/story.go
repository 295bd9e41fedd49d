package daemon

import (
	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/store"
	"milepost/templates"
)

// story makes the mail that tells a pair's whole story, with a file of all of it.
func (d *Daemon) story(l *letter, def ritual.Definition, r mentoring.Record, section templates.Section) (store.Composed, error) {
	view := d.storyView(l.frame, def, r, section)
	rendered, file, err := d.Templates.Story(view)
	if err != nil {
		return store.Composed{}, err
	}
	l.attach = append(l.attach, mail.Attachment{Name: file.Name, Type: "text/markdown; charset=utf-8", Data: []byte(file.Text)})
	c, err := d.compose(l, rendered)
	c.Words = view.Story.Shown
	return c, err
}

func (d *Daemon) storyView(f templates.Frame, def ritual.Definition, r mentoring.Record, section templates.Section) templates.StoryMail {
	return templates.StoryMail{Frame: f, Section: section, Ritual: def.Name, Story: digest.Story(r, f.To.ID, d.Policy)}
}
