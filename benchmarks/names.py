"""How many names of a labelled file are found, by us and by others, and how right certainties are.

    python -m benchmarks.names [--trained-on TABLE] FILE...

A FILE is JSON lines with `text` and `names` (`start`, `end`, `type`), or a table of tokens and
B-, I-, O labels with empty lines between sentences; so is the TABLE that the taggers of hazm and
spaCy learn from. Titles stand outside a name there, so they are left out here.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.name_finders import KINDS, finders
from training.names.model import sentences as training_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.name_finders import Name

    type Sentence = tuple[str, set[Name]]
    type Result = tuple[set[Name], dict[Name, float]]
    """The names of a sentence, and those that were found."""

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@click.command()
@click.option("--trained-on", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def main(trained_on: Path | None, files: tuple[Path, ...]) -> None:
    """Print a table for each file, and how right our certainties are in it."""
    training = list(training_sentences(trained_on)) if trained_on else None
    ways = list(finders(training))
    for path in files:
        given = list(sentences(path))
        print(f"\n{path.name}: precision, recall, F1 of whole names")
        print(f"{'':36}" + "".join(f"{element:>18}" for element in (*KINDS.values(), "all")))
        for way, find in ways:
            results = [(gold, find(text)) for text, gold in given]
            print(f"{way:36}" + "".join(_figures(results, e) for e in (*KINDS.values(), "")))
        certainties(results)


def sentences(path: Path) -> Iterator[Sentence]:
    """Yield each sentence and its names."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for row in map(json.loads, text.splitlines()):
            given = {(n["start"], n["end"], n["type"]) for n in row["names"]}
            yield row["text"], {n for n in given if n[2] in KINDS.values()}
    else:
        for paragraph in text.split("\n\n"):
            yield _labelled([line.split("\t") for line in paragraph.splitlines() if "\t" in line])


def certainties(results: list[Result]) -> None:
    """Print the share of right names by certainty, and of those that share words with a right one.

    Whether «شهر» belongs to a city's name, corpora see each in its way.
    """
    right: Counter[float] = Counter()
    touching: Counter[float] = Counter()
    total: Counter[float] = Counter()
    for gold, mine in results:
        for name, certainty in mine.items():
            column = next(b for b in BINS if certainty < b)
            total[column] += 1
            right[column] += name in gold
            touching[column] += any(_touches(name, other) for other in gold)
    for low, high in zip((0.0, *BINS), BINS, strict=False):
        if n := total[high]:
            share, near = right[high] / n, touching[high] / n
            print(f"cert {low:.2f}–{min(high, 1):.2f}: {share:.3f} right, {near:.3f} touch, of {n}")


def _figures(results: list[Result], element: str) -> str:
    """Return precision, recall and F1 of one element, of all where it is empty."""
    right = found = there = 0
    for gold, mine in results:
        right += sum(name in gold and element in ("", name[2]) for name in mine)
        found += sum(element in ("", name[2]) for name in mine)
        there += sum(element in ("", name[2]) for name in gold)
    precision, recall = right / max(1, found), right / max(1, there)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{precision:7.2f}{recall:5.2f}{f1:6.3f}"


def _touches(name: Name, other: Name) -> bool:
    return name[2] == other[2] and name[0] < other[1] and other[0] < name[1]


def _labelled(rows: list[list[str]]) -> Sentence:
    text, start, kind = "", 0, ""
    given: set[Name] = set()
    for token, label in [*rows, ["", "O"]]:
        if kind and label != f"I-{kind}":
            if kind in KINDS:
                given.add((start, len(text) - 1, KINDS[kind]))
            kind = ""
        if label.startswith("B-"):
            start, kind = len(text), label[2:]
        text += token + " "
    return text, given


if __name__ == "__main__":
    main()
