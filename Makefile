PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-slow check transcripts screenshots

run: .venv/ready
	$(BIN)/coach

test: .venv/ready
	$(BIN)/python -m pytest -m "not slow" -n 2

test-slow: .venv/ready
	$(BIN)/python -m pytest -m slow

check: .venv/ready
	$(BIN)/ruff check coach tests
	$(BIN)/ruff format --check coach tests
	$(BIN)/mypy coach tests
	$(BIN)/lint-imports
	$(BIN)/coach check

transcripts: .venv/ready
	$(BIN)/python -m tests.golden

screenshots: .venv/ready
	$(BIN)/python -m tests.screenshots

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
