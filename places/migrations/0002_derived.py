"""What the database itself derives, so that no way of writing can forget it.

- `shown_location`, `searchable`: from the place, its area and what hangs on it, at every write.
- `feature`: becomes NULL (to be rendered) as soon as anything that it shows has changed.
- `geo_edition`: rises before every statement that writes public data. Its row is the first lock of
  every writer, so writers queue up and cannot wait for each other in a circle. The number follows
  the clock (microseconds), so that a restored backup does not repeat one.
"""

from django.db import migrations

PLACE = r"""
CREATE FUNCTION places_words(place places_place) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT geo_fold(concat_ws(' ',
        place.name, place.description,
        CASE WHEN place.visibility = 'public' THEN concat_ws(' ', place.street, place.postcode, place.town) END,
        (SELECT name FROM places_organization WHERE id = place.organization_id),
        (SELECT name FROM geo_area WHERE id = place.area_id),
        (SELECT string_agg(concat_ws(' ', o.title, o.description, c.name), ' ' ORDER BY o.id)
           FROM places_offer o JOIN places_category c ON c.id = o.category_id WHERE o.place_id = place.id),
        (SELECT string_agg(a.name, ' ' ORDER BY a.key)
           FROM places_place_serves s JOIN geo_area a ON a.id = s.area_id WHERE s.place_id = place.id)
    ))
$$;

CREATE FUNCTION places_derive() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rendered text := NEW.feature;
BEGIN
    NEW.shown_location := CASE
        WHEN NEW.visibility = 'public' AND NEW.location IS NOT NULL THEN NEW.location
        WHEN NEW.visibility IN ('public', 'area_only') THEN
            (SELECT stand_in FROM geo_area WHERE id = NEW.area_id)
    END;
    NEW.searchable := places_words(NEW);
    NEW.feature := NULL;
    IF TG_OP = 'UPDATE' THEN
        NEW.feature := OLD.feature;
        -- a Feature is believed only where nothing changed beside it
        NEW.feature := CASE WHEN NEW *= OLD THEN rendered END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER derive BEFORE INSERT OR UPDATE ON places_place FOR EACH ROW EXECUTE FUNCTION places_derive();
"""
PLACE_BACK = """
DROP TRIGGER derive ON places_place;
DROP FUNCTION places_derive();
DROP FUNCTION places_words(places_place);
"""

# table, and which places show a row of it (`r`)
PARTS = {
    "places_offer": "SELECT r.place_id",
    "places_phone": "SELECT r.place_id",
    "places_source": "SELECT r.place_id",
    "places_place_serves": "SELECT r.place_id",
    "places_organization": "SELECT id FROM places_place WHERE organization_id = r.id",
    "places_category": "SELECT place_id FROM places_offer WHERE category_id = r.id",
    "geo_area": """SELECT id FROM places_place WHERE area_id = r.id
                   UNION SELECT place_id FROM places_place_serves WHERE area_id = r.id""",
}


def _touch(table: str, places: str) -> str:
    return f"""
CREATE FUNCTION {table}_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    r {table};
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        r := OLD;
        UPDATE places_place SET feature = NULL WHERE id IN ({places});
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN
        r := NEW;
        UPDATE places_place SET feature = NULL WHERE id IN ({places});
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_touch();
"""


def _touch_back(table: str) -> str:
    return f"DROP TRIGGER touch ON {table}; DROP FUNCTION {table}_touch();"


EDITION = """
CREATE FUNCTION geo_count_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now bigint := 1000000 * extract(epoch FROM clock_timestamp());
BEGIN
    INSERT INTO geo_edition AS edition (id, number) VALUES (1, now)
        ON CONFLICT (id) DO UPDATE SET number = greatest(edition.number + 1, now);
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER count_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION geo_count_edition();\n"
    for table in ("places_place", "geo_gazetteerentry", *PARTS)
)
EDITION_BACK = (
    "".join(f"DROP TRIGGER count_edition ON {table};\n" for table in ("places_place", "geo_gazetteerentry", *PARTS))
    + "DROP FUNCTION geo_count_edition();"
)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_models"), ("geo", "0002_models")]
    operations = [
        migrations.RunSQL(PLACE, PLACE_BACK),
        *(migrations.RunSQL(_touch(table, places), _touch_back(table)) for table, places in PARTS.items()),
        migrations.RunSQL(EDITION, EDITION_BACK),
    ]
