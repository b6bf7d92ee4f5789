"""Print the Feature of a place like the real ones, as JSON.

What differs between places is a marker in it. The place is made in the database of DATABASE_URL, and does not
stay there. This is a process of its own, since Django's settings know one database.
"""

import sys
from uuid import UUID

import django
from django.db import transaction

_IDENTIFIER = UUID("00000000-0000-4000-8000-000000000001")
_DESCRIPTION = (
    "Die Beratung hilft Eltern, Kindern und allen, die neu in PlaceTown sind: beim Ausfüllen von Anträgen, bei Fragen "
    "zu Schule, Arbeit und Wohnung, und bei der Suche nach einem Kurs. Sie kostet nichts und ist vertraulich."
)
_NOTICE = "Die Öffnungszeiten sind nicht bestätigt. Rufen Sie vorher an, oder fragen Sie im Rathaus von AreaName."
_SOURCES = (
    ("Faltblatt der Beratungsstellen", "Name, Anschrift und Telefon. Beratung in allen Fragen des Alltags."),
    ("Wegweiser für Familien im Landkreis", "Es gibt eine offene Sprechstunde, für die niemand einen Termin braucht."),
    (
        "Pressemitteilung der Gemeinde AreaName",
        "Die Beratung ist umgezogen: PlaceStreet, im Erdgeschoss, barrierefrei.",
    ),
    ("Verzeichnis der Träger", "Träger ist der Kreisverband. Er betreibt die Einrichtung seit dem Jahr 2012."),
    ("Amtliche Hauskoordinaten", "Der Punkt von PlaceStreet in PlaceTown, auf den Meter genau."),
    ("Auskunft am Telefon", "Die Nummer stimmt; die Zeiten ändern sich in den Ferien."),
)


def _feature() -> str:
    """Return the Feature of the prototype; the place itself is rolled back."""
    from geo.coordinates import point
    from places import features
    from tests.places.making import a_category, a_place, an_area

    place = a_place(
        "PlaceName",
        point(lon=12.5, lat=51.25),
        id=_IDENTIFIER,
        slug="place-slug",
        area=an_area("AreaKey", "AreaName"),
        description=_DESCRIPTION,
        notice=_NOTICE,
        street="PlaceStreet",
        postcode="26789",
        town="PlaceTown",
        position_source="Amtliche Hauskoordinaten, dl-de/by-2-0",
        email="beratung@place-slug.example",
        website="https://place-slug.example/",
        opening_hours="Mo-Fr 09:00-12:00; Th 14:00-17:00; PH off",
        languages=["de", "ar", "fa"],
        as_of="2026-01-15",
    )
    place.phones.create(number="+49491926123", shown="0491 926-123", contact="Anmeldung", as_of="2026-01")
    place.offers.create(category=a_category("group"), title="Beratung", description=_DESCRIPTION, cost="kostenlos")
    for title, says in _SOURCES:
        place.sources.create(title=title, url="https://place-slug.example/quelle", as_of="2025-11-30", says=says)
    return features.render([place.pk])[place.pk].replace(str(_IDENTIFIER), "PlaceId")


def main() -> None:
    django.setup()
    with transaction.atomic():
        sys.stdout.write(_feature())
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
