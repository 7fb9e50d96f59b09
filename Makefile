# Two commands: `make run` and `make test`. Both are repeatable, and quick the second time.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: install run test lock format translations model

install: $(VENV)/.installed

$(VENV)/.installed: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: requirements/test.txt $(VENV)/.installed
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/test.txt
	@touch $@

run: install
	$(BIN)/ketenzicht run --demo

# Everything the project promises about its code, then everything about its behaviour. The processes
# that tests start find the code compiled, also where Python is told to leave no bytecode.
test: $(VENV)/.installed-test
	sh tests/debian.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m compileall -q extraction migrations report_templates webapp workflows
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

format: $(VENV)/.installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# After a change of the dependencies in pyproject.toml: write the locks again.
lock:
	$(BIN)/python -m pip install --quiet uv
	printf "hatchling\neditables\n" | $(BIN)/uv pip compile pyproject.toml - --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements/run.txt
	printf "hatchling\neditables\n" | $(BIN)/uv pip compile pyproject.toml - --extra test --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -c requirements/run.txt -o requirements/test.txt

# Train the reader's own model from the repository alone; the weights land in extraction/model.
model: install
	$(BIN)/python -m extraction.training

# After a change of any text that people read: extract, update and compile; lists what lacks Dutch.
translations: install
	$(BIN)/python -m webapp.translations
