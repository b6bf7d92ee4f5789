"""Finished sheets: found again within a day, never too many, and named after nothing."""

import os
import time
from pathlib import Path

from places.printing.shelf import KEPT_S, Shelf


def test_what_was_put_is_taken_by_every_worker(tmp_path):
    Shelf(tmp_path, 9).put("<p>Leer</p>", b"%PDF")
    assert Shelf(tmp_path, 9).take("<p>Leer</p>") == b"%PDF"
    assert Shelf(tmp_path, 9).take("<p>Weener</p>") is None


def test_a_name_tells_nothing_of_what_was_asked(tmp_path):
    Shelf(tmp_path, 9).put("<p>Leer</p>", b"%PDF")
    (name,) = os.listdir(tmp_path)
    assert len(name.removesuffix(".pdf")) == 40
    assert "Leer" not in name


def aged(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_after_a_day_a_sheet_is_neither_taken_nor_kept(tmp_path):
    shelf = Shelf(tmp_path, 9)
    shelf.put("alt", b"%PDF")
    aged(next(tmp_path.iterdir()), KEPT_S + 1)
    assert shelf.take("alt") is None
    shelf.put("neu", b"%PDF")
    assert len(list(tmp_path.iterdir())) == 1


def test_the_oldest_gives_way(tmp_path):
    shelf = Shelf(tmp_path, 2)
    for age, html in ((30, "a"), (20, "b")):
        shelf.put(html, b"%PDF")
        aged(shelf._path(html), age)
    shelf.put("c", b"%PDF")
    assert [shelf.take(html) is not None for html in "abc"] == [False, True, True]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_hinders_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "below", 9)
    shelf.put("a", b"%PDF")
    assert shelf.take("a") is None
