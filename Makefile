# The verbs of the project; `make` prints them.
PYTHON ?= .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup check format test slow build docs measure bench model

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 10

setup: ## a virtual environment with everything for development
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --upgrade pip
	$(PYTHON) -m pip install --quiet --editable '.[dev]'

check: ## format, lint, types, Turtle form, generated pages
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) checks/format_turtle.py --check
	$(PYTHON) docs/generate.py --check

format: ## write code, Turtle and generated pages in their one form
	$(PYTHON) -m ruff check --fix --quiet .
	$(PYTHON) -m ruff format .
	$(PYTHON) checks/format_turtle.py
	$(PYTHON) docs/generate.py

test: ## the tests
	$(PYTHON) -m pytest

slow: ## the tests with the slow sweeps
	$(PYTHON) -m pytest --slow

build: ## sdist and wheel in dist/
	$(PYTHON) -m build

docs: ## the documentation site in build/docs, in three languages (needs the extra `docs`; no network)
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict
	@echo "written: build/docs/index.html"

measure: ## size of files and functions, typing, documentation, tests against source
	$(PYTHON) bench/measure.py

bench: ## time of the commands beside rdflib
	$(PYTHON) bench/commands.py

model: ## the linker's model, from lexicon and examples (5 minutes; needs the extra `model`: numpy, scipy)
	$(PYTHON) training/train.py
