# The front door: `make setup` once, then `make run`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/requirements.stamp
CODE := app.py balance_model ui pages bench tools tests

# One BLAS thread: the products of this model are tall and thin, and more threads make them slower.
export OPENBLAS_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test check golden bench screenshots clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv and install the pinned packages; a second run is instant
	@want="$$(cat requirements.txt requirements-dev.txt | cksum)"; \
	if [ -x $(BIN)/python ] && [ "$$(cat $(STAMP) 2>/dev/null)" = "$$want" ]; then exit 0; fi; \
	for name in $(PYTHON) python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then python="$$name"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "This needs Python 3.11 or newer and found none ($(PYTHON): $$($(PYTHON) --version 2>&1 | head -n 1))." \
	       "Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$("$$python" --version); this takes a minute or two, once."; \
	"$$python" -m venv --clear $(VENV) || { \
	  echo "Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; }; \
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt && echo "$$want" > $(STAMP)

run: setup ## open the explorer on http://localhost:8501
	@$(BIN)/streamlit run app.py

test: setup ## run all tests, browser tests included
	@found="$$($(BIN)/python tools/find_programs.py --install)" && eval "$$found" && \
	$(BIN)/python -m pytest -n auto --dist loadfile

check: setup ## look at format, lint, types, layers and data
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m balance_model check

golden: setup ## rewrite the expected results and print what moved
	@$(BIN)/python -m tests.golden.write

bench: setup ## print speed as ratios against plain peers
	@$(BIN)/python -m bench
	@found="$$($(BIN)/python tools/find_programs.py --install --browser)" && eval "$$found" && \
	$(BIN)/python -m bench.live

screenshots: setup ## redraw the pictures in docs/img
	@found="$$($(BIN)/python tools/find_programs.py --install --browser)" && eval "$$found" && \
	$(BIN)/python -m tools.screenshots

clean: ## remove the environment and all caches
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
