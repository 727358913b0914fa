# Careline: `make chat` talks, `make test` tests; each does its own set-up.
SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
# On Linux the program needs no library at all, and so starts at once.
ifeq ($(shell uname),Linux)
RELEASE += -Xswiftc -static-executable
endif
PROGRAM = .build/release/careline

.PHONY: chat build test lint format check bench setup

chat: build
	@$(PROGRAM)

build: setup
	@$(SWIFT) build $(RELEASE) --product careline --quiet 1>&2

# In a folder of its own: the tests link the Swift runtime as a library, the program carries it inside.
test: setup lint
	@$(SWIFT) test -c release --scratch-path .build-test

lint:
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Plugins Sources Tests

format:
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Plugins Sources Tests

check: build
	@$(PROGRAM) check

# Beside whatever peers are installed; Benchmarks/README.md says how.
bench: build
	@python3 Benchmarks/run.py $(PROGRAM)

# Readline's headers are the one system package; found already, nothing is installed.
setup:
	@command -v $(firstword $(SWIFT)) >/dev/null || { \
	  echo "careline: Swift is not installed; see https://www.swift.org/install" >&2; exit 1; }
	@if [ -e /usr/include/readline/readline.h ] || [ -e /usr/local/include/readline/readline.h ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "careline: GNU Readline's headers are missing, and there is no apt-get; install readline's development package" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then SUDO=; \
	elif command -v sudo >/dev/null; then SUDO=sudo; \
	else echo "careline: please run as root: apt-get install libreadline-dev" >&2; exit 1; fi; \
	echo "careline: installing libreadline-dev" >&2; \
	{ $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libreadline-dev; } >&2
