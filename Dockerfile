# Slim Maatwerk in a container: `docker build --tag slim-maatwerk:0.1.0 .`, then see docs/deploy.md.
# The same image serves pages (`run --only web`) and works in the background (`worker`).

FROM python:3.13-slim AS parts
WORKDIR /app
COPY requirements/run.txt requirements/
# Only finished packages with a known hash: nothing is compiled, so no compiler is needed here or later.
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --no-input --disable-pip-version-check --no-compile \
        --require-hashes --no-deps --only-binary=:all: -r requirements/run.txt \
    && .venv/bin/python -m pip uninstall --yes pip \
    && cp requirements/run.txt .venv/installed-run.txt

FROM python:3.13-slim
RUN python -m pip uninstall --yes --root-user-action=ignore pip \
    && groupadd --system --gid 10001 maatwerk \
    && useradd --system --uid 10001 --gid maatwerk --home-dir /data --no-create-home --shell /usr/sbin/nologin maatwerk \
    && install --directory --owner=maatwerk --group=maatwerk --mode=0750 /data
WORKDIR /app
COPY --from=parts /app/.venv .venv
COPY requirements/run.txt requirements/
COPY maatwerk LICENSE ./
COPY content content
COPY docs/contracts docs/contracts
COPY src src
# The application cannot change itself: its files are root's. /data is the only place that is written to.
USER 10001:10001
ENV MAATWERK_HOME=/data \
    MAATWERK_MODE=production
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/maatwerk"]
CMD ["run", "--only", "web", "--host", "0.0.0.0"]
