from datetime import date

import pytest
from django.utils import translation

from places import facts
from places.facts import BadFact, UnknownFact
from places.models import Phone, Place, Visibility
from tests.places.making import a_category, a_place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def again(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


@pytest.mark.parametrize(("language", "said"), [("de", "Ort"), ("en", "Town"), ("ar", "المدينة أو القرية")])
def test_a_town_is_not_called_a_place(language, said):
    with translation.override(language):
        assert str(facts.label("town")) == said


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("name", "  Café   am Hafen ", "Café am Hafen"),
        ("website", "example.org", "https://example.org"),
        ("opening_hours", "Mo-Fr 08:00-12:00", "Mo-Fr 08:00-12:00"),
        ("languages", ["de", "ar", "de"], ["de", "ar"]),
        ("wheelchair", "limited", "limited"),
        ("position", {"lon": 7, "lat": 53.12345678}, {"lon": 7.0, "lat": 53.123457}),
        (
            "phones",
            [{"number": "0491 926-0"}],
            [{"number": "+494919260", "shown": "0491 926-0", "contact": ""}],
        ),
        (
            "phones",
            [{"number": "٠٤٩١ ٩٢٦-٠"}],
            [{"number": "+494919260", "shown": "0491 926-0", "contact": ""}],
        ),
    ],
)
def test_a_value_is_kept_in_one_form(name, value, kept):
    assert facts.clean(name, value, a_place()) == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "…"),
        ("name", 7),
        ("name", "a\0b"),
        ("name", "x" * 201),
        ("email", "nobody"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org"),
        ("opening_hours", "when I like"),
        ("languages", "de"),
        ("languages", ["qqq"]),
        ("languages", [["de"]]),
        ("wheelchair", "perhaps"),
        ("wheelchair", []),
        ("position", {"lon": float("nan"), "lat": 1}),
        ("position", {"lon": True, "lat": 1}),
        ("position", {"lon": 181, "lat": 1}),
        ("position", None),
        ("phones", [{"number": "call me"}]),
        ("phones", [{"number": 7}]),
        ("phones", [{"number": "0491 926-0", "fax": "1"}]),
        ("phones", [{"number": "0491 926-0"}] * 11),
    ],
)
def test_what_breaks_the_rule_is_refused_by_name(name, value):
    with pytest.raises(BadFact) as refused:
        facts.clean(name, value, a_place())
    assert refused.value.field == name
    assert refused.value.rule.english
    assert str(refused.value.rule.said)


@pytest.mark.parametrize("name", ["slug", "visibility", "offers.7.title", "offers", "categories", "", "offers.."])
def test_there_are_no_other_facts(name):
    with pytest.raises(UnknownFact):
        facts.clean(name, "x", a_place())


def test_an_offer_of_another_place_is_none_of_this():
    offer = a_place("Anderer Ort", offers="family").offers.get()
    with pytest.raises(UnknownFact):
        facts.clean(f"offers.{offer.pk}.title", "x", a_place())


def test_what_is_read_can_be_written_and_changes_nothing():
    place = a_place(offers="family", street="Ringstraße 1", languages=["ar"])
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2014")
    read = facts.read(place)
    written = {name: value for name, value in facts.clean_all(read, place).items() if name != "position"}
    facts.write(place, written, on=TODAY)
    assert facts.read(again(place)) == read
    assert again(place).phones.get().as_of == "2014"


def test_a_number_that_is_not_said_any_more_goes_and_a_new_one_is_of_today():
    place = a_place()
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2014")
    facts.write(place, facts.clean_all({"phones": [{"number": "0491 9261"}]}, place), on=TODAY)
    assert [(str(phone.number), phone.as_of) for phone in again(place).phones.all()] == [("+494919261", "2026-11-25")]


def test_the_first_of_the_phones_is_the_one_that_is_said_first():
    place = a_place()
    for number in ("0491 926-1", "0491 926-2", "0491 926-3"):
        Phone.objects.create(place=place, number=facts.clean("phones", [{"number": number}])[0]["number"], shown=number)
    said = [{"number": number} for number in ("0491 926-1", "0491 926-4", "0491 926-3")]
    facts.write(place, facts.clean_all({"phones": said}, place), on=TODAY)
    told = [(phone.shown, phone.as_of) for phone in again(place).phones.all()]
    assert told == [("0491 926-1", ""), ("0491 926-4", "2026-11-25"), ("0491 926-3", "")]
    facts.write(place, facts.clean_all({"phones": said[::-1]}, place), on=TODAY)
    assert [phone.shown for phone in again(place).phones.all()] == ["0491 926-3", "0491 926-4", "0491 926-1"]


def test_a_part_of_an_offer_is_written():
    place = a_place(offers="family")
    name = f"offers.{place.offers.get().pk}.cost"
    facts.write(place, {name: "kostenlos"}, on=TODAY)
    assert again(place).offers.get().cost == "kostenlos"


def test_a_kind_of_help_begins_an_offer_once():
    a_category("advice", "Beratung")
    place = a_place()
    facts.write(place, {"categories": ["advice"]}, on=TODAY)
    facts.write(place, {"categories": ["advice"]}, on=TODAY)
    assert [offer.title for offer in again(place).offers.all()] == ["Beratung"]


def test_nobody_is_asked_where_a_protected_place_is():
    place = a_place(visibility=Visibility.AREA_ONLY)
    assert not {"street", "postcode", "town", "position"} & set(facts.suggestible(place))
    assert {"street", "position"} <= set(facts.suggestible(a_place("Offen")))


def test_a_house_number_is_kept_as_most_write_it():
    assert facts.clean("street", "Ringstr.5") == "Ringstr. 5"
    longest = "x" * 195 + "str.5"
    assert facts.clean("street", longest) == longest


def test_the_street_of_a_protected_place_is_not_written_into_its_words():
    place = a_place(visibility=Visibility.AREA_ONLY, street="Heimlichgasse 4")
    with pytest.raises(BadFact) as refused:
        facts.write(place, {"description": "Heimlichgasse, hinten"}, on=TODAY)
    assert refused.value.field == "description"


def test_a_protected_place_gets_no_street_that_its_offers_or_phones_tell():
    place = a_place(visibility=Visibility.AREA_ONLY, offers="family", street="Weg 1")
    place.offers.update(description="Eingang Heimlichgasse")
    with pytest.raises(BadFact) as refused:
        facts.write(place, {"street": "Heimlichgasse 4"}, on=TODAY)
    assert refused.value.field == "street"
