# Every target sets up what it needs, says what it does, and can be run twice.
# Other port: make serve PORT=8001. Other Python: make serve PYTHON=python3.12

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
ENGINE ?= mkdocs
THEME  :=
VENV   := .venv
BIN    := $(VENV)/bin
GUIDE  := PYTHONPATH=hooks $(BIN)/python -m guidekit
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve build check new move due evidence test test-faces search-report parity bench browser requirements clean packed links lighthouse mutants offline screenshots sbom audit test-hosting test-site

help: ## Show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: $(VENV)/site.stamp ## Serve the guide with live reload; THEME=material: in the theme's full look
	@GUIDE_THEME=$(THEME) $(BIN)/mkdocs serve --dev-addr $(HOST):$(PORT)

build: $(VENV)/$(if $(filter mkdocs,$(ENGINE)),site,dev).stamp ## Write the site to site/; ENGINE=properdocs or zensical for another engine, THEME=material
	@GUIDE_THEME=$(THEME) $(GUIDE) build --engine $(ENGINE)

check: $(VENV)/site.stamp ## Check pages and data; list every problem
	@$(GUIDE) check

new: $(VENV)/site.stamp ## Start a page: make new PAGE=topics/sleep.md
	@test -n "$(PAGE)" || { echo "Name the page: make new PAGE=topics/sleep.md"; exit 2; }
	@$(GUIDE) new "$(PAGE)"

move: $(VENV)/site.stamp ## Rename a page, links and old address with it: make move OLD=help/a.md NEW=help/b.md
	@test -n "$(OLD)" -a -n "$(NEW)" || { echo "Name both: make move OLD=help/a.md NEW=help/b.md"; exit 2; }
	@$(GUIDE) move "$(OLD)" "$(NEW)"

due: $(VENV)/site.stamp ## List the pages that are due for a check
	@$(GUIDE) due

evidence: $(VENV)/site.stamp ## Write sheets to check claims by: .cache/evidence/; PAGE="check help/travel.md": some pages
	@$(GUIDE) evidence $(PAGE)

test: $(VENV)/dev.stamp browser ## Run every check, in a real browser too
	@echo "Checking the code"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy --no-error-summary
	@echo "Checking the spelling"
	@$(BIN)/codespell
	@echo "Running the tests"
	@$(BIN)/python -m pytest

test-faces: $(VENV)/dev.stamp browser ## Run what the width of letters may change with the two other faces
	@for face in liberation roboto; do echo "Drawing with $$face"; \
	FONT_MAP=$$face $(BIN)/python -m pytest -q -m every_face tests/site || exit 1; done

search-report: $(VENV)/dev.stamp browser ## Type every query into the search box; print ranks
	@$(BIN)/python tests/site/search_report.py

test-site: $(VENV)/dev.stamp browser ## Run the tests of the built site; ENGINE=properdocs or zensical builds it
	@ENGINE=$(ENGINE) $(BIN)/python -m pytest -q tests/site

parity: $(VENV)/dev.stamp browser ## Build with every engine and compare every page and search
	@$(BIN)/python tests/site/parity_report.py

bench: $(VENV)/dev.stamp ## Time builds against plain Material, in turns
	@$(BIN)/python tests/bench.py

packed: build ## Build, and pack every file once for nginx (gzip and brotli)
	@$(GUIDE) pack site

test-hosting: $(VENV)/dev.stamp ## Test the nginx recipe on the real nginx, installed where it may be
	@if sh .github/hosting/get-nginx.sh; then $(BIN)/python -m pytest -q tests/site/nginx.py; \
	else echo "SKIPPED: the nginx recipe was not tested"; fi

offline: $(VENV)/site.stamp ## Write offline.zip: the guide to open from disk, search included
	@$(BIN)/mkdocs build --quiet --strict --no-directory-urls --site-dir .cache/offline/guide
	@rm -f offline.zip && cd .cache/offline && ../../$(BIN)/python -m zipfile -c ../../offline.zip guide
	@echo "Wrote offline.zip: unpack it and open guide/index.html"

screenshots: build $(VENV)/dev.stamp browser ## Take pictures of every kind of page, phone to desktop, light and dark: .cache/screenshots/
	@$(BIN)/python tests/site/screenshots.py $(if $(README),--readme)

links: build $(VENV)/dev.stamp ## Follow every link; OUTSIDE=1: those to other hosts too, slowly
	@$(BIN)/python tests/site/links_report.py $(if $(OUTSIDE),--outside) $(if $(REPORT),--report $(REPORT))

mutants: $(VENV)/dev.stamp browser ## Break a line at a time and see a test turn red; ONLY="tree dates": some of them
	@$(BIN)/python tests/mutants.py $(ONLY)

lighthouse: build $(VENV)/dev.stamp ## Score home, an article, a treatment and the check (needs Node)
	@$(BIN)/python tests/site/lighthouse.py

sbom: $(VENV)/dev.stamp ## List every package the site is built with: .cache/sbom.json (CycloneDX)
	@mkdir -p .cache && PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements --output-reproducible --of JSON \
	  -o .cache/sbom.json --pyproject pyproject.toml requirements.txt && echo "Wrote .cache/sbom.json"

audit: $(VENV)/dev.stamp ## Look for known holes in the packages (asks the package index)
	@$(BIN)/pip-audit --requirement requirements.txt --disable-pip --format markdown --desc off \
	  --output $(or $(REPORT),/dev/stdout) $(if $(REPORT),|| test -s $(REPORT))

requirements: $(VENV)/dev.stamp ## Remake requirements*.txt from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make requirements" pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make requirements" --extra dev -c requirements.txt \
	  pyproject.toml -o requirements-dev.txt

clean: ## Remove what the targets made
	@rm -rf $(VENV) site site.new site.old .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis offline.zip

# A tool that is missing is named, with the way to get it.
$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing. Install Python 3.11 or newer: python.org, or your system's package 'python3'"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11. Install a newer Python, then: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/site.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing the site's packages (hashes are checked; about half a minute the first time)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/site.stamp
	@echo "Installing the packages of the checks (hashes are checked)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

browser: $(VENV)/dev.stamp
	@$(BIN)/python tests/get_browser.py
