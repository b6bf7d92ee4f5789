"""The last day of a date that may be known by year or month alone, as `places.freshness.last_day` has it."""

from django.db import migrations

LAST_DAY = """
CREATE FUNCTION places_last_day(as_of text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(as_of)
        WHEN 4 THEN (as_of || '-12-31')::date
        WHEN 7 THEN ((as_of || '-01')::date + interval '1 month' - interval '1 day')::date
        WHEN 10 THEN as_of::date
    END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0011_truth_models")]
    operations = [migrations.RunSQL(LAST_DAY, "DROP FUNCTION places_last_day(text)")]
