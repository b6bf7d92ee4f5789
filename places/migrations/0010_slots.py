"""Slots as a table instead of a view: a view over three tables was computed whole for every search by time.

The view stays as the rule by which the table is derived. Whatever it reads sets the `feature` of its place to NULL as it
changes, and that is when a place's slots are derived anew.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

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
            "ALTER VIEW places_slot RENAME TO places_slot_rule",
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
