"""What each view costs, and whether it costs in proportion: the seed, and the seed many times.

python benchmarks/rendering.py [TEI.xml] [COPIES...]
"""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path
from time import process_time

from lxml import etree

from tei.rendering import render_bytes
from tei.xmlsource import parse

SEED = Path(__file__).parents[1] / "tests" / "golden" / "seed" / "expected.xml"
FORMATS = ("html", "text", "markdown", "epub", "json", "csv", "annotations")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def main(document: Path, copies: list[int]) -> None:
    """Print a row for each format: milliseconds of processor time, the best of three."""
    trees = {count: repeated(parse(document), count) for count in copies}
    sizes = {count: len(render_bytes(tree, "text", view="source")) for count, tree in trees.items()}
    print(f"{'text, kB':12}" + "".join(f"{sizes[count] / 1e3:>10.0f}" for count in copies))
    tei = {count: len(etree.tostring(tree)) for count, tree in trees.items()}
    print(f"{'TEI, kB':12}" + "".join(f"{tei[count] / 1e3:>10.0f}" for count in copies))
    for to in FORMATS:
        times = (best(trees[count], to) for count in copies)
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


def best(tree: etree._ElementTree, to: str) -> float:
    """Return the seconds of the fastest of three runs; the stylesheet is compiled before."""
    return min(timed(tree, to) for _ in range(3))


def timed(tree: etree._ElementTree, to: str) -> float:
    """Return the seconds of one run."""
    start = process_time()
    render_bytes(tree, to)
    return process_time() - start


if __name__ == "__main__":
    paths = [Path(a) for a in sys.argv[1:] if not a.isdecimal()]
    main(
        paths[0] if paths else SEED, [int(a) for a in sys.argv[1:] if a.isdecimal()] or [1, 10, 100]
    )
