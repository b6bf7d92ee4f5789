"""The print shop: a sheet from the shelf, else from the press for those who have not had their share."""

from functools import lru_cache

from django.conf import settings

from geo.conf import Printing
from places.printing.press import Busy, Press, PressFailed
from places.printing.ration import Ration, Spent
from places.printing.shelf import Shelf

__all__ = ["Busy", "PressFailed", "Shop", "Spent", "pdf"]


class Shop:
    """What one process has for printing; the shelf it shares with the others."""

    def __init__(self, printing: Printing) -> None:
        self.shelf = Shelf(printing.folder, printing.kept)
        self.ration = Ration(printing.per_network, printing.window_s)
        self.press = Press(waiting=printing.waiting, patience_s=printing.patience_s, longest_s=printing.longest_s)

    def pdf(self, html: str, *, visitor: str, is_private: bool) -> bytes:
        """Return `html` as a PDF for the `visitor` with that address. Nothing `is_private` is ever kept.

        Raises Spent, Busy, PressFailed.
        """
        if is_private:
            return self._pressed(html, visitor)
        found = self.shelf.take(html)
        if found is None:
            found = self._pressed(html, visitor)
            self.shelf.put(html, found)
        return found

    def _pressed(self, html: str, visitor: str) -> bytes:
        self.ration.claim(visitor)
        try:
            return self.press.pdf(html)
        except Busy:
            self.ration.give_back(visitor)
            raise


@lru_cache(maxsize=1)
def _shop(printing: Printing) -> Shop:
    return Shop(printing)


def pdf(html: str, *, visitor: str, is_private: bool = False) -> bytes:
    """Return `html` as a PDF: see Shop.pdf."""
    return _shop(settings.PRINTING).pdf(html, visitor=visitor, is_private=is_private)
