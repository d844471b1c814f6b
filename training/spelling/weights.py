"""`python -m training.spelling.weights FILE.crf...`: a CRFsuite model as `tei` reads it.

Writes `FILE.weights` beside each.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pycrfsuite import Tagger

from tei.spelling.weights import YES, table


def converted(path: Path) -> str:
    """Return the table of a model of two labels."""
    tagger = Tagger()
    tagger.open(str(path))
    model = tagger.info()
    weights: Counter[str] = Counter()
    for (feature, label), weight in model.state_features.items():
        weights[feature] += weight if label == YES else -weight
    turns = {before + after: weight for (before, after), weight in model.transitions.items()}
    return table({**weights, **turns}.items())


if __name__ == "__main__":
    for name in map(Path, sys.argv[1:]):
        name.with_suffix(".weights").write_text(converted(name), encoding="utf-8")
