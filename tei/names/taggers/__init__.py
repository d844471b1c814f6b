"""A tagger of the user's own beside our model: of hazm, or of spaCy.

    [names]
    tagger = "models/ner.crf"       # in tei.toml: a file that hazm's SequenceTagger made,
                                    # or the folder of a spaCy pipeline

Any other is a package of its own that registers a recogniser (`tei.recognisers`).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.model import Rule
from tei.names.mentions import EVENT, GROUP, ORGANISATION, PERSON, PLACE, Mention
from tei.names.taggers import pipelines, sequences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.names.words import Passage

    type Tagger = Callable[[Sequence[str], Sequence[bool]], list[str]]
    """From tokens, and whether a blank follows each, to their labels: B-PER, I-PER, O."""

RULE = Rule("names.tagger", "a name that the user's tagger finds")

# What corpora call the kinds, in capitals.
_KINDS = {
    "PER": PERSON,
    "PERS": PERSON,
    "PERSON": PERSON,
    "LOC": PLACE,
    "GPE": PLACE,
    "FAC": PLACE,
    "ORG": ORGANISATION,
    "EVE": EVENT,
    "EVENT": EVENT,
    "NORP": GROUP,
}
# Nothing was counted for it; more than a guess, less than our own best.
_CERTAINTY = 0.8


@lru_cache(2)
def load(path: str) -> Tagger:
    """Return the tagger in a model file, or in a pipeline's folder.

    Raises `TeiError` (TEI258) for what is no model, or where its library is not installed.
    """
    found = Path(path)
    if not found.exists():
        raise _unusable(path, "there is no such file", "give the path of a model")
    library = pipelines if found.is_dir() else sequences
    try:
        tagger: Tagger = library.load(found)
    except ImportError as error:
        message = f"{library.LIBRARY} is not installed"
        raise _unusable(path, message, f"pip install {library.REQUIREMENT}") from error
    except (OSError, ValueError) as error:
        raise _unusable(path, str(error), f"give a model of {library.LIBRARY}") from error
    return tagger


def names(tagger: Tagger, words: Passage, passage: int, text: str) -> Iterator[Mention]:
    """Yield what a tagger finds in one passage of a text, given the words as they are printed."""
    tokens = [text[word.start : word.end] for word in words]
    following = [word.start for word in words[1:]] + [len(text)]
    blanks = [word.end < start for word, start in zip(words, following, strict=bool(words))]
    labels = [label.upper() for label in tagger(tokens, blanks)] if words else []
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
