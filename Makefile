# Guildhall needs Python 3.11 or later, and make. Everything else it fetches for itself.

PYTHON := $(shell for each in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
ifeq ($(PYTHON),)
$(error Guildhall needs Python 3.11 or later. Type: sudo apt-get install python3.11 python3.11-venv)
endif

SETUP = @$(PYTHON) -m setup

.PHONY: setup run check test test-all bench lock

setup:       # .venv with the command `guildhall`, and the pages' styles
	$(SETUP) setup

run:         # the demo council, on http://localhost:8000 (PORT=8001 make run for another)
	$(SETUP) run

check:       # style, types, layers and the kernel's laws: under two minutes
	$(SETUP) check

test:        # every room on both databases, one browser journey of each kind: under fifteen minutes
	$(SETUP) test

test-all:    # everything, on both databases: under an hour
	$(SETUP) test-all

bench:       # what a page, a journey and a start cost, each beside its goal
	$(SETUP) bench

lock:        # choose the newest parts that fit, and write their versions and hashes
	$(SETUP) lock
