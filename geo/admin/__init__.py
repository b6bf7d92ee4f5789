"""The ground in the admin: areas on a map, the gazetteer and remembered addresses, all to be read only."""

from geo.admin import areas, names

__all__ = ["areas", "names"]
