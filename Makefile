# Two commands are all the set-up: `make demo` and `make test`. Both may be called again at any time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out/demo
LANGUAGE ?= de

.PHONY: demo test lint types floors catalog unit browser notebooks speed pictures lab clean

demo: $(VENV)/.ready
	$(BIN)/readiness demo --out $(OUT) --language $(LANGUAGE)

test: $(VENV)/.ready-test lint types floors catalog unit notebooks

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[report,form,notebook]'
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[report,form,notebook,test]'
	@touch $@

lint: $(VENV)/.ready-test
	$(BIN)/ruff check readiness tests
	$(BIN)/ruff format --check readiness tests

types: $(VENV)/.ready-test
	$(BIN)/mypy

floors: $(VENV)/.ready-test
	$(BIN)/lint-imports

catalog: $(VENV)/.ready-test
	$(BIN)/readiness catalog check

unit: $(VENV)/.ready-test browser
	$(BIN)/python -m pytest -n 2 tests

# The form is tested in a real browser, Debian's chromium.
browser:
	sh scripts/install_browser.sh

# Every notebook from top to bottom; in two processes because kernels start slowly.
notebooks: $(VENV)/.ready-test
	$(BIN)/python -m pytest -n 2 --dist loadfile -p no:cacheprovider --nbval-lax notebooks

$(VENV)/.ready-speed: $(VENV)/.ready-test pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[large,speed]'
	@touch $@

# SHIFTS=10000000 make speed: the large run.
speed: $(VENV)/.ready-speed
	$(BIN)/python -m pytest tests/speed -s -p no:cacheprovider --override-ini='python_files=bench_*.py'

# The pictures of the README, from the current report and form; needs chromium and pdftoppm (Debian: chromium, poppler-utils).
pictures: demo $(VENV)/.ready-test
	$(BIN)/python scripts/picture_form.py
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=out/picture.pdf out/demo/reports/working_time.de.html
	pdftoppm -png -r 100 -f 1 -l 1 -singlefile out/picture.pdf docs/images/report_working_time_de
	rm -f out/picture.pdf

lab: $(VENV)/.ready
	$(BIN)/readiness lab --folder notebooks --language $(LANGUAGE)

clean:
	rm -rf $(VENV) out build dist
