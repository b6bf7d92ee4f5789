"""How precisely a point is known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """What a point stands for, the most precise first."""

    ADDRESS = "address", _("genaue Adresse")
    STREET = "street", _("Straße, ohne Hausnummer")
    TOWN_HALL = "town_hall", _("Rathaus der Gemeinde")
    LOCALITY = "locality", _("Ortsmitte")
    MUNICIPALITY = "municipality", _("Gemeinde")

    @property
    def approximate(self) -> bool:
        """Whether the point is drawn as an area and called "ungefähre Lage"."""
        return self not in (Precision.ADDRESS, Precision.STREET)

    def finer_than(self, other: "Precision") -> bool:
        order = list(Precision)
        return order.index(self) < order.index(other)
