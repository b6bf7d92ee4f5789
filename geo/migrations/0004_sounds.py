from django.db import migrations, models

from geo.functions import Sound

# geo.romanising.sound does the same in Python, for every script: change both. The name ends where "(Ostfriesland)"
# begins. The schema is named, since an index is restored without a search path.
SOUND = r"""
CREATE FUNCTION geo_sound(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(
        regexp_replace(
            regexp_replace(
                replace(translate(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                replace(
                                    regexp_replace(
                                        regexp_replace(
                                            regexp_replace(
                                                public.geo_fold(split_part($1, '(', 1)),
                                                '[^a-z]+', '', 'g'),
                                            'sch|sh|tz|ts|z', 's', 'g'),
                                        '[ckg]h', 'g', 'g'),
                                    'ph', 'f'),
                                '^h', 'g'),
                            '^y', 'j'),
                        '^w|v', 'f', 'g'),
                    'pcq', 'bkk'), 'x', 'ks'),
                '(.)j', '\1g', 'g'),
            '[aeiouyhw]+', '', 'g'),
        '(.)\1+', '\1', 'g')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("geo", "0003_gazetteer_likeness")]
    operations = [
        migrations.RunSQL(SOUND, "DROP FUNCTION geo_sound(text)"),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=models.Index(
                Sound("name"), name="geo_gazetteer_sound", condition=models.Q(("kind", "stop"), _negated=True)
            ),
        ),
    ]
