# Two commands: `make demo` runs the whole product on the demo county, `make test` passes every check. `make help` lists the rest.

PORT ?= 8000
SERVE ?= yes
COUNTY_SIZE ?=
PYTHON ?=

PY := .venv/bin/python
MANAGE := $(PY) manage.py
CELERY := $(PY) -m celery -A cms.celery
export PYTHONUNBUFFERED := 1
# Without kept bytecode every process compiles two thousand modules anew: three seconds each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

## What a newcomer types

.PHONY: demo
demo: .venv/runtime.stamp ## live through the demo county's year, print the figures, then serve (SERVE=no, PORT=, COUNTY_SIZE=)
	@$(MANAGE) demo $(if $(COUNTY_SIZE),--county-size $(COUNTY_SIZE)) $(if $(filter no,$(SERVE)),--no-serve,--port $(PORT))

.PHONY: test
test: check ## every check and every test that CI runs
	@$(PY) -m pytest -q -n 2 --dist loadgroup $(PYTEST)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^## /{printf "\n%s\n", substr($$0, 4)} /^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

## What runs it

.PHONY: run
run: .venv/runtime.stamp ready ## the web server alone, on PORT
	@$(PY) -m gunicorn cms.wsgi --preload --workers 2 --threads 4 --no-control-socket --bind 127.0.0.1:$(PORT)

.PHONY: worker
worker: .venv/runtime.stamp ready ## what works in the background: three Celery workers and the beat
	@$(CELERY) worker --queues default,bank --concurrency 2 --hostname house@%h --loglevel warning & pids=$$!; \
	$(CELERY) worker --queues records,mail --concurrency 1 --hostname records@%h --loglevel warning & pids="$$pids $$!"; \
	$(CELERY) worker --queues matching --pool threads --concurrency 1 --hostname matching@%h --loglevel warning & pids="$$pids $$!"; \
	$(CELERY) beat --schedule var/beat --pidfile= --loglevel warning & pids="$$pids $$!"; \
	trap 'kill $$pids 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; wait

.PHONY: ready
ready: .venv/runtime.stamp
	@$(MANAGE) ready

.PHONY: reset
reset: .venv/runtime.stamp ## stop the embedded servers and wipe everything under var/
	@$(PY) -m cms.embedded reset
	@rm -rf var

.PHONY: stop
stop: .venv/runtime.stamp ## stop the embedded servers; their data stays
	@$(PY) -m cms.embedded stop

## What checks it

.PHONY: check
check: .venv/checks.stamp ## style, types, direction, templates, migrations, deployment settings, translations
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m djlint cms policies marketplace --lint --quiet
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) check_translations

SEED ?= 1
PAYMENTS ?= 200
DEDUP ?= no
BANK ?=
STOPS ?= 0
COMMITS ?= on-disk

.PHONY: kill-test
kill-test: .venv/checks.stamp ready ## pay while workers are killed and the bank errs (SEED=, PAYMENTS=, DEDUP=yes|no, BANK=url), or PostgreSQL stops (STOPS=3)
	@$(PY) -m tests.policies.disbursement.kill --seed $(SEED) --payments $(PAYMENTS) --dedup $(DEDUP) $(if $(BANK),--bank $(BANK)) \
	--stops $(STOPS) --commits $(COMMITS)

.PHONY: bench-money
bench-money: .venv/checks.stamp ready ## batches, statements and dispatch at 100,000 payments, beside pgbench (PAYMENTS=100000)
	@$(PY) benchmarks/money.py --payments $(if $(filter 200,$(PAYMENTS)),100000,$(PAYMENTS))

.PHONY: bench-bidding
bench-bidding: .venv/checks.stamp ready ## 306 agencies hand in sealed prices in the last minute: none lost, none late, p99 under a second
	@$(PY) -m benchmarks.bidding

.PHONY: bench-import
bench-import: .venv/checks.stamp ready ## 1,000,000 enterprises x 24 facts from department files, two workers (ROWS=)
	@$(PY) -m benchmarks.importing --rows $(ROWS)

.PHONY: bench-savings
bench-savings: .venv/checks.stamp ready ## the savings pages over 1,000,000 contracts
	@$(PY) -m benchmarks.savings_dashboard

.PHONY: bench
bench: .venv/checks.stamp ready ## every figure of docs/BENCHMARKS.md, measured here, one after the other (some 40 minutes)
	@$(MAKE) --no-print-directory bench-matching bench-import bench-money bench-bidding bench-savings

ROWS ?= 1000000

.PHONY: bench-matching
bench-matching: .venv/checks.stamp ## matching beside SQL, DuckDB, zen-engine and plain Python, then the whole way, and the editor's simulation through HTTP (ROWS=)
	@mkdir -p var/bench; $(PY) -m uv pip install --quiet --system-certs --target var/bench -r benchmarks/requirements.txt \
	|| $(PY) -m pip install --quiet --target var/bench -r benchmarks/requirements.txt || echo "peers not installed"
	@PYTHONPATH=var/bench $(PY) -m benchmarks.matching --rows $(ROWS)
	@$(PY) -m benchmarks.matching.whole --rows $(ROWS)
	@$(PY) -m benchmarks.matching.simulating --rows $(ROWS)

# The deployment check reads production's settings; what they demand is invented here and unlocks nothing.
PRODUCTION := env DJANGO_SETTINGS_MODULE=cms.settings.production ALLOWED_HOSTS=zhida.example \
	SECRET_KEY=only-for-the-deployment-check-8d1f0c6b2a9e47f3b5c1d0e7a6f4928173655 \
	ZHIDA_FIELD_KEYS=check:emhpZGEgZGVtbyBrZXkgemhpZGEgZGVtbyBrZXkhISE= \
	DATABASE_URL=postgresql://check@127.0.0.1/check BROKER_URL=redis://127.0.0.1/0 \
	BANK_URL=https://bank.example BANK_SECRET=only-for-the-check ZHIDA_CUSTODIAN_ROOT=var/custodian

## What pins it

.PHONY: pins
pins: .venv/checks.stamp ## resolve requirements*.in into the pinned files, for every platform, with hashes
	@for name in requirements requirements-dev .ci/installer; do \
	  $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $$name.in -o $$name.txt || exit 1; \
	done

# The virtual environment. A stamp newer than its list means installed: a warm run installs nothing.
# uv takes seconds where pip takes minutes; where uv cannot do it, pip does.

.venv/runtime.stamp: requirements.txt | .venv/bin/python
	@test .venv/checks.stamp -nt $< || $(call install,requirements.txt)
	@touch $@

.venv/checks.stamp: requirements-dev.txt | .venv/bin/python
	@$(call install,requirements-dev.txt)
	@touch $@ .venv/runtime.stamp

define install
{ echo "installing $(1)"; \
  { $(PY) -m uv --version || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/installer.txt; } \
    >/dev/null 2>&1; \
  $(PY) -m uv pip install --quiet --system-certs --python $(PY) --require-hashes -r $(1) \
  || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); }
endef

.venv/bin/python:
	@for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or later is needed and none was found; set PYTHON=/path/to/python3" >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	$$found -m venv .venv || { rm -rf .venv; exit 1; }
