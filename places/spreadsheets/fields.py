"""What a column may hold: the fields, what they are called, and what is meant by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geo.folding import fold
from geo.geocoding.spelling import slips, tolerated

_SHORTEST_MISSPELT = 5
SURE = 100
_MISSPELT, _BEGUN = 90, 66


@dataclass(frozen=True)
class Field:
    """A field with its German heading, what it holds, an example, and other words for it.

    `several` columns may hold it, such as telephone and mobile telephone.
    """

    key: str
    heading: str | Promise
    meaning: str | Promise
    example: str = ""
    words: Sequence[str] = ()
    several: bool = False


FIELDS: tuple[Field, ...] = (
    Field(
        "key",
        _("Kennung"),
        _("Nummer oder Kurzname in Ihrer Liste. So wird der Ort beim nächsten Import wiedererkannt."),
        "17",
        ("id", "nr", "nummer", "lfd nr", "laufende nummer", "kurzname", "slug", "schlüssel", "key", "external id",
         "identifier", "uuid", "objektnummer", "objekt id", "fid", "osm id"),
    ),
    Field(
        "name",
        _("Name"),
        _("Wie der Ort heißt. Muss da sein."),
        "Familienzentrum Beispiel",
        ("bezeichnung", "einrichtung", "name der einrichtung", "name des ortes", "titel", "title", "anlaufstelle",
         "stelle", "institution", "label", "objekt", "beratungsstelle", "angebot name", "facility", "place"),
    ),
    Field(
        "category",
        _("Kategorie"),
        _("Welche Hilfe es dort gibt: ein Wort der Karte oder mehrere, mit Semikolon dazwischen."),
        "Deutschkurs; Treffpunkt",
        ("kategorien", "art", "typ", "type", "category", "categories", "hilfe", "hilfeart", "art der hilfe", "angebot",
         "angebote", "leistung", "leistungen", "bereich", "thema", "themen", "rubrik", "service", "services", "kind"),
        several=True,
    ),
    Field(
        "organization",
        _("Träger"),
        _("Wer den Ort betreibt."),
        "Landkreis Leer",
        ("organisation", "organization", "trägerschaft", "betreiber", "operator", "verein", "verband", "anbieter",
         "träger der einrichtung", "provider"),
    ),
    Field(
        "street",
        _("Straße"),
        _("Straße, mit oder ohne Hausnummer."),
        "Musterstraße 1",
        ("straße und hausnummer", "straße hausnummer", "straße nr", "str", "strasse", "street", "street address",
         "straße hausnr", "anschrift straße", "road", "addr street"),
    ),
    Field(
        "house_number",
        _("Hausnummer"),
        _("Wenn sie nicht bei der Straße steht."),
        "",
        ("hausnr", "hnr", "haus nr", "house number", "housenumber", "nr haus", "addr housenumber", "hausnummer zusatz"),
    ),
    Field(
        "postcode",
        _("Postleitzahl"),
        _("Fünf Ziffern."),
        "26789",
        ("plz", "post code", "postcode", "zip", "zip code", "zipcode", "postal code", "addr postcode"),
    ),
    Field(
        "town",
        _("Ort"),
        _("Ort oder Ortsteil, wie in der Adresse."),
        "Leer",
        ("stadt", "ortschaft", "wohnort", "ortsteil", "town", "city", "village", "locality", "place name", "addr city",
         "ortsname"),
    ),
    Field(
        "address",
        _("Adresse"),
        _("Die ganze Adresse in einer Spalte, an Stelle von Straße, Postleitzahl und Ort."),
        "",
        ("anschrift", "address", "full address", "adresse komplett", "postanschrift", "standort", "location", "wo"),
    ),
    Field(
        "municipality",
        _("Gemeinde"),
        _("Name oder amtlicher Schlüssel der Gemeinde. Fehlt sie, gilt die, in der der Punkt liegt."),
        "Leer (Ostfriesland)",
        ("gem", "kommune", "municipality", "gemeindename", "gemeindeschlüssel", "ags", "ars", "regionalschlüssel",
         "samtgemeinde", "verwaltungsgemeinde", "gemeinde stadt"),
    ),
    Field(
        "phones",
        _("Telefon"),
        _("Eine Nummer oder mehrere, mit Semikolon dazwischen."),
        "030 23125 000",
        ("tel", "telefonnummer", "telefon nr", "tel nr", "rufnummer", "fon", "phone", "phone number", "telephone",
         "mobil", "mobiltelefon", "handy", "mobile", "telefon 2", "festnetz", "contact phone", "phones", "durchwahl"),
        several=True,
    ),
    Field(
        "email",
        _("E-Mail"),
        _("Eine Adresse."),
        "kontakt@example.org",
        ("email", "mail", "e mail adresse", "emailadresse", "mailadresse", "contact email", "elektronische post"),
    ),
    Field(
        "website",
        _("Website"),
        _("Eine Adresse im Internet."),
        "https://example.org",
        ("webseite", "web", "www", "homepage", "internet", "internetadresse", "internetseite", "url", "link",
         "web site", "contact website"),
    ),
    Field(
        "opening_hours",
        _("Öffnungszeiten"),
        _("Einfache Worte oder die Schreibweise von OpenStreetMap."),
        "Mo-Fr 8-12 Uhr, Do 14-18 Uhr",
        ("öffnungszeit", "sprechzeiten", "sprechstunde", "sprechstunden", "geöffnet", "zeiten", "opening hours",
         "hours", "opening times", "geschäftszeiten", "bürozeiten", "uhrzeiten"),
    ),
    Field(
        "languages",
        _("Sprachen"),
        _("Namen oder Kürzel, mit Komma dazwischen."),
        "Deutsch, Arabisch",
        ("sprache", "language", "languages", "gesprochene sprachen", "spoken languages", "beratungssprachen"),
    ),
    Field(
        "wheelchair",
        _("stufenlos"),
        _("ja, teilweise oder nein. Leer heißt: nicht bekannt."),
        "ja",
        ("barrierefrei", "barrierefreiheit", "rollstuhl", "rollstuhlgerecht", "rollstuhlgeeignet", "wheelchair",
         "accessible", "accessibility", "zugang ohne stufen", "barrierefreier zugang"),
    ),
    Field(
        "description",
        _("Beschreibung"),
        _("Was es dort gibt, in einfachen Sätzen."),
        "Beratung für Familien.",
        ("description", "text", "info", "informationen", "details", "inhalt", "kurzbeschreibung", "erläuterung",
         "über uns", "about"),
    ),
    Field(
        "notice",
        _("Hinweis"),
        _("Was an den Angaben unsicher ist. Das lesen alle."),
        "",
        ("notice", "öffentlicher hinweis"),
    ),
    Field(
        "as_of",
        _("Stand"),
        _("Wann die Angaben stimmten: Tag, Monat oder Jahr."),
        "2026-11",
        ("stand vom", "datenstand", "datum", "date", "as of", "geprüft am", "aktualisiert", "aktualisiert am",
         "letzte änderung", "last updated", "check date", "gültig am"),
    ),
    Field(
        "lat",
        _("Breite"),
        _("Geografische Breite in Grad (WGS 84). Ohne Punkt wird die Adresse gesucht."),
        "53,2331",
        ("breitengrad", "lat", "latitude", "geografische breite", "geo breite", "y", "gps lat", "koordinate breite"),
    ),
    Field(
        "lon",
        _("Länge"),
        _("Geografische Länge in Grad (WGS 84)."),
        "7,4564",
        ("längengrad", "lon", "lng", "long", "longitude", "geografische länge", "geo länge", "x", "gps lon",
         "koordinate länge"),
    ),
    Field(
        "coordinates",
        _("Koordinaten"),
        _("Breite und Länge in einer Spalte."),
        "",
        ("koordinate", "coordinates", "coords", "geo", "gps", "gps koordinaten", "geokoordinaten", "lat lon",
         "lat lng", "position", "punkt", "geopunkt", "wgs84"),
    ),
    Field(
        "precision",
        _("Genauigkeit"),
        _("Wie genau der Punkt ist."),
        "",
        ("genauigkeit des punkts", "position precision", "precision", "lagegenauigkeit"),
    ),
    Field(
        "visibility",
        _("Sichtbarkeit"),
        _("öffentlich, geschützt (nur die Gemeinde wird gezeigt) oder versteckt. Leer heißt: öffentlich."),
        "öffentlich",
        ("visibility",),
    ),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Return the field of each word, as it is compared."""
    words: dict[str, str] = {}
    for field in FIELDS:
        for word in (field.key, str(field.heading), *field.words):
            words.setdefault(compared(word), field.key)
    return words


def compared(heading: str) -> str:
    return fold(heading).replace(" ", "")


@lru_cache(maxsize=2000)
def named(heading: str) -> tuple[str, int]:
    """Return the field that `heading` names, with how sure that is, up to `SURE`; ("", 0) where it names none.

    Words in brackets and behind a colon or an asterisk say more about a field, not another one.
    """
    for part in (heading, _shortened(heading)):
        found = _words().get(compared(part))
        if found:
            return found, SURE
    return _misspelt(compared(_shortened(heading)))


def _shortened(heading: str) -> str:
    for mark in ("(", "[", ":", "*", "\n"):
        heading = heading.split(mark)[0]
    return heading


def _misspelt(typed: str) -> tuple[str, int]:
    """Return the field whose word `typed` is but for slips; a longer word may begin or end with it."""
    if len(typed) < _SHORTEST_MISSPELT:
        return "", 0
    known = [word for word in _words() if len(word) >= _SHORTEST_MISSPELT]
    most = tolerated(typed)
    count, word = min((slips(typed, word, most=most), word) for word in known)
    if count <= most:
        return _words()[word], _MISSPELT
    parts = [word for word in known if typed.startswith(word) or typed.endswith(word)]
    return (_words()[max(parts, key=len)], _BEGUN) if parts else ("", 0)
