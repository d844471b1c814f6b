"""`python -m training.spelling DATA`: writes `fa.lexicon` and `fa.model` into `tei/languages`."""

from __future__ import annotations

import sys
from pathlib import Path

from tei.languages import FOLDER
from tei.spelling.lexicon import compiled
from tei.spelling.model import Model
from tei.spelling.orthography import orthography
from training.spelling.lexicon import gather
from training.spelling.model import decided, train


def main(root: Path, folder: Path = FOLDER) -> None:
    """Train on the data under `root` and write the two files."""
    words, morphology = gather(root), orthography("fa").morphology
    path = folder / "fa.model"
    train(root, words, morphology, path)
    entries = decided(words, Model(path, morphology, words))
    (folder / "fa.lexicon").write_bytes(compiled(entries))
    for name in ("fa.lexicon", "fa.model"):
        print(f"{name}: {(folder / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
