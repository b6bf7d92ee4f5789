"""Words of categories and translations in other languages. The Features of places show neither, the pages do."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

TABLES = ("places_categorywords", "places_translation")
EDITION = "".join(
    f"CREATE TRIGGER count_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION geo_count_edition();\n"
    for table in TABLES
)
EDITION_BACK = "".join(f"DROP TRIGGER count_edition ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0007_hours"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="cost",
            field=models.TextField(blank=True, verbose_name="Kostet das etwas?"),
        ),
        migrations.AddField(
            model_name="category",
            name="privacy",
            field=models.TextField(blank=True, verbose_name="Werden meine Daten weitergegeben?"),
        ),
        migrations.AddField(
            model_name="category",
            name="synonyms",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                blank=True,
                default=list,
                help_text="was Menschen eingeben, die diese Hilfe suchen; mit Kommas dazwischen",
                size=None,
                verbose_name="Suchwörter",
            ),
        ),
        migrations.AlterField(
            model_name="category",
            name="explanation",
            field=models.TextField(blank=True, verbose_name="Was ist das?"),
        ),
        migrations.AlterField(
            model_name="loadedrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("category", "Kategorie"),
                    ("organization", "Träger"),
                    ("place", "Ort"),
                    ("words", "Wörter einer Kategorie"),
                    ("translation", "Übersetzung"),
                ],
                max_length=20,
                verbose_name="Art",
            ),
        ),
        migrations.CreateModel(
            name="CategoryWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("explanation", models.TextField(blank=True, verbose_name="Was ist das?")),
                ("cost", models.TextField(blank=True, verbose_name="Kostet das etwas?")),
                ("privacy", models.TextField(blank=True, verbose_name="Werden meine Daten weitergegeben?")),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="was Menschen eingeben, die diese Hilfe suchen; mit Kommas dazwischen",
                        size=None,
                        verbose_name="Suchwörter",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ar", "العربية"),
                            ("fa", "فارسی"),
                            ("uk", "Українська"),
                            ("ru", "Русский"),
                            ("tr", "Türkçe"),
                            ("fr", "Français"),
                            ("ku", "Kurmancî"),
                            ("ti", "ትግርኛ"),
                        ],
                        max_length=12,
                        verbose_name="Sprache",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("hand", "von Hand"), ("machine", "maschinell, nicht geprüft")],
                        default="hand",
                        max_length=20,
                        verbose_name="übersetzt",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="places.category",
                        verbose_name="Kategorie",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wörter einer Kategorie",
                "verbose_name_plural": "Wörter der Kategorien",
                "ordering": ("category__position", "language"),
                "constraints": [models.UniqueConstraint(fields=("category", "language"), name="places_words_unique")],
            },
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=40, verbose_name="Feld")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ar", "العربية"),
                            ("fa", "فارسی"),
                            ("uk", "Українська"),
                            ("ru", "Русский"),
                            ("tr", "Türkçe"),
                            ("fr", "Français"),
                            ("ku", "Kurmancî"),
                            ("ti", "ትግርኛ"),
                        ],
                        max_length=12,
                        verbose_name="Sprache",
                    ),
                ),
                ("text", models.TextField(verbose_name="Übersetzung")),
                ("original", models.TextField(verbose_name="deutscher Text, der übersetzt wurde")),
                (
                    "state",
                    models.CharField(
                        choices=[("hand", "von Hand"), ("machine", "maschinell, nicht geprüft")],
                        default="hand",
                        max_length=20,
                        verbose_name="übersetzt",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="places.offer",
                        verbose_name="Angebot",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="places.place",
                        verbose_name="Ort",
                    ),
                ),
            ],
            options={
                "verbose_name": "Übersetzung",
                "verbose_name_plural": "Übersetzungen",
                "ordering": ("language", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "offer", "field", "language"),
                        name="places_translation_unique",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offer__isnull", False), ("place", None)),
                            models.Q(("offer", None), ("place__isnull", False)),
                            _connector="OR",
                        ),
                        name="places_translation_of",
                    ),
                ],
            },
        ),
        migrations.RunSQL(EDITION, EDITION_BACK),
    ]
