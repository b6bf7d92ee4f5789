from django.contrib.postgres.operations import CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent is only "stable", because its dictionary could change; named with its schema it may be
# wrapped as immutable. "ae", "oe", "ue" become the vowel, as umlauts do, on both sides of a comparison.
# geo.folding.fold does the same in Python: change both.
FOLD = r"""
CREATE FUNCTION geo_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFKC))),
                        '([aou])e', '\1', 'g'),
                    'strasse|str\.', 'str', 'g'),
                '\mst(\.|\M)', 'sankt ', 'g'),
            '[^[:alnum:]]+', ' ', 'g'),
        '(\d) ([a-z])\M', '\1\2', 'g'))
$$;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        CreateExtension("postgis"),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION geo_fold(text)"),
    ]
