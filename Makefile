# Everything here sets itself up: `make site` and `make test` work on a fresh clone.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site serve test check lock reference clean fuzz mutation malformed reliability bench

site: .venv/site .venv/fonts ## Build the site into public/
	$(BIN)/portal build

serve: .venv/site .venv/fonts ## Preview on http://127.0.0.1:8000/, rebuilding on every change
	$(BIN)/portal serve

test: .venv/dev .venv/fonts .venv/browser .venv/engines .venv/npm .venv/office .venv/server ## Run every test, in a real browser too
	$(BIN)/pytest -n auto --dist worksteal

fuzz: .venv/dev .venv/browser ## Compare engines and oracle on random forms; FUZZ_SECONDS=600 or until stopped
	$(BIN)/python tests/fuzz.py

mutation: .venv/dev .venv/browser ## Plant faults in the engines and show that the tests catch them (docs/mutation.md)
	$(BIN)/python tests/mutation/run.py

malformed: .venv/dev ## Build 500 portals that someone has damaged; HOSTILE_CASES, HOSTILE_SEED
	PYTHONPATH=tests:. $(BIN)/python tests/malformed.py

reliability: .venv/dev .venv/server ## Kill, starve and race publishing, as root (docs/reliability.md)
	PYTHONPATH=tests $(BIN)/python tests/reliability/run.py

bench: .venv/dev .venv/fonts .venv/browser .venv/office .venv/server ## Measure and write docs/performance.md
	PYTHONPATH=tests $(BIN)/python -m bench

check: .venv/dev ## Lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

reference: .venv/dev ## Write schemas/ and the reference pages in docs/
	$(BIN)/portal reference

lock: .venv/dev ## Write the lock files anew from pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --extra checkout $(LOCK_FLAGS) -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --extra checkout --extra dev $(LOCK_FLAGS) -o requirements-dev.lock pyproject.toml
LOCK_FLAGS := --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header

clean: ## Remove what was generated
	rm -rf public .build

# Each stamp is newer than what it was made from. The package is installed as a link to this folder.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15) and "Python 3.11 to 3.14 is needed: make PYTHON=python3.12 site")'
	$(PYTHON) -m venv .venv

.venv/site: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Without fitting fonts the site is built without PDFs, and says so; the next time they are looked for again.
.venv/fonts: .venv/site
	if $(BIN)/portal fonts; then touch $@; fi

.venv/dev: .venv/site requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

.venv/browser: .venv/dev tests/ensure_browser.py tests/debian.py
	$(BIN)/python tests/ensure_browser.py
	touch $@

.venv/engines: .venv/dev tests/ensure_engines.py tests/debian.py
	$(BIN)/python tests/ensure_engines.py
	touch $@

.venv/office: .venv/dev tests/ensure_office.py tests/debian.py tests/office.py
	$(BIN)/python tests/ensure_office.py
	touch $@

.venv/server: .venv/dev tests/ensure_server.py tests/debian.py
	$(BIN)/python tests/ensure_server.py
	touch $@

.venv/npm: .venv/dev tests/ensure_npm.py tests/debian.py tests/npm/package-lock.json
	$(BIN)/python tests/ensure_npm.py
	touch $@
