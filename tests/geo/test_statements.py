"""SQL that is written once: it must answer as the queryset would."""

import pytest
from django.contrib.gis.measure import D

from geo.statements import Statement, UnknownValue
from places.models import Place
from tests.places.making import LEER, a_place, north_of

pytestmark = pytest.mark.django_db


def near(centre, radius_m):
    return Place.objects.within(centre, D(m=radius_m)).values_list("name")


def test_a_statement_answers_with_other_values():
    a_place("Leer")
    a_place("Norden", at=north_of(LEER, metres=20_000))
    one, other = (LEER, 100.0), (north_of(LEER, metres=1), 200.0)
    statement = Statement((near(*one), one), (near(*other), other))
    assert statement.rows([LEER, 5.0]) == [("Leer",)]
    assert statement.rows([north_of(LEER, metres=20_001), 5.0]) == [("Norden",)]
    assert statement.rows([LEER, 30_000.0]) == [("Leer",), ("Norden",)]


def test_a_statement_counts():
    a_place("Leer")
    assert Statement.of(near(LEER, 100.0), counting=True).rows() == [(1,)]


def test_a_value_that_nobody_named_is_noticed():
    one, other = (LEER, 100.0), (LEER, 200.0)
    with pytest.raises(UnknownValue, match=r"100\.0, 200\.0"):
        Statement((near(*one), one[:1]), (near(*other), other[:1]))
