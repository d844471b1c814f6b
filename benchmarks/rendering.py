"""What each view costs, and whether it costs in proportion: the seed, and the seed many times.

python benchmarks/rendering.py [TEI.xml] [COPIES...]
"""

from __future__ import annotations

import sys
from copy import deepcopy
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from lxml import etree

from tei.rendering import render_bytes
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = Path(__file__).parents[1] / "tests" / "golden" / "seed" / "expected.xml"
FORMATS = ("html", "text", "markdown", "epub", "json", "csv", "annotations")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def main(document: Path, copies: list[int]) -> None:
    """Print a row for each format: milliseconds of processor time, the best of four."""
    trees = {count: repeated(parse(document), count) for count in copies}
    sizes = {count: len(render_bytes(tree, "text", view="source")) for count, tree in trees.items()}
    print(f"{'text, kB':12}" + "".join(f"{sizes[count] / 1e3:>10.0f}" for count in copies))
    tei = {count: len(etree.tostring(tree)) for count, tree in trees.items()}
    print(f"{'TEI, kB':12}" + "".join(f"{tei[count] / 1e3:>10.0f}" for count in copies))
    parsing = (best(partial(etree.fromstring, etree.tostring(t))) for t in trees.values())
    print(f"{'(parsing it)':12}" + "".join(f"{time * 1e3:>10.1f}" for time in parsing))
    for to in FORMATS:
        times = (best(partial(render_bytes, trees[count], to)) for count in copies)
        print(f"{to:12}" + "".join(f"{time * 1e3:>10.1f}" for time in times))


def repeated(tree: etree._ElementTree, count: int) -> etree._ElementTree:
    """Return a document with the body of another so many times, each with ids of its own."""
    division = tree.find("{*}text/{*}body/{*}div")
    assert division is not None
    originals = [child for child in division if isinstance(child.tag, str)]
    for number in range(1, count):
        for original in originals:
            copy = deepcopy(original)
            for element in copy.iter("*"):
                for name in (_ID, "corresp"):
                    if name in element.attrib:
                        element.set(name, f"{element.get(name)}-{number}")
            division.append(copy)
    return tree


def best(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of four runs; the first compiles the stylesheet."""
    return min(timed(work) for _ in range(4))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    paths = [Path(a) for a in sys.argv[1:] if not a.isdecimal()]
    main(
        paths[0] if paths else SEED, [int(a) for a in sys.argv[1:] if a.isdecimal()] or [1, 10, 100]
    )
