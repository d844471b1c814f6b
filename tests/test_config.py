"""`tei.toml`: what is said there is taken, and what is not understood is not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.config import Config, load
from tei.diagnostics import Position, TeiError


def settings(folder: Path, text: str) -> Config:
    path = folder / "tei.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert settings(tmp_path, "") == Config()


def test_what_is_said_is_taken(tmp_path: Path) -> None:
    config = settings(tmp_path, 'language = "fa"\nskip = ["names"]\n')
    assert (config.language, config.skip) == ("fa", ("names",))


@pytest.mark.parametrize(
    ("text", "code", "hint", "line"),
    [
        ("language = ", "TEI001", None, None),
        ('\nlangauge = "fa"', "TEI002", "did you mean `language`?", 2),
        ("language = 7", "TEI003", None, 1),
        ('skip = ["names", 7]', "TEI003", None, 1),
        ("skip = true", "TEI003", None, 1),
    ],
)
def test_what_is_not_understood_is_an_error(
    tmp_path: Path, text: str, code: str, hint: str | None, line: int | None
) -> None:
    with pytest.raises(TeiError) as error:
        settings(tmp_path, text)
    diagnostic = error.value.diagnostic
    assert diagnostic.code == code
    assert hint is None or diagnostic.hint == hint
    assert line is None or diagnostic.where == Position(line, 1)
