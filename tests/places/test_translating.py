"""Texts are translated by a provider that the operator chose: public ones alone, and never over a person's work."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from geo.conf import Translator
from places.models import Place, TranslatedBy, Translation, Visibility
from places.translating import TranslatorRefused, TranslatorUnavailable, provider, translate, waiting
from tests.places.making import a_place

pytestmark = pytest.mark.django_db
GERMAN = "Beratung für Familien."


class Server:
    """A provider on this machine: says texts backwards, or what `answers` holds first; keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any], dict[str, str]]] = []
        self.answers: list[tuple[int, Any, dict[str, str]]] = []
        self.url = ""

    def answer(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        self.sent.append((path, body, headers))
        if self.answers:
            return self.answers.pop(0)
        texts = [text[::-1] for text in body.get("q") or body["text"]]
        deepl = {"translations": [{"text": text} for text in texts]}
        return 200, deepl if path.endswith("/v2/translate") else {"translatedText": texts}, {}

    @property
    def texts(self) -> list[str]:
        return [text for _path, body, _headers in self.sent for text in body.get("q") or body["text"]]


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, said, headers = made.answer(self.path, body, dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said if isinstance(said, bytes) else json.dumps(said).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{listening.server_port}"
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def libretranslate(server: Server) -> Translator:
    return Translator("libretranslate", server.url, "secret", timeout_s=2, retries=2)


@pytest.fixture
def chosen(settings: Any, libretranslate: Translator) -> None:
    settings.TRANSLATOR = libretranslate


def texts(language: str = "en") -> list[str]:
    return [text.german for text in waiting(language)]


def test_libretranslate_is_asked_as_its_api_wants_it(server: Server, libretranslate: Translator) -> None:
    assert provider.ask(libretranslate, ["ab", "cd"], "ar") == ["ba", "dc"]
    ((path, body, _headers),) = server.sent
    wanted = {"q": ["ab", "cd"], "source": "de", "target": "ar", "format": "text", "api_key": "secret"}
    assert (path, body) == ("/translate", wanted)


@pytest.mark.parametrize(("language", "target"), [("en", "EN-GB"), ("uk", "UK"), ("ku", "KMR")])
def test_deepl_is_asked_as_its_api_wants_it(server: Server, language: str, target: str) -> None:
    deepl = Translator("deepl", server.url, "secret", timeout_s=2, retries=0)
    assert provider.ask(deepl, ["ab"], language) == ["ba"]
    ((path, body, headers),) = server.sent
    assert (path, body) == ("/v2/translate", {"text": ["ab"], "source_lang": "DE", "target_lang": target})
    assert headers["Authorization"] == "DeepL-Auth-Key secret"


def test_a_busy_provider_is_asked_again_after_the_pause_that_it_names(
    server: Server, libretranslate: Translator
) -> None:
    server.answers = [(429, {"error": "slow down"}, {"Retry-After": "7"}), (503, b"", {})]
    pauses: list[float] = []
    assert provider.ask(libretranslate, ["ab"], "en", pause=pauses.append) == ["ba"]
    assert pauses == [7, 2]


def test_a_provider_that_stays_busy_is_unavailable(server: Server, libretranslate: Translator) -> None:
    server.answers = [(429, {"error": "slow down"}, {})] * 3
    with pytest.raises(TranslatorUnavailable, match="libretranslate does not answer: 429 slow down"):
        provider.ask(libretranslate, ["ab"], "en", pause=lambda _seconds: None)
    assert len(server.sent) == 3


def test_a_provider_that_is_not_there_is_unavailable(server: Server) -> None:
    nowhere = Translator("libretranslate", "http://127.0.0.1:9", "", timeout_s=0.2, retries=0)
    with pytest.raises(TranslatorUnavailable, match="does not answer"):
        provider.ask(nowhere, ["ab"], "en")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((403, {"error": "Invalid API key"}, {}), "403 Invalid API key"),
        ((456, {"message": "Quota exceeded"}, {}), "456 Quota exceeded"),
        ((400, b"<html>", {}), "400"),
        ((200, b"<html>", {}), "no JSON"),
        ((200, {"translatedText": ["a", "b"]}, {}), "a translation for each text"),
        ((200, {"translatedText": [5]}, {}), "a translation for each text"),
        ((200, ["a"], {}), "a translation for each text"),
    ],
)
def test_a_refusal_has_the_providers_reason(
    server: Server, libretranslate: Translator, answer: Any, reason: str
) -> None:
    server.answers = [answer]
    with pytest.raises(TranslatorRefused, match=reason):
        provider.ask(libretranslate, ["ab"], "en")
    assert len(server.sent) == 1


def test_what_waits_is_public_and_has_no_translation() -> None:
    place = a_place("one", description=GERMAN, notice="Hinweis.", position_note="Am Hafen.", offers="family")
    place.offers.update(description="Nähen.", bring="Ausweis")
    place.translations.create(field="notice", language="en", text="Note.", original="Hinweis.")
    a_place("hidden", description="Geheim.", visibility=Visibility.HIDDEN)
    a_place("shelter", description="Schutz.", position_note="Hinter dem Park.", visibility=Visibility.AREA_ONLY)
    assert set(texts()) == {"Am Hafen.", GERMAN, "Nähen.", "Schutz.", "one", "Ausweis"}
    assert "Hinweis." in texts("ar")


def test_an_outdated_translation_waits_only_where_a_machine_made_it() -> None:
    for name, state in (("machine", TranslatedBy.MACHINE), ("person", TranslatedBy.HAND)):
        place = a_place(name, description=f"Neu: {name}.")
        place.translations.create(field="description", language="en", text="x", original="Alt.", state=state)
    assert texts() == ["Neu: machine."]


def test_a_text_that_many_places_say_is_sent_once(server: Server, libretranslate: Translator) -> None:
    for name in ("one", "two"):
        a_place(name, description=GERMAN)
    assert translate(waiting("en"), "en", settings=libretranslate) == 2
    assert server.texts == [GERMAN]
    assert set(Translation.objects.values_list("text", "original", "state")) == {(GERMAN[::-1], GERMAN, "machine")}
    assert texts() == []


def test_long_texts_are_sent_a_few_at_a_time(server: Server, libretranslate: Translator) -> None:
    for number in range(5):
        a_place(f"ort-{number}", description=f"{number}" * 1500)
    translate(waiting("en"), "en", settings=libretranslate)
    assert [len(body["q"]) for _path, body, _headers in server.sent] == [2, 2, 1]


def test_what_was_translated_before_a_failure_is_kept(server: Server, libretranslate: Translator) -> None:
    for number in range(3):
        a_place(f"ort-{number}", description=f"{number}" * 3000)
    found = waiting("en")
    server.answers = [(200, {"translatedText": ["first"]}, {}), (403, {"error": "no"}, {})]
    with pytest.raises(TranslatorRefused):
        translate(found, "en", settings=libretranslate)
    assert [each.text for each in Translation.objects.all()] == ["first"]


def test_what_a_person_wrote_meanwhile_stays(libretranslate: Translator) -> None:
    place = a_place(description=GERMAN)
    found = waiting("en")
    place.translations.create(field="description", language="en", text="Advice.", original=GERMAN)
    assert translate(found, "en", settings=libretranslate) == 0
    assert Translation.objects.get().text == "Advice."


def test_a_translation_that_would_tell_a_protected_street_is_not_kept(
    server: Server, libretranslate: Translator
) -> None:
    a_place(description=GERMAN, street="Bergmannstraße 37", visibility=Visibility.AREA_ONLY)
    server.answers = [(200, {"translatedText": ["At Bergmannstraße."]}, {})]
    assert translate(waiting("en"), "en", settings=libretranslate) == 0
    assert not Translation.objects.exists()


@pytest.mark.usefixtures("chosen")
def test_the_command_translates_once(server: Server, capsys: Any) -> None:
    a_place(description=GERMAN)
    call_command("translate_texts", "en", "ar")
    call_command("translate_texts", "en")
    said = "en: 1 of 1 translated\nar: 1 of 1 translated\nen: 0 of 0 translated\n"
    assert capsys.readouterr().out == said
    assert len(server.sent) == 2


@pytest.mark.usefixtures("chosen")
def test_a_dry_run_sends_nothing(server: Server, capsys: Any) -> None:
    a_place(description=GERMAN)
    call_command("translate_texts", "en", dry_run=True)
    assert capsys.readouterr().out == f"en: 1 texts, {len(GERMAN)} characters to translate\n"
    assert not server.sent


@pytest.mark.usefixtures("chosen")
def test_a_language_that_the_provider_lacks_does_not_stop_the_others(server: Server, capsys: Any) -> None:
    a_place(description=GERMAN)
    server.answers = [(400, {"error": "ti is not supported"}, {})]
    with pytest.raises(CommandError, match="Not all was translated"):
        call_command("translate_texts", "ti", "en")
    said = capsys.readouterr()
    assert (said.err, said.out) == ("ti: 400 ti is not supported\n", "en: 1 of 1 translated\n")


def test_without_a_provider_nothing_is_sent_anywhere(settings: Any) -> None:
    assert settings.TRANSLATOR.provider == ""
    with pytest.raises(CommandError, match="TRANSLATOR is not set"):
        call_command("translate_texts")
    with pytest.raises(CommandError, match="xx: none of en, ar"):
        call_command("translate_texts", "xx")
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"TRANSLATOR": "google"}, "TRANSLATOR='google' is none of libretranslate, deepl"),
        ({"TRANSLATOR": "libretranslate"}, "needs TRANSLATOR_URL"),
        ({"TRANSLATOR": "libretranslate", "TRANSLATOR_URL": "file:///etc/passwd"}, "needs TRANSLATOR_URL"),
        ({"TRANSLATOR": "deepl"}, "needs TRANSLATOR_API_KEY"),
        ({"TRANSLATOR_RETRIES": "99"}, "TRANSLATOR_RETRIES=99"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_at_start(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], complaint: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=complaint):
        Translator.read(environ.Env())


@pytest.mark.parametrize(("key", "url"), [("a:fx", "https://api-free.deepl.com"), ("a", "https://api.deepl.com")])
def test_deepl_answers_where_the_key_is_good(monkeypatch: pytest.MonkeyPatch, key: str, url: str) -> None:
    monkeypatch.setenv("TRANSLATOR", "deepl")
    monkeypatch.setenv("TRANSLATOR_API_KEY", key)
    assert Translator.read(environ.Env()).url == url
