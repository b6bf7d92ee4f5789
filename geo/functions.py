"""Database functions and operators that Django does not spell."""

from django.contrib.gis.db.models import PointField
from django.db.models import F, FloatField, Func, TextField
from django.db.models.functions import Cast


class Fold(Func):
    """Text as it is compared: lower case, no accents, umlauts as vowels, "Straße" as "str".

    "Jümme", "Juemme" and "JUMME" fold to "jumme". The SQL function `geo_fold` is immutable, so
    that an index or a stored column can use it.
    """

    function = "geo_fold"
    output_field = TextField()


class KNN(Func):
    """The `<->` operator: metres along the sphere, in the order of a GiST index."""

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    arity = 2
    output_field = FloatField()


class Metres(Func):
    """Metres between two geographies along the spheroid, as a number."""

    function = "ST_Distance"
    arity = 2
    output_field = FloatField()


class Largest(Func):
    """The largest number of an array, NULL of an empty one."""

    template = "(SELECT max(number) FROM unnest(%(expressions)s) AS number)"
    arity = 1
    output_field = FloatField()


class Longitude(Func):
    function = "ST_X"
    output_field = FloatField()


class Latitude(Func):
    function = "ST_Y"
    output_field = FloatField()


def plane(column: str) -> Cast:
    """Return the geography `column` as a geometry of degrees, for boxes; an index on it must say the same."""
    return Cast(F(column), PointField(srid=4326))
