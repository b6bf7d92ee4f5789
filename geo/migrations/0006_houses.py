from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("geo", "0005_quotas")]
    operations = [
        migrations.AddIndex(
            model_name="geocodedaddress",
            index=models.Index(fields=["query"], name="geo_geocoded_prefix", opclasses=["text_pattern_ops"]),
        ),
    ]
