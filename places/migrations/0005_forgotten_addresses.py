"""An address that must not be told is forgotten however it was written before, and not remembered again.

Whoever lists what geocoding remembers, and takes away the addresses of public places, would have the others. So what
goes is the address as it is and as it was, and whatever was remembered at exactly the same point; and a provider's
answer that comes when the place is protected already is not kept. Who remembers waits for who writes public data, as
all writers do: so nothing slips in between, and nobody waits in a circle.
"""

from django.db import migrations, models

FORGET = r"""
CREATE FUNCTION places_addresses(place places_place) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT geo_fold(concat_ws(' ', place.street, rest))
      FROM (SELECT (SELECT name FROM geo_area WHERE id = place.area_id) AS name) AS area,
           unnest(ARRAY[
               place.postcode || ' ' || place.town, place.postcode, place.town,
               place.postcode || ' ' || area.name, area.name, ''
           ]) AS rest
     WHERE place.street <> ''
$$;

CREATE FUNCTION places_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM geo_geocodedaddress
     WHERE query IN (SELECT places_addresses(NEW)) OR location = NEW.location;
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM geo_geocodedaddress
         WHERE query IN (SELECT places_addresses(OLD)) OR location = OLD.location;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER forget AFTER INSERT OR UPDATE ON places_place FOR EACH ROW
    WHEN (NEW.visibility <> 'public') EXECUTE FUNCTION places_forget();

CREATE FUNCTION places_wait_for_writers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM geo_edition FOR UPDATE;
    RETURN NULL;
END $$;
CREATE TRIGGER wait_for_writers BEFORE INSERT OR UPDATE ON geo_geocodedaddress
    FOR EACH STATEMENT EXECUTE FUNCTION places_wait_for_writers();

CREATE FUNCTION places_keep_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM geo_geocodedaddress WHERE id = NEW.id AND EXISTS (
        SELECT FROM places_place AS place
         WHERE visibility <> 'public' AND NEW.query IN (SELECT places_addresses(place)));
    RETURN NULL;
END $$;
CREATE TRIGGER keep_secret AFTER INSERT OR UPDATE ON geo_geocodedaddress
    FOR EACH ROW EXECUTE FUNCTION places_keep_secret();

UPDATE places_place SET visibility = visibility WHERE visibility <> 'public';
"""
FORGET_BACK = """
DROP TRIGGER keep_secret ON geo_geocodedaddress;
DROP FUNCTION places_keep_secret();
DROP TRIGGER wait_for_writers ON geo_geocodedaddress;
DROP FUNCTION places_wait_for_writers();
DROP TRIGGER forget ON places_place;
DROP FUNCTION places_forget();
DROP FUNCTION places_addresses(places_place);
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0004_covering_index"), ("geo", "0003_gazetteer_likeness")]
    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("visibility", "public"), _negated=True),
                fields=["id"],
                name="places_place_protected",
            ),
        ),
        migrations.RunSQL(FORGET, FORGET_BACK),
    ]
