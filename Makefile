# Everything a newcomer needs: `make demo`, then `make test`. `make help` lists the rest.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
export HOST PORT
# uv's own Pythons can't be had on a closed network; the machine's is enough.
export UV_PYTHON_DOWNLOADS = never

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench strings lock python packages packages-dev

help:
	@echo 'make demo [PORT=8000] [HOST=127.0.0.1]   try the whole site with made-up people'
	@echo 'make test [ARGS="tests/quizzes -k mark"]  run all tests, or some of them'
	@echo 'make lint                                 check style, migrations and translations'
	@echo 'make bench                                measure the budgets, write bench.json'
	@echo 'make strings                              bring new words into the translations'
	@echo 'make lock                                 pin the dependencies again'

demo: packages
	@exec .venv/bin/python manage.py demo

test: packages-dev
	@exec .venv/bin/python make/test.py $(ARGS)

lint: packages-dev
	@exec .venv/bin/python make/lint.py

bench: packages-dev
	@exec .venv/bin/python tests/benchmarks/run.py $(ARGS)

strings: packages-dev
	@exec .venv/bin/python make/strings.py

lock: packages-dev
	@.tools/bin/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --extra prod pyproject.toml -o requirements.txt
	@.tools/bin/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --extra prod --extra dev pyproject.toml -o requirements-dev.txt

packages: python
	@$(PYTHON) make/packages.py requirements.txt

packages-dev: python
	@$(PYTHON) make/packages.py requirements-dev.txt

python:
	@command -v $(PYTHON) >/dev/null || { echo 'Missing: python3. Install it with: apt-get install python3 python3-venv' >&2; exit 1; }
