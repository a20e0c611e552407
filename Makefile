# make run   the portal on http://localhost:8000/ with demo data (PORT=8123 make run for another port)
# make test  everything that must hold before a commit is pushed
.PHONY: run test lint bench shots lock

PYTHON = .venv/bin/python

run:
	@.ci/bootstrap run
	@exec $(PYTHON) -m mkus_portal.serve

test:
	@.ci/bootstrap test
	@exec $(PYTHON) .ci/check.py

lint:
	@.ci/bootstrap run
	@exec $(PYTHON) .ci/check.py --lint

bench:
	@.ci/bootstrap test
	@exec env PYTHONPATH=. $(PYTHON) tests/load/bench.py

shots:
	@.ci/bootstrap test
	@exec env PYTHONPATH=. $(PYTHON) tests/browser/shots.py

# Writes requirements.lock anew: the newest versions that pyproject.toml allows, without any address.
lock:
	@.ci/bootstrap run
	@mkdir -p build
	@$(PYTHON) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --upgrade \
		--no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--extra dev --output-file build/requirements.lock pyproject.toml
	@echo '# Made by `make lock` from pyproject.toml (with the dev extra). Do not edit.' > requirements.lock
	@grep -v -e '^#' -e '^$$' build/requirements.lock >> requirements.lock
