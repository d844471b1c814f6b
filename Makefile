# Two commands do everything on a machine that has some Python 3.12 or later:
#   make run    converts every transcript in seeds/ into out/
#   make test   checks style, types, behaviour, and the built wheel in a clean environment

BIN := .venv/bin

.PHONY: run test check fuzz lock bless clean

run: .venv/run
	@$(BIN)/tei convert seeds -o out
	@echo "Look at out/: .html to read, .xml for the TEI, .txt for the plain text."

test: .venv/test .venv/browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto
	.ci/check-wheel $(BIN)/python

# What one wants while working: no wheel.
check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

# Bytes that break a promise, looked for during SECONDS; what is found is kept for the tests.
SECONDS := 600
fuzz: .venv/test
	$(BIN)/python -m tests.fuzzing $(SECONDS)

# Expected outputs anew; look at the difference before it is committed.
bless: .venv/test
	$(BIN)/pytest --bless

lock: .venv/test
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.12 \
	  --no-emit-index-url --no-annotate --no-header --upgrade --quiet --output-file requirements.lock

.venv/bin/python:
	@python=$$(.ci/find-python) && "$$python" -m venv .venv

.venv/run: pyproject.toml | .venv/bin/python
	@echo "Installing (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q tei
	@touch $@

.venv/test: pyproject.toml requirements.lock | .venv/bin/python
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m compileall -q tei
	@touch $@ .venv/run

.venv/browser: .ci/get-browser | .venv/test
	@.ci/get-browser $(BIN)/python
	@touch $@

clean:
	rm -rf .venv out dist node_modules
