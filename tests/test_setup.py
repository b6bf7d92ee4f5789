"""The files that set the service up agree with its settings, its addresses and each other."""

import re
import shlex
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.urls import resolve
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
OF_THE_DATABASE_IMAGE = {"POSTGRES_PASSWORD"}
OF_PYTHON = {"PYTHONUNBUFFERED"}


def text(name: str) -> str:
    return (ROOT / name).read_text()


def instructions(keyword: str) -> list[str]:
    """Return what follows `keyword` in the Containerfile, continued lines joined."""
    joined = text("Containerfile").replace("\\\n", " ")
    return re.findall(rf"^{keyword} (.*)$", joined, re.MULTILINE)


def variables_that_are_read() -> set[str]:
    """Return the environment variables of the settings and of `bootstrap`'s server."""
    sources = "".join(path.read_text() for path in [*(ROOT / "geo" / "conf").glob("*.py"), ROOT / "geo/settings.py"])
    of_settings = re.findall(r'(?:\benv\.\w+\(|\b(?:bounded|whole)\(env, )"([A-Z_]+)"', sources)
    of_server = re.findall(r"^([A-Z]+)=\$\{\1:-", text("bootstrap"), re.MULTILINE)
    return {*of_settings, *of_server}


def bootstrap_commands() -> set[str]:
    usage = re.search(r'"usage: \./bootstrap (.*)"', text("bootstrap"))
    assert usage
    return set(re.findall(r"\w+", usage[1].replace("or ", "")))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    return loaded


@pytest.fixture(scope="module")
def web(compose: dict[str, Any]) -> dict[str, Any]:
    service: dict[str, Any] = compose["services"]["web"]
    return service


def test_the_environment_example_names_every_variable_that_is_read_and_no_other() -> None:
    named = re.findall(r"^(?:# )?([A-Z_]+)=", text(".env.example"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == variables_that_are_read() | OF_THE_DATABASE_IMAGE


def test_the_environment_example_shows_the_defaults() -> None:
    shown = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", text(".env.example"), re.MULTILINE))
    assert shown["REGION"] == settings.REGION.key
    assert ROOT / shown["REGION_DATA"] == settings.REGION.data
    assert ROOT / shown["BASEMAP_DATA"] == settings.BASEMAP.data
    assert shown["BASEMAP_CREDIT"] == settings.BASEMAP.credit
    assert float(shown["GEOCODER_TIMEOUT_S"]) == settings.GEOCODER.timeout_s
    assert shown["TIME_ZONE"] == settings.TIME_ZONE
    assert shown["PHONE_REGION"] == settings.PHONENUMBER_DEFAULT_REGION
    for name in ("HOST", "PORT", "WORKERS", "THREADS"):
        assert f"{name}=${{{name}:-{shown[name]}}}" in text("bootstrap")


def test_the_containerfile_sets_only_variables_that_are_read() -> None:
    named = {pair.split("=")[0] for line in instructions("ENV") for pair in shlex.split(line)}
    assert named - OF_PYTHON <= variables_that_are_read()


def test_compose_sets_only_variables_that_are_read(web: dict[str, Any]) -> None:
    assert set(web["environment"]) <= variables_that_are_read()


def test_compose_asks_only_for_variables_that_the_example_names() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", text("compose.yaml")))
    assert asked == OF_THE_DATABASE_IMAGE
    assert all(re.search(rf"^{name}=", text(".env.example"), re.MULTILINE) for name in asked)


def test_the_web_service_reaches_the_database_of_compose(compose: dict[str, Any], web: dict[str, Any]) -> None:
    database = compose["services"]["database"]["environment"]
    password = database["POSTGRES_PASSWORD"]
    address = f"postgis://{database['POSTGRES_USER']}:{password}@database/{database['POSTGRES_DB']}"
    assert web["environment"]["DATABASE_URL"] == address
    assert web["depends_on"]["database"]["condition"] == "service_healthy"


def test_the_database_is_not_published_and_keeps_its_data_in_a_volume(compose: dict[str, Any]) -> None:
    database = compose["services"]["database"]
    assert "ports" not in database
    volume = database["volumes"][0].split(":")[0]
    assert volume in compose["volumes"]


def test_the_port_is_the_same_everywhere(web: dict[str, Any]) -> None:
    (exposed,) = instructions("EXPOSE")
    assert f"PORT={exposed}" in instructions("ENV")[-1]
    assert web["environment"]["PORT"] == int(exposed)
    assert [published.split(":")[-1] for published in web["ports"]] == [exposed]


def test_every_check_of_health_asks_an_address_of_the_service(web: dict[str, Any]) -> None:
    (container,) = instructions("HEALTHCHECK")
    assert yaml.safe_load(container.split("CMD ")[1]) == web["healthcheck"]["test"][1:] == ["./bootstrap", "health"]
    (asked,) = re.findall(r"http://127\.0\.0\.1:\$PORT(/\S*?)\"", text("bootstrap"))
    assert resolve(asked)


def test_one_line_starts_the_server_for_development_and_production() -> None:
    assert len(re.findall(r"-m granian|bin/granian", text("bootstrap"))) == 1
    assert "granian" not in text("Containerfile") + text("compose.yaml") + text("Makefile")
    (module, factory) = re.findall(r"--factory (\S+):(\S+)", text("bootstrap"))[0]
    assert callable(getattr(import_module(module), factory))


def test_the_containerfile_and_the_makefile_call_commands_that_exist() -> None:
    (command,) = instructions("CMD")
    called = {yaml.safe_load(command)[1], *re.findall(r"\./bootstrap (\w+)", text("Containerfile"))}
    targets = re.search(r"^(.*):\n\t@\./bootstrap", text("Makefile"), re.MULTILINE)
    assert targets
    assert called | set(targets[1].split()) <= bootstrap_commands()


def test_every_path_that_the_image_copies_exists_and_is_let_through() -> None:
    copied = {path for line in instructions("COPY") for path in line.split()[:-1]}
    let_through = {line[1:] for line in text(".containerignore").splitlines() if line.startswith("!")}
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


def test_the_image_brings_all_that_the_settings_read() -> None:
    copied = {path for line in instructions("COPY") for path in line.split()[:-1]}
    needed = [settings.REGION.data, settings.BASEMAP.data, *settings.LOCALE_PATHS, ROOT / "templates"]
    assert {path.relative_to(ROOT).parts[0] for path in needed} <= copied


def test_the_image_has_a_python_that_the_project_supports() -> None:
    (version,) = re.findall(r"python:([\d.]+)-", instructions("FROM")[0])
    supported = tomllib.loads(text("pyproject.toml"))["project"]["requires-python"]
    assert SpecifierSet(supported).contains(version)


def test_bootstrap_takes_exactly_the_pythons_that_the_project_supports() -> None:
    supported = SpecifierSet(tomllib.loads(text("pyproject.toml"))["project"]["requires-python"])
    low, high = re.findall(r"\(3, (\d+)\)", text("bootstrap"))
    taken = [minor for minor in range(8, 30) if int(low) <= minor <= int(high)]
    assert taken == [minor for minor in range(8, 30) if supported.contains(f"3.{minor}")]


def test_the_image_does_not_run_as_root() -> None:
    assert instructions("USER") == ["hilfe"]


def pins(lock: str) -> dict[str, str]:
    """Return version by package of a lock file, extras with the package."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9.\[\], -]*)==(\S+)", text(lock), re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_hashes_and_names_no_index(lock: str) -> None:
    assert len(pins(lock)) > 20
    assert text(lock).count("--hash=sha256:") >= len(pins(lock))
    assert "index-url" not in text(lock)
    assert "://" not in text(lock)


def test_the_development_lock_holds_every_pin_of_the_other() -> None:
    assert pins("requirements.lock").items() < pins("requirements-dev.lock").items()


def test_the_locks_keep_extras_which_older_pips_take_for_packages_of_their_own() -> None:
    assert "psycopg[binary, pool]" in pins("requirements.lock")
    assert "coverage[toml]" in pins("requirements-dev.lock")


def test_every_target_of_the_makefile_is_explained() -> None:
    listed = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert phony
    assert [line.split()[0] for line in listed.splitlines()] == phony[1].split()


@pytest.mark.parametrize("script", ["bootstrap", ".ci/run"])
def test_a_script_is_executable_and_has_no_mistake_of_syntax(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o100
    assert subprocess.run(["bash", "-n", script], cwd=ROOT).returncode == 0


def test_an_unknown_command_is_answered_with_those_that_there_are() -> None:
    answer = subprocess.run(["./bootstrap", "fly"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "usage: ./bootstrap run|test" in answer.stderr


@pytest.mark.parametrize(
    ("environment", "named"),
    [({}, "SECRET_KEY"), ({"SECRET_KEY": "x"}, "DATABASE_URL")],
    ids=["without a key", "without a database"],
)
def test_a_deployment_demands_what_it_needs(environment: dict[str, str], named: str) -> None:
    minimal = {"PATH": "/usr/bin:/bin"} | environment
    answer = subprocess.run(["./bootstrap", "deploy"], cwd=ROOT, env=minimal, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{named} is not set")


@pytest.mark.parametrize(
    ("setting", "rule"),
    [
        ("PORT=abc", "PORT=abc is not a number from 1 to 65535."),
        ("PORT=0", "PORT=0 is not a number from 1 to 65535."),
        ("PORT=65536", "PORT=65536 is not a number from 1 to 65535."),
        ("HOST=localhost", "HOST=localhost is no IP address"),
    ],
)
def test_an_address_that_cannot_be_served_is_refused_before_all_else(setting: str, rule: str) -> None:
    command = ["env", setting, "./bootstrap", "run"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(rule)
