# Everything a person or a server types here begins with `make`. Run `make help` for the list.
# It needs Python 3.11 or newer and nothing else: the rest comes from the lock files.

VENV := .venv
BIN := $(VENV)/bin
NPM := $(CURDIR)/$(BIN)/npm
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SCHEMA := frontend/src/api/schema.d.ts
LIGHTHOUSE := tests/bench/lighthouse

# Programs of npm packages look for `node` on the path: this one comes first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Marks of what is done, so that a second call is quick.
READY_RUN := $(VENV)/.ready-run
READY_DEV := $(VENV)/.ready-dev
READY_NPM := frontend/node_modules/.ready
READY_APP := frontend/dist/.ready
READY_LIGHTHOUSE := $(LIGHTHOUSE)/node_modules/.ready

APP_SOURCES := $(shell find frontend -name node_modules -prune -o -name dist -prune -o -type f -print)

.DEFAULT_GOAL := help
.PHONY: help setup setup-demo build types demo demo-reset test lint format bench faults lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup-demo build ## Start the portal with sample people (PORTAL_PORT, PORTAL_DATA_DIR)
	@$(BIN)/portal demo

demo-reset: setup-demo ## Put the sample people back as they were at first
	@$(BIN)/portal demo --reset-only

test: setup build ## Run every test; installs a browser and a database server if it may
	@$(BIN)/python tests/setup/ensure.py
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile
	$(NPM) --prefix frontend run --silent test

lint: setup ## Check style, types, imports, lock files and the generated types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/setup/check_locks.py
	$(BIN)/python tests/setup/api_types.py --check $(SCHEMA)
	$(NPM) --prefix frontend run --silent check
	$(NPM) --prefix frontend run --silent lint

format: setup ## Put the Python code in its usual form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: setup build $(READY_LIGHTHOUSE) ## Print the figures, one a line (ONLY=foundation runs one group)
	@$(BIN)/python tests/setup/ensure.py
	@$(BIN)/python -m tests.bench $(if $(ONLY),--only $(ONLY))

faults: setup build ## Run the kill, load and abuse runs (ONLY=... runs one)
	@$(BIN)/python tests/setup/ensure.py
	@$(BIN)/python -m tests.faults $(if $(ONLY),--only $(ONLY))

setup: $(READY_DEV) $(READY_NPM) ## Install all that building and testing take

setup-demo: $(READY_RUN) $(READY_NPM) ## Install only what running and building take

build: $(READY_APP) ## Build the app into frontend/dist

types: setup ## Write the app's TypeScript types from the API's own description
	$(BIN)/python tests/setup/api_types.py $(SCHEMA)

lock: setup ## Renew the lock files from pyproject.toml and the package.json files
	$(BIN)/python tests/setup/lock.py

clean: ## Remove what was installed and built; keeps the demo's data
	rm -rf $(VENV) frontend/node_modules frontend/dist $(LIGHTHOUSE)/node_modules *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find portal api migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@sh tests/setup/venv.sh $(VENV)

$(READY_RUN): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@echo "Installing the Python packages (the first time takes a minute) ..."
	@$(PIP_INSTALL) --require-hashes -r requirements-build.lock
	@$(PIP_INSTALL) --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python tests/setup/node.py
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY_RUN)
	@echo "Installing the Python packages for tests and checks ..."
	@$(PIP_INSTALL) --require-hashes --no-build-isolation -r requirements-dev.lock
	@touch $@

$(READY_NPM): frontend/package.json frontend/package-lock.json frontend/.npmrc | $(READY_RUN)
	@echo "Installing the packages of the app ..."
	@$(NPM) --prefix frontend ci --loglevel error --no-progress
	@touch $@

$(READY_APP): $(APP_SOURCES) $(READY_NPM)
	@echo "Building the app ..."
	@$(NPM) --prefix frontend run --silent build -- --logLevel warn
	@touch $@

$(READY_LIGHTHOUSE): $(LIGHTHOUSE)/package.json $(LIGHTHOUSE)/package-lock.json | $(READY_RUN)
	@$(NPM) --prefix $(LIGHTHOUSE) ci --loglevel error --no-progress
	@touch $@
