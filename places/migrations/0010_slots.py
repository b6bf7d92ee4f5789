"""Slots as a table instead of a view: a view over three tables was computed whole for every search by time.

And a place's own hours are a slot of it, also where all its offers have others: it is open, and its page says so.

The view stays as the rule by which the table is derived. Whatever it reads sets the `feature` of its place to NULL as
it changes, and that is when the slots of a place are derived anew.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

RULE = """
ALTER VIEW places_slot RENAME TO places_slot_rule;
CREATE OR REPLACE VIEW places_slot_rule AS
SELECT p.id::text AS id, p.id AS place_id, NULL::bigint AS category_id,
       concat_ws('|', p.timezone, left(a.key, 2), p.opening_hours) AS hours_key, p.languages
  FROM places_place p JOIN geo_area a ON a.id = p.area_id
 WHERE p.opening_hours <> '' OR NOT EXISTS (SELECT FROM places_offer WHERE place_id = p.id)
UNION ALL
SELECT o.id::text, p.id, o.category_id,
       concat_ws('|', p.timezone, left(a.key, 2), coalesce(nullif(o.opening_hours, ''), p.opening_hours)),
       CASE WHEN cardinality(o.languages) > 0 THEN o.languages ELSE p.languages END
  FROM places_offer o JOIN places_place p ON p.id = o.place_id JOIN geo_area a ON a.id = p.area_id
 WHERE o.opening_hours <> '' OR NOT EXISTS (SELECT FROM places_offertimes WHERE offer_id = o.id)
UNION ALL
SELECT t.id::text, p.id, o.category_id, concat_ws('|', p.timezone, left(a.key, 2), t.opening_hours),
       CASE WHEN cardinality(t.languages) > 0 THEN t.languages
            WHEN cardinality(o.languages) > 0 THEN o.languages ELSE p.languages END
  FROM places_offertimes t JOIN places_offer o ON o.id = t.offer_id
  JOIN places_place p ON p.id = o.place_id JOIN geo_area a ON a.id = p.area_id;
"""
DERIVE = """
CREATE FUNCTION places_slot_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM places_slot WHERE place_id = OLD.id;
        RETURN NULL;
    END IF;
    INSERT INTO places_knownhours (key)
        SELECT DISTINCT hours_key FROM places_slot_rule AS rule WHERE place_id = NEW.id
           AND NOT EXISTS (SELECT FROM places_knownhours AS known WHERE known.key = rule.hours_key);
    IF ARRAY(SELECT (rule.category_id, known.id, rule.languages)::text
               FROM places_slot_rule AS rule JOIN places_knownhours AS known ON known.key = rule.hours_key
              WHERE rule.place_id = NEW.id ORDER BY 1)
       IS DISTINCT FROM
       ARRAY(SELECT (category_id, hours_id, languages)::text FROM places_slot WHERE place_id = NEW.id ORDER BY 1)
    THEN
        DELETE FROM places_slot WHERE place_id = NEW.id;
        INSERT INTO places_slot (place_id, category_id, hours_id, languages)
            SELECT rule.place_id, rule.category_id, known.id, rule.languages
              FROM places_slot_rule AS rule JOIN places_knownhours AS known ON known.key = rule.hours_key
             WHERE rule.place_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER derive_slots AFTER INSERT OR UPDATE ON places_place
    FOR EACH ROW WHEN (NEW.feature IS NULL) EXECUTE FUNCTION places_slot_derive();
CREATE TRIGGER forget_slots AFTER DELETE ON places_place FOR EACH ROW EXECUTE FUNCTION places_slot_derive();

INSERT INTO places_knownhours (key) SELECT DISTINCT hours_key FROM places_slot_rule;
INSERT INTO places_slot (place_id, category_id, hours_id, languages)
    SELECT rule.place_id, rule.category_id, known.id, rule.languages
      FROM places_slot_rule AS rule JOIN places_knownhours AS known ON known.key = rule.hours_key;
"""
DERIVE_BACK = """
DROP TRIGGER forget_slots ON places_place;
DROP TRIGGER derive_slots ON places_place;
DROP FUNCTION places_slot_derive();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0009_languages"),
    ]

    operations = [
        migrations.RunSQL(
            RULE,
            "ALTER VIEW places_slot_rule RENAME TO places_slot",
            state_operations=[migrations.DeleteModel("Slot")],
        ),
        migrations.CreateModel(
            name="KnownHours",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="slots",
                        to="places.place",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.category",
                    ),
                ),
                (
                    "hours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="slots",
                        to="places.knownhours",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
            ],
        ),
        migrations.RunSQL(DERIVE, DERIVE_BACK),
    ]
