"""A tagger of the user's own beside our model: any that hazm's SequenceTagger reads.

    [names]
    tagger = "models/ner.crf"       # in tei.toml

A heavier model still is a package of its own that registers a recogniser (`tei.recognisers`).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.model import Rule
from tei.names.mentions import EVENT, ORGANISATION, PERSON, PLACE, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.words import Passage

RULE = Rule("names.tagger", "a name that the user's tagger finds")

# What corpora of Persian call the kinds, in capitals.
_KINDS = {
    "PER": PERSON,
    "PERS": PERSON,
    "LOC": PLACE,
    "FAC": PLACE,
    "ORG": ORGANISATION,
    "EVE": EVENT,
    "EVENT": EVENT,
}
# Nothing was counted for it; more than a guess, less than our own best.
_CERTAINTY = 0.8


class Tagger(Protocol):
    """What is asked of a tagger."""

    def tag(self, tokens: list[str], /) -> list[tuple[str, str]]:
        """Return each token with its label: B-PER, I-PER, O."""


@lru_cache(2)
def load(path: str) -> Tagger:
    """Return the tagger in a model file.

    Raises `TeiError` (TEI258) for a file that is no model, or where hazm is not installed.
    """
    try:
        from hazm.sequence_tagger import SequenceTagger
    except ImportError as error:
        raise _unusable(path, "hazm is not installed", "pip install hazm") from error
    if not Path(path).is_file():
        raise _unusable(path, "there is no such file", "give the path of a model")
    try:
        tagger: Tagger = SequenceTagger(model=path)
    except (OSError, ValueError) as error:
        raise _unusable(path, str(error), "give a model that hazm's SequenceTagger made") from error
    return tagger


def names(tagger: Tagger, words: Passage, passage: int) -> Iterator[Mention]:
    """Yield what a tagger finds in one passage."""
    labels = [label.upper() for _, label in tagger.tag([word.form for word in words])]
    start = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and labels[i].startswith("I-"):
            continue
        kind = _KINDS.get(labels[start].partition("-")[2])
        if kind and labels[start].startswith("B-"):
            yield Mention(kind, passage, start, i, RULE, _CERTAINTY)
        start = i


def _unusable(path: str, message: str, hint: str) -> TeiError:
    return TeiError(
        Diagnostic("TEI258", Severity.ERROR, f"the tagger cannot be used: {message}", hint, path)
    )
