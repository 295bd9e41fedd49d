package templates

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"go.yaml.in/yaml/v4"
)

// loadDraft reads the shipped templates and the draft that -lang names. What the
// draft lacks is English, so that its mails can be drawn and read while it grows.
func loadDraft() (*Set, error) {
	if *translate == "" {
		return Load("")
	}
	dir, err := os.MkdirTemp("", "milepost-draft-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	english, err := fs.Sub(shipped, fallback)
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(english, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == languageFile || name == vocabularyFileName {
			return err
		}
		text, err := filled(name)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, *translate, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, text, 0o644)
	})
	if err != nil {
		return nil, err
	}
	return loadAll(dir, *translate)
}

// filled is a file of the draft, with English where it lacks something.
func filled(name string) ([]byte, error) {
	var english, own yaml.Node
	text, err := shipped.ReadFile(path.Join(fallback, name))
	if err != nil {
		return nil, err
	}
	draft, err := shipped.ReadFile(path.Join(*translate, name))
	if errors.Is(err, fs.ErrNotExist) {
		return text, nil
	}
	if err := errors.Join(err, yaml.Load(text, &english), yaml.Load(draft, &own)); err != nil {
		return nil, err
	}
	fill(&own, &english)
	return yaml.Dump(&own)
}

// fill gives a node what English has besides, and takes off what it has not.
func fill(own, english *yaml.Node) {
	if own.Kind != english.Kind {
		*own = *english
		return
	}
	switch own.Kind {
	case yaml.MappingNode:
		var content []*yaml.Node
		for i := 0; i+1 < len(english.Content); i += 2 {
			key, value := english.Content[i], english.Content[i+1]
			for j := 0; j+1 < len(own.Content); j += 2 {
				if own.Content[j].Value == key.Value {
					fill(own.Content[j+1], value)
					value = own.Content[j+1]
				}
			}
			content = append(content, key, value)
		}
		own.Content = content
	case yaml.SequenceNode, yaml.DocumentNode:
		for i, c := range english.Content {
			if i < len(own.Content) {
				fill(own.Content[i], c)
				continue
			}
			own.Content = append(own.Content, c)
		}
		own.Content = own.Content[:len(english.Content)]
	}
}
