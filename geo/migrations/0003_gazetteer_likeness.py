import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geo", "0002_models"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="gazetteerentry",
            name="geo_gazetteer_likeness",
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GistIndex(
                condition=models.Q(("kind", "stop"), _negated=True),
                fields=["folded"],
                name="geo_gazetteer_names",
                opclasses=["gist_trgm_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GistIndex(
                condition=models.Q(("kind", "stop")),
                fields=["folded"],
                name="geo_gazetteer_stops",
                opclasses=["gist_trgm_ops"],
            ),
        ),
    ]
