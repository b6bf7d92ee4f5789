"""What README, ARCHITECTURE and the others say is there, is there."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.test import Client

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("fixtures/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def api_examples() -> list[list[str]]:
    """Return the arguments of each curl in the README, with paths in place of addresses."""
    lines = [line for line in README.splitlines() if line.startswith("curl ")]
    return [shlex.split(line.replace("$api", "/api/v1"))[1:] for line in lines]


def test_the_readme_is_short():
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file(document):
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_command_of_the_readme_exists():
    made = set(re.findall(r"^(\w+): ##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    usage = re.search(r'"usage: \./bootstrap (.*)"', (ROOT / "bootstrap").read_text())
    assert usage
    code = README.replace("make\n", "make ")  # a line may break within a command
    assert set(re.findall(r"(?:`|^)make (\w+)", code, re.MULTILINE)) <= made
    assert set(re.findall(r"\./bootstrap (\w+)", code)) <= set(re.findall(r"\w+", usage[1]))
    assert set(re.findall(r"bootstrap manage (\w+)", code)) <= set(get_commands())


@pytest.mark.django_db
def test_every_example_of_the_readme_finds_something(capsys):
    call_command("load_region")
    assert len(api_examples()) == 5
    for example in api_examples():
        path = next(argument for argument in example if argument.startswith("/api/"))
        body = example[example.index("-d") + 1] if "-d" in example else None
        asked = Client().post(path, body, content_type="application/json") if body else Client().get(path)
        assert asked.status_code == 200, path
        assert json.loads(asked.content)["features"], path


def test_the_architecture_names_every_part_of_both_packages():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = text[text.index("## The tree") : text.index("## One direction")]
    parts = {
        path.stem
        for package in ("geo", "places")
        for path in (ROOT / package).iterdir()
        if not path.stem.startswith("__") and path.name not in ("apps.py", "migrations", "locale", "static")
    }
    assert {part for part in parts if not re.search(rf"\b{part}\b", tree)} == set()
