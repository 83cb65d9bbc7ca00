PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-slow browser bench check spelling craft transcripts screenshots

run: .venv/ready
	$(BIN)/coach

test: .venv/ready
	$(BIN)/python -m pytest -m "not slow" -n 2

test-slow: .venv/ready browser
	$(BIN)/python -m pytest -m slow -n 2

browser:
	.ci/browser

bench: .venv/ready
	$(BIN)/python -m pytest tests/bench -o python_files='bench_*.py' -o python_functions='bench_*'
	$(BIN)/python -m tests.hearing tests/hearing/*.tsv

check: .venv/ready
	$(BIN)/ruff check coach tests
	$(BIN)/ruff format --check coach tests
	$(BIN)/mypy coach tests
	$(BIN)/lint-imports
	$(BIN)/coach check

spelling: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,spelling]'
	$(BIN)/python -m pytest tests/spelling.py

transcripts: .venv/ready
	$(BIN)/python -m tests.golden

craft: .venv/ready
	$(BIN)/python -m tests.craft.table

screenshots: .venv/ready
	$(BIN)/python -m tests.screenshots

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
