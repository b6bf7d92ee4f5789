"""The one settings module: everything that differs between machines is read from the environment."""

import environ
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
BASEMAP = conf.Basemap.read(env, REGION)
DIRECTIONS = conf.Directions.read(env)
FRESHNESS = conf.Freshness.read(env)
PRINTING = conf.Printing.read(env)

INSTALLED_APPS = [
    "geo",
    "places",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "csp",
    "corsheaders",
    "leaflet",
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

# A visitor gets no cookie; staff get these.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
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
    "DESCRIPTION": "Places of help as GeoJSON, found by true distance. Errors are problem documents (RFC 9457).",
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
