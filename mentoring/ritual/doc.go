// Package ritual describes recurring conversations as data: who is asked,
// when, which questions, who sees the answers, and what each answer records.
//
// It knows nothing of any particular ritual: those are files in templates.
// It must not know people, pairs or their records; package mentoring decides
// for a pair which ritual is due. Start with Definition.
package ritual
