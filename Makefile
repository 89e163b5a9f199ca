# What one can do here; every target sets up what it needs in .venv.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
RUN ?= .training/run
WEIGHTS ?= src/sayso/learned/weights
GAZETTEER := src/sayso/knowledge/data/gazetteer.sqlite
BUNDLE := src/sayso/web/static/dist/.built

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.stamps/installed: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "make: no $(PYTHON); install Python 3.11 or newer"; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit("make: Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@mkdir -p .stamps && touch $@

$(GAZETTEER): .stamps/installed src/sayso/knowledge/gazetteer_build.py $(wildcard src/sayso/knowledge/data/*.tsv)
	$(BIN)/python -m sayso.knowledge.gazetteer_build
	@touch $@

$(BUNDLE): .stamps/installed $(wildcard web/package*.json web/src/*.js web/build.*) $(wildcard src/sayso/web/static/*.css)
	$(BIN)/python web/build.py
	@mkdir -p $(dir $@) && touch $@

.stamps/mapped: .stamps/installed src/sayso/learned/mapped.py src/sayso/learned/weights/reader.onnx src/sayso/learned/weights/predicates.onnx
	$(BIN)/python -m sayso.learned.mapped
	@touch $@

setup: .stamps/installed $(GAZETTEER) .stamps/mapped $(BUNDLE) ## everything that the targets below need

demo: setup ## the main job on the sample reports: read them, archive them, print the record
	@rm -rf demo && mkdir -p demo
	$(BIN)/sayso add demo/sayso.db tests/reports
	$(BIN)/sayso read tests/reports
	@echo
	@echo "The archive of these reports is demo/sayso.db; open it with: $(BIN)/sayso demo/sayso.db"

test: setup ## the whole test suite with linters, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest

check: setup ## linters, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

evals: setup ## the evaluation gate on what the repository itself carries
	$(BIN)/python -m evals gate

corpus-check: setup ## count and check the house corpus
	$(BIN)/python -m evals corpus check

desk: demo ## open the desk on the sample reports
	$(BIN)/sayso desk demo/sayso.db -o

pictures: setup ## remake the pictures of the README
	$(BIN)/python -m evals.screenshots

.stamps/training: .stamps/installed
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,training]'
	@touch $@

train: .stamps/training ## train the reader on the sets below DATA=…, in RUN=…, into WEIGHTS=… (hours on a CPU; goes on where it was stopped)
	.venv-training/bin/python -m training.train --data $(DATA) --out $(RUN)
	.venv-training/bin/python -m training.refine --data $(DATA) --run $(RUN)
	.venv-training/bin/python -m training.predicates --data $(DATA) --start $(RUN) --out $(RUN)/predicates
	.venv-training/bin/python -m training.export --run $(RUN) --out $(WEIGHTS) --kept 3
	.venv-training/bin/python -m training.predicates --out $(RUN)/predicates --export $(WEIGHTS)
	.venv-training/bin/python -m training.tune --weights $(WEIGHTS) --dev $(DATA)/polnear/dev --house corpus/fit

test-training: .stamps/training ## tests of the training code, which need torch
	.venv-training/bin/python -m pytest tests/training

clean: ## take away what the targets made
	rm -rf .stamps .venv .venv-training demo build dist web/node_modules src/sayso/web/static/dist $(GAZETTEER) src/sayso/learned/weights/*.ort

.PHONY: help setup demo test check evals corpus-check desk pictures train test-training clean
