from django.db import migrations, models

# Unlogged: neither a standby nor an archive of the log keeps a salt or a digest longer than the day.
UNLOGGED = "ALTER TABLE geo_salt SET UNLOGGED; ALTER TABLE geo_occurrence SET UNLOGGED;"


class Migration(migrations.Migration):
    dependencies = [("geo", "0004_sounds")]
    operations = [
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="Tag")),
                ("value", models.BinaryField(verbose_name="Zufallswert")),
            ],
            options={"verbose_name": "Salz eines Tages", "verbose_name_plural": "Salze der Tage"},
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="Art")),
                ("who", models.CharField(max_length=64, verbose_name="Prüfwert")),
                ("at", models.DateTimeField(verbose_name="am")),
            ],
            options={
                "verbose_name": "Zählung",
                "verbose_name_plural": "Zählungen",
                "indexes": [
                    models.Index(fields=["who", "at"], name="geo_occurrence_who"),
                    models.Index(fields=["at"], name="geo_occurrence_at"),
                ],
            },
        ),
        migrations.RunSQL(UNLOGGED, migrations.RunSQL.noop),
    ]
