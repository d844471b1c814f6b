"""How well lost ZWNJ are restored, and how fast, with hazm's Normalizer beside us.

    python benchmarks/spelling.py FILE...

A FILE holds well-spelt Persian: a treebank in CoNLL-U (its `# text` lines), or a text a line
(after the last tab, if there is one). Its ZWNJ are deleted, made blanks, or left as they are.
Figures are of places, as counted from letters alone; speed is of one process with cold memory.
"""

from __future__ import annotations

import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tei.spelling import BESIDE, edits, regularize
from tei.spelling.orthography import orthography
from tei.spelling.speller import speller as spellers_of
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable

type Speller = Callable[[str], str]

STANDARD = ("plural", "comparative", "verb-prefix", "indefinite", "enclitic", "demonstrative")
"""Rules of inflection, whose ZWNJ are standard even where a text lacks them."""
SURE = 0.95
SIZES = (100_000, 1_000_000, 10_000_000)


def main(paths: list[Path]) -> None:
    """Print how good, how sure and how fast."""
    loading = measured(opened)
    before = peak()
    hazm, hazm_loading = normalizer()
    texts = {path.name: lines(path) for path in paths}
    spellers: dict[str, Speller] = {"tei": lambda text: regularize(text, "fa"), "hazm": hazm}
    print(f"\n{'':28}{'':6}{'joined  P/R/F':>20}{'blank  P/R/F':>20}{'added/1000':>12}")
    for name, gold in texts.items():
        for who, speller in spellers.items():
            joined = scores([(g, speller(g.replace(ZWNJ, ""))) for g in gold])
            blank = scores([(g, speller(g.replace(ZWNJ, " "))) for g in gold])
            print(f"{name:28}{who:6}{joined:>20}{blank:>20}{added(gold, speller):>12.2f}")
    print(f"\n{'':28}{'cert >= .95 right':>20}{'P with inflection':>20}")
    for name, gold in texts.items():
        sure, standard = certainties(gold)
        print(f"{name:28}{sure:>20.4f}{standard:>20.4f}")
    sample = "\n".join(line for gold in texts.values() for line in gold).replace(ZWNJ, "")
    print(f"\nloading: tei {loading:.3f} s, {before} MB at most; ", end="")
    print(f"hazm {hazm_loading:.3f} s, {peak()} MB")
    for size in SIZES:
        print(speeds(long(sample, size), spellers))


def opened() -> None:
    """Open the word list and every model, with nothing remembered of any word."""
    orthography.cache_clear()
    spellers_of.cache_clear()
    spelling = orthography("fa")
    _ = spelling.lexicon, spelling.model, spelling.blanks, spelling.context
    regularize("می‌رود", "fa")


def normalizer() -> tuple[Speller, float]:
    """Return hazm's Normalizer, and how long it takes to load."""
    made: list[Speller] = []

    def load() -> None:
        from hazm import Normalizer

        made.append(Normalizer().normalize)

    seconds = measured(load)
    return made[0], seconds


def lines(path: Path) -> list[str]:
    """Return the texts of a file."""
    found = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".conllu":
        return [line[9:] for line in found if line.startswith("# text = ")]
    return [line.rpartition("\t")[2] for line in found]


def scores(pairs: list[tuple[str, str]]) -> str:
    """Return precision, recall and F1 of places, in hundredths."""
    right = found = wanted = 0
    for gold, output in pairs:
        expected, got = places(gold), places(output)
        right, found, wanted = right + len(expected & got), found + len(got), wanted + len(expected)
    precision, recall = right / (found or 1), right / (wanted or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return f"{100 * precision:.1f}/{100 * recall:.1f}/{100 * f1:.1f}"


def places(text: str) -> set[int]:
    """Return before which letters, blanks not counted, a ZWNJ stands."""
    at, found = 0, set()
    for char in text:
        if char == ZWNJ:
            found.add(at)
        elif not char.isspace():
            at += 1
    return found


def added(gold: list[str], speller: Speller) -> float:
    """Return how many ZWNJ are added to 1,000 words of text that needs none."""
    more = sum(len(places(speller(line)) - places(line)) for line in gold)
    return 1000 * more / sum(len(line.split()) for line in gold)


def certainties(gold: list[str]) -> tuple[float, float]:
    """Return which share of sure changes is right, and of all, inflection counted as right."""
    sure = [0, 0]
    standard = [0, 0]
    for line in gold:
        joined, expected = line.replace(ZWNJ, ""), places(line)
        letters = [at for at, char in enumerate(joined) if not char.isspace()]
        for edit in edits(joined, "fa", BESIDE):
            if edit.replacement == ZWNJ and edit.start == edit.end:
                right = letters.index(edit.start) in expected
                standard[right or edit.rule in STANDARD] += 1
                if edit.probability >= SURE:
                    sure[right] += 1
    return sure[1] / sum(sure), standard[1] / sum(standard)


def speeds(text: str, spellers: dict[str, Speller]) -> str:
    """Return a line of how many million characters a second each does, from cold memory."""
    row = f"{len(text.encode()):>11,} bytes:"
    for who, speller in spellers.items():
        opened()
        pieces = [text] if who == "tei" else text.split("\n")  # hazm is quadratic in length
        seconds = measured(partial(list, map(speller, pieces)), process=True)
        row += f"  {who} {len(text) / seconds / 1e6:.2f} M characters/s"
    return row


def long(sample: str, size: int) -> str:
    """Return so many bytes of a sample, repeated as often as needed."""
    data = sample.encode()
    return (data * (size // len(data) + 1))[:size].decode(errors="ignore")


def measured(work: Callable[[], object], *, process: bool = False) -> float:
    """Return the seconds that some work takes, of this process or by the clock."""
    clock = time.process_time if process else time.perf_counter
    start = clock()
    work()
    return clock() - start


def peak() -> int:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
