# Waag. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup system lock heavy demo serve test check format bench same traits mutants worlds model steps outcomes whynot creaming screenshots sheets axe fuzz load faults

BIN := .venv/bin
COMPILE := UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1 $(BIN)/uv pip compile --quiet --generate-hashes --universal \
	--python-version 3.11 --no-emit-index-url --custom-compile-command "make lock"
PYTHON_FOLDERS := matcher solver web fixtures benchmarks tests
SHIPPED := matcher solver web
MEASURING := benchmarks tests/campaigns

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## make .venv with the locked packages and the project itself (nothing to do: a few milliseconds)
	@bash deploy/setup.sh

system: ## see to Chromium, libatomic1 and strace, which the tests need
	@bash deploy/system.sh

lock: setup ## choose the versions anew and write deploy/locks
	$(COMPILE) --upgrade --output-file deploy/locks/bootstrap.txt deploy/locks/bootstrap.in
	$(COMPILE) --upgrade --output-file deploy/locks/run.txt pyproject.toml
	$(COMPILE) --upgrade --extra cluster --extra parquet --extra dev --constraints deploy/locks/run.txt --output-file deploy/locks/all.txt pyproject.toml
	$(COMPILE) --upgrade --extra campaigns --constraints deploy/locks/all.txt --output-file deploy/locks/campaigns.txt pyproject.toml

heavy: setup ## install what `make fuzz` and `make load` need beside the rest, by hash
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r deploy/locks/campaigns.txt

demo: setup ## load the demo world, run a night, print the table and serve (PORT=8000; SERVE=0 stops after the table)
	$(BIN)/waag demo $(if $(PORT),--port $(PORT)) $(if $(filter 0,$(SERVE)),--no-serve)

serve: setup ## serve the store of WAAG_DATABASE_URL (PORT=8000)
	$(BIN)/waag serve $(if $(PORT),--port $(PORT))

test: setup system ## everything, from a fresh clone: setup, system, check
	@$(MAKE) --no-print-directory check

check: setup ## format, lint, types, unsafe calls, import directions and all tests
	@trap 'kill $$(jobs -p) 2>/dev/null || :' EXIT; set -x; \
	$(BIN)/python -m tests.compiled given & given=$$!; $(BIN)/python -m tests.compiled all & all=$$!; \
	$(BIN)/ruff format --check $(PYTHON_FOLDERS); \
	$(BIN)/ruff check $(PYTHON_FOLDERS); \
	$(BIN)/mypy --strict $(SHIPPED) $(MEASURING); \
	$(BIN)/bandit --quiet --severity-level medium --recursive $(SHIPPED); \
	wait $$given; wait $$all
	$(BIN)/python -m pytest -q --numprocesses $(or $(WORKERS),2) --dist loadfile --no-loadscope-reorder

format: setup ## rewrite the code the way check wants it
	$(BIN)/ruff format $(PYTHON_FOLDERS)
	$(BIN)/ruff check --fix $(PYTHON_FOLDERS)

bench: setup ## measure speed, memory and quality
	$(BIN)/python -m benchmarks

same: setup ## run the demo world 20 times from shuffled files: one SHA-256 of plan and certificate, or exit 1 (RUNS=20, PROCESSORS=native)
	$(BIN)/python -m tests.campaigns.same_bytes --runs $(or $(RUNS),20) $(if $(PROCESSORS),--processors $(PROCESSORS))

traits: setup ## permute each trait and each column that may not count over the demo world: the same plan, or exit 1
	$(BIN)/python -m tests.campaigns.traits

mutants: setup ## change the definition and the law in 300 places a module: their tests kill 85 %, or exit 1 (MODULE=matcher.fit)
	$(BIN)/python -m tests.campaigns.mutants $(MODULE)

worlds: setup ## weigh random worlds by definition and kernel and hold them to what must hold, or exit 1 (RUNS=1000)
	$(BIN)/python -m tests.campaigns.worlds --runs $(or $(RUNS),1000)

model: setup ## solve random small worlds as trying every plan does, and one region in 20 disguises to one hash, or exit 1 (WORLDS=2000)
	$(BIN)/python -m tests.campaigns.model --worlds $(or $(WORLDS),2000)

outcomes: setup ## tell everybody's next step in drawn regions: one outcome each, arguments that cite what is there, or exit 1 (WORLDS=50)
	$(BIN)/python -m tests.campaigns.outcomes --worlds $(or $(WORLDS),50)

creaming: setup ## plan worlds of four groups from near to far without and with floors, or exit 1 (WORLDS=100)
	$(BIN)/python -m tests.campaigns.creaming --worlds $(or $(WORLDS),100)

steps: setup ## take the first stated step of 500 people and count what opens, or exit 1 (PEOPLE=500)
	$(BIN)/python -m tests.campaigns.steps --people $(or $(PEOPLE),500)

fuzz: heavy ## break files, questions and forms on purpose (60 s a reader, 10,000 forms): nothing crashes, is lost or is final without a person, or exit 1
	$(BIN)/python -m tests.campaigns.fuzz --seconds $(or $(SECONDS),60) --steps $(or $(STEPS),10000)

load: heavy ## 200 advisers at 100,000 proposals: ten minutes, a publish, an open loop and a soak of half an hour, or exit 1
	$(BIN)/python -m tests.campaigns.load $(if $(PEOPLE),--people $(PEOPLE)) $(if $(MINUTES),--minutes $(MINUTES)) \
		$(if $(SOAK),--soak $(SOAK)) $(if $(STORE),--store $(STORE))

whynot: setup ## ask why not 200 times on the demo world, each held to a second solve, or exit 1 (QUESTIONS=200)
	$(BIN)/python -m tests.campaigns.whynot --questions $(or $(QUESTIONS),200) $(if $(CLIENTS),--clients $(CLIENTS)) \
		$(if $(VACANCIES),--vacancies $(VACANCIES))

faults: setup system ## break nights off everywhere, kill them at random, start them twice, on both databases, or exit 1 (KILLS=500)
	$(BIN)/python -m tests.campaigns.faults --kills $(or $(KILLS),500) --starts $(or $(STARTS),100) --same $(or $(RUNS),20)

screenshots: setup system ## make a picture of every page and state in three widths, for a person to look at (STORE=file.db)
	$(BIN)/python -m tests.campaigns.screenshots $(if $(STORE),--store $(STORE))

sheets: setup system ## print the sheet of every proposal on one A4, read it, and look at each record at 320 pixels, or exit 1 (STORE=file.db)
	$(BIN)/python -m tests.campaigns.sheets $(if $(STORE),--store $(STORE))

axe: setup system ## look at every page and state with axe in every language, width and theme, or exit 1 (STORE=file.db)
	$(BIN)/python -m tests.campaigns.axe $(if $(STORE),--store $(STORE))
