"""What the speller knows of one language: the `[spelling]` section of its file, ready for use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from tei.languages import FOLDER, language
from tei.spelling.features import Morphology

if TYPE_CHECKING:
    from tei.spelling.lexicon import Lexicon
    from tei.spelling.model import Model


@dataclass(frozen=True, slots=True)
class Joint:
    """Which rule signs a ZWNJ between two parts of a word; what it does not say fits all."""

    rule: str
    before: frozenset[str] = frozenset()
    before_ends: str = ""
    after: frozenset[str] = frozenset()
    certainty: float | None = None
    """Said for places where usage differs and no corpus can decide."""

    def fits(self, before: str, after: str) -> bool:
        """Say whether the parts before and after the place are such."""
        return (
            (not self.before or before in self.before)
            and before.endswith(self.before_ends)
            and (not self.after or after in self.after)
        )


@dataclass(frozen=True)
class Orthography:
    """One language's spelling. Its word list and model are opened when first asked for."""

    code: str
    rules: dict[str, str]
    """What each rule does, in a sentence."""
    letters: dict[str, str]
    """Letters of the same shape that the language writes otherwise."""
    fold: dict[int, str | None]
    """What is looked up instead of a character: the same, and vowel signs left out."""
    signs: frozenset[str]
    morphology: Morphology
    joints: tuple[Joint, ...]
    files: tuple[str, str]
    shortest: int
    """Letters of a word that the model is asked about."""

    @cached_property
    def shapes(self) -> dict[int, str]:
        """The letters as a table for `str.translate`."""
        return str.maketrans(self.letters)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The compiled word list."""
        from tei.spelling.lexicon import Lexicon

        return Lexicon(FOLDER / self.files[0])

    @cached_property
    def model(self) -> Model:
        """The trained model."""
        from tei.spelling.model import Model

        return Model(FOLDER / self.files[1], self.morphology, self.lexicon)

    def joint(self, before: str, after: str) -> Joint:
        """Return who signs a ZWNJ between these parts of a word."""
        return next(joint for joint in self.joints if joint.fits(before, after))


_NO_VOWELS: dict[int, None] = dict.fromkeys((*range(0x64B, 0x660), 0x670))


@cache
def orthography(code: str) -> Orthography:
    """Return what is known of a language's spelling; of an unknown one, nothing."""
    data = language(code).data.get("spelling", {})
    joints = tuple(_joint(table) for table in data.get("joints", ()))
    letters = data.get("letters", {})
    return Orthography(
        code,
        data.get("rules", {}),
        letters,
        {**_NO_VOWELS, **str.maketrans(letters), **str.maketrans(data.get("lookup", {}))},
        frozenset(data.get("zwnj-signs", "")),
        _morphology(joints, data.get("unjoined", "")),
        joints,
        (data.get("lexicon", ""), data.get("model", "")),
        data.get("shortest", 0),
    )


def _joint(table: dict[str, Any]) -> Joint:
    return Joint(
        table["rule"],
        frozenset(table.get("before", ())),
        table.get("before-ends", ""),
        frozenset(table.get("after", ())),
        table.get("certainty"),
    )


def _morphology(joints: tuple[Joint, ...], unjoined: str) -> Morphology:
    prefixes: dict[str, str] = {}
    endings: dict[str, str] = {}
    for joint in joints:
        for part in joint.before if not joint.after else ():
            prefixes.setdefault(part, joint.rule)
        for part in joint.after if not joint.before else ():
            endings.setdefault(part, joint.rule)
    return Morphology(prefixes, endings, frozenset(unjoined))
