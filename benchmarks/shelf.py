"""A shelf of varied transcripts of any size: `python -m benchmarks.shelf FOLDER COUNT`.

Each has about 3 KB and is made of paragraphs of the seed and of the project's own samples, drawn
in an order of its own, with names of speakers, years and labels that differ from one to the next.
The same number gives the same text.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
_SIZE = 3000
_FOLDER = 1000
_NAMES = ("رضایی", "محمدی", "کریمی", "احمدی", "موسوی", "صادقی", "نوری", "یوسفی", "کاظمی", "امینی")
_FORENAMES = ("مریم", "علی", "سارا", "حسین", "زهرا", "رضا", "لیلا", "ناصر", "پروین", "بهرام")


def fill(folder: Path, count: int) -> None:
    """Write so many transcripts, a thousand to a folder."""
    sources = paragraphs()
    for number in range(count):
        path = folder / f"{number // _FOLDER:04}" / f"interview-{number:07}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(transcript(number, sources), encoding="utf-8", newline="")


def paragraphs() -> list[str]:
    """Return the paragraphs that transcripts are made of."""
    files = [*ROOT.glob("seeds/*.txt"), *sorted(ROOT.glob("tests/golden/*/source.txt"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return [line for line in text.split("\n") if line.strip()]


def transcript(number: int, sources: list[str]) -> str:
    """Return a transcript of about 3 KB, the same one for the same number."""
    random = Random(number)
    speakers = [f"{random.choice(_FORENAMES)} {random.choice(_NAMES)}" for _ in range(2)]
    lines = [f"گفت‌وگو با {speakers[1]}، {random.randint(1300, 1403)}", ""]
    size = 0
    while size < _SIZE:
        words = random.choice(sources).split(" ")
        start = random.randrange(max(len(words) - 20, 1))
        said = " ".join(words[start : start + random.randint(8, 60)])
        label = speakers[len(lines) % 2] if number % 3 else "پرسش" if len(lines) % 2 else "پاسخ"
        lines.append(f"{label}: {said}")
        size += len(lines[-1].encode())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
