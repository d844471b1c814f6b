"""How well lost ZWNJ are restored, and how fast, with hazm's Normalizer beside us.

    python benchmarks/spelling.py FILE...

A FILE holds well-spelt Persian: a treebank in CoNLL-U (its `# text` lines), or a text a line
(after the last tab, if there is one). Its ZWNJ are deleted, made blanks, or left as they are; the
file is one text, or each line is one. Figures are of places, as counted from letters alone; speed
is of one process that has loaded what it needs and met no word, and of a whole process.
"""

from __future__ import annotations

import resource
import sys
import time
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

from tei.spelling import BESIDE, INSTEAD, edits, regularize
from tei.spelling.orthography import orthography
from tei.spelling.speller import speller as spellers_of
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable

type Speller = Callable[[list[str]], list[str]]
"""Returns each of some lines well spelt."""

STANDARD = ("plural", "comparative", "verb-prefix", "indefinite", "enclitic", "demonstrative")
"""Rules of inflection, whose ZWNJ are standard even where a text lacks them."""
SURE = 0.95
SIZES = (100_000, 1_000_000, 10_000_000)
PROGRAMS = {
    "tei": "from tei.spelling import regularize; regularize(sys.stdin.read(), 'fa')",
    "hazm": "from hazm import Normalizer; [*map(Normalizer().normalize, sys.stdin)]",
}
"""What spells standard input, with all that it has to import and to load."""


def main(paths: list[Path]) -> None:
    """Print how good, how sure and how fast."""
    loading = measured(opened)
    before = peak()
    hazm, hazm_loading = normalizer()
    texts = {path.name: lines(path) for path in paths}
    spellers: dict[str, Speller] = {"tei, a text": as_one, "tei, lines": alone, "hazm": hazm}
    print(f"\n{'':28}{'':12}{'joined  P/R/F':>20}{'blank  P/R/F':>20}{'added/1000':>12}")
    for name, gold in texts.items():
        for who, speller in spellers.items():
            joined = scores(gold, speller([line.replace(ZWNJ, "") for line in gold]))
            blank = scores(gold, speller([line.replace(ZWNJ, " ") for line in gold]))
            print(f"{name:28}{who:12}{joined:>20}{blank:>20}{added(gold, speller(gold)):>12.2f}")
    print(f"\n{'':40}{'cert >= .95 right':>20}{'with inflection  P/F':>24}")
    for name, gold in texts.items():
        for who, cut in (("tei, a text", ["\n".join(gold)]), ("tei, lines", gold)):
            sure, precision, f1 = certainties(cut)
            both = f"{precision:.4f}/{f1:.4f}"
            print(f"{name:28}{who:12}{sure:>20.4f}{both:>24}")
    sample = "\n".join(line for gold in texts.values() for line in gold).replace(ZWNJ, "")
    print(f"\nloading: tei {loading:.3f} s, {before} MB at most; ", end="")
    print(f"hazm {hazm_loading:.3f} s, {peak()} MB")
    for size in SIZES:
        print(speeds(long(sample, size), {"tei": as_one, "hazm": hazm}))
    print(processes(long(sample, SIZES[0])))


def as_one(lines: list[str]) -> list[str]:
    """Spell the lines as the one text that they are."""
    return regularize("\n".join(lines), "fa").split("\n")


def alone(lines: list[str]) -> list[str]:
    """Spell each line without knowing the others."""
    return [regularize(line, "fa") for line in lines]


def opened() -> None:
    """Open the word list and every model, with nothing remembered of any word."""
    orthography.cache_clear()
    spellers_of.cache_clear()
    spelling = orthography("fa")
    _ = spelling.lexicon, spelling.model, spelling.blanks, spelling.context
    regularize("می‌رود", "fa")


def normalizer() -> tuple[Speller, float]:
    """Return hazm's Normalizer, line by line, as it takes no long texts; and how long it loads."""
    made: list[Callable[[str], str]] = []

    def load() -> None:
        from hazm import Normalizer

        made.append(Normalizer().normalize)

    seconds = measured(load)
    return lambda lines: [made[0](line) for line in lines], seconds


def lines(path: Path) -> list[str]:
    """Return the texts of a file."""
    found = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".conllu":
        return [line[9:] for line in found if line.startswith("# text = ")]
    return [line.rpartition("\t")[2] for line in found]


def scores(gold: list[str], spelt: list[str]) -> str:
    """Return precision, recall and F1 of places, in hundredths."""
    right = found = wanted = 0
    for line, output in zip(gold, spelt, strict=True):
        expected, got = places(line), restored(line, output)
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


def restored(gold: str, output: str) -> set[int]:
    """Return before which letters of the gold an output has a ZWNJ, though it change letters."""
    theirs, ours = letters(output), letters(gold)
    if len(theirs) == len(ours):
        return places(output)
    same = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    at = {block.a + i: block.b + i for block in same for i in range(block.size)}
    return {at.get(place, -place) for place in places(output)}


def letters(text: str) -> str:
    """Return a text without blanks and ZWNJ."""
    return "".join(text.replace(ZWNJ, "").split())


def added(gold: list[str], spelt: list[str]) -> float:
    """Return how many ZWNJ are added to 1,000 words of text that needs none."""
    pairs = zip(gold, spelt, strict=True)
    more = sum(len(restored(line, output) - places(line)) for line, output in pairs)
    return 1000 * more / sum(len(line.split()) for line in gold)


def certainties(texts: list[str]) -> tuple[float, float, float]:
    """Return which share of sure changes is right, then precision and F1 with inflection.

    An inflected form is counted as right with its ZWNJ, whether or not the gold has it, in what
    a filter makes.
    """
    sure = [0, 0]
    standard = [0, 0]
    missed = 0
    for text in texts:
        joined, expected = text.replace(ZWNJ, ""), places(text)
        number = [0, *accumulate(not char.isspace() for char in joined)]
        missed += len(expected)
        for edit in edits(joined, "fa", BESIDE):
            if edit.replacement == ZWNJ and edit.start == edit.end:
                right = number[edit.start] in expected
                if edit.probability >= INSTEAD.threshold:
                    standard[right or edit.rule in STANDARD] += 1
                    missed -= right
                if edit.probability >= SURE:
                    sure[right] += 1
    f1 = 2 * standard[1] / (2 * standard[1] + standard[0] + missed)
    return sure[1] / sum(sure), standard[1] / sum(standard), f1


def speeds(text: str, spellers: dict[str, Speller]) -> str:
    """Return a line of how many million characters a second each does, from cold memory."""
    row = f"{len(text.encode()):>11,} bytes:"
    for who, speller in spellers.items():
        opened()
        seconds = measured(partial(speller, text.split("\n")), process=True)
        row += f"  {who} {len(text) / seconds / 1e6:.2f} M characters/s"
    return row


def processes(text: str) -> str:
    """Return a line of how many seconds of processor a whole process takes for a text."""
    row = f"{len(text.encode()):>11,} bytes, whole process:"
    for who, program in PROGRAMS.items():
        before = of_children()
        run([sys.executable, "-c", f"import sys; {program}"], input=text.encode(), check=True)
        row += f"  {who} {of_children() - before:.2f} s"
    return row


def of_children() -> float:
    """Return the seconds of processor that ended processes of ours have had."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
