# What is done often. `make test` needs Go and a C compiler, nothing else;
# `make e2e` needs root on Debian and installs what it uses.

GO   ?= go
TOOL := $(GO) tool -modfile=internal/tools/go.mod
OUT  ?= out
FUZZTIME ?= 1m
YEARS ?= 8

.DEFAULT_GOAL := build
.PHONY: build test race fuzz e2e clients years bench bench-reading vet lint fmt check demo mails

build: ## the binary, here as ./milepost
	$(GO) build -trimpath -o milepost ./cmd/milepost

test: ## all tests that need only Go
	$(GO) test ./...

race: ## the same in random order with the race detector
	$(GO) test -race -shuffle=on ./...

e2e: ## real mail servers and real mail clients
	$(GO) test -tags=e2e -count=1 -timeout=30m -v ./internal/e2e/...

clients: ## Thunderbird, and a webmail in Chromium; raw replies end up in $(OUT)/clients
	mkdir -p $(OUT)/clients
	cd internal/e2e/clients && $(GO) vet -tags=e2e . && \
	$(GO) test -tags=e2e -count=1 -timeout=30m -v -artifacts -outputdir=$(abspath $(OUT))/clients .

fuzz: ## each parser for $(FUZZTIME)
	.ci/fuzz $(FUZZTIME)

years: ## $(YEARS) seeded years of fifty pairs of all tempers, and half years of real mail
	$(GO) test -run='^TestYears' -timeout=60m ./mentoring ./daemon -years=$(YEARS)

bench: ## prints; docs/benchmarks.md is written by hand from it
	$(GO) test -run='^$$' -bench=. -benchmem ./...

bench-reading: ## how well and how fast replies are read, beside another parser; ARGS='--show 8'
	cd internal/readingbench && $(GO) run . $(ARGS)

vet: ## what the compiler's own checker finds, the e2e code included
	$(GO) vet ./...
	$(GO) vet -tags=e2e ./internal/e2e/...

lint: vet ## and what staticcheck finds
	$(TOOL) staticcheck ./...
	$(TOOL) staticcheck -tags=e2e ./internal/e2e/...

fmt: ## formats every Go file
	$(TOOL) gofumpt -w .

check: lint test ## what to run before a commit
	@files=$$($(TOOL) gofumpt -l .); test -z "$$files" || { echo "not formatted, run make fmt:"; echo "$$files"; exit 1; }

demo: ## half a year of three pairs in a minute; look at $(OUT)/demo/index.html
	$(GO) run ./cmd/milepost demo --out $(OUT)/demo

mails: ## writes the expected mails anew; read the difference before you commit
	$(GO) test ./templates/... -update
	git diff --stat -- templates
