"""How many names of a labelled file are found, and how right the certainties are.

    python benchmarks/names.py FILE...

Our rules alone stand beside rules and model together. No other tool for Persian finds names
without a network: the recognisers of hazm and shekar fetch a model, parsivar has none.

A FILE is JSON lines with `text` and `names` (`start`, `end`, `type`), or a table of tokens and
B-, I-, O labels with empty lines between sentences. Titles stand outside a name there, so they
are left out here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tei.config import Config, Names
from tei.model import Annotation, Document, Span, Witness
from tei.recognisers import names

if TYPE_CHECKING:
    from collections.abc import Iterator

type Name = tuple[int, int, str]
"""Start, end, TEI element; code points, half-open."""
type Sentence = tuple[str, set[Name]]

KINDS = {"PER": "persName", "LOC": "placeName", "ORG": "orgName"}
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
# What corpora have inside the name of a person.
INNER_TITLES = ("سید", "سیده", "میرزا")


def main(paths: list[Path]) -> None:
    """Print a table for each file."""
    ways = {"rules": Config(names=Names(trained=False)), "rules and model": Config()}
    for path in paths:
        for way, config in ways.items():
            print(f"\n{path.name}: {way}")
            print(f"{'':12}{'right':>7}{'false':>7}{'missed':>7}    P     R     F")
            report([(gold, found(text, config)) for text, gold in sentences(path)])


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


def found(text: str, config: Config) -> dict[Name, float]:
    """Return the names that are found in a text, without titles, and how sure they are."""
    witness = Witness("benchmark", "benchmark.txt", text, "UTF-8", "")
    document = Document(witness, "fa", (Span(0, len(text)),))
    result = names.recognise(document, config)
    titles = [a.hull for a in result.select("roleName") if a.hull.of(text) not in INNER_TITLES]
    claims = result.select(*KINDS.values())
    return {(*_core(a, titles, text), a.element): a.certainty for a in claims}


def report(results: list[tuple[set[Name], dict[Name, float]]]) -> None:
    """Print right, false and missed by element, and the share of right names by certainty."""
    total: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[float, bool]] = Counter()
    for gold, mine in results:
        for name, certainty in mine.items():
            total[name[2], "right" if name in gold else "false"] += 1
            sure[next(b for b in BINS if certainty < b), name in gold] += 1
        for name in gold - mine.keys():
            total[name[2], "missed"] += 1
    for element in KINDS.values():
        _row(element, *(total[element, what] for what in ("right", "false", "missed")))
    _row(
        "all",
        *(sum(n for k, n in total.items() if k[1] == w) for w in ("right", "false", "missed")),
    )
    for low, high in zip((0.0, *BINS), BINS, strict=False):
        right, all_of_it = sure[high, True], sure[high, True] + sure[high, False]
        if all_of_it:
            print(
                f"cert {low:.2f}–{min(high, 1):.2f}: {right / all_of_it:.3f} right of {all_of_it}"
            )


def _labelled(rows: list[list[str]]) -> Sentence:
    text, start, kind = "", 0, ""
    given: set[Name] = set()
    for token, label in [*rows, ["", "O"]]:
        if kind and label != f"I-{kind}":
            given.add((start, len(text) - 1, kind))
            kind = ""
        if label.startswith("B-"):
            start, kind = len(text), label[2:]
        text += token + " "
    return text, {(s, e, KINDS[k]) for s, e, k in given if k in KINDS}


def _core(claim: Annotation, titles: list[Span], text: str) -> tuple[int, int]:
    start, end = claim.hull.start, claim.hull.end
    for title in sorted(titles):
        if start == title.start and title.end <= end:
            start = title.end + len(text[title.end :]) - len(text[title.end :].lstrip())
    return min(start, end), end


def _row(what: str, right: int, false: int, missed: int) -> None:
    precision, recall = right / max(1, right + false), right / max(1, right + missed)
    f = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{what:12}{right:7}{false:7}{missed:7}  {precision:.3f} {recall:.3f} {f:.3f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
