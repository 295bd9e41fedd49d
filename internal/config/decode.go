package config

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// decoder fills a Config from the nodes of a YAML document. The library reads
// the syntax; walking the nodes ourselves is what gives every mistake its path,
// and what keeps going after the first one.
type decoder struct{ report *Report }

// value reads one node into v, which stands at a path.
func (d *decoder) value(path string, n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // "key:" with nothing after it keeps the default
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if d.isScalar(path, n) {
			if err := text.UnmarshalText([]byte(n.Value)); err != nil {
				d.report.AddError(path, err, "")
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.mapping(path, n, func(key string) (reflect.Value, bool) {
			field, ok := fields(v)[key]
			return field, ok
		}, nil)
	case reflect.Map:
		d.entries(path, n, v)
	case reflect.Slice:
		d.list(path, n, v)
	default:
		if d.isScalar(path, n) {
			d.scalar(path, n.Value, v)
		}
	}
}

// mapping reads "key: value" lines. It finds the value of each key with field
// and, where one was read, hands it on to done.
func (d *decoder) mapping(path string, n *yaml.Node, field func(string) (reflect.Value, bool), done func(string, reflect.Value)) {
	if n.Kind != yaml.MappingNode {
		d.report.Add(path, "this must be a block of keys", "write its keys below it, each indented by two spaces")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		keyPath := join(path, name)
		at := place{key.Line, key.Column}
		if first, twice := seen[name]; twice {
			d.report.addAt(at, keyPath, fmt.Sprintf("this key stands twice, first in line %d", first), "remove one of the two")
			continue
		}
		seen[name] = key.Line
		target, known := field(name)
		if key.Kind != yaml.ScalarNode || !known {
			d.unknown(at, path, keyPath, name)
			continue
		}
		d.report.source.places[keyPath] = placeOf(value, key)
		d.value(keyPath, value, target)
		if done != nil {
			done(name, target)
		}
	}
}

// unknown reports a key that does not exist, with the one that may be meant.
func (d *decoder) unknown(at place, parent, path, name string) {
	known := keysOf(reflect.TypeFor[Config](), parent)
	remedy := "remove it; the keys here are " + strings.Join(known, ", ")
	if guess := Closest(name, known); guess != "" {
		remedy = fmt.Sprintf("did you mean %q?", guess)
	}
	if name == "password" {
		remedy = "no password stands in this file: write it into a file of its own and name that with password_file"
	}
	d.report.addAt(at, path, "there is no such key", remedy)
}

// entries reads a block whose keys are free names.
func (d *decoder) entries(path string, n *yaml.Node, v reflect.Value) {
	result := reflect.MakeMap(v.Type())
	d.mapping(path, n,
		func(string) (reflect.Value, bool) { return reflect.New(v.Type().Elem()).Elem(), true },
		func(key string, value reflect.Value) { result.SetMapIndex(reflect.ValueOf(key), value) })
	v.Set(result)
}

// list reads "[a, b]" or lines that begin with a dash.
func (d *decoder) list(path string, n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.report.Add(path, "this must be a list", "write [one, two], or one to a line with a dash before each")
		return
	}
	result := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		itemPath := fmt.Sprintf("%s[%d]", path, i)
		d.report.source.places[itemPath] = place{item.Line, item.Column}
		d.value(itemPath, item, result.Index(i))
	}
	v.Set(result)
}

func (d *decoder) isScalar(path string, n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return true
	}
	d.report.Add(path, "this must be a single value", "write one value after the colon")
	return false
}

// scalar reads one plain value. It goes by the type of the key, not by what
// YAML takes the text for: "no" is a language and 0123 may be a name.
func (d *decoder) scalar(path, text string, v reflect.Value) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		d.report.Add(path, "this holds a line end or another control character", "write it on one line")
		return
	}
	if v.Type() == reflect.TypeFor[time.Duration]() {
		duration, err := time.ParseDuration(text)
		if err != nil {
			d.report.Add(path, fmt.Sprintf("%q is not a length of time", text), "write a number with its unit, such as 30s, 3m or 1h30m")
			return
		}
		v.SetInt(int64(duration))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int:
		number, err := strconv.Atoi(text)
		if err != nil {
			d.report.Add(path, fmt.Sprintf("%q is not a whole number", text), "write a whole number in digits")
			return
		}
		v.SetInt(int64(number))
	case reflect.Bool:
		switch strings.ToLower(text) {
		case "true", "yes", "on":
			v.SetBool(true)
		case "false", "no", "off":
			v.SetBool(false)
		default:
			d.report.Add(path, fmt.Sprintf("%q is neither true nor false", text), "write true or false")
		}
	}
}

// placeOf is where a value stands; an empty one stands at its key.
func placeOf(value, key *yaml.Node) place {
	if value.Line == 0 {
		return place{key.Line, key.Column}
	}
	return place{value.Line, value.Column}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
