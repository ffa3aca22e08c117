# `make run` builds the graph of the bundled pages and shows it; `make test` checks everything. Both set themselves up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test docs golden clean

run: $(VENV)/.installed
	$(BIN)/pohgraph build
	$(BIN)/pohgraph query disease-phenotypes

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q

docs: $(VENV)/.installed-dev
	$(BIN)/python -m sphinx -q -E -W --keep-going -b html docs build/docs
	@echo "build/docs/index.html"

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) pohgraph.db dist build

golden: $(VENV)/.installed-dev
	$(BIN)/python tests/pipeline/test_build.py
