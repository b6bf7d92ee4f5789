"""Loading places from files: what the file says, except where people have changed or removed it since."""

from places.importing.ledger import no_edit
from places.importing.loading import load_categories, load_places
from places.importing.wording import load_translations, load_words

__all__ = ["load_categories", "load_places", "load_translations", "load_words", "no_edit"]
