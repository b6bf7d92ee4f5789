from django.contrib.postgres.indexes import GistIndex
from django.db import migrations

from geo.functions import plane


class Migration(migrations.Migration):
    dependencies = [("places", "0003_loaded_places")]
    operations = [
        migrations.RemoveIndex(model_name="place", name="places_place_shown_plane"),
        migrations.AddIndex(
            model_name="place",
            index=GistIndex(
                plane("shown_location"), include=["shown_location", "visibility"], name="places_place_shown_plane"
            ),
        ),
    ]
