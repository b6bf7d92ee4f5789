"""The tree keeps its shape: imports point down, foreign libraries have one door, modules have one meaning."""

import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
MODULES = [path for package in ("geo", "places", "tests") for path in (ROOT / package).rglob("*.py")]
SCRIPTS = [path for package in ("geo", "places") for path in (ROOT / package / "static").rglob("*.js")]
LONGEST_LINES = 300
MEANINGLESS = {"utils", "util", "helpers", "common", "services", "core", "misc", "tools"}


def contracts() -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    return found


def test_imports_keep_the_contracts(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0


@pytest.mark.parametrize("package", ["geo", "places"])
def test_a_new_module_has_to_say_where_it_belongs(package):
    (layers,) = [contract for contract in contracts() if contract.get("containers") == [package]]
    assert layers["exhaustive"] is True


def test_no_module_is_called_after_nothing():
    assert [path for path in MODULES + SCRIPTS if path.stem in MEANINGLESS] == []


def test_no_module_is_long_enough_to_hide_several_concepts():
    written = [path for path in MODULES + SCRIPTS if path.parts[-2] != "migrations"]
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {path: count for path, count in lines.items() if count > LONGEST_LINES} == {}
