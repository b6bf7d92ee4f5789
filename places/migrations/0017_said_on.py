"""On which day the hours and the phones of a place were last said to be so, so that what is old can come later.

Derived with the Feature, once, and not with each row that changes it: a place is written some ten times by an import.
"""

from django.db import migrations, models

# As `places.querysets.ages` has it: what those say who answer for a place, else its own date. NULL: nothing is known;
# the first of all days: it is known, but nobody knows since when.
SAID_ON = """
CREATE FUNCTION places_said_on(place uuid, fact text, own text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT max(places_last_day(a.as_of)) FROM places_assertion a
          WHERE a.place_id = place AND a.field = fact AND a.said_by IN ('operator', 'municipality', 'import')),
        places_last_day(own),
        date '0001-01-01')
$$;

CREATE OR REPLACE FUNCTION places_derive() RETURNS trigger LANGUAGE plpgsql AS $$
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
        NEW.hours_said_on := OLD.hours_said_on;
        NEW.phone_said_on := OLD.phone_said_on;
        -- a Feature is believed only where nothing changed beside it
        NEW.feature := CASE WHEN NEW *= OLD THEN rendered END;
    END IF;
    IF NEW.feature IS NOT NULL THEN
        NEW.hours_said_on := CASE
            WHEN NEW.opening_hours <> ''
                 OR EXISTS (SELECT FROM places_offer WHERE place_id = NEW.id AND opening_hours <> '')
            THEN places_said_on(NEW.id, 'hours', NEW.as_of)
        END;
        NEW.phone_said_on := CASE
            WHEN EXISTS (SELECT FROM places_phone WHERE place_id = NEW.id)
            THEN places_said_on(NEW.id, 'phone', (SELECT max(as_of) FROM places_phone WHERE place_id = NEW.id))
        END;
    END IF;
    RETURN NEW;
END $$;
UPDATE places_place SET feature = NULL;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION places_derive() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP FUNCTION places_said_on(uuid, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0016_reminders")]
    operations = [
        migrations.AddField("place", "hours_said_on", models.DateField(null=True, editable=False)),
        migrations.AddField("place", "phone_said_on", models.DateField(null=True, editable=False)),
        migrations.RunSQL(SAID_ON, BEFORE),
    ]
