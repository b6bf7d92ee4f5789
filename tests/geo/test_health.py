"""Whether the process lives, and whether it can answer."""

import json

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from geo import health


def ready():
    answer = Client().get("/health/ready")
    return answer.status_code, json.loads(answer.content)["checks"]


def test_a_process_lives_without_a_database(django_assert_num_queries):
    assert json.loads(Client().get("/health/live").content) == {"status": "ok"}


@pytest.mark.django_db
def test_a_service_is_ready_when_database_postgis_and_migrations_are():
    assert ready() == (200, {"database": "ok", "postgis": "ok", "migrations": "ok"})


@pytest.mark.django_db
def test_a_migration_that_is_missing_makes_it_unready():
    (last,) = MigrationLoader(connection).graph.leaf_nodes("places")
    MigrationRecorder(connection).record_unapplied(*last)
    assert ready() == (503, {"database": "ok", "postgis": "ok", "migrations": "failing"})


@pytest.mark.django_db
def test_an_old_postgis_makes_it_unready(monkeypatch):
    monkeypatch.setitem(health.CHECKS, "postgis", lambda: False)
    assert ready()[0] == 503


def test_a_database_that_cannot_be_reached_is_told_without_its_address(monkeypatch):
    def unreachable():
        raise DatabaseError("connection to 10.1.2.3 failed")

    monkeypatch.setattr(health, "CHECKS", {"database": unreachable})
    answer = Client().get("/health/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"status": "failing", "checks": {"database": "unreachable"}}


def test_a_database_that_is_away_is_waited_for_once(monkeypatch):
    asked = []

    def unreachable():
        asked.append(1)
        raise DatabaseError

    monkeypatch.setattr(health, "CHECKS", {"database": unreachable, "postgis": unreachable})
    assert ready() == (503, {"database": "unreachable", "postgis": "unreachable"})
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_nobody_keeps_an_answer_about_health(path):
    assert "no-store" in Client().get(path).headers["Cache-Control"]
    assert Client().post(path).status_code == 405
