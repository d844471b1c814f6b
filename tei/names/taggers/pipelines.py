"""Pipelines of spaCy: a folder each, as `nlp.to_disk` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tei.names.taggers import Tagger

LIBRARY = "spaCy"
REQUIREMENT = '"tei[spacy]"'


def load(path: Path) -> Tagger:
    """Return the tagger that a pipeline's named entities are.

    Raises `ImportError` without spaCy, `OSError` and `ValueError` for a folder that is no pipeline.
    """
    import spacy  # takes a second to load
    from spacy.tokens import Doc

    pipeline = spacy.load(path)

    def tagger(tokens: Sequence[str], blanks: Sequence[bool]) -> list[str]:
        # Our words, not its own: what it finds stands where the text has it.
        found = pipeline(Doc(pipeline.vocab, words=list(tokens), spaces=list(blanks)))
        return [f"{word.ent_iob_}-{word.ent_type_}" for word in found]

    return tagger
