"""Django settings. Everything that may differ between installations comes from the environment."""

from typing import Any

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.people.rules import Role
from maatwerk.site import logs
from maatwerk.site.configuration import PROXY
from maatwerk.site.home import CHECKOUT, configuration, data_folder, demo_key
from maatwerk.site.log_ins import providers

HOME = data_folder()
CONFIGURATION = configuration()  # production that would not be safe stops here, with every reason at once
SECRET_KEY = CONFIGURATION.secret_key or demo_key()
SECRET_KEY_FALLBACKS = list(CONFIGURATION.old_keys)
LOG_KEYS = [CONFIGURATION.log_key or demo_key("log-key"), *CONFIGURATION.old_log_keys]
LOG_YEARS = {"verwerkingen": CONFIGURATION.log_years, "inzage": CONFIGURATION.log_years}
DEBUG = False
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
DEFAULT_MUNICIPALITY = CONFIGURATION.default_municipality

ROOT_URLCONF = "maatwerk.site.urls"
WSGI_APPLICATION = "maatwerk.site.wsgi.application"
INSTALLED_APPS = [
    "maatwerk.site",
    "maatwerk.system.transparency",
    "maatwerk.casework.frontdoor",
    "maatwerk.casework.dossier",
    "maatwerk.casework.rights",
    "maatwerk.casework.contact",
    "maatwerk.knowledge.directory",
    "maatwerk.knowledge.schemes",
    "maatwerk.foundation.editing",
    "maatwerk.foundation.search",
    "maatwerk.foundation.worklist",
    "maatwerk.foundation.post",
    "maatwerk.foundation.documents",
    "maatwerk.foundation.access",
    "maatwerk.foundation.people",  # before allauth: its pages are ours
    "maatwerk.foundation.jobs",
    "maatwerk.foundation.ui",
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "maatwerk.site.logs.RequestIdMiddleware",
    "maatwerk.site.health.HealthMiddleware",  # before anything that asks for a host name, a database or a municipality
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "maatwerk.foundation.openapi.middleware.ApiMiddleware",
    "maatwerk.foundation.people.middleware.MunicipalityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",  # a page for residents never opens a session
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "maatwerk.foundation.ui.context.frame",
                "maatwerk.foundation.people.context.staff",
                "maatwerk.site.demo_pages.persona",
            ],
        },
    },
]

# The frame of a page knows no room by name: these are the pages it links to.
NAVIGATION = [
    ("frontdoor:home", _("Hulp vinden")),
    ("directory:find", _("Hulp in de buurt")),
    ("frontdoor:contact", _("Bellen of langskomen")),
]
# The menu of people who work here: what each item is called, and its pages with roles of which one is needed; none is
# for everybody at work. An item leads to the first of its pages that somebody may open; several are its tabs.
STAFF_NAVIGATION: list[tuple[Any, list[tuple[str, Any, set[Role]]]]] = [
    (
        _("Mijn werk"),
        [
            ("worklist:home", _("Mijn werk"), set()),
            ("desk:home", _("Telefoon en balie"), set()),
            ("desk:script", _("Wat u zegt aan de telefoon"), set()),
            ("reckon:home", _("Regelingen uitrekenen"), set()),
        ],
    ),
    (_("Inwoners"), [("dossier:residents", _("Inwoners"), set())]),
    (_("Post"), [("post:queue", _("Post"), {Role.CLERK})]),
    (
        _("Inhoud"),
        [
            ("editing:home", _("Inhoud"), {Role.EDITOR}),
            ("map:home", _("Sociale kaart"), {Role.EDITOR}),
            ("map:quality", _("Hoe de kaart erbij staat"), {Role.EDITOR}),
            ("importing:home", _("Diensten inlezen"), {Role.EDITOR}),
            ("municipal:home", _("Regelingen van de gemeente"), {Role.EDITOR}),
            ("map:mine", _("Mijn vermeldingen"), {Role.OWNER}),
        ],
    ),
    (
        _("Toezicht"),
        [
            ("watch:home", _("Wat wacht"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("grounds:emergencies", _("Noodtoegang"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("watch:all_noticed", _("Wat opviel"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("watch:counts", _("Aantallen"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("watch:register", _("Doelen"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("watch:processing", _("Verwerkingen"), {Role.SUPERVISOR, Role.PRIVACY_OFFICER}),
            ("policies:list", _("Regels"), {Role.PRIVACY_OFFICER}),
            ("rights:requests", _("Vragen over gegevens"), {Role.STEWARD, Role.PRIVACY_OFFICER}),
            ("doubts:list", _("Dubbelen"), {Role.STEWARD}),
            ("watch:rules", _("Hier kijken wij naar"), set()),
        ],
    ),
    (
        _("Beheer"),
        [
            ("people:organisations", _("Medewerkers"), {Role.ADMINISTRATOR}),
            ("editing:faults", _("Fouten in de inhoud"), {Role.ADMINISTRATOR}),
            ("worklist:failed", _("Mislukte taken"), {Role.ADMINISTRATOR}),
        ],
    ),
]
STAFF_HOME = "worklist:home"
# Pages of a resident who signed in: address, name, and what is found there in a sentence.
RESIDENT_NAVIGATION: list[tuple[str, Any, Any]] = [
    ("own:file", _("Mijn dossier"), _("Wat er over u staat, wie met u werken, en waar u ja op zei.")),
    ("mydata:home", _("Mijn gegevens"), _("Wie keek, wie mag wat zien, en wat wij bewaren.")),
    ("mijn:security", _("Inloggen en beveiliging"), _("Wanneer er is ingelogd, en overal uitloggen.")),
]
FRAME_LINKS = {
    "home": "frontdoor:home",
    "contact": "frontdoor:contact",
    "privacy": "frontdoor:privacy",
    "values": "transparency:values",
    "algorithms": "transparency:algorithms",
    "call_back": "contact:call_back",
    "visit": "contact:visit",
    "papers": "contact:papers",
    "languages": "contact:languages",
}

# SQLite as it was measured to hold eight writers without an error: readers never wait, and a write transaction takes
# its lock at the start instead of failing halfway (docs/decisions/0003-storage.md). What is committed is on the disk: a
# machine that stops may not lose who looked while somebody saw it (docs/decisions/0023-two-logs.md).
_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "maatwerk.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
    },
}
DATABASES: dict[str, Any] = {"default": _SQLITE}
if CONFIGURATION.database:
    DATABASES["default"] = dict(dj_database_url.parse(CONFIGURATION.database, conn_max_age=60, conn_health_checks=True))
    if CONFIGURATION.database.startswith("postgres"):  # an unreachable server is told in seconds, not in minutes
        DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5} | DATABASES["default"].get("OPTIONS", {})
    if CONFIGURATION.database_password:
        DATABASES["default"]["PASSWORD"] = CONFIGURATION.database_password
TASKS = {"default": {"BACKEND": "maatwerk.foundation.jobs.backend.Backend"}}

# Without a mail server, mail waits in the send queue of `foundation/post` for a clerk.
MAILERS: dict[str, Any] = {"default": {"OPTIONS": CONFIGURATION.mail.options}} if CONFIGURATION.mail else {}

# Signing in, for people who work here (docs/decisions/0014-staff-log-in.md). Nobody makes an account for themselves.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # how long an invitation is good for, in seconds
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = STAFF_HOME
ACCOUNT_ADAPTER = "maatwerk.foundation.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Per client and minute, wide enough for a town hall behind one address; per account five wrong tries in five minutes.
# A code of a resident: asked for five times, and typed wrong five times, in a quarter of an hour.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "blind_request": "20/h/user",
    "resident_code_asked": "30/m/ip,5/900s/key",
    "resident_code_typed": "30/m/ip,5/900s/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # before something heavy
MFA_ADAPTER = "maatwerk.foundation.people.adapters.KeyAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # everywhere: a question that asks for less would do for signing in too
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
SOCIALACCOUNT_ADAPTER = "maatwerk.foundation.people.adapters.OrganisationLogInAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another host, a link may
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ORGANISATION_LOG_INS = CONFIGURATION.log_ins
RESIDENT_LOG_INS = CONFIGURATION.resident_log_ins
SOCIALACCOUNT_PROVIDERS = providers([*ORGANISATION_LOG_INS, *RESIDENT_LOG_INS])
DEMO_PERSONAS = not CONFIGURATION.production  # invented people that anybody may become; see site/demo.py
CSRF_FAILURE_VIEW = "maatwerk.foundation.people.web.entrance.form_expired"
# What web processes have to know of each other for a few minutes: tries to sign in, and codes that were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_shortnote",
        "KEY_FUNCTION": "maatwerk.foundation.people.sealing.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
SESSION_COOKIE_AGE = 9 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # goes with the browser, as the session does

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [CHECKOUT / "src/maatwerk/locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

DOCUMENTS = HOME / "documents"  # what people handed in: no web server serves it, the gate hands it out
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
# Other hosts learn nothing. Without any referrer a browser sends a form with `Origin: null`, which the check against
# forgery refuses.
SECURE_REFERRER_POLICY = "same-origin"

# The public API. Its version changes as docs/api.md says, not with that of the software.
API_VERSION = "1.6.0"
HSDS_API_VERSION = "3.0.0"  # of the standard, and of our part of it
API_REQUESTS_A_MINUTE = CONFIGURATION.api_requests_a_minute  # per client and per process; 0 is no limit

# Once a browser has seen the site over TLS it asks for nothing else, for a year. Names below a host are left to whoever
# owns them, and the list that browsers carry is not entered: those two checks of Django do not apply.
if CONFIGURATION.production:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
if CONFIGURATION.tls == PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "mail.W001"]  # the last one: mail may be left to a clerk

# What a resident typed stands in the body of a request. No log here writes bodies, typed paths or values.
LOGGING = logs.settings(CONFIGURATION.production)
