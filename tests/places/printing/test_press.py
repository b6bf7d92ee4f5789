"""One sheet at a time, in a process that knows no secret."""

import os
import signal
import subprocess
import sys
import time
from threading import Event, Thread
from unittest.mock import Mock

import pytest

from geo.conf import BASE_DIR
from places.printing import press
from places.printing.press import Busy, Press, PressFailed

HTML = '<html lang="de"><title>Blatt</title><p>Hallo</p></html>'


def a_press(**changes: float) -> Press:
    return Press(**({"waiting": 0, "patience_s": 1, "longest_s": 30} | changes))  # type: ignore[arg-type]


def test_a_sheet_is_made_in_another_process():
    assert a_press().pdf(HTML).startswith(b"%PDF-1.7")


def test_the_process_unloads_nothing_while_the_threads_of_its_libraries_run():
    ends = "import atexit; from places.printing.__main__ import main; atexit.register(print, 'unloaded'); main()"
    made = subprocess.run(
        [sys.executable, "-c", ends], input=HTML.encode(), capture_output=True, check=True, cwd=BASE_DIR
    )
    assert made.stdout.startswith(b"%PDF-1.7")
    assert made.stdout.rstrip().endswith(b"%%EOF")


def test_a_process_that_dies_without_a_word_is_told(monkeypatch):
    died = subprocess.CalledProcessError(-signal.SIGSEGV, "press", stderr=b"")
    monkeypatch.setattr(press.subprocess, "run", Mock(side_effect=died))
    with pytest.raises(PressFailed, match="SIGSEGV"):
        a_press().pdf(HTML)


def test_the_process_knows_no_secret_of_the_service(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgis://user:password@host/name")
    passed_on = {}
    monkeypatch.setattr(press.subprocess, "run", lambda *args, **more: passed_on.update(more["env"]) or Made())
    a_press().pdf(HTML)
    assert passed_on["PATH"] == os.environ["PATH"]
    assert {"SECRET_KEY", "DATABASE_URL"} & set(passed_on) == set()


class Made:
    stdout = b"%PDF"


def test_what_fails_or_takes_too_long_says_so(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nonexistent")
    monkeypatch.setattr(press, "BASE_DIR", "/")
    with pytest.raises(PressFailed, match="places"):
        a_press().pdf(HTML)
    with pytest.raises(PressFailed, match="longer than"):
        a_press(longest_s=0.001).pdf(HTML)


def test_who_finds_the_press_taken_is_told_when_to_come_again(monkeypatch):
    with occupied(monkeypatch, a_press(patience_s=4)) as taken, pytest.raises(Busy) as refusal:
        taken.pdf(HTML)
    assert refusal.value.retry_after_s == 4


def test_a_short_queue_waits_and_no_longer_than_it_has_patience(monkeypatch):
    with occupied(monkeypatch, a_press(waiting=1, patience_s=0.05)) as taken:
        start = time.monotonic()
        with pytest.raises(Busy):
            taken.pdf(HTML)
    assert time.monotonic() - start >= 0.05


def test_after_a_failure_the_press_is_free(monkeypatch):
    one = a_press(longest_s=0.001)
    for _ in range(3):
        with pytest.raises(PressFailed):
            one.pdf(HTML)


class occupied:  # noqa: N801  reads like a sentence
    """A press on which another sheet lies."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, one: Press) -> None:
        self.press, self.begun, self.done = one, Event(), Event()
        monkeypatch.setattr(press, "_made", self._made)
        self.other = Thread(target=one.pdf, args=(HTML,))

    def _made(self, html: str, longest_s: float) -> bytes:
        self.begun.set()
        self.done.wait(30)
        return b"%PDF"

    def __enter__(self) -> Press:
        self.other.start()
        assert self.begun.wait(30)
        return self.press

    def __exit__(self, *error: object) -> None:
        self.done.set()
        self.other.join()
