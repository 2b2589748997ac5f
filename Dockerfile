# rollcall in a container of its own: docs/operations.md says how it is run, `make check-container` proves that it works.

# The bases are arguments, so that whoever wants exactly the same ones can give a digest:
# --build-arg BUILD_IMAGE=swift@sha256:...
ARG BUILD_IMAGE=swift:6.3.1-bookworm
ARG RUNTIME_IMAGE=debian:12.15-slim

# What Package.swift wants to see, and nothing more: every target with one empty file, always of the same age.  So the
# stage behind it is another one only when Package.swift is, or when a target comes or goes.
FROM ${BUILD_IMAGE} AS outline
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY Benchmarks/Unjournaled Benchmarks/Unjournaled
RUN mkdir /outline \
    && cp Package.swift /outline \
    && for target in Sources/* Tests/* Benchmarks/*; do \
        mkdir -p "/outline/$target" || exit; \
        if [ -e "$target/module.modulemap" ]; then cp "$target"/* "/outline/$target"; else : >"/outline/$target/empty.swift"; fi \
    done \
    && find /outline -exec touch --date=@0 '{}' +

# The dependencies, resolved and compiled.  They are kept in an archive, because layers know the ages of files in whole
# seconds only, and SwiftPM compiles anew whatever has another age than it remembers.
FROM ${BUILD_IMAGE} AS dependencies
# Debian removes a version from its archive when the next security update comes, so pinned ones would break the build on
# just that day.  The release of Debian is pinned by the tag above, and changes nothing but what has to be mended.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-dev libxml2-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY --from=outline /outline/ ./
RUN swift build -c release --static-swift-stdlib --target rollcall \
    && tar --format=posix -cf /dependencies.tar .build \
    && rm -rf .build Sources

FROM dependencies AS build
COPY Sources Sources
COPY .ci/notices .ci/notices
RUN tar -xf /dependencies.tar \
    && swift build -c release --static-swift-stdlib --product rollcall \
    && install -D --strip .build/release/rollcall /image/usr/bin/rollcall \
    && .ci/notices .build/release /image/usr/share/doc/rollcall/notices \
    && rm -rf .build
COPY debian/copyright /image/usr/share/doc/rollcall/copyright

FROM ${RUNTIME_IMAGE}
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libsqlite3-0 libxml2 tzdata \
    && rm -rf /var/lib/apt/lists/*
# The number is fixed, so that whoever mounts a volume knows whose its files are.  A new volume of Docker's gets what is in
# the place where it is mounted, with its owner.
RUN groupadd --gid 10001 rollcall \
    && useradd --uid 10001 --gid rollcall --home-dir /var/lib/rollcall --no-create-home --shell /usr/sbin/nologin rollcall \
    && install -d --owner=rollcall --group=rollcall --mode=0700 /var/lib/rollcall /var/lib/rollcall/journal
COPY --from=build /image/ /
# One directory down: the root of a volume may be everybody's (0777) and not ours to change, and this directory is ours.
# There is no VOLUME: a volume that nobody named would go with its container, and the journal with it.
ENV ROLLCALL_JOURNAL=/var/lib/rollcall/journal/journal.sqlite
WORKDIR /rosters
USER 10001:10001
# The exec form: rollcall is process 1 and gets SIGTERM itself.
ENTRYPOINT ["/usr/bin/rollcall"]
CMD ["--help"]
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="rollcall" \
    org.opencontainers.image.description="Provisions flowServ accounts from rosters" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.source="${SOURCE}" \
    org.opencontainers.image.licenses="MIT"
