# Everything is done by a target of this file; `.ci/run` calls the same ones.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-compile
# uv installs in a sixth of the time; where it may not (a registry known to pip alone), pip does.
UV := $(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-header

export PRENAN_HOME ?= .prenan
PORT ?= 8000
BUS ?= feed
SERVICE ?= analytics
# Some tests wait for deadlines to pass: one worker more than a small machine has processors keeps it busy meanwhile.
WORKERS ?= 3
# Dozens of processes are started: each would compile the same modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench bench-matching screenshots replay clean-data lock

help: ## Show this list
	@echo "Usage: make TARGET [PORT=8000] [BUS=feed|kafka] [PRENAN_HOME=.prenan] [SANDBOX=86400]"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/base ## Make the virtual environment and install what running needs

run: $(VENV)/base ## Start the whole platform on this machine (Ctrl-C stops it); BUS=kafka runs it on Apache Kafka
	@exec $(VENV)/bin/prenan up --port $(PORT) --bus $(BUS) $(if $(SANDBOX),--sandbox $(SANDBOX))

test: $(VENV)/test ## Run every test, on a real PostgreSQL and a real Apache Kafka
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

check: $(VENV)/test ## Format, lint, types, import rules, generated files, migrations
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m contracts.generate --check
	$(PY) -m deploy.documents --check
	$(PY) -m pytest -q tests/contract/test_migration_drift.py

fix: $(VENV)/test ## Format, repair what ruff can, write the generated files anew
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(PY) -m contracts.generate
	$(PY) -m deploy.documents

bench: $(VENV)/test ## Measure our paths beside their limits
	$(PY) -m benchmarks $(ARGS)

bench-matching: $(VENV)/test ## Measure matching on a register of past awards: FILE=register.csv MAPPING=register.yaml
	@test -n "$(FILE)" || { echo "Say which register: make bench-matching FILE=register.csv MAPPING=register.yaml" >&2; exit 2; }
	$(PY) -m benchmarks.matching "$(FILE)" $(if $(MAPPING),--mapping "$(MAPPING)") $(ARGS)

screenshots: $(VENV)/test ## Take a picture of every page, to look at: SCREENSHOTS=screenshots
	$(PY) -m tests.browser.screenshots

replay: $(VENV)/base ## Rebuild the projections of a service from the first fact on: SERVICE=analytics
	$(VENV)/bin/prenan replay $(SERVICE)

clean-data: ## Forget everything the platform stored
	@$(PYTHON) -m deploy.embedded forget --home "$(PRENAN_HOME)"

lock: $(VENV)/test ## Resolve the dependencies anew into requirements/
	echo uv | $(VENV)/bin/uv pip compile $(COMPILE) --upgrade - -o requirements/uv.txt
	$(VENV)/bin/uv pip compile $(COMPILE) --upgrade --extra build pyproject.toml -o requirements/base.txt
	$(VENV)/bin/uv pip compile $(COMPILE) --upgrade --extra build --extra test pyproject.toml -o requirements/test.txt

# A stamp is newer than what it was made from: a second call costs nothing.

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found: install it, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "The virtual environment could not be made: install the package python3-venv." >&2; exit 2; }
	@touch $@

$(VENV)/base: $(VENV)/made requirements/uv.txt requirements/base.txt pyproject.toml
	@echo "Installing what running needs"
	@$(PIP) --require-hashes -r requirements/uv.txt
	@$(UV) -r requirements/base.txt || $(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/test: $(VENV)/base requirements/test.txt
	@echo "Installing what the tests need"
	@$(UV) -r requirements/test.txt || $(PIP) --require-hashes -r requirements/test.txt
	@touch $@
