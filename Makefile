# `make run` builds the graph of the bundled pages and shows it; `make serve` opens it in a browser; `make test` checks
# everything. All set themselves up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: run serve page test soak docs golden mondo genes clean

run: $(VENV)/.installed
	$(BIN)/pohgraph build
	$(BIN)/pohgraph query disease-phenotypes

# Without Node.js and npm the service is the same, and its page says how to get them.
serve: $(VENV)/.installed-web
	-$(BIN)/python frontend/build.py --get-node
	test -e "$${POHGRAPH_STORE:-pohgraph.db}" || $(BIN)/pohgraph build
	$(BIN)/pohgraph serve --open

page: $(VENV)/.installed
	$(BIN)/python frontend/build.py --get-node

# Tests of the page are skipped, with the reason, where it cannot be built.
test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	-$(BIN)/python frontend/build.py --get-node
	$(BIN)/pytest -q -rs --numprocesses logical --maxprocesses 4 --dist worksteal

soak: $(VENV)/.installed-dev
	$(BIN)/pytest -q -m soak

docs: $(VENV)/.installed-dev
	$(BIN)/python -m sphinx -q -E -W --keep-going -b html docs build/docs
	@echo "build/docs/index.html"

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) .
	touch $@

$(VENV)/.installed-web: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) '.[web]'
	touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) '.[dev]'
	touch $@ $(VENV)/.installed $(VENV)/.installed-web

clean:
	rm -rf $(VENV) pohgraph.db dist build frontend/dist frontend/node_modules

golden: $(VENV)/.installed-dev
	$(BIN)/python tests/pipeline/test_build.py

# Makes the file of Mondo's mapping sets that ships, from a folder with the published ones: make mondo SETS=FOLDER
mondo: $(VENV)/.installed
	$(BIN)/python -m pohgraph.vocab.pack_mondo $(SETS)

# Makes the file of names of genes that ships, from HGNC's complete set and the day it was taken: make genes SET=FILE DAY=2024-07-23
genes: $(VENV)/.installed
	$(BIN)/python -m pohgraph.vocab.pack_genes $(SET) $(DAY)
