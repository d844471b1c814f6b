"""Expected outputs are files a person can read; `pytest --bless` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

type Compare = Callable[[Path, str], None]


def comparing(*, bless: bool) -> Compare:
    """Return what compares an output with the file that holds the expected one."""

    def compare(expected: Path, output: str) -> None:
        if bless:
            expected.write_text(output, encoding="utf-8")
        assert expected.exists(), f"{expected} is missing: look at the output and bless it"
        assert output == expected.read_text(encoding="utf-8")

    return compare
