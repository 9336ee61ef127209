# `make demo` and `make test` are all the set-up there is, in either order, on a machine with Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
SHELL := /bin/bash

.PHONY: demo test check eval bench model peer crosscheck clean

$(VENV)/base: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "python3 (>= 3.11) is missing: install it, or name one with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/test: $(VENV)/base
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/eval: $(VENV)/test
	@if $(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,eval]'; then touch $@; \
	else echo "the extra eval cannot be installed: textacy is not measured beside ours"; fi

demo: $(VENV)/base
	@mkdir -p build
	$(RUN)/dragoman brief examples/pompeo-journey-2020.txt --format html -o build/brief.html
	$(RUN)/dragoman brief examples/pompeo-journey-2020.txt --format md -o build/brief.md
	@cat build/brief.md
	@echo; echo "The same with the article beside it: build/brief.html"

test: $(VENV)/test
	$(RUN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/test
	$(RUN)/ruff check . && $(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python scripts/check_docs.py

eval: $(VENV)/test $(VENV)/eval
	$(RUN)/python -m evaluation.run $(if $(wildcard build/peer/meta.json),--peer build/peer)

bench: $(VENV)/test
	$(RUN)/python -m evaluation.bench

model:
	bash scripts/train_model.sh

peer: $(VENV)/test
	$(RUN)/python -m training.peer --data ../shared/nlp --out build/peer --epochs 4

crosscheck: $(VENV)/test
	$(RUN)/python scripts/crosscheck_tables.py ../shared/reference

clean:
	rm -rf $(VENV) build
