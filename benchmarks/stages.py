"""What each stage of a conversion takes, warm: a document of 3 KB, and a character of a long one.

    python benchmarks/stages.py [TRANSCRIPT...]

The documents are cut from the transcripts (or the seed), their paragraphs shuffled.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING

from tei.config import Config
from tei.encoding import encode, serialize
from tei.model import Document, Span, Witness
from tei.recognisers import recognisers
from tei.validation import grammar, pointers, promises, schematron
from tei.validation.addresses import Addresses
from tei.validation.schemas import chosen, covered
from tei.validation.survey import surveyed
from tei.validation.targets import Targets
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

SEEDS = Path(__file__).parents[1] / "seeds"
SMALL, LARGE = 3_000, 200_000
"""Bytes of UTF-8."""
DOCUMENTS, WARMING = 60, 10


def main(paths: list[Path]) -> None:
    """Print milliseconds a document and microseconds a character, by stage."""
    sources = [path.read_text("utf-8") for path in paths]
    texts = list(_cut(sources, SMALL))
    for text in texts[:WARMING]:
        _converted(text, Counter())
    small: Counter[str] = Counter()
    for text in texts[WARMING:]:
        _converted(text, small)
    long = next(_cut(sources, LARGE))
    large: Counter[str] = Counter()
    _converted(long, large)
    print(f"{'':16}{'ms/3 KB':>10}{'us/char, 1 MB':>16}")
    for stage, seconds in [*small.items(), ("all", small.total())]:
        each = 1e3 * seconds / (len(texts) - WARMING)
        by_character = 1e6 * (large.total() if stage == "all" else large[stage]) / len(long)
        print(f"{stage:16}{each:10.3f}{by_character:16.3f}")


def _cut(sources: list[str], size: int) -> Iterator[str]:
    """Yield texts of so many bytes, of the paragraphs of a source in any order."""
    random = Random(1)
    for number in range(DOCUMENTS + WARMING):
        lines = sources[number % len(sources)].splitlines(keepends=True)
        text = ""
        while len(text.encode()) < size:
            random.shuffle(lines)
            text += "".join(lines) * max(1, size // 100_000)
        yield text.encode()[:size].decode(errors="ignore")


def _converted(text: str, spent: Counter[str]) -> None:
    """Convert and validate a text, and add what each stage took."""
    digest = sha256(text.encode()).hexdigest()
    document = Document(Witness("x", "x.txt", text, "UTF-8", digest), blocks=(Span(0, len(text)),))
    for name, recogniser in recognisers().items():
        with _timed(name, spent):
            document = recogniser.recognise(document, Config())
    with _timed("encode", spent):
        tree = encode(document, lambda _: None)
    with _timed("serialize", spent):
        data = serialize(tree)
    _validated(tree, data, spent)


def _validated(tree: etree._ElementTree, data: bytes, spent: Counter[str]) -> None:
    schemas = chosen(None)
    with _timed("parse", spent):
        tree = parse(data, "x.xml")
    if schemas.relaxng:
        with _timed("grammar", spent):
            list(grammar.check(tree.getroot(), data, schemas.relaxng, Addresses()))
    with _timed("pointers", spent):
        survey = surveyed(tree)
        list(pointers.check(tree, Targets.of("x.xml"), survey))
    with _timed("promises", spent):
        list(promises.check(tree))
    with _timed("schematron", spent):
        for path in schemas.schematron:
            about = tree, survey.names
            rules = schematron.load(path, without=covered(path), about=about)
            list(schematron.check(data.decode(), rules))


@contextmanager
def _timed(stage: str, spent: Counter[str]) -> Iterator[None]:
    started = process_time()
    yield
    spent[stage] += process_time() - started  # type: ignore[assignment]


if __name__ == "__main__":
    main([*map(Path, sys.argv[1:])] or sorted(SEEDS.glob("*.txt")))
