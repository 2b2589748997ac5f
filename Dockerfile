# rollcall in a container of its own: docs/operations.md says how it is run, `make check-container` proves that it works.

FROM swift:6.3.1-bookworm AS build
# Debian removes a version from its archive when the next security update comes, so pinned ones would break the build on
# just that day.  The release of Debian is pinned by the tag above, and changes nothing but what has to be mended.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-dev libxml2-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
# Package.swift names the targets of the tests and of the benchmarks, and SwiftPM wants to see them all.
COPY Tests Tests
COPY Benchmarks/Unjournaled Benchmarks/Unjournaled
RUN swift build -c release --static-swift-stdlib --product rollcall \
    && install -D --strip .build/release/rollcall /image/usr/bin/rollcall

FROM debian:12.15-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libsqlite3-0 libxml2 tzdata \
    && rm -rf /var/lib/apt/lists/*
# The number is fixed, so that whoever mounts a volume knows whose its files are.
RUN groupadd --gid 10001 rollcall \
    && useradd --uid 10001 --gid rollcall --home-dir /var/lib/rollcall --no-create-home --shell /usr/sbin/nologin rollcall \
    && install -d --owner=rollcall --group=rollcall --mode=0700 /var/lib/rollcall
COPY --from=build /image/ /
ENV ROLLCALL_JOURNAL=/var/lib/rollcall/journal.sqlite
VOLUME /var/lib/rollcall
WORKDIR /rosters
USER 10001:10001
# The exec form: rollcall is process 1 and gets SIGTERM itself.
ENTRYPOINT ["/usr/bin/rollcall"]
CMD ["--help"]
