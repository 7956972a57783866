# One command each. Nothing is activated or installed by hand: whatever needs the environment
# depends on a stamp, and a stamp is older than its lock only after the lock has changed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Both stamps install into one environment, and two installers at once would spoil it.
.NOTPARALLEL:

PYTHON ?= python3.11
PORT ?= 8000
# A worker is a process. One serves far more than a site like this is ever asked for.
WORKERS ?= 1
# The slow suites are for .ci/run; use this to pick tests of your own too. A file stays with one
# process, because its tests share what they have set up.
PYTEST_ARGS ?= -m "not slow" --numprocesses auto --dist loadfile

BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# Looked up each time it is used and not once at the start: `make test` may install it.
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# What the site calls itself. In public it stands in the environment, which comes first.
run dev: export BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run
run: .venv/run.stamp .venv/assets.stamp ## serve the site on http://127.0.0.1:8000 (PORT, WORKERS, DATABASE_URL)
	$(FLASK) db upgrade
	$(FLASK) catalog load
	@# No access log: a request line holds the query string, and that holds a reader's answers.
	exec $(BIN)/granian --interface wsgi --http 1 --host 127.0.0.1 --port $(PORT) \
		--workers $(WORKERS) --blocking-threads 4 --respawn-failed-workers --no-access-log wsgi:app

.PHONY: setup
setup: .venv/run.stamp .venv/assets.stamp ## install what the site needs, and serve nothing

.PHONY: dev
dev: export COMPARATOR_DRAFT = 1
dev: .venv/run.stamp ## serve the unpublished draft with reloading and the debugger
	$(FLASK) db upgrade
	$(FLASK) catalog load
	$(FLASK) run --debug --port $(PORT)

.PHONY: test
test: .venv/dev.stamp chromium ## run the tests, browser included (PYTEST_ARGS, TEST_DATABASE=postgresql)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: cover
cover: .venv/dev.stamp chromium ## run the tests and list the lines that they miss
	$(BIN)/coverage run -m pytest $(PYTEST_ARGS)
	$(BIN)/coverage report

.PHONY: bench
bench: .venv/dev.stamp .venv/assets.stamp wrk nginx ## compare engine and site with what else could do it (BENCH_ARGS=site)
	$(BIN)/python -m tests.bench $(BENCH_ARGS)

# Not the measurement files: they may speak of older releases, which is what a run puts right.
.PHONY: lab
lab: .venv/dev.stamp wrk ## measure the frameworks on this machine (LAB_ARGS=--quick for a look)
	$(FLASK) lab verify --contract-only
	$(FLASK) lab run $(LAB_ARGS)

.PHONY: check
check: .venv/dev.stamp ## lint, formatting, types, imports, templates, catalog
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet comparator/templates
	$(FLASK) catalog check

# Apart from check and test: a new advisory must not redden unchanged code. Strict, because a
# package that the advisory service does not answer for would otherwise count as a safe one.
.PHONY: audit
audit: .venv/dev.stamp ## ask whether an advisory names a package that the site runs on
	@$(BIN)/uv tool run --quiet --from "pip-audit>=2.10,<3" pip-audit --strict --require-hashes \
		--disable-pip --progress-spinner off --requirement requirements.txt || { \
		echo "The audit did not pass. An advisory named above asks for make lock LOCK_ARGS=--upgrade;"; \
		echo "a package that could not be audited means that the advisory service did not answer."; \
		exit 1; } >&2

.PHONY: lock
lock: .venv/dev.stamp ## compile both locks from pyproject.toml (LOCK_ARGS=--upgrade for news)
	$(COMPILE) --extra postgres $(LOCK_ARGS) --output-file requirements.txt
	$(COMPILE) --all-extras --constraint requirements.txt $(LOCK_ARGS) \
		--output-file requirements-dev.txt

.PHONY: settings
settings: .venv/dev.stamp ## write docs/settings.md from the code
	$(FLASK) settings --markdown > docs/settings.md

.PHONY: clean
clean: ## remove the environment, the local database and every cache
	rm -rf .venv instance htmlcov .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) was not found. Comparator needs Python 3.11 or later:"; \
		echo "install it, or name another one: make PYTHON=python3.13 ..."; exit 1; } >&2
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "$(PYTHON) could not create the environment .venv (see above)."; \
		echo "On Debian and its relatives: apt-get install $(notdir $(PYTHON))-venv"; exit 1; } >&2

.venv/run.stamp: requirements.txt | $(BIN)/python
	$(INSTALL) --requirement $<
	@touch $@

# The development lock holds the run-time lock, version for version: one install serves both.
.venv/dev.stamp: requirements-dev.txt | $(BIN)/python
	$(INSTALL) --requirement $<
	@touch $@ .venv/run.stamp

# A machine without a browser is no failure here: the tests that need one are then skipped by
# name, and it is CI=true that turns such a skip into a failure.
# Compressed once, as small as they get, and served beside the originals.
.venv/assets.stamp: .venv/run.stamp $(filter-out %.br %.gz,$(wildcard comparator/static/*))
	$(BIN)/python -m whitenoise.compress --quiet comparator/static
	@touch $@

.PHONY: chromium
chromium:
	@if [ -z "$$CHROMIUM" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1 \
		|| echo "Chromium could not be installed; the browser tests will be skipped." >&2; \
	fi

.PHONY: wrk
wrk:
	@command -v wrk >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing wrk, which makes the load ..."; \
			{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
				apt-get install -qq -y --no-install-recommends wrk; } >/dev/null 2>&1; \
		fi; \
		command -v wrk >/dev/null || { \
			echo "wrk, which makes the load, is needed: apt-get install wrk" >&2; exit 1; }; }

# Without it the bench leaves out the rows that need it, and says so; the slow tests that need it are
# skipped. Nobody asked for the service that the package starts.
.PHONY: nginx
nginx:
	@PATH="$$PATH:/usr/sbin"; if ! command -v nginx >/dev/null && [ "$$(id -u)" = 0 ] \
		&& command -v apt-get >/dev/null; then \
		echo "Installing nginx, which the site is compared with and tried behind ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y --no-install-recommends nginx-light; \
			service nginx stop; } >/dev/null 2>&1 || true; \
	fi
