"""Thousands of rows in one transaction: what they derive is derived once, in a time that grows with their number.

- The edition is counted by the statements that somebody sends, and not again by what their triggers write. Each of
  these made another version of its one row, and the next one had to pass all of them: 30,000 assertions took 49 s.
- Of phones, sources and assertions nothing but the Feature depends. One that is out of date already stays so.
"""

from django.db import migrations

EDITION = """
CREATE OR REPLACE FUNCTION geo_count_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now bigint := 1000000 * extract(epoch FROM clock_timestamp());
BEGIN
    {unless_nested}INSERT INTO geo_edition AS edition (id, number) VALUES (1, now)
        ON CONFLICT (id) DO UPDATE SET number = greatest(edition.number + 1, now);
    RETURN NULL;
END $$;
"""
NESTED = "IF pg_trigger_depth() > 1 THEN RETURN NULL; END IF;\n    "
TOUCH = """
CREATE OR REPLACE FUNCTION {table}_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        UPDATE places_place SET feature = NULL WHERE id = OLD.place_id{unless_stale};
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN
        UPDATE places_place SET feature = NULL WHERE id = NEW.place_id{unless_stale};
    END IF;
    RETURN NULL;
END $$;
"""
TABLES = ("places_phone", "places_source", "places_assertion")


def touch(unless_stale: str) -> str:
    return "".join(TOUCH.format(table=table, unless_stale=unless_stale) for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("places", "0018_streets")]
    operations = [
        migrations.RunSQL(EDITION.format(unless_nested=NESTED), EDITION.format(unless_nested="")),
        migrations.RunSQL(touch(" AND feature IS NOT NULL"), touch("")),
    ]
