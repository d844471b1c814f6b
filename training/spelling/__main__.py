"""`python -m training.spelling DATA`: writes the compiled Persian files into `tei/languages`."""

from __future__ import annotations

import sys
from pathlib import Path

from tei.languages import FOLDER
from tei.spelling.known import Known
from tei.spelling.lexicon import compiled
from tei.spelling.model import Model
from tei.spelling.orthography import orthography
from training.spelling import corpora
from training.spelling.blanks import train_blanks
from training.spelling.forms import forms
from training.spelling.lexicon import gather
from training.spelling.model import opinions, places, train_words
from training.spelling.neighbours import train_neighbours


def main(root: Path, folder: Path = FOLDER) -> None:
    """Train on the data under `root` and write the word list and the models."""
    morphology = orthography("fa").morphology
    words = gather(root, morphology)
    train_words(root, words, morphology, folder / "fa.zwnj.weights")
    model = Model(folder / "fa.zwnj.weights", morphology, Known(words))
    thought = opinions(words, model)
    entries = {word: e.entry(places(e, thought[word])) for word, e in words.items()}
    entries |= forms(root, words, model)
    clusters = {word: own for word, own in corpora.clusters(root) if word in entries}
    (folder / "fa.spelling.lexicon").write_bytes(compiled(entries, clusters))
    neighbours = folder / "fa.neighbours.weights"
    train_neighbours(root, words, thought, clusters, morphology, neighbours)
    train_blanks(root, words, thought, orthography("fa"), folder / "fa.blanks.weights")
    for name in ("spelling.lexicon", "zwnj.weights", "neighbours.weights", "blanks.weights"):
        print(f"fa.{name}: {(folder / f'fa.{name}').stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
