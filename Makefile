# make build   sets up what is missing and builds the corpus of this repository
# make test    sets up what is missing and runs every check
# make test-all  the same, with all examples of every law and the slow programs of others that read our formats

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps

.PHONY: build test lint types layers unit test-all mutants bench clean

build: $(VENV)/installed
	$(BIN)/fitnacorpus build

test: lint types layers unit

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tested
	$(BIN)/mypy

layers: $(VENV)/tested
	$(BIN)/lint-imports --no-cache

# Files go to the workers in order: by their number of tests, a worker would end with a slow one.
# Without npm or network the tests that need CETEIcean are skipped, and say so.
unit: $(VENV)/tested
	-@$(BIN)/python tests/ceteicean.py
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# All examples of every law, and programs of others that are slow to start; takes several times as long.
test-all: lint types layers $(VENV)/tested
	FITNA_TESTS=thorough $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Which small changes of the code no test notices; SAMPLE=0 takes them all, which takes days.
MUTATED ?= align names orthography compare checks judgements anchors
SAMPLE ?= 150
SEED ?= 1
mutants: $(VENV)/tested
	nice $(BIN)/python tests/mutants.py $(MUTATED) --sample $(SAMPLE) --seed $(SEED)

bench: $(VENV)/tested
	for program in $(filter-out benchmarks/train_% benchmarks/make_% benchmarks/development%,$(wildcard benchmarks/*.py)); do $(BIN)/python $$program || exit 1; done

# A Python that does not do is told before anything is made; a folder that one of them left is made anew.
$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null || \
	  { echo "$(PYTHON) is no Python 3.11, 3.12 or 3.13: name one, as in 'make build PYTHON=python3.12'" >&2; exit 1; }
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(PIP) --upgrade pip setuptools
	$(PIP) --requirement requirements.lock
	$(PIP) --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed requirements-test.lock
	$(PIP) --requirement requirements-test.lock
	touch $@

clean:
	rm -rf $(VENV) .fitnacorpus .mypy_cache .pytest_cache .ruff_cache .hypothesis
