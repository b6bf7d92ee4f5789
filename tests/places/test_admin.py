"""Places in the admin: clerks find, describe and locate them, and do not overwrite each other."""

import orjson
import pytest
from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format

from geo.coordinates import point
from geo.precision import Precision
from places import features
from places.models import Category, Offer, Phone, Place, Source, Visibility
from tests.places.admin_forms import NOTHING, a_clerk, address_of, errors, opened, said, sent
from tests.places.making import LEER, a_category, a_place, an_area
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/places/place/"


@pytest.fixture
def clerk(client):
    signed_in(client, a_clerk(of=(an_area(), an_area("034570021", "Weener"))))
    return client


def names(answer):
    return {place.name for place in answer.context["cl"].queryset}


def again(place):
    return Place.objects.get(pk=place.pk)


def test_what_is_registered_is_this_and_nothing_else():
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "places"}
    of_places = {"Place", "Organization", "Category", "Offer", "Translation"}
    assert registered == of_places | {"Editorship", "Steward", "Reminder", "ContactCheck", "Webhook", "Delivery"}


@pytest.mark.parametrize("page", ["/admin/login/", "/admin/", LIST, f"{LIST}add/"])
def test_no_page_loosens_the_content_security_policy(staff, page):
    policy = staff.get(page, follow=True).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_brings_no_inline_script_and_nothing_of_another_origin(staff):
    shown = staff.get(address_of(a_place(offers="family"))).text
    assert "<script>" not in shown
    assert "style=" not in shown
    assert 'src="http' not in shown


def test_the_list_takes_a_fixed_number_of_queries_and_leaves_outlines_alone(staff, django_assert_num_queries):
    for number in range(5):
        a_place(f"Ort {number}", area=an_area(f"03457001{number}", f"Gemeinde {number}"), offers="family")
    with django_assert_num_queries(8) as asked:
        shown = staff.get(LIST)
    assert not [query for query in asked if "boundary" in query["sql"] or '"feature"' in query["sql"]]
    assert "precision-address" in shown.text


def test_the_form_takes_a_fixed_number_of_queries_however_much_hangs_on_a_place(staff, django_assert_num_queries):
    place = a_place()
    for number in range(5):
        Offer.objects.create(place=place, category=a_category(), title=f"Angebot {number}")
        Phone.objects.create(place=place, number=f"+4949112345{number}", shown=f"0491 12345{number}")
        Source.objects.create(place=place, title=f"Quelle {number}")
    staff.get(address_of(place))  # which type of content a place is, Django asks once a process
    with django_assert_num_queries(13) as asked:
        staff.get(address_of(place))
    assert not [query for query in asked if "boundary" in query["sql"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?area=034570021", {"Anleger"}),
        ("?category=family", {"Stützpunkt"}),
        ("?visibility=area_only", {"Frauenhaus"}),
        ("?precision=locality", {"Anleger"}),
        ("?precision=none", {"Frauenhaus"}),
        ("?hours=unknown", {"Anleger", "Frauenhaus"}),
        ("?q=Stuetzpunkt", {"Stützpunkt"}),
        ("?q=geheimweg+leer", {"Frauenhaus"}),
        ("?q=weener", {"Anleger"}),
        ("?precision=%00&area=nirgends", {"Anleger", "Frauenhaus", "Stützpunkt"}),
    ],
)
def test_the_list_is_searched_and_narrowed(clerk, query, found):
    a_place("Stützpunkt", offers="family", opening_hours="Mo-Fr 08:00-12:00")
    a_place("Anleger", area=an_area("034570021", "Weener"), position_precision=Precision.LOCALITY)
    a_place("Frauenhaus", None, street="Geheimweg 1", visibility=Visibility.AREA_ONLY)
    assert names(clerk.get(LIST + query)) == found


def test_who_may_not_change_places_only_reads_them(client):
    signed_in(client, a_clerk("view_place"))
    place = a_place()
    shown = client.get(address_of(place))
    assert "53.233100, 7.456400" in shown.text
    assert "precision-address" in shown.text
    assert 'value="locate"' not in shown.text
    assert client.post(address_of(place), NOTHING | {"_continue": "locate"}).status_code == 403


def test_a_form_that_changes_nothing_leaves_the_point_alone(clerk):
    place = a_place(position_source="Amtsblatt", position_note="Eingang hinten")
    sent(clerk, place, opened(clerk, place))
    stored = again(place)
    assert (stored.location, stored.position_precision) == (LEER, "address")
    assert (stored.position_source, stored.position_note) == ("Amtsblatt", "Eingang hinten")


def test_a_moved_point_is_set_by_hand_with_the_precision_that_was_chosen(clerk):
    place = a_place(position_source="Amtsblatt", position_note="Eingang hinten")
    sent(clerk, place, opened(clerk, place), point_lat="53.24", point_lon="7.46", precision="street")
    stored = again(place)
    assert (stored.location, stored.position_precision) == (point(lon=7.46, lat=53.24), "street")
    assert stored.position_source == f"von Hand gesetzt, {date_format(timezone.localdate())}"
    assert stored.position_note == "Eingang hinten"


def test_a_point_may_be_taken_away(clerk):
    place = a_place(visibility=Visibility.AREA_ONLY)
    sent(clerk, place, opened(clerk, place), point_lat="", point_lon="")
    assert again(place).location is None


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"point_lon": ""}, "point", "Breite und Länge"),
        ({"point_lat": "91"}, "point", "90"),
        ({"point_lat": "nan"}, "point", "Zahl"),
        ({"precision": ""}, "precision", "wie genau"),
        ({"opening_hours": "immer"}, "opening_hours", "OSM-Format"),
        ({"languages": "de, deutsch"}, "languages", "kein Sprachkürzel"),
        ({"timezone": "Europe/Leer"}, "timezone", "keine Zeitzone"),
        ({"as_of": "gestern"}, "as_of", "JJJJ"),
    ],
)
def test_a_mistake_is_told_at_its_field(clerk, typed, field, told):
    place = a_place()
    answer = sent(clerk, place, opened(clerk, place), **typed)
    assert told in " ".join(errors(answer)[field])
    assert list(errors(answer)) == [field]


def test_languages_may_be_typed_as_people_do(clerk):
    place = a_place()
    sent(clerk, place, opened(clerk, place), languages="DE, ar  fa,ar")
    assert again(place).languages == ["de", "ar", "fa"]


def test_a_new_place_is_saved_with_its_point(clerk):
    fields = {
        "name": "Anleger",
        "slug": "anleger",
        "area": an_area().pk,
        "visibility": "public",
        "timezone": "Europe/Berlin",
    }
    sent(clerk, None, fields | NOTHING, point_lat="53.2331", point_lon="7.4564", precision="address")
    stored = Place.objects.get(slug="anleger")
    assert (stored.location, stored.position_precision) == (LEER, "address")


def test_what_the_public_sees_is_fresh_after_saving(clerk):
    place = a_place()
    features.refresh_stale()
    phone = {"phones-TOTAL_FORMS": 1, "phones-0-number": "0491 12345", "phones-0-shown": "0491 12345"}
    sent(clerk, place, opened(clerk, place) | phone, name="Neuer Name")
    told = orjson.loads(again(place).feature)["properties"]
    assert told["name"] == "Neuer Name"
    assert [phone["number"] for phone in told["phones"]] == ["+4949112345"]


def test_a_renamed_category_is_fresh_in_its_places(staff):
    place = a_place(offers="family")
    category = Category.objects.get()
    fields = {
        "name": "Familien",
        "key": "families",
        "icon": "users",
        "colour": "#0b5a60",
        "position": 1,
        "osm_tags": "{}",
    }
    fields |= {"words-TOTAL_FORMS": 0, "words-INITIAL_FORMS": 0}
    staff.post(f"/admin/places/category/{category.pk}/change/", fields)
    assert orjson.loads(again(place).feature)["properties"]["categories"] == ["families"]


def test_two_clerks_do_not_overwrite_each_other(clerk):
    place = a_place(description="alt")
    mine, theirs = opened(clerk, place), opened(clerk, place)
    sent(clerk, place, theirs, description="von ihr", point_lat="53.24")
    answer = sent(clerk, place, mine, description="von mir", name="Neuer Name")
    told = " ".join(errors(answer)["__all__"])
    assert "inzwischen geändert" in told
    assert "Beschreibung, jetzt gespeichert: von ihr" in told
    assert "Punkt, jetzt gespeichert: 53.240000, 7.456400" in told
    assert again(place).description == "von ihr"
    typed = answer.context["adminform"].form
    assert (typed["description"].value(), typed["name"].value()) == ("von mir", "Neuer Name")


def test_who_has_seen_the_other_clerks_change_may_save(clerk):
    place = a_place(description="alt")
    mine, theirs = opened(clerk, place), opened(clerk, place)
    sent(clerk, place, theirs, description="von ihr")
    answer = sent(clerk, place, mine, description="von mir")
    seen = answer.context["adminform"].form["version"].value()
    sent(clerk, place, mine, description="von mir", version=seen)
    assert again(place).description == "von mir"


def test_a_phone_that_someone_deleted_meanwhile_is_an_error_and_no_failure(clerk):
    place = a_place()
    phone = Phone.objects.create(place=place, number="+4949112345", shown="0491 12345")
    fields = opened(clerk, place) | {
        "phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 1, "phones-0-id": phone.pk, "phones-0-place": place.pk,
        "phones-0-number": "0491 12345", "phones-0-shown": "0491 12345",
    }  # fmt: skip
    phone.delete()
    assert sent(clerk, place, fields).status_code == 200
    assert not Phone.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "genauen Punkt"),
        ({"position_precision": Precision.LOCALITY}, "ungefähre Lage"),
        ({"at": None}, "Weil der Punkt fehlt"),
        ({"visibility": Visibility.AREA_ONLY}, "Nur die Gemeinde (Leer)"),
        ({"visibility": Visibility.HIDDEN}, "auf keiner Karte"),
    ],
)
def test_the_form_says_what_the_public_sees(clerk, fields, told):
    assert told in clerk.get(address_of(a_place(**fields))).text


def test_the_page_of_a_place_is_one_step_away_unless_it_is_hidden(clerk):
    assert 'href="/orte/familienstutzpunkt/"' in clerk.get(address_of(a_place())).text
    hidden = a_place("Lager", visibility=Visibility.HIDDEN)
    assert "/orte/lager/" not in clerk.get(address_of(hidden)).text


def test_a_point_outside_its_municipality_is_remarked(clerk):
    place = a_place()
    answer = sent(clerk, place, opened(clerk, place), point_lat="7.4564", point_lon="53.2331")
    assert "liegt nicht in der Gemeinde Leer" in " ".join(said(answer))


@pytest.mark.parametrize(("shown", "stored"), [("0491 1234", "+494911234"), ("0491 926-0", "+494919260")])
def test_a_corrected_number_is_written_as_it_is_dialled(clerk, shown, stored):
    place = a_place()
    phone = place.phones.create(number="+494919260", shown="0491 926-0")
    row = {"id": phone.pk, "place": place.pk, "number": "0491 1234", "shown": shown, "contact": "", "as_of": ""}
    formset = {"phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 1} | {f"phones-0-{key}": row[key] for key in row}
    sent(clerk, place, opened(clerk, place) | formset)
    assert [str(each.number) for each in place.phones.all()] == [stored]


def test_a_protected_place_tells_the_clerk_what_stays_public(clerk):
    place = a_place(visibility="area_only", area=an_area())
    assert "Bitte in Name, Kurzname, Beschreibung" in clerk.get(address_of(place)).text


SHELTER = {"name": "Zuflucht", "slug": "zuflucht", "street": "Schutzweg 5", "visibility": "area_only"}
TELLING = {"phones-0-number": "0491 12345", "phones-0-shown": "0491 12345", "phones-0-contact": "Empfang im Schutzweg"}


def test_the_street_of_a_new_protected_place_is_refused_in_what_hangs_on_it(clerk):
    fields = SHELTER | TELLING | {"area": an_area().pk, "timezone": "Europe/Berlin"}
    answer = sent(clerk, None, NOTHING | fields | {"phones-TOTAL_FORMS": 1})
    assert "Hier steht die Straße" in answer.text
    assert not Place.objects.exists()


def test_the_street_is_refused_in_what_hung_on_a_place_before_it_became_protected(clerk):
    place = a_place(street="Schutzweg 5")
    phone = Phone.objects.create(
        place=place, number="+4949112345", shown="0491 12345", contact=TELLING["phones-0-contact"]
    )
    formset = {"phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 1, "phones-0-id": phone.pk, "phones-0-place": place.pk}
    answer = sent(clerk, place, opened(clerk, place) | formset | TELLING, visibility="area_only")
    assert "Hier steht die Straße" in answer.text
    assert again(place).visibility == "public"
