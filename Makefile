# make run   starts the application; BIND=127.0.0.1:8000 and SPURWECHSEL_HOME=var may be set otherwise
# make test  proves it; BROWSER=required makes a missing Chromium an error

PYTHON ?= python3
BROWSER ?= optional
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
COMPILE := --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# Byte code that is kept saves every process the translation of all modules.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format bench lock

run: .venv/run.stamp
	@exec $(BIN)/python manage.py serve

test: check
	$(BIN)/python -m pytest -q -n 2 -m "not browser"
ifneq ($(CHROMIUM),)
	CHROMIUM=$(CHROMIUM) $(BIN)/python -m pytest -q -m browser
else ifeq ($(BROWSER),required)
	@echo "Kein Chromium gefunden, die Browser-Tests sind aber verlangt: sudo apt install chromium" >&2; exit 1
else
	@echo "Die Browser-Tests sind ausgelassen, weil kein Chromium gefunden wurde: sudo apt install chromium"
endif

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

bench: .venv/run.stamp
	$(BIN)/python manage.py bench

lock: .venv/dev.stamp
	$(BIN)/uv pip compile pyproject.toml $(COMPILE) -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra pdfcheck $(COMPILE) -o requirements-dev.txt

.venv/run.stamp: requirements.txt | .venv/bin/pip
	@echo "Die Pakete der Anwendung werden eingerichtet, das dauert beim ersten Mal etwa eine Minute …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/pip
	@echo "Die Pakete für Entwicklung und Tests werden eingerichtet, das dauert beim ersten Mal einige Minuten …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/bin/pip:
	@command -v $(PYTHON) >/dev/null \
		|| { echo "Python fehlt: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Nötig ist Python 3.11 oder neuer; ein anderes wählt PYTHON=python3.12 make run" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Die virtuellen Umgebungen von Python fehlen: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
