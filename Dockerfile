# One image for web, worker and beat; docker-compose.yml says which part runs.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MKUS_MODE=production \
    MKUS_DATA=/data

WORKDIR /portal
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY manage.py ./
COPY mkus_portal ./mkus_portal
COPY ngos ./ngos
COPY contracting ./contracting
COPY advisory ./advisory
COPY templates ./templates
COPY static ./static

RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin portal \
    && mkdir /data && chown portal:portal /data
USER portal
VOLUME /data
EXPOSE 8000

CMD ["gunicorn", "mkus_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", \
     "--worker-class", "gthread", "--threads", "4", "--timeout", "60", \
     "--no-control-socket", "--access-logfile", "-"]
