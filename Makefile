# The verbs of the house. `make` or `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test lint format build bench schema routes snapshots screenshots clean

cchc := .build/release/cchc
swift := source scripts/toolchain.sh;

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install, build, load the demo and serve http://127.0.0.1:8080 (./run --help for more)
	@./run

test: ## everything, or some stages: make test STAGES="lint docs"
	@./test $(STAGES)

lint: ## the form of everything
	@./test lint

format: ## lay out the Swift sources
	@$(swift) swift format format --in-place --parallel --recursive Sources Tests Plugins Package.swift

build: ## the release binary, .build/release/cchc
	@scripts/install-debian build
	@$(swift) scripts/build-release >&2

bench: ## ratios to our peers, or some of them: make bench PAIRS="csv pages"
	@bench/run $(PAIRS)

schema: build ## the SQL schema of a fresh database
	@folder=$$(mktemp --directory); trap 'rm -rf "$$folder"' EXIT; \
	  CCHC_DATABASE="sqlite:$$folder/fresh.db" CCHC_FILES="$$folder/files" $(cchc) schema

routes: build ## every address with its method, access and room
	@$(cchc) routes

snapshots: ## record the tests' snapshots anew; look at what git shows then
	@scripts/install-debian build
	-@$(swift) RECORD=1 scripts/swiftpm test --disable-xctest 2>&1 | scripts/progress
	@git status --short

screenshots: ## pictures of the pages, in var/screenshots
	@./test browser
	@ls var/screenshots

clean: ## remove what was built; var, with its databases, stays
	rm -rf .build
