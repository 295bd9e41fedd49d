package store

import (
	"crypto/sha256"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxPlain bounds what a stored blob may unfold to.
const maxPlain = 256 << 20

// squeezer compresses what is kept. Each store has its own.
type squeezer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newSqueezer() (*squeezer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	if err != nil {
		return nil, fmt.Errorf("start compression: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxPlain))
	if err != nil {
		return nil, fmt.Errorf("start decompression: %w", err)
	}
	return &squeezer{enc, dec}, nil
}

// squeeze returns plain bytes as they are stored, never nil.
func (s *squeezer) squeeze(plain []byte) []byte {
	return s.enc.EncodeAll(plain, make([]byte, 0, len(plain)/3+64))
}

// unfold returns stored bytes as they were. No bytes at all (erased) stay so.
func (s *squeezer) unfold(stored []byte) ([]byte, error) {
	if len(stored) == 0 {
		return nil, nil
	}
	return s.dec.DecodeAll(stored, nil)
}

// close gives up what the squeezer holds.
func (s *squeezer) close() {
	s.dec.Close()
	s.enc.Close()
}

// sum is the SHA-256 of plain bytes, as it is stored.
func sum(plain []byte) []byte {
	h := sha256.Sum256(plain)
	return h[:]
}
