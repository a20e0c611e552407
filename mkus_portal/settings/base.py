"""All settings, read from the environment once (12-factor).

Two ways to run, one code. Without `DATABASE_URL` the portal is *embedded*: SQLite and Celery on
kombu's filesystem transport, everything below `MKUS_DATA`. `MKUS_MODE=production` refuses to start
while a secret, a host or a key is missing.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

from mkus_portal.settings.scanner import read_clamd
from mkus_portal.settings.secret import load_or_make_secret

django_stubs_ext.monkeypatch()
env = FileAwareEnv()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
MODE: str = env.str("MKUS_MODE", "embedded")
if MODE not in {"embedded", "production", "test"}:
    message = f"MKUS_MODE musi być jednym z: embedded, production, test (jest: {MODE!r})."
    raise ImproperlyConfigured(message)
PRODUCTION = MODE == "production"
DATA_DIR = Path(env.str("MKUS_DATA", str(BASE_DIR / "var")))
DEBUG = False


def required(name: str) -> str:
    """Return the variable `name`; in production a missing one stops the start with its name."""
    value: str = env.str(name, "")
    if not value:
        message = f"Tryb produkcyjny wymaga zmiennej {name}."
        raise ImproperlyConfigured(message)
    return value


if PRODUCTION:
    SECRET_KEY = required("MKUS_SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in required("MKUS_HOSTS").split(",")]
    SITE_URL = required("MKUS_SITE_URL").rstrip("/")
    DATABASES: dict[str, Any] = {"default": dj_database_url.parse(required("DATABASE_URL"))}
    REDIS_URL: str = required("REDIS_URL")
    SEAL_KEY_FILE = Path(required("MKUS_SEAL_KEY_FILE"))
    EMAIL_HOST = required("MKUS_EMAIL_HOST")
    DEFAULT_FROM_EMAIL = required("MKUS_EMAIL_FROM")
    CLAMD = read_clamd(required("MKUS_CLAMD"))
else:
    SECRET_KEY = load_or_make_secret(DATA_DIR / "secret_key")
    ALLOWED_HOSTS = env.list("MKUS_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
    SITE_URL = env.str("MKUS_SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
    DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
    REDIS_URL = env.str("REDIS_URL", "")
    SEAL_KEY_FILE = DATA_DIR / "seal.pem"
    EMAIL_HOST = ""
    DEFAULT_FROM_EMAIL = "MKUS Portal <portal@mkus.example>"
    CLAMD = read_clamd(env.str("MKUS_CLAMD", ""))

EMAIL_PORT = env.int("MKUS_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("MKUS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("MKUS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("MKUS_EMAIL_TLS", True)
EMAIL_TIMEOUT = 20

DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "mkus_portal.accounts",
    "mkus_portal.offices",
    "mkus_portal.law",
    "mkus_portal.workflow",
    "mkus_portal.documents",
    "mkus_portal.attachments",
    "mkus_portal.notifications",
    "mkus_portal.drafting",
    "mkus_portal.web",
    "ngos",
    "contracting.surveys",
    "contracting.analysis",
    "contracting.calls",
    "contracting.offers",
    "contracting.evaluation",
    "contracting.contracts",
    "contracting.settlement",
    "advisory.programmes",
    "advisory.consultations",
    "advisory.events",
    "advisory.expertises",
    "advisory.indicators",
    "advisory.plans",
    "advisory.carrying",
    "advisory.reports",
    "advisory.profiles",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "post_office",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "template_partials",
]
DEMO = not PRODUCTION and env.bool("MKUS_DEMO", True)
if DEMO:
    INSTALLED_APPS.insert(INSTALLED_APPS.index("django.contrib.auth"), "mkus_portal.demo")
if PRODUCTION and env.bool("MKUS_DEMO", False):
    message = "Tryb demonstracyjny (MKUS_DEMO) jest w produkcji zabroniony."
    raise ImproperlyConfigured(message)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "mkus_portal.web.middleware.arrival",
    "mkus_portal.web.middleware.lost_database",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mkus_portal.web.middleware.acting",
    "mkus_portal.web.middleware.refusals",
]
ROOT_URLCONF = "mkus_portal.urls"
WSGI_APPLICATION = "mkus_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mkus_portal.web.context.portal",
            ],
        },
    }
]

# Who are you
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "mkus_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "mkus_portal.accounts.forms.SignupName"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "MKUS Portal: "
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "MKUS Portal"
SESSION_COOKIE_AGE = 60 * 60 * 12

# Forms and tables
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
FILTERS_EMPTY_CHOICE_LABEL = "wszystkie"

# Language and time
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski")]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True
PORTAL_CLOCK = "mkus_portal.demo.clock.now" if DEMO else "django.utils.timezone.now"
TRUST_PROXY_ARRIVAL = env.bool("MKUS_TRUST_PROXY_ARRIVAL", False)

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What people send: the largest file, in bytes
ATTACHMENT_MAX_SIZE = env.int("MKUS_ATTACHMENT_MB", 20) * 1024 * 1024

# Letters: all mail passes through post_office's rows
EMAIL_BACKEND = "post_office.EmailBackend"
POST_OFFICE = {
    "BACKENDS": {
        "default": "mkus_portal.demo.mailbox.MailboxBackend"
        if DEMO
        else "django.core.mail.backends.smtp.EmailBackend"
    },
    "DEFAULT_PRIORITY": "medium",
    "MAX_RETRIES": 6,
    "RETRY_INTERVAL": timedelta(minutes=5),
    "CELERY_ENABLED": False,
}

# Celery: the row is the truth, the queue only the bell
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 600,
        "socket_connect_timeout": 2,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "mkus_portal.folder_queue:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "polling_interval": 0.3,
        "data_folder_in": str(DATA_DIR / "queue"),
        "data_folder_out": str(DATA_DIR / "queue"),
        "control_folder": str(DATA_DIR / "queue-control"),
        "store_processed": False,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "documents": {"task": "mkus_portal.documents.tasks.build_waiting", "schedule": 30.0},
    "attachments": {"task": "mkus_portal.attachments.tasks.scan_waiting", "schedule": 30.0},
    "letters": {"task": "mkus_portal.notifications.tasks.send_waiting", "schedule": 30.0},
    "drafts": {"task": "mkus_portal.drafting.tasks.tend", "schedule": 120.0},
    "reports": {"task": "contracting.settlement.tasks.remind", "schedule": 3600.0},
    "surveys": {"task": "contracting.surveys.tasks.tend", "schedule": 3600.0},
    "plans": {"task": "advisory.plans.tasks.tend", "schedule": 3600.0},
    "substitutions": {"task": "advisory.consultations.tasks.tend", "schedule": 3600.0},
    "news": {"task": "advisory.profiles.tasks.tend", "schedule": 60.0},
    "booklets": {"task": "contracting.analysis.tasks.issue", "schedule": 600.0},
}

if REDIS_URL:
    CACHES: dict[str, Any] = {
        "default": {
            "BACKEND": "mkus_portal.cache.Cache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(DATA_DIR / "cache"),
        }
    }

# Walls
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
CSRF_TRUSTED_ORIGINS = [SITE_URL] if PRODUCTION else []
# The proxy in front writes X-Forwarded-For; limits of attempts count by the client's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("MKUS_PROXIES", 1) if PRODUCTION else 0
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MKUS_LOG_LEVEL", "INFO")},
    "loggers": {
        "fontTools": {"level": "ERROR"},
        "post_office": {"level": "WARNING", "handlers": ["console"], "propagate": False},
        "weasyprint": {"level": "ERROR"},
    },
}
