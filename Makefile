# Verbs of the house; `make help` lists them. Nothing is needed but python3 (3.11+) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/.runtime
TESTS := $(VENV)/.tests

.DEFAULT_GOAL := help
.PHONY: help demo chat serve check lint format test crash pairs bench screenshots flows lock train-language train-likelihood train-leaning clean

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "  make %-16s %s\n", $$1, $$2}'

$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=python3.12 …)" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Preparing $(VENV) (once)…"; $(PYTHON) -m venv $(VENV); }
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(TESTS): $(RUNTIME) requirements-test.lock
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

demo: $(RUNTIME) ## phones in a browser, a small community and a clock; no account, no service
	@$(BIN)/mem demo

screenshots: $(TESTS) ## take the README's two screenshots again (needs Chromium)
	@$(BIN)/python scripts/screenshots.py docs/images

chat: $(RUNTIME) ## talk to the assistant in the terminal as a new member
	@$(BIN)/mem chat

serve: $(RUNTIME) ## run the assistant (settings from the environment or .env)
	@$(BIN)/mem serve

check: lint test ## the gate: format, lint, types, contracts, flows and words, tests

lint: $(TESTS) ## everything that needs no run
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >$(VENV)/.contracts.log 2>&1 || { cat $(VENV)/.contracts.log; exit 1; }
	@$(BIN)/python -m bot.check

format: $(TESTS) ## put the code into the house's form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Three for two processors: one of them often waits for a process of its own.
test: $(TESTS) ## all tests, on SQLite and on a real PostgreSQL
	@$(BIN)/pytest -n 3

crash: $(TESTS) ## the long form of the crash test: every named point, many times
	@$(BIN)/python -m tests.crash --rounds 20

pairs: $(TESTS) ## the long form of the property test: hundreds of pairs of manners over a year
	@MEM_PAIRS=200 $(BIN)/pytest -q tests/simulator/test_pairs_of_manners.py

bench: $(TESTS) ## the benchmarks behind our claims, as ratios of one run
	@$(BIN)/mem bench turns && $(BIN)/mem bench webhook && $(BIN)/mem bench start && $(BIN)/mem bench language && $(BIN)/mem bench matching && $(BIN)/mem bench timers

flows: $(RUNTIME) ## draw the flows into docs/flows
	@$(BIN)/python -m bot.check --draw docs/flows

lock: $(TESTS) ## renew the lock files from pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade --group test pyproject.toml -o requirements-test.lock

train-language: $(TESTS) ## train the language model again (docs/language-model.md)
	@$(PIP) install --group train
	@$(BIN)/python scripts/train_language.py

train-likelihood: $(TESTS) ## weigh anew the one time of a doubtful sentence (docs/likelihood.md)
	@$(PIP) install --group train
	@$(BIN)/python scripts/train_likelihood.py

train-leaning: $(TESTS) ## learn anew what sentences answer that the rules leave open (docs/leaning.md)
	@$(PIP) install --group train
	@$(BIN)/python scripts/train_leaning.py

clean: ## remove what the verbs made
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build
