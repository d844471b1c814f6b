"""How well real pages are read whose columns a PDF extractor left as it found them.

    python -m benchmarks.printed PATH

PATH holds a folder for each page: `gold.json` with its `paragraphs` in order, and `page.*.txt`, as
several extractors or several ways of calling one left it. Every eighth word or so of the gold is
looked for in the source and in our reading view: how many pairs stand in the right order (Kendall's
tau), and of how many neighbours the second follows the first at once. Words are what stands between
blanks, with its stops: how many of the gold's and ours are the same, wherever they stand (F1).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import tei
from tei.names.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_WINDOW = 24
"""Letters that are looked for, one stretch after the other."""
_AT_ONCE = 60
"""Letters from the beginning of a stretch to that of the next, at most."""
_NO_LETTER = re.compile(r"[\W_]+")


class Found(NamedTuple):
    """How the stretches of the gold stand in a text."""

    tau: float
    adjacent: float
    share: float
    """Of the stretches that stand there, once."""


def main(path: Path) -> None:
    """Print a row for each page and extractor."""
    header = ("tau", "adjacent", "found", "words", "turns", "gold")
    print(f"{'':24}" + "".join(f"{name:>10}" for name in header))
    for gold in sorted(path.glob("*/gold.json")):
        page = json.loads(gold.read_text("utf-8"))
        paragraphs = page["paragraphs"]
        told = len({paragraph["turn"] for paragraph in paragraphs})
        wanted = [stretch for paragraph in paragraphs for stretch in _stretches(paragraph["text"])]
        for source in sorted(gold.parent.glob("page.*.txt")):
            document = tei.recognise(tei.read(source))
            read = str(tei.render(tei.encode(document), "text"))
            name = f"{gold.parent.name} {source.suffixes[0][1:]}"
            tau, adjacent, share = found(wanted, read)
            turns = len(document.select("u"))
            same = words(page, str(tei.render(tei.encode(document), "text", speakers=False)))
            figures = (tau, adjacent, share, same)
            print(f"{name:24}" + "".join(f"{f:10.2f}" for f in figures) + f"{turns:10}{told:10}")


def found(wanted: list[str], text: str) -> Found:
    """Return how stretches of letters, which are in the right order, stand in a text."""
    inside = _letters(text)
    once = [stretch for stretch in wanted if inside.count(stretch) == 1]
    places = [inside.index(stretch) for stretch in once]
    pairs = [1 if b > a else -1 for a, b in combinations(places, 2)]
    near = [0 < b - a < _AT_ONCE for a, b in pairwise(places)]
    return Found(
        sum(pairs) / max(1, len(pairs)),
        sum(near) / max(1, len(near)),
        len(once) / max(1, len(wanted)),
    )


def words(page: dict[str, Any], text: str) -> float:
    """Return the F1 of the words of a text, beside all that is printed on a page."""
    printed = [p["text"] for p in page["paragraphs"]] + page["pullquotes"] + page["furniture"]
    wanted, got = Counter(" ".join(printed).split()), Counter(text.split())
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


def _stretches(text: str) -> Iterator[str]:
    run = _letters(text)
    yield from (run[n : n + _WINDOW] for n in range(0, len(run) - _WINDOW, _WINDOW))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
