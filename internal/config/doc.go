// Package config reads and checks config.yaml and says every mistake at once,
// each with its line, its key, what is wrong and what to write instead.
//
// It must not know how anything is sent, stored or planned: it holds what the
// operator wrote, in types that the other rooms understand, and nothing acts
// here. The YAML library is known to this package alone.
//
// Start at [Load]; the keys are the fields of [Config], their defaults are in
// [Default], and [Render] writes them back as the commented file that
// config.yaml.example shows.
package config
