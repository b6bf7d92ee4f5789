"""The benchmark: that it runs and reports. How quick anything is, no test asks."""

from pathlib import Path

import orjson
import pytest

from tests.bench import server
from tests.bench.__main__ import main

BOOTSTRAP = Path(__file__).parent.parent / "bootstrap"
SMALL = ["--sizes", "16", "--rounds", "1", "--seconds", "0.05"]


@pytest.mark.django_db
def test_it_reports_every_case_over_every_way_as_a_table_and_as_json(tmp_path, capsys):
    assert main([*SMALL, "--output", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    (file,) = tmp_path.glob("*.json")
    rows = orjson.loads(file.read_bytes())["rows"]
    assert {(row["case"], row["way"]) for row in rows} == {
        (case, way) for case in ("radius", "bbox", "category") for way in ("floor", "1 connection", "8 connections")
    }
    for row in rows:
        assert row["answers"] > 0
        assert 0 < row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
        assert set(row["times_the_floor"]) == {"per_second", "p50", "p95", "p99"}
        assert row["case"] in printed


def test_the_server_is_started_as_bootstrap_starts_it():
    serve = BOOTSTRAP.read_text().partition("\nserve() {")[2].partition("\n}")[0]
    for option in server.COMMAND:
        assert option in serve.split()
    for name, usual in server.SIZE.items():
        assert f"{name}=${{{name}:-{usual}}}" in BOOTSTRAP.read_text()
