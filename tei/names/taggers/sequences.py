"""Models that hazm's SequenceTagger made: a file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tei.names.taggers import Tagger

LIBRARY = "hazm's SequenceTagger"
REQUIREMENT = "hazm"


def load(path: Path) -> Tagger:
    """Return the tagger of a model file.

    Raises `ImportError` without hazm, `OSError` and `ValueError` for a file that is no model.
    """
    from hazm.sequence_tagger import SequenceTagger  # loads much that few runs need

    model = SequenceTagger(model=str(path))

    def tagger(tokens: Sequence[str], blanks: Sequence[bool]) -> list[str]:
        del blanks
        return [label for _, label in model.tag(list(tokens))]

    return tagger
