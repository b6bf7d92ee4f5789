"""How static files are kept: compressed, and under names that change with their contents."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Lets scripts import each other by those names too, so that no browser mixes modules of two versions."""

    support_js_module_import_aggregation = True
