from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geo", "0003_gazetteer_likeness"),
        ("places", "0005_forgotten_addresses"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(condition=models.Q(("feature", None)), fields=["id"], name="places_place_stale"),
        ),
    ]
