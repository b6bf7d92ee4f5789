"""The one settings module: everything that differs between machines is read from the environment."""

import environ
import pghistory
from csp.constants import NONCE, NONE, SELF
from whitenoise.compress import Compressor

from geo import conf, languages

env = environ.Env()
BASE_DIR = conf.BASE_DIR

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
HTTPS = env.bool("HTTPS", default=False)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where corrections go; empty: to the district's administration, where its data names an address.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

REGION = conf.Region.read(env)
GEOCODER = conf.Geocoder.read(env)
TRANSLATOR = conf.Translator.read(env)
FETCHING = conf.Fetching.read(env, CONTACT_EMAIL)
BASEMAP = conf.Basemap.read(env, REGION)
DIRECTIONS = conf.Directions.read(env)
FRESHNESS = conf.Freshness.read(env)
PRINTING = conf.Printing.read(env)
GUARDING = conf.Guarding.read(env)
SIGNING_IN = conf.SigningIn.read(env)
MAIL = conf.Mail.read(env)
REMINDING = conf.Reminding.read(env)

# The service as letters lead to it, which no request brings along.
SITE_URL = conf.site_url(env)

INSTALLED_APPS = [
    "geo",
    "places",
    "geo.apps.AdminBehindTheDoor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "csp",
    "corsheaders",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "leaflet",
    "pgtrigger",
    "pghistory",
    "lucide",
    "phonenumber_field",
    "rest_framework",
    "rest_framework_gis",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "geo.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "compression_middleware.middleware.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "geo.languages.addressing.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "geo.urls"
WSGI_APPLICATION = "geo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "lucide.templatetags.lucide"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

DATABASES = {"default": conf.database(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = languages.SOURCE
LANGUAGES = [(language.code, language.name) for language in languages.LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "places" / "locale"]
USE_I18N = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Berlin")
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = env.str("PHONE_REGION", default="DE")

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "geo.statics.HashedModules"},
}
# Until `collectstatic` has run, files are served from where they lie.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or not STATIC_ROOT.is_dir()
# Only a debugger asks for source maps; to compress them takes as long as all else.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Debian 12 has GDAL 3.6; the warning is of reference systems by strangers, and GDAL reads an operator's files alone.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

# The form of a place with many offers has a field for every time of every day.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "places.permissions.EditorsPermissions"]

LOGIN_URL = "signing_in:in"
# Called with a user: whether the password alone does not do. Who may enter the admin needs a second factor in any case.
SECOND_FACTOR_FOR = "places.roles.needs_second_factor"
# Called with a user: the name of the page that comes after signing in where nothing else was asked for.
START_FOR = "places.staff.access.start"
OTP_TOTP_ISSUER = "Hilfe vor Ort"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

EMAIL_BACKEND, EMAIL_TIMEOUT, EMAIL_FILE_PATH = MAIL.backend, MAIL.timeout_s, MAIL.folder or None
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
if MAIL.sender:
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.sender

# A visitor gets no cookie. Staff get these, the token with the form that signs in; they end with the browser.
SESSION_ENGINE = "geo.signing_in.sessions"
SESSION_COOKIE_AGE = SIGNING_IN.longest_s
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "places.failures.without_token"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag"]

# Who and why stand beside each event (places.history); a row for them would be written again with each of thousands.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(db_index=True)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="+", related_query_name="+")
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hilfe vor Ort",
    "DESCRIPTION": "Places of help as GeoJSON, found by true distance. Errors are problem documents (RFC 9457). "
    "What changed: Atom feeds at /aenderungen.atom and /aenderungen/{area}.atom; signed webhooks on request.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SCHEMA_PATH_PREFIX_INSERT": "",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {"PointType": ["Point"], "FeatureCollectionType": ["FeatureCollection"]},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "places.api.schema.geometry_may_be_missing",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "geo.logs.JsonLine"}, "plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "json": {"class": "logging.StreamHandler", "formatter": "json"},
        "plain": {"class": "logging.StreamHandler", "formatter": "plain"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["plain" if DEBUG else "json"], "level": "INFO"},
    # The lines of Django's own request loggers would hold query strings; geo.logs writes one line a request.
    # Who asks for a name that is not ours sends its words: a scanner's, each time with a traceback.
    "loggers": {
        "django.request": {"propagate": False, "handlers": ["none"]},
        "django.security.DisallowedHost": {"propagate": False, "handlers": ["none"]},
        "django.server": {"level": "INFO"},
    },
}
