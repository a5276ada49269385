"""Django's settings, from the environment. Without any, those of a council's own machine.

GUILDHALL_DATABASE_URL   sqlite:///… or postgres://…   (default: SQLite in the data folder)
GUILDHALL_DATA           folder for the database, uploads and keys   (default: var, beside src)
GUILDHALL_SECRET_KEY     signs sessions and codes   (default: made once, kept in the data folder)
GUILDHALL_HOSTS          names the server answers to, with commas   (default: localhost)
GUILDHALL_DEMO           1 for the demo council: plain http, made-up people, no second factor
GUILDHALL_COUNCIL        the council's profile, a YAML file   (default: the demo council's)
GUILDHALL_GAZETTEER      where the council's gazetteer is laid out   (default: gazetteer.sqlite3 in the data folder)
GUILDHALL_SIGN_ON_*      NAME, URL, CLIENT and SECRET of the council's OpenID Connect sign-on
GUILDHALL_CALLS_SECRET   shared with the telephone system, which signs what it tells of calls   (default: none is heard)
GUILDHALL_ADDRESS        where residents reach the council's pages, as https://services.example.gov.uk   (default: the first host)
GUILDHALL_NOTIFY_*       GOV.UK Notify: KEY; EMAIL and SMS, the ids of their templates; LETTERS=1; REPLY_TO, the id of an address;
                         RECEIPTS, the bearer token of its delivery receipts; URL, for a stand-in
GUILDHALL_INBOUND_*      emails that come in: SECRET, which signs those handed over by the web
EMAIL_URL                smtp://user:password@host:587/?tls=1   (default: kept in the outbox)
"""

import os

from guildhall.config import databases, headers, mail, secret, signon, styles
from guildhall.config.places import DATA, DATABASE_URL, DEMO, EMBEDDED

DATA.mkdir(parents=True, exist_ok=True)

DEBUG = False
COUNCIL = os.environ.get("GUILDHALL_COUNCIL", "")
GAZETTEER = os.environ.get("GUILDHALL_GAZETTEER") or str(DATA / "gazetteer.sqlite3")
SECRET_KEY = os.environ.get("GUILDHALL_SECRET_KEY") or secret.kept_in(DATA / "secret-key")
ALLOWED_HOSTS = os.environ.get("GUILDHALL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "guildhall.config.urls"
WSGI_APPLICATION = "guildhall.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "estate.Account"

DATABASES = {"default": databases.named(DATABASE_URL)}

ROOMS = [
    f"guildhall.{room}" for room in ("estate", "ledger", "decide", "plan", "people", "serve", "understand", "front")
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]

# A session or an account is read only where a page asks for it: residents' pages never do.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "guildhall.config.headers.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "guildhall.estate.problems.PlainProblems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guildhall.estate.problems.PlainProblems",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "guildhall.estate.frame.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",  # for allauth's pages only
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Time and language. The language of a page is in its address, never in a cookie or a setting.
TIME_ZONE = "Europe/London"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = True

# What counts how often somebody tried to log in. Several processes share one count, in the database.
CACHES = {"default": databases.cache(shared=not EMBEDDED)}

# Pages' styles: each file carries its hash in its name, so a browser may keep it for ever.
STATIC_URL = "/static/"
INLINE_STYLES = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\.css$"

# Uploads lie outside every folder the server shows; a view that asks who asks hands them out.
MEDIA_ROOT = DATA / "files"
# Events as they are counted: files beside the database, made anew from the ledger by `guildhall measures rebuild`.
MEASURED = DATA / "measured"

FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Background work is written in the same transaction as the record it belongs to.
TASKS = {"default": {"BACKEND": "guildhall.estate.background.Written"}}
TIME_AND_AGAIN = (
    "guildhall.people.proposing.round.compare_who_waits",
    "guildhall.serve.obligations.following.follow_the_profile",
    "guildhall.serve.obligations.watching.look_round",
    "guildhall.serve.privacy.retention.forget_what_is_due",
    "guildhall.understand.carrying.carry_what_is_new",
)

# Email.
vars().update(mail.settings(os.environ.get("EMAIL_URL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "Guildhall <guildhall@example.org>")
REPLY_TO = os.environ.get("EMAIL_REPLY_TO", "")
NOTIFY = mail.notify(os.environ)
NOTIFY_RECEIPTS = os.environ.get("GUILDHALL_NOTIFY_RECEIPTS", "")
INBOUND_SECRET = os.environ.get("GUILDHALL_INBOUND_SECRET", "")
ADDRESS = mail.address(os.environ, host=ALLOWED_HOSTS[0], demo=DEMO)

# What the telephone system tells of calls is believed only where it is signed with this.
CALLS_SECRET = os.environ.get("GUILDHALL_CALLS_SECRET", "")

# Staff sign in. Residents need no account.
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
LOGIN_REDIRECT_URL = "/desk"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "guildhall.estate.adapters.StaffOnly"
ACCOUNT_FORMS = {
    "login": "guildhall.estate.forms.LogIn",
    "reset_password": "guildhall.estate.forms.ForgetPassword",
    "reset_password_from_key": "guildhall.estate.forms.ChooseNewPassword",
    "change_password": "guildhall.estate.forms.ChangePassword",
    "set_password": "guildhall.estate.forms.ChoosePassword",
    "reauthenticate": "guildhall.estate.forms.ShowPassword",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "guildhall.estate.adapters.SecondStep"
MFA_FORMS = {
    "authenticate": "guildhall.estate.forms.GiveCode",
    "reauthenticate": "guildhall.estate.forms.GiveCodeAgain",
    "activate_totp": "guildhall.estate.forms.SetUpApp",
    "add_webauthn": "guildhall.estate.forms.AddKey",
    "edit_webauthn": "guildhall.estate.forms.RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Guildhall"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_REQUIRED = not DEMO
SOCIALACCOUNT_ADAPTER = "guildhall.estate.adapters.CouncilSignOn"
SOCIALACCOUNT_PROVIDERS = signon.providers(os.environ)
SOCIALACCOUNT_ONLY = False

# What every answer tells the browser.
CONTENT_POLICY = headers.policy(styles.hashes(), form_targets=signon.origins(os.environ))
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_SSL_REDIRECT = not DEMO
SECURE_PROXY_SSL_HEADER = None if DEMO else ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "guildhall.estate.problems.form_expired"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a missing page is no fault of ours
}
