package sheet

import "fmt"

// barCell is one coloured cell of a goal's bar. A half milestone is drawn as
// two, since a tint would outshine the full ones where a mail program turns
// light colours dark.
type barCell struct {
	Style  string // "done" or "todo"
	Width  string
	Radius string
	Gap    bool // a gap follows
}

// maxCells keeps a bar of many milestones readable on a phone.
const maxCells = 20

func barCells(cells []Cell) []barCell {
	cells = cells[:min(len(cells), maxCells)]
	const gap = 1.0
	width := (100 - gap*float64(len(cells)-1)) / float64(max(len(cells), 1))
	percent := func(w float64) string { return fmt.Sprintf("%.4g%%", w) }
	var out []barCell
	for i, c := range cells {
		more := i < len(cells)-1
		switch c {
		case Half:
			out = append(out,
				barCell{Style: "done", Width: percent(width / 2), Radius: "4px 0 0 4px"},
				barCell{Style: "todo", Width: percent(width / 2), Radius: "0 4px 4px 0", Gap: more})
		case Full:
			out = append(out, barCell{Style: "done", Width: percent(width), Radius: "4px", Gap: more})
		default:
			out = append(out, barCell{Style: "todo", Width: percent(width), Radius: "4px", Gap: more})
		}
	}
	return out
}
