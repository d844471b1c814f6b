"""How fast structure is recognised, by the length of the text.

python benchmarks/structure.py [TRANSCRIPT]
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from tei.config import Config
from tei.model import Document, Span, Witness
from tei.recognisers import recognisers
from tei.structure.cues import cues

SEED = Path(__file__).parents[1] / "seeds" / "000_64378674147a36bf.txt"
STEPS: tuple[str, ...] = ("language", "blocks", "furniture", "pullquotes", "labels")
STEPS += ("headings", "business", "order", "turns", "direction", "timeline")
SIZES = (1, 3, 10, 100, 1000)


def main(path: Path) -> None:
    """Print milliseconds for so many KB of UTF-8, cut from or filled with a transcript."""
    text = path.read_text("utf-8")
    _recognise(text[:500])  # what is loaded once
    print(f"{'KB':>6}{'blocks':>8}{'ms':>10}")
    for size in SIZES:
        wanted = size * 1000 * len(text) // len(text.encode())
        piece = (text + "\n\n") * (wanted // len(text) + 1)
        best, blocks = min(_recognise(piece[:wanted]) for _ in range(3))
        print(f"{size:6}{blocks:8}{best * 1000:10.1f}")


def _recognise(text: str) -> tuple[float, int]:
    document = Document(Witness("x", "x.txt", text, "UTF-8", ""), blocks=(Span(0, len(text)),))
    cues.cache_clear()  # what was looked up for the run before
    started = perf_counter()
    for name, recogniser in recognisers().items():
        if name in STEPS:
            document = recogniser.recognise(document, Config())
    return perf_counter() - started, len(document.blocks)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
