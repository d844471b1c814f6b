"""How well structure is recognised on a folder of transcripts with gold beside them.

python benchmarks/quality.py PATH

PATH holds `*.gold.json` beside pages (`*.txt`), or a folder for each transcript with `raw.txt` and
`gold.json`. Every transcript goes through to TEI and is read back by `tei_spans.py`, which shares
no code with us, and scored by `score.py`; both stand in PATH or above it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei.encoding import encode, serialize
from tei.pipeline import recognise
from tei.readers import read
from tei.restoration import restore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_PAGE: tuple[str, ...] = ("order.tau", "order.adjacency", "order.exact", "join.f", "pullquote.f")
_PAGE += ("pullquote.source_iou", "furniture.f", "turn_start.f", "role_acc")
_TURNS: tuple[str, ...] = ("turn_start.f", "speaker_acc", "note.f")


@dataclass(frozen=True, slots=True)
class Case:
    """One transcript with its gold; `groups` are the rows of the table it counts in."""

    source: Path
    gold: dict[str, Any]
    groups: tuple[str, ...]


def main(path: Path) -> None:
    """Print a row for all, and one for each kind of page or transcript."""
    score, spans = _beside(path, "score"), _beside(path, "tei_spans")
    pages = [*_pages(path)]
    rows: dict[str, list[Any]] = defaultdict(list)
    lost = 0
    for case in pages or _transcripts(path):
        with tempfile.TemporaryDirectory() as folder:
            tei, exact = _convert(case.source, Path(folder))
            found = spans.page(str(tei)) if pages else spans.turns(str(tei))
        lost += not exact
        text = case.source.read_bytes().decode("utf-8")
        scored = (score.score_page if pages else score.score_turns)(text, case.gold, found)
        for group in ("all", *case.groups):
            rows[group].append(scored)
    columns = _PAGE if pages else _TURNS
    print(f"{'':16}" + "".join(f"{name.rpartition('.')[0] or name:>22}" for name in columns))
    for group, results in rows.items():
        totals = (score.agg if pages else score.agg_turns)(results)
        cells = (totals.get(name) for name in columns)
        print(
            f"{group:16}" + "".join(f"{c:22.3f}" if c is not None else f"{'-':>22}" for c in cells)
        )
    print(f"not restored exactly: {lost}")


def _pages(path: Path) -> Iterator[Case]:
    for file in sorted(path.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        source = file.with_name(gold.get("file") or file.name.replace(".gold.json", ".txt"))
        asked = gold.get("params", {})
        yield Case(source, gold, tuple(str(asked[key]) for key in ("perm",) if key in asked))


def _transcripts(path: Path) -> Iterator[Case]:
    for file in sorted(path.glob("*/gold.json")):
        kind = file.parent.name.rpartition("-")[2]
        groups = (kind,) if kind in ("marked", "nomark", "unmarked", "unlabelled") else ()
        yield Case(file.with_name("raw.txt"), json.loads(file.read_text("utf-8")), groups)


def _beside(path: Path, name: str) -> ModuleType:
    for folder in (path, *path.resolve().parents):
        if (file := folder / f"{name}.py").is_file():
            spec = spec_from_file_location(name, file)
            assert spec is not None
            assert spec.loader is not None
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    raise SystemExit(f"{name}.py stands neither in {path} nor above it")


def _convert(source: Path, folder: Path) -> tuple[Path, bool]:
    """Write the TEI of a transcript; say whether it gives back the bytes."""
    tree = encode(recognise(read(source)))
    out = folder / "out.xml"
    out.write_bytes(serialize(tree))
    return out, restore(tree) == source.read_bytes()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
