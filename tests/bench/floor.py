"""The floor: the finished FeatureCollection from one statement of bare SQL, prepared, over one connection.

It joins bytes, which takes PostgreSQL a third less time than text. What the service says beside (how many were
found in all, where the next page is) is not in it.
"""

import time
from collections.abc import Iterator

import psycopg

from tests.bench.questions import LIMIT, Question, Spot
from tests.bench.timings import Timings

_HERE = "ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326)::geography"
_BOX = "ST_MakeEnvelope(%(west)s::float8, %(south)s::float8, %(east)s::float8, %(north)s::float8, 4326)"
_FEATURE = "convert_to(feature, 'UTF8')"
_METRES = f"""substr({_FEATURE}, 1, octet_length(feature) - 2)
                || convert_to(',"distance_m":' || metres || '}}}}', 'UTF8')"""
_FOUND = {
    "radius": f"""
        SELECT feature, ST_Distance(shown_location, {_HERE}) AS metres
          FROM places_place AS place
         WHERE visibility <> 'hidden' AND ST_DWithin(shown_location, {_HERE}, %(radius_m)s::float8)
         ORDER BY shown_location <-> {_HERE}""",
    "bbox": f"""
        SELECT feature FROM places_place AS place
         WHERE visibility <> 'hidden' AND shown_location::geometry(Point, 4326) && {_BOX} ORDER BY slug""",
    "category": """
        SELECT feature FROM places_place AS place
         WHERE visibility <> 'hidden' AND slug > %(after)s AND EXISTS (
               SELECT FROM places_offer WHERE place_id = place.id AND category_id = %(category_id)s::bigint)
         ORDER BY slug""",
}
_COLLECTION = """
SELECT '{{"type":"FeatureCollection","features":['::bytea || coalesce(string_agg({text}, ','), '') || ']}}'
  FROM ({found} LIMIT {limit}) AS found
"""
_SPOTS = """
SELECT ST_X(point), ST_Y(point), slug
  FROM (SELECT shown_location::geometry AS point, slug FROM places_place
         WHERE visibility = 'public' ORDER BY md5(id::text) LIMIT %s) AS drawn
"""
_MANY_SPOTS = 3000


def spots(bench: psycopg.Connection) -> list[Spot]:
    """Return some thousand places, drawn by lot."""
    return [Spot(*row) for row in bench.execute(_SPOTS, [_MANY_SPOTS])]


class Floor:
    """The bare SQL of one case. Its plan is made anew for each question where that pays: for a category."""

    def __init__(self, bench: psycopg.Connection, case: str) -> None:
        self._bench = bench
        self._custom = case == "category"
        text = _METRES if case == "radius" else _FEATURE
        self._sql = _COLLECTION.format(text=text, found=_FOUND[case], limit=LIMIT)

    def ask(self, question: Question) -> bytes:
        """Return the FeatureCollection."""
        cursor = self._bench.execute(self._sql, question.values, prepare=not self._custom, binary=True)
        ((collection,),) = cursor.fetchall()
        return bytes(collection)

    def measure(self, questions: Iterator[Question], seconds: float, into: Timings) -> None:
        """Ask for `seconds`, one question after the other."""
        took: list[float] = []
        begin = now = time.perf_counter()
        while now < begin + seconds:
            question = next(questions)
            start = time.perf_counter()
            self.ask(question)
            now = time.perf_counter()
            took.append(now - start)
        into.add(took, sum(took))
