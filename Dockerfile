# One image for web and commands. Built by `docker compose build`.
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.production
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# These values serve only to collect files; the container gets its own.
RUN SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=sqlite:////tmp/build.sqlite3 sh -c \
    "python manage.py compile_catalogues && python manage.py collectstatic --noinput" \
    && useradd --system education && mkdir -p var/media && chown education var/media
USER education

EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--pythonpath", "site", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "3", "--threads", "4", "--no-control-socket"]
