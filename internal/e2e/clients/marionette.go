//go:build e2e

package clients

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// marionette is a connection to a Gecko program that lets itself be driven: each message is JSON with its
// length and a colon in front.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int // number of the last command
}

// dialMarionette connects to the program and asks for the right to run scripts with the rights of the
// program's own.
func dialMarionette(address string) (*marionette, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	m := &marionette{conn: conn, in: bufio.NewReader(conn)}
	if _, err = m.receive(); err == nil { // its greeting
		_, err = m.command("WebDriver:NewSession", map[string]any{"capabilities": map[string]any{}})
	}
	if err == nil {
		_, err = m.command("Marionette:SetContext", map[string]any{"value": "chrome"})
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return m, nil
}

// run runs the body of an asynchronous function, which finds its arguments in args, and decodes what it
// returns into result unless that is nil.
func (m *marionette) run(body string, result any, args ...any) error {
	// A thrown error is handed back as a value: Marionette would say no more than that there was one.
	script := `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
(async () => {` + body + `})().then(
	value => done({value}),
	error => done({error: String(error)}));`
	if args == nil {
		args = []any{}
	}
	raw, err := m.command("WebDriver:ExecuteAsyncScript", map[string]any{"script": script, "args": args, "scriptTimeout": 60000})
	if err != nil {
		return err
	}
	var returned struct {
		Value struct {
			Value json.RawMessage
			Error string
		}
	}
	if err := json.Unmarshal(raw, &returned); err != nil {
		return err
	}
	if said := returned.Value.Error; said != "" {
		return errors.New(said)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(returned.Value.Value, result)
}

func (m *marionette) command(name string, parameters any) (json.RawMessage, error) {
	m.last++
	b, err := json.Marshal([]any{0, m.last, name, parameters})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(b), b); err != nil {
		return nil, err
	}
	b, err = m.receive()
	if err != nil {
		return nil, err
	}
	var answer []json.RawMessage // 1, the command's number, an error or null, a result or null
	if err := json.Unmarshal(b, &answer); err != nil || len(answer) != 4 {
		return nil, fmt.Errorf("%s: answered %s", name, b)
	}
	if said := string(answer[2]); said != "null" {
		return nil, fmt.Errorf("%s: %s", name, said)
	}
	return answer[3], nil
}

func (m *marionette) receive() ([]byte, error) {
	length, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil || n < 0 || n > 16<<20 {
		return nil, fmt.Errorf("message of length %q", length)
	}
	b := make([]byte, n)
	_, err = io.ReadFull(m.in, b)
	return b, err
}
