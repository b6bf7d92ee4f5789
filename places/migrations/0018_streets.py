from django.db import migrations, models

import geo.functions


class Migration(migrations.Migration):
    dependencies = [("places", "0017_said_on")]
    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                geo.functions.Fold("street"), name="places_place_street", condition=~models.Q(street="")
            ),
        ),
    ]
