package templates

import (
	"io/fs"
	"maps"
	"path"
	"strings"
)

// commonFile holds a language's words that say nothing about whoever uses them,
// parted by blanks. A line that begins with # is a remark. A language may have
// none.
const commonFile = "common.txt"

// loadCommon reads the common words of all languages into one set: people write
// in any language, and in several.
func loadCommon(files overlay) map[string]bool {
	common := map[string]bool{}
	for _, folder := range files.foldersWith(commonFile) {
		text, err := fs.ReadFile(files, path.Join(folder, commonFile))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for word := range strings.FieldsSeq(strings.ToLower(line)) {
				common[word] = true
			}
		}
	}
	return common
}

// CommonWords returns, in small letters, the words of all languages that say
// nothing about whoever uses them. The caller may change the map.
func (s *Set) CommonWords() map[string]bool { return maps.Clone(s.common) }
