"""Synthetic places, clustered around towns as people are, made by the database itself.

The towns stay where they are at every size, so ten times the places lie ten times as dense: a million
of them have up to some 50 to the square kilometre. Everything is drawn with one seed.
"""

import re
from hashlib import sha256
from pathlib import Path

import orjson
import psycopg
from psycopg.sql import SQL, Composable, Literal

from tests.bench import bulk, database, prototype

CATEGORIES = 20  # the first common, the last one place in a thousand
_TOWNS = 1000
_PLACES_TO_A_TOWN = 100  # where there are few places, there are few towns
_TABLES = ("geo_area", "places_category", "places_place", "places_offer")

_AREAS = """
INSERT INTO geo_area (id, key, level, name, parent_id, boundary, stand_in, source,
                      hall_street, hall_postcode, hall_town, hall_phone, hall_email, hall_source)
SELECT id, key, level, name, parent,
       ST_Multi(ST_Expand(middle, 0.1))::geography, middle::geography, '', '', '', '', '', '', ''
  FROM (SELECT 10000 + d AS id, to_char(d, 'FM00000') AS key, 'district' AS level, 'Kreis ' || d AS name,
               NULL::int AS parent, ST_SetSRID(ST_MakePoint(7.45, 53.23), 4326) AS middle
          FROM generate_series(0, 79) AS d
         UNION ALL
        SELECT k, to_char(k % 80, 'FM00000') || to_char(k, 'FM0000'), 'municipality', name, 10000 + k % 80,
               ST_SetSRID(ST_MakePoint(lon, lat), 4326)
          FROM town) AS area
"""

# A town's share of the places falls with its rank; its width grows so that its density does not.
_TOWN = """
CREATE TEMPORARY TABLE town AS
SELECT k, CASE k WHEN 0 THEN 7.45 ELSE 6.1 + 8.6 * random() END AS lon,
       CASE k WHEN 0 THEN 53.23 ELSE 47.6 + 6.8 * random() END AS lat,
       least(12, sqrt(1e6 * ln((k + 11) / (k + 10.0)) / ln(({towns} + 10) / 10.0) / (2 * pi() * 50))) AS width_km,
       (ARRAY['Moor', 'Oster', 'Wester', 'Alten', 'Neuen', 'Sand', 'Linden', 'Buchen'])[1 + k % 8]
       || (ARRAY['feld', 'heim', 'dorf', 'burg', 'kirchen', 'hausen', 'hagen', 'bruch', 'moor', 'au'])[1 + k / 8 % 10]
       || CASE WHEN k < 80 THEN '' ELSE ' ' || k / 80 END AS name
  FROM generate_series(0, {towns} - 1) AS k
"""

_SPOT = """
CREATE TEMPORARY TABLE spot AS
SELECT drawn.*, round((town.lon + far * sin(turn) / (111.32 * cos(radians(town.lat))))::numeric, 6)::float AS lon,
       round((town.lat + far * cos(turn) / 111.32)::numeric, 6)::float AS lat, town.name AS town,
       (ARRAY['Beratungsstelle', 'Treffpunkt', 'Familienzentrum', 'Kleiderkammer', 'Sprachcafe', 'Tafel',
              'Stadtteilhaus', 'Sprechstunde'])[1 + n % 8] AS kind
  FROM (SELECT n, md5(n::text)::uuid AS id, random() AS luck, 2 * pi() * random() AS turn,
               floor(10 * (power(({towns} + 10) / 10.0, random()) - 1))::int AS k,
               CASE WHEN random() < 0.001 THEN {categories}
                    ELSE 1 + floor(2 * (power(({categories} + 1) / 2.0, random()) - 1)) END::int AS category,
               sqrt(-2 * ln(1 - random())) AS spread
          FROM generate_series(1, {size}) AS n) AS drawn
  JOIN town USING (k), LATERAL (SELECT spread * width_km AS far) AS away
"""

# In the order of the geohash, as CLUSTER would leave them: neighbours share pages.
_PLACES = """
INSERT INTO places_place (id, slug, name, description, notice, visibility, street, postcode, town, area_id, location,
    shown_location, position_precision, position_source, position_note, email, website, opening_hours, timezone,
    languages, wheelchair, as_of, edited_at, searchable, feature)
SELECT id, slug, name, {description}, '', visibility, street, '26789', town, k, point,
       CASE visibility WHEN 'public' THEN point WHEN 'area_only' THEN stand_in END,
       'address', 'Amtliche Hauskoordinaten, dl-de/by-2-0', '', '', '', '', 'Europe/Berlin', ARRAY['de', 'ar', 'fa'],
       '', '2026-01-15', now(), concat_ws(' ', geo_fold(name), {words}, lower(street), lower(town)), {feature}
  FROM (SELECT spot.*, area.key AS area_key, area.stand_in, kind || ' ' || town || ' ' || n AS name,
               lower(replace(kind || '-' || town, ' ', '-')) || '-' || n AS slug,
               'Lange Straße ' || n % 200 AS street, ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography AS point,
               CASE WHEN luck < 0.01 THEN 'hidden' WHEN luck < 0.02 THEN 'area_only' ELSE 'public' END AS visibility
          FROM spot JOIN geo_area AS area ON area.id = k) AS made
 ORDER BY ST_GeoHash(point)
"""

_REST = """
INSERT INTO places_category (id, key, name, explanation, cost, privacy, synonyms, icon, colour, position, osm_tags)
SELECT c, 'group-' || c, 'Gruppe ' || c, '', '', '', '{}', 'users', '#0b5a60', c, '{}' FROM generate_series(1, 20) AS c;

INSERT INTO places_offer (id, title, description, audience, languages, opening_hours, bring, cost, mode,
                          as_of, category_id, place_id)
SELECT md5(n || 'first')::uuid, 'Beratung', '', '', '{}'::text[], '', '', '', 'on_site', '', category, id FROM spot
 UNION ALL
SELECT md5(n || 'second')::uuid, 'Gruppe', '', '', '{}'::text[], '', '', '', 'on_site', '', 1 + n % 19, id FROM spot
 WHERE n % 7 = 0;

INSERT INTO places_knownhours (key) SELECT DISTINCT hours_key FROM places_slot_rule;
INSERT INTO places_slot (place_id, category_id, hours_id, languages)
SELECT place_id, category_id, known.id, languages
  FROM places_slot_rule AS rule JOIN places_knownhours AS known ON known.key = rule.hours_key;

INSERT INTO geo_edition (id, number) VALUES (1, 1) ON CONFLICT DO NOTHING;
"""

_VALUES = {
    "PlaceId": "id::text",
    "place-slug": "slug",
    "PlaceName": "name",
    "PlaceStreet": "street",
    "PlaceTown": "town",
    "12.5,51.25": "lon || ',' || lat",
    "AreaKey": "area_key",
    "AreaName": "town",
    "group": "'group-' || category",
}


def prepare(size: int, *, reuse: bool) -> str:
    """Return the name of a database with `size` places; one that is there already is used again on demand."""
    name = database.name(size)
    kept = reuse and database.is_marked(name, _digest(size))
    if not kept:
        database.make(name)
    database.run(name, "django", "migrate", "--verbosity=0")
    if not kept:
        with database.connect(name) as bench:
            _load(bench, size, feature=database.run(name, prototype.__name__))
        database.mark(name, _digest(size))
    return name


def _digest(size: int) -> str:
    """Return what tells one load from another: its size, and the code that makes it."""
    code = (Path(module).read_bytes() for module in (__file__, prototype.__file__))
    return sha256(b"".join([str(size).encode(), *code])).hexdigest()


def _load(bench: psycopg.Connection, size: int, *, feature: str) -> None:
    towns = min(_TOWNS, max(1, size // _PLACES_TO_A_TOWN))
    numbers = {"size": Literal(size), "towns": Literal(towns), "categories": Literal(CATEGORIES)}
    bench.execute("SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
    bench.execute("SET max_parallel_workers_per_gather = 0; SELECT setseed(0.42)")
    bench.execute(SQL(_TOWN).format(**numbers))
    bench.execute(SQL(_SPOT).format(**numbers))
    with bulk.unburdened(bench, _TABLES):
        bench.execute(_AREAS)
        bench.execute(SQL(_PLACES).format(**_texts(feature)))
        bench.execute(_REST)
    bench.execute("VACUUM ANALYZE")


def _texts(feature: str) -> dict[str, Composable]:
    """Return the SQL that writes the derived texts of a place, from the Feature of the prototype."""
    parts = re.split(f"({'|'.join(map(re.escape, _VALUES))})", feature)
    written = [SQL(_VALUES[part]) if part in _VALUES else Literal(part) for part in parts]
    description: str = orjson.loads(feature)["properties"]["description"]
    words = SQL("geo_fold({})").format(Literal(description))
    return {"description": Literal(description), "words": words, "feature": SQL(" || ").join(written)}
