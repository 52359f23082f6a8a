"""All configuration in one file; environments differ by variables only (see README)."""

import importlib.util
import os
import tomllib
from pathlib import Path

from csp.constants import NONE, SELF

from spurwechsel import environment

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SPURWECHSEL_HOME", BASE_DIR / "var")).resolve()
PRODUCTION = environment.is_production()
DEBUG = os.environ.get("SPURWECHSEL_DEBUG") == "1"
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

SECRET_KEY = environment.secret_key(HOME) or "unsicher"
ALLOWED_HOSTS = os.environ.get("SPURWECHSEL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION and host != "*"]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "crispy_forms",
    "django_filters",
    "django_countries",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "participants",
    "network",
    "clearing",
    "reports",
    "spurwechsel",
]

MIDDLEWARE = [
    # What every answer carries comes first, so that redirects, errors and static files carry it too.
    "csp.middleware.CSPMiddleware",
    "spurwechsel.middleware.PrivacyHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "spurwechsel.middleware.TypedTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "spurwechsel.middleware.SecondFactorMiddleware",
    "spurwechsel.middleware.OnceMiddleware",
]

ROOT_URLCONF = "spurwechsel.urls"
WSGI_APPLICATION = "spurwechsel.wsgi.application"
APPEND_SLASH = True

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
                "spurwechsel.context_processors.version",
            ],
            "builtins": ["spurwechsel.templatetags.spurwechsel"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("kern",)
CRISPY_TEMPLATE_PACK = "kern"

# --- language and time: German only, so no LocaleMiddleware -------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- people and sessions ------------------------------------------------------------------------------
AUTH_USER_MODEL = "spurwechsel.User"
AUTHENTICATION_BACKENDS = ["spurwechsel.accounts.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SECOND_FACTOR_REQUIRED = os.environ.get("SPURWECHSEL_SECOND_FACTOR", "1" if PRODUCTION else "0") == "1"
ACCOUNT_ADAPTER = "spurwechsel.accounts.AccountAdapter"
MFA_ADAPTER = "spurwechsel.accounts.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Only failures count: at eight in the morning a whole town hall logs in from one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "20/m/ip,5/300s/key",
    "report_barrier": "5/h/ip",
    **dict.fromkeys(("calendar_wrong", "answer_wrong"), "30/h/ip"),
    **dict.fromkeys(("calendar_feed", "answer_open"), "60/h/key"),
}
ACCOUNT_FORMS = {
    "login": "spurwechsel.forms.LogInForm",
    "reauthenticate": "spurwechsel.forms.ConfirmPasswordForm",
    "change_password": "spurwechsel.forms.ChangePasswordForm",
    "reset_password": "spurwechsel.forms.ForgottenPasswordForm",
    "reset_password_from_key": "spurwechsel.forms.NewPasswordForm",
}
# allauth's own generator would store a second, unconfirmed copy of the address.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# Limits by address count people, not the proxy in front of the production server.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "spurwechsel.forms.CodeForm",
    "reauthenticate": "spurwechsel.forms.ConfirmCodeForm",
    "activate_totp": "spurwechsel.forms.ActivateSecondFactorForm",
}
# The Fachadministration vouches for addresses; nobody confirms them by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Spurwechsel"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# The prefix makes the browser insist on TLS and on this one host.
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sitzung", "__Host-csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "spurwechsel.views.errors.expired"
# Rate limits and the protection against replayed codes must hold across worker processes.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "spurwechsel_cache"}
}

# --- mail: links only, never personal data ------------------------------------------------------------
SENDS_MAIL = bool(os.environ.get("SPURWECHSEL_SMTP_HOST"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'console'}.EmailBackend"
EMAIL_HOST = os.environ.get("SPURWECHSEL_SMTP_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("SPURWECHSEL_MAIL_FROM", "spurwechsel@example.org")

# --- jobs: definitions in spurwechsel/jobs.py, done by the worker that `serve` starts --------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# A chore whose hour passed while no worker was running is made up for within a day.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}

# --- browser ------------------------------------------------------------------------------------------
_KERN = Path(importlib.util.find_spec("mkdocs_kern_ux").origin).parent / "kern-ux" / "vendor" / "kern"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
STATICFILES_DIRS = [BASE_DIR / "static", ("kern", _KERN)]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "spurwechsel.kern.KernFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # KERN's icons are masks in data URIs of its own style sheet.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^gesund/$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# What is larger is not taken at all; nothing that is sent ever lies in a file on the server.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- the log knows paths and case numbers, no names, no query strings -----------------------------------
_LINE = "{asctime} {levelname} {name} {message}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "spurwechsel.logs.NoValuesFormatter", "format": _LINE, "style": "{"}},
    "filters": {"wrong_host": {"()": "spurwechsel.logs.WrongHost"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"filters": ["wrong_host"]},
        "fontTools": {"level": "ERROR"},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "spurwechsel.logs.NoValuesReporterFilter"

# --- field rules that a Kommune may want to move ---------------------------------------------------------
BACKDATING_LIMIT_DAYS = int(os.environ.get("SPURWECHSEL_BACKDATING_DAYS", "365"))
# Drafts of talks that nobody touched for so long are deleted; their page says so this many days before.
DRAFT_DAYS, DRAFT_NOTICE_DAYS = int(os.environ.get("SPURWECHSEL_DRAFT_DAYS", "90")), 14
# So long as somebody known without a consent; after it only the number of a month stays.
BRIEF_CONTACT_MONTHS = 3
TRANSFER_DAYS = int(os.environ.get("SPURWECHSEL_ANSWER_DAYS", "28"))  # for the answer of a partner
PGHISTORY_ADMIN_ALL_EVENTS = False
