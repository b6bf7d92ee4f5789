"""An address that must not be told is not remembered either.

What geocoding remembers is offered to whoever types: the address of a place that is protected or hidden goes from
there with the statement that makes it so, however it was remembered and whatever writes.
"""

from django.db import migrations

FORGET = r"""
CREATE FUNCTION places_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM geo_geocodedaddress WHERE query IN (
        SELECT geo_fold(concat_ws(' ', NEW.street, rest))
          FROM unnest(ARRAY[
              NEW.postcode || ' ' || NEW.town,
              NEW.postcode,
              NEW.town,
              NEW.postcode || ' ' || (SELECT name FROM geo_area WHERE id = NEW.area_id),
              (SELECT name FROM geo_area WHERE id = NEW.area_id),
              ''
          ]) AS rest);
    RETURN NULL;
END $$;
CREATE TRIGGER forget AFTER INSERT OR UPDATE ON places_place FOR EACH ROW
    WHEN (NEW.visibility <> 'public' AND NEW.street <> '') EXECUTE FUNCTION places_forget();
"""
FORGET_BACK = "DROP TRIGGER forget ON places_place; DROP FUNCTION places_forget();"


class Migration(migrations.Migration):
    dependencies = [("places", "0004_covering_index"), ("geo", "0003_gazetteer_likeness")]
    operations = [migrations.RunSQL(FORGET, FORGET_BACK)]
