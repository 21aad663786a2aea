# Everything happens in .venv, which the first command makes. See README.md.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
SOLUTIONS ?= 1

.PHONY: book lab test check bench exercises clean

book: .venv/ready
	$(BIN)/python book/build.py $(if $(filter 0,$(SERVE)),--no-serve) $(if $(filter 0,$(SOLUTIONS)),--no-solutions)

lab: .venv/ready
	$(BIN)/jupyter lab notebooks/m1-who-says.ipynb

test: .venv/ready
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest

check: .venv/ready-to-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/secondsource check
	$(BIN)/secondsource release --check
	cd frontend && npm ci --no-audit --no-fund && npm run check

bench: .venv/ready
	$(BIN)/python tests/bench.py

exercises: .venv/ready
	$(BIN)/secondsource release

clean:
	rm -rf _build .venv frontend/node_modules

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit('Second Source needs Python 3.11 or newer' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[test]"
	touch $@

.venv/ready-to-check: .venv/ready
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[check]"
	touch $@
