package mail

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Purpose is what a token may be used for. A token minted for one purpose does
// not verify for another.
type Purpose string

// The purposes of tokens.
const (
	PurposeReply  Purpose = "reply"  // in Reply-To and Message-ID: this mail answers that one
	PurposeStop   Purpose = "stop"   // in List-Unsubscribe: mail to it silences
	PurposeBounce Purpose = "bounce" // in the envelope sender: this mail could not be delivered
	PurposeInvite Purpose = "invite" // the organizer of an event: a calendar's answer goes there
)

// Why a token is refused. Every error of [KeyRing.Verify] and [TokenID] is one
// of these.
var (
	ErrTokenForm    = errors.New("not the form of a token")
	ErrTokenVersion = errors.New("token of an unknown version")
	ErrTokenKey     = errors.New("token of a key that is not on the ring")
	ErrTokenForged  = errors.New("token does not fit its claims")
)

const (
	tokenVersion = 1
	tokenMACLen  = 12                        // 96 bits
	tokenRawLen  = 1 + 1 + 8 + tokenMACLen   // version, key id, id, MAC
	tokenLen     = (tokenRawLen*8 + 4) / 5   // 36 characters
	tokenLabel   = "milepost mail token v1 " // keeps our MACs apart from any other use of the keys
)

// tokenCoding is lower-case base32: mail hosts fold the case of local parts.
var tokenCoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Mint returns the token that says: this id, for this purpose, with these bound
// claims. The id can be read back without a key ([TokenID]); the claims cannot
// be read at all, they must be given again to [KeyRing.Verify].
//
// A token is 36 lower-case letters and digits. Equal input gives an equal token
// until the ring is rotated.
func (r *KeyRing) Mint(p Purpose, id int64, bound ...string) string {
	key := r.newest()
	raw := make([]byte, tokenRawLen)
	raw[0], raw[1] = tokenVersion, key.ID
	binary.BigEndian.PutUint64(raw[2:10], uint64(id))
	copy(raw[10:], key.mac(p, raw[:10], bound))
	return tokenCoding.EncodeToString(raw)
}

// Verify returns nil if tok was minted by a key on this ring for exactly this
// purpose and these claims, in any mix of case. The comparison takes constant
// time. The error is one of the ErrToken values.
func (r *KeyRing) Verify(p Purpose, tok string, bound ...string) error {
	raw, err := decodeToken(tok)
	if err != nil {
		return err
	}
	key, ok := r.byID(raw[1])
	if !ok {
		return ErrTokenKey
	}
	if !hmac.Equal(key.mac(p, raw[:10], bound), raw[10:]) {
		return ErrTokenForged
	}
	return nil
}

// TokenID returns the id inside a token without trusting it: use it to look up
// the claims that Verify needs, and nothing else.
func TokenID(tok string) (int64, error) {
	raw, err := decodeToken(tok)
	if err != nil {
		return 0, err
	}
	return int64(binary.BigEndian.Uint64(raw[2:10])), nil
}

// decodeToken returns the bytes of a well-formed token of our version.
func decodeToken(tok string) ([]byte, error) {
	if len(tok) != tokenLen {
		return nil, fmt.Errorf("%w: %d characters, want %d", ErrTokenForm, len(tok), tokenLen)
	}
	tok = strings.ToLower(tok)
	raw, err := tokenCoding.DecodeString(tok)
	// 36 characters hold 4 bits more than 22 bytes. Those must be zero, or one
	// token could be written in sixteen ways.
	if err != nil || len(raw) != tokenRawLen || tokenCoding.EncodeToString(raw) != tok {
		return nil, ErrTokenForm
	}
	if raw[0] != tokenVersion {
		return nil, ErrTokenVersion
	}
	return raw, nil
}

// mac authenticates the head of a token and its bound claims. Every variable
// part carries its length, so that no two lists of claims give the same bytes.
func (k key) mac(p Purpose, head []byte, bound []string) []byte {
	h := hmac.New(sha256.New, k.Secret[:])
	part := func(s string) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	part(tokenLabel + string(p))
	h.Write(head)
	for _, claim := range bound {
		part(claim)
	}
	return h.Sum(nil)[:tokenMACLen]
}
