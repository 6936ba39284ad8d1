"""Django settings. Everything that may differ between installations comes from the environment."""

import os
from typing import Any

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from maatwerk.site.home import CHECKOUT, data_folder, secret_key

HOME = data_folder()
SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MAATWERK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEFAULT_MUNICIPALITY = os.environ.get("MAATWERK_DEFAULT_MUNICIPALITY", "")

ROOT_URLCONF = "maatwerk.site.urls"
WSGI_APPLICATION = "maatwerk.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_tasks_db",
    "maatwerk.foundation.people",
    "maatwerk.foundation.ui",
    "maatwerk.casework.frontdoor",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "maatwerk.foundation.people.middleware.MunicipalityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "maatwerk.foundation.ui.context.frame",
            ],
        },
    },
]

# The frame of a page knows no room by name: these are the pages it links to.
NAVIGATION = [
    ("frontdoor:home", _("Hulp vinden")),
    ("frontdoor:contact", _("Bellen of langskomen")),
]
FRAME_LINKS = {"home": "frontdoor:home", "contact": "frontdoor:contact", "privacy": "frontdoor:privacy"}

# SQLite as it was measured to hold eight writers without an error: readers never wait, and a write transaction takes
# its lock at the start instead of failing halfway (docs/decisions/0003-storage.md).
_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "maatwerk.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    },
}
_ADDRESS = os.environ.get("MAATWERK_DATABASE")
DATABASES = {"default": dj_database_url.parse(_ADDRESS, conn_max_age=60) if _ADDRESS else _SQLITE}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [CHECKOUT / "src/maatwerk/locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Nothing inline, nothing from another host, no frame around us.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"

# What a resident typed stands in the body of a request, and no log here writes bodies.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
