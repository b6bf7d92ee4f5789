"""The ground in the admin: areas on a map, the gazetteer and remembered addresses, all to be read only; accounts."""

from geo.admin import accounts, areas, names

__all__ = ["accounts", "areas", "names"]
