"""Times of offers with languages of their own, what to bring, access without steps; and a view of what holds in all."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import places.opening

# An offer's own hours count where it has any; without any, those of the place do, unless it has times of its own.
SLOTS = """
CREATE VIEW places_slot AS
SELECT coalesce(o.id, p.id)::text AS id, p.id AS place_id, o.category_id,
       concat_ws('|', p.timezone, left(a.key, 2), coalesce(nullif(o.opening_hours, ''), p.opening_hours)) AS hours_key,
       CASE WHEN cardinality(o.languages) > 0 THEN o.languages ELSE p.languages END AS languages
  FROM places_place p JOIN geo_area a ON a.id = p.area_id LEFT JOIN places_offer o ON o.place_id = p.id
 WHERE o.id IS NULL OR o.opening_hours <> '' OR NOT EXISTS (SELECT FROM places_offertimes WHERE offer_id = o.id)
UNION ALL
SELECT t.id::text, p.id, o.category_id, concat_ws('|', p.timezone, left(a.key, 2), t.opening_hours),
       CASE WHEN cardinality(t.languages) > 0 THEN t.languages
            WHEN cardinality(o.languages) > 0 THEN o.languages ELSE p.languages END
  FROM places_offertimes t JOIN places_offer o ON o.id = t.offer_id
  JOIN places_place p ON p.id = o.place_id JOIN geo_area a ON a.id = p.area_id
"""
TOUCH = """
CREATE FUNCTION places_offertimes_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE places_place SET feature = NULL WHERE id IN (
        SELECT place_id FROM places_offer WHERE id IN (OLD.offer_id, NEW.offer_id));
    RETURN NULL;
END $$;
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON places_offertimes
    FOR EACH ROW EXECUTE FUNCTION places_offertimes_touch();
CREATE TRIGGER count_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON places_offertimes
    FOR EACH STATEMENT EXECUTE FUNCTION geo_count_edition();
-- what is stored has not got the new properties
UPDATE places_place SET feature = NULL;
"""
TOUCH_BACK = """
DROP TRIGGER count_edition ON places_offertimes;
DROP TRIGGER touch ON places_offertimes;
DROP FUNCTION places_offertimes_touch();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("geo", "0003_gazetteer_likeness"),
        ("places", "0006_stale_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("hours_key", models.TextField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
            ],
            options={
                "db_table": "places_slot",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="OfferTimes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "opening_hours",
                    models.CharField(max_length=500, validators=[places.opening.validate_hours], verbose_name="Zeiten"),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Sprachkürzel, zum Beispiel de, ar, fa; leer: wie das Angebot",
                        size=None,
                        verbose_name="Sprachen",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeiten mit eigener Sprache",
                "verbose_name_plural": "Zeiten mit eigener Sprache",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="bring",
            field=models.CharField(blank=True, max_length=200, verbose_name="was man mitbringt"),
        ),
        migrations.AddField(
            model_name="place",
            name="wheelchair",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "stufenlos"),
                    ("limited", "eine kleine Stufe oder Hilfe nötig"),
                    ("no", "nicht stufenlos"),
                ],
                help_text="leer: nicht bekannt",
                max_length=10,
                verbose_name="stufenlos",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("wheelchair__in", ["", "yes", "limited", "no"])), name="places_place_wheelchair"
            ),
        ),
        migrations.AddField(
            model_name="offertimes",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="times",
                to="places.offer",
                verbose_name="Angebot",
            ),
        ),
        migrations.AddConstraint(
            model_name="offertimes",
            constraint=models.UniqueConstraint(fields=("offer", "opening_hours"), name="places_times_unique"),
        ),
        migrations.RunSQL(SLOTS, "DROP VIEW places_slot"),
        migrations.RunSQL(TOUCH, TOUCH_BACK),
    ]
