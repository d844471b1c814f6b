"""James Clark's test suite of RELAX NG against this engine: `relaxng_spectest.py spectest.xml`.

Prints a table of schemas and documents, told right and wrong, and each one told wrong.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.diagnostics import TeiError
from tei.validation import relaxng

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(suite: Path) -> int:
    """Print the table; return how many verdicts are wrong."""
    parser = etree.XMLParser(resolve_entities=True, no_network=True)
    counts: Counter[tuple[str, bool]] = Counter()
    for case in etree.parse(suite, parser).iter("testCase"):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CACHE_HOME"] = folder
            for sort, right, message in _verdicts(case, Path(folder)):
                counts[sort, right] += 1
                if not right:
                    print(f"line {case.sourceline}: {sort}: {message}")
    print("| | right | wrong |\n|---|---|---|")
    for sort in sorted({sort for sort, _ in counts}):
        print(f"| {sort} | {counts[sort, True]} | {counts[sort, False]} |")
    return sum(count for (_, right), count in counts.items() if not right)


def _verdicts(case: etree._Element, folder: Path) -> Iterator[tuple[str, bool, str]]:
    _write_resources(case, folder)
    for written in case.iterchildren("correct", "incorrect"):
        path = folder / "schema.rng"
        path.write_bytes(_body(written))
        try:
            schema = relaxng.load(path)
        except TeiError as error:
            yield f"{written.tag} schema", written.tag == "incorrect", str(error)
            continue
        yield f"{written.tag} schema", written.tag == "correct", "was accepted"
        for document in case.iterchildren("valid", "invalid"):
            tree = etree.ElementTree(etree.fromstring(_body(document)))
            found = [d.message for d in relaxng.validate(tree, schema, "document")]
            right = bool(found) == (document.tag == "invalid")
            yield f"{document.tag} document", right, "; ".join(found) or "was accepted"


def _write_resources(node: etree._Element, folder: Path) -> None:
    for child in node.iterchildren("resource", "dir"):
        path = folder / child.get("name", "")
        if child.tag == "dir":
            path.mkdir(parents=True)
            _write_resources(child, path)
        else:
            path.write_bytes(_body(child))


def _body(node: etree._Element) -> bytes:
    return etree.tostring(next(node.iterchildren("*")), encoding="utf-8", with_tail=False)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) > 0)
