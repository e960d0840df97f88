# Every target sets up what it needs, says what it does, and can be run twice.
# Other port: make serve PORT=8001. Other Python: make serve PYTHON=python3.12

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin
GUIDE  := $(BIN)/guide

.DEFAULT_GOAL := help
.PHONY: help serve build check test lint unit requirements clean

help: ## Show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: $(VENV)/site.stamp ## Serve the guide with live reload
	@echo "Serving on http://$(HOST):$(PORT)/  (another port: make serve PORT=8001; stop: Ctrl+C)"
	@$(BIN)/mkdocs serve --dev-addr $(HOST):$(PORT)

build: $(VENV)/site.stamp ## Write the site to site/
	@$(BIN)/mkdocs build --strict

check: $(VENV)/site.stamp ## Check pages and data; list every problem
	@$(GUIDE) check

test: $(VENV)/dev.stamp $(VENV)/browser.stamp ## Run every check, in a real browser too
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(BIN)/python -m pytest

requirements: $(VENV)/dev.stamp ## Remake requirements*.txt from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make requirements" pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make requirements" --extra dev -c requirements.txt \
	  pyproject.toml -o requirements-dev.txt

clean: ## Remove what the targets made
	@rm -rf $(VENV) site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer (python.org, or your system's package 'python3')"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: on Debian or Ubuntu install 'python3-venv'"; exit 1; }

$(VENV)/site.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing the site's packages (hashes are checked)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null || true
	@touch $@
