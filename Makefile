# `make help` lists what there is to do.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SOURCES := Sources Tests Benchmarks Snippets Package.swift
# Narrows `make test`, as in FILTER=ExecutorTests.
FILTER ?=

.PHONY: help
help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## Plan and apply the sample rosters on a server in memory.
	@.ci/setup build
	swift build --product rollcall
	swift build --product rollcall-sandbox
	@samples/demo.sh "$$(swift build --show-bin-path)"

# The suites that keep both cores busy for long.  They run by themselves, so that no test that speaks with a server has to
# wait for them.
LONG := CrashTests|FaultTests|SettleModelTests|ProcessTests|PythonCSVTests|PythonXMLTests|OracleTests|HugeRosterTests

# The simulation puts its own world in place of the network, the clock and the disk of the whole process.
ALONE := SimulationTests

# Swift Testing begins all tests at once.  On a small machine a server or a process under test would then be starved for
# many seconds, so only so many go on at a time.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 12

.PHONY: test
test: setup venvs build-tests man ## Run every test, the ones on a real flowServ included.
	$(if $(FILTER),swift test --skip-build --disable-xctest --filter '$(FILTER)',\
	swift test --skip-build --disable-xctest --skip '$(LONG)|$(ALONE)' && \
	swift test --skip-build --disable-xctest --filter '$(LONG)' && \
	swift test --skip-build --disable-xctest --filter '$(ALONE)')

# The suites that prove the promise, at length: every pair of cuts, hundreds of seeds.
.PHONY: soak
soak: setup venvs build-tests ## Run the crash, fault and process suites for long.
	ROLLCALL_SOAK=1 swift test --skip-build --disable-xctest --filter '$(LONG)'
	ROLLCALL_SOAK=1 swift test --skip-build --disable-xctest --filter '$(ALONE)'

# What is simulated: one seed with its trace, or so many nights from a seed on.
SEED ?=
NIGHTS ?= 20000
FROM ?= 1
.PHONY: simulate
simulate: build-tests ## Replay SEED=N of the simulation with its trace, or simulate NIGHTS=20000.
	$(if $(SEED),ROLLCALL_SIMULATE_SEED=$(SEED),ROLLCALL_SIMULATE_NIGHTS=$(NIGHTS) ROLLCALL_SIMULATE_FROM=$(FROM)) \
	    swift test --skip-build --disable-xctest \
	    --filter 'SimulationTests.SimulationTests/.*$(if $(SEED),one seed,breaks the promise)'

.PHONY: simulate-mutants
simulate-mutants: ## Say after how many seeds the simulation finds each mutant.
	@Tests/Simulation/mutate

# How long each format is fuzzed.
SECONDS ?= 60
.PHONY: fuzz
fuzz: setup ## Fuzz the roster readers with libFuzzer, each for SECONDS=60.
	@Tests/Fuzz/run $(SECONDS)

# The benchmarks measure a release build.  CONFIGURATION=debug takes the programs that the tests have built anyway: then it
# counts only that they work.
CONFIGURATION ?= release
# As the program is shipped.
SHIPPED = $(if $(filter release,$(CONFIGURATION)),--static-swift-stdlib)
BENCH = .venv-bench/bin/python Benchmarks/bench.py --configuration $(CONFIGURATION) \
    --programs "$$(swift build -c $(CONFIGURATION) --show-bin-path)"

.PHONY: bench
bench: bench-build ## Measure against the peers, and write docs/benchmarks.md.
	$(BENCH) --write $(if $(ONLY),--only $(ONLY))

.PHONY: bench-quick
bench-quick: bench-build ## The same in small, for its output; CONFIGURATION=debug builds less.
	$(BENCH) --quick $(if $(ONLY),--only $(ONLY))

.PHONY: bench-build
bench-build:
	@.ci/setup build test bench
	@Tests/python/make-venv flowserv-server bench
	swift build -c $(CONFIGURATION) $(SHIPPED) --product rollcall
	swift build -c $(CONFIGURATION) $(SHIPPED) --product rollcall-unjournaled

.PHONY: check
check: setup lint test docs check-samples ## Lint, test, document, judge the samples, fuzz for a moment: what continuous integration runs.
	@Tests/Fuzz/run 15

# What schedulers and container builders read, and every command line in it.
.PHONY: check-samples
check-samples: setup ## Judge the samples, the Dockerfile and the command lines of docs/operations.md.
	@Tests/python/make-venv samples
	swift build --product rollcall
	@Tests/samples/check "$$(swift build --show-bin-path)/rollcall"

# Needs root, because it makes roots of bare Debian and containers, and some 18 minutes of a core, most of them for the
# dependencies.
# The bases are kept in the cache of the user, and with KEEP=1 the layers, too.
.PHONY: check-container
check-container: ## Build the image with a real builder, and follow docs/operations.md with it, on a real flowServ.
	@.ci/setup container
	@Tests/python/make-venv flowserv-server
	@Tests/container/check

# Needs root, because it boots a Debian; what that consists of is kept between calls.
.PHONY: check-systemd
check-systemd: deb ## Install, run, upgrade and purge the package in a booted Debian with systemd and cron.
	@.ci/setup systemd
	@Tests/python/make-venv flowserv-server
	@Tests/systemd/check

# Needs Debian's archive, and a quarter of an hour when it is called first: everything is built once more, beside.
.PHONY: check-libxml2
check-libxml2: ## Run the XML suites against the newest libxml2 of Debian, built beside in .build-libxml2.
	@.ci/setup build test libxml2
	@Tests/python/make-venv flowserv-server oracles libxml2
	@Tests/libxml2/check

# Asks the network, so it is nothing that a build depends on.
.PHONY: check-versions
check-versions: ## Say which packages have a newer release than Package.swift takes.
	@Tests/versions/check

.PHONY: build
build: ## Build everything but the tests.
	@.ci/setup build
	swift build

# A target that imports what it does not declare is an error.
.PHONY: build-tests
build-tests:
	swift build --build-tests --explicit-target-dependency-import-check error

# swift-argument-parser writes the page from the commands themselves, and rollcall the sections at its end.  An empty line is
# no paragraph to mdoc.
# $(call man,PAGE,ROLLCALL,OUTPUT)
man = { sed -n '/^\.Sh "*EXIT STATUS/q; s/^$$/.Pp/; p' $(1) && $(2) --manual-sections; } >$(3)

.PHONY: man
man: ## Write the man page, .build/man/rollcall.1.
	@swift package generate-manual --configuration debug >/dev/null
	@mkdir -p .build/man
	@$(call man,.build/plugins/GenerateManual/outputs/rollcall/rollcall.1,.build/debug/rollcall,.build/man/rollcall.1)

# As it is shipped: Swift's libraries are inside, so that it needs nothing but what debian/control declares.
# The man page comes from the tool behind `swift package generate-manual`, which itself would build everything once more.
.PHONY: release
release: ## Build the program as it is shipped, with its completions and its man page: .build/shipped.
	@.ci/setup build
	swift build -c release --static-swift-stdlib --product rollcall
	swift build -c release --static-swift-stdlib --product generate-manual
	@rm -rf .build/shipped && mkdir .build/shipped
	strip -o .build/shipped/rollcall .build/release/rollcall
	@.build/release/generate-manual .build/shipped/rollcall --output-directory .build
	@$(call man,.build/rollcall.1,.build/shipped/rollcall,.build/shipped/rollcall.1)
	@for shell in bash zsh fish; do \
	    .build/shipped/rollcall --generate-completion-script $$shell >.build/shipped/rollcall.$$shell || exit; \
	done
	@sed -i '1{/^#!/d}' .build/shipped/rollcall.bash

PREFIX ?= /usr/local
DESTDIR ?=
# Debian's zsh looks elsewhere for the completions of packages.
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
.PHONY: install
install: release install-built ## Install the program, completions and man page below PREFIX=/usr/local, in DESTDIR.

# For whoever has built it as somebody else: nothing is compiled here.
.PHONY: install-built
install-built:
	install -D -m 0755 .build/shipped/rollcall '$(DESTDIR)$(PREFIX)/bin/rollcall'
	install -D -m 0644 .build/shipped/rollcall.1 '$(DESTDIR)$(PREFIX)/share/man/man1/rollcall.1'
	install -D -m 0644 .build/shipped/rollcall.bash '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/rollcall'
	install -D -m 0644 .build/shipped/rollcall.zsh '$(DESTDIR)$(ZSH_COMPLETIONS)/_rollcall'
	install -D -m 0644 .build/shipped/rollcall.fish '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/rollcall.fish'

.PHONY: deb
deb: release ## Build the Debian package, .build/rollcall_VERSION_ARCHITECTURE.deb.
	@.ci/setup package
	debian/rules clean
	debian/rules binary
	lintian --fail-on error,warning .build/rollcall_*.deb

# Where the documentation of the libraries goes, one archive each.
.PHONY: docs
docs: setup ## Write the documentation of the libraries, .build/documentation; a warning is an error.
	@mkdir -p .build/documentation
	@for library in Accounts FlowServ Roster Provisioning; do \
	    swift package --allow-writing-to-directory .build/documentation generate-documentation --target $$library \
	        --warnings-as-errors --output-path .build/documentation/$$library.doccarchive || exit; \
	done

# It installs nothing and builds nothing, so that an editor or a hook may call it.
.PHONY: lint
lint: ## Check the format of the sources and the validity of the samples.
	swift format lint --strict -r $(SOURCES)
	@command -v xmllint >/dev/null || { echo "xmllint is missing.  Type: make setup" >&2; exit 1; }
	xmllint --noout --schema samples/roster.xsd samples/course.xml

.PHONY: format
format: ## Format the sources.
	swift format --in-place -r $(SOURCES)

.PHONY: setup
setup: ## Install what is missing (Debian and Ubuntu).
	@.ci/setup

.PHONY: venvs
venvs: ## Make the Python environments that the tests use.
	@Tests/python/make-venv flowserv-server flowserv-client prometheus oracles
