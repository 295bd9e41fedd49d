package config

import (
	"encoding"
	"reflect"
	"strings"
)

// fields finds the fields of a struct by their keys; those of an embedded
// struct count as its own.
func fields(v reflect.Value) map[string]reflect.Value {
	found := map[string]reflect.Value{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch {
		case field.Anonymous:
			for key, inner := range fields(v.Field(i)) {
				found[key] = inner
			}
		case field.Tag.Get("yaml") != "":
			found[field.Tag.Get("yaml")] = v.Field(i)
		}
	}
	return found
}

// keysOf lists the keys in the block at a path, in the order of the struct.
func keysOf(t reflect.Type, path string) []string {
	for path != "" {
		var key string
		key, path, _ = strings.Cut(path, ".")
		t = typeOfKey(t, key)
		if t == nil {
			return nil
		}
	}
	var keys []string
	eachKey(t, func(key string, _ reflect.Type) { keys = append(keys, key) })
	return keys
}

func typeOfKey(t reflect.Type, key string) (found reflect.Type) {
	if t.Kind() == reflect.Map {
		return t.Elem()
	}
	eachKey(t, func(name string, field reflect.Type) {
		if name == key {
			found = field
		}
	})
	return found
}

// eachKey calls f for each key of a block; a single value has none.
func eachKey(t reflect.Type, f func(key string, field reflect.Type)) {
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return
	}
	for field := range t.Fields() {
		if field.Anonymous {
			eachKey(field.Type, f)
		} else if key := field.Tag.Get("yaml"); key != "" {
			f(key, field.Type)
		}
	}
}
