from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_derived")]
    operations = [
        migrations.CreateModel(
            name="LoadedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("category", "Kategorie"), ("organization", "Träger"), ("place", "Ort")],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="Schlüssel")),
                ("record", models.CharField(max_length=64, verbose_name="Prüfsumme der Datei")),
                ("left", models.CharField(max_length=64, verbose_name="Prüfsumme danach")),
                ("loaded_at", models.DateTimeField(auto_now=True, verbose_name="geladen am")),
            ],
            options={
                "verbose_name": "geladener Datensatz",
                "verbose_name_plural": "geladene Datensätze",
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="places_loaded_unique")],
            },
        ),
    ]
