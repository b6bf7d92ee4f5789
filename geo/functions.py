"""Database functions and operators that Django does not spell."""

from collections.abc import Iterable

from django.contrib.gis.db.models import PointField, PolygonField
from django.contrib.gis.geos import Point
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, FloatField, Func, IntegerField, Subquery, TextField, Value
from django.db.models.functions import Cast

from geo.coordinates import WGS84, BBox, off_the_axes


class Fold(Func):
    """Text as it is compared: lower case, no accents, umlauts as vowels, "Straße" as "str".

    "Jümme", "Juemme" and "JUMME" fold to "jumme". The SQL function `geo_fold` is immutable, so
    that an index or a stored column can use it.
    """

    function = "geo_fold"
    output_field = TextField()


class Sound(Func):
    """The consonants of a name, as geo.romanising.sound gives them for any script; SQL knows the Latin one alone."""

    function = "geo_sound"
    output_field = TextField()


class KNN(Func):
    """The `<->` operator: metres along the sphere, in the order of a GiST index."""

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    arity = 2
    output_field = FloatField()


def along_the_index(column: str, centre: Point) -> KNN:
    """Return an order of the geography `column` that its GiST index can walk: nearly that of the distance.

    PostGIS refuses to walk it ("index returned tuples in wrong order") where a row lies within
    1e-10 degrees of a centre on a plane of the Earth's axes, such as longitude 0 (found with
    PostGIS 3.3); so there the walk starts beside it.
    """
    return KNN(F(column), here(off_the_axes(centre)))


class WordDistance(Func):
    """The `<->>` operator of pg_trgm: 0 where a part of the first text is like the second, 1 where none is.

    A GiST index with `gist_trgm_ops` walks in this order.
    """

    template = "(%(expressions)s)"
    arg_joiner = " <->> "
    arity = 2
    output_field = FloatField()


class AmongThese(Func):
    """Whether a value is one of an array. PostgreSQL fetches the array first, and expects it to be short."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def texts(values: Iterable[str]) -> Value:
    """Return `values` as one array, however many there are: each by itself would be a parameter of the query."""
    return Value(list(values), output_field=ArrayField(TextField()))


class LookedUp(Func):
    """Whether something exists, looked up row by row: PostgreSQL does not turn it into a join with all there is."""

    template = "(%(expressions)s IS TRUE)"
    arity = 1
    output_field = BooleanField()


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


class HowMany(Subquery):
    """The number of rows of a queryset, whatever row it stands beside."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class Longitude(Func):
    function = "ST_X"
    output_field = FloatField()


class Latitude(Func):
    function = "ST_Y"
    output_field = FloatField()


def here(place: Point) -> Value:
    """Return `place` as a geography that an expression can take."""
    return Value(place, output_field=PointField(geography=True))


def plane(column: str) -> Cast:
    """Return the geography `column` as a geometry of degrees, for boxes; an index on it must say the same."""
    return Cast(F(column), PointField(srid=4326))


def envelope(box: BBox) -> Func:
    """Return `box`, which must not cross the antimeridian, as a geometry of degrees."""
    edges = (Value(float(edge)) for edge in (box.west, box.south, box.east, box.north))
    return Func(*edges, Value(WGS84), function="ST_MakeEnvelope", output_field=PolygonField(srid=WGS84))
