# Builds the one binary, then puts it alone on a small Debian.

FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
# The caches make the second build short; the binary is copied out, because a cache is no part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --release --bin counterpoint \
    && cp target/release/counterpoint /counterpoint

FROM debian:bookworm-slim
# A fixed number, so that a volume filled by one version of the image can be written by the next.
RUN groupadd --gid 10001 counterpoint \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin counterpoint \
    && install --directory --owner=10001 --group=10001 --mode=0750 /data
COPY --from=build /counterpoint /usr/local/bin/counterpoint
COPY LICENSE LICENSE-APACHE LICENSE-MIT /usr/share/doc/counterpoint/

# The key of the sealed names is made in /data too; COUNTERPOINT_KEY_FILE puts it elsewhere, such as on a second volume.
# Inside the container every address; which of the host's addresses lead here is said when it is started.
ENV COUNTERPOINT_DATA=/data \
    COUNTERPOINT_LISTEN=0.0.0.0:8080
USER 10001:10001
VOLUME /data
EXPOSE 8080
# The server closes its database in good order on SIGTERM.
STOPSIGNAL SIGTERM
# The binary asks itself, so that the image needs no other program.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["counterpoint", "health"]
ENTRYPOINT ["counterpoint"]
CMD ["serve"]
