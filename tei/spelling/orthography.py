"""What the speller knows of one language: the `[spelling]` section of its file, ready for use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from tei.languages import FOLDER, language
from tei.spelling.features import Morphology
from tei.spelling.joints import Joint, Joints
from tei.spelling.words import LETTERS

if TYPE_CHECKING:
    from tei.spelling.known import Known
    from tei.spelling.lexicon import Lexicon
    from tei.spelling.model import Blanks, Context, Model


@dataclass(frozen=True, eq=False)
class Orthography:
    """One language's spelling. Its word list and model are opened when first asked for."""

    code: str
    rules: dict[str, str]
    """What each rule does, in a sentence."""
    unasked: frozenset[str]
    """Rules that run only when they are asked for."""
    letters: dict[str, str]
    """Letters of the same shape that the language writes otherwise."""
    fold: dict[int, str | None]
    """What is looked up instead of a character: the same, and vowel signs left out."""
    signs: frozenset[str]
    characters: dict[str, tuple[str, str]]
    """What else is replaced wherever it stands: by which rule, and by what."""
    stops: str
    """Punctuation that stands close to the word before it."""
    hyphens: str
    """Characters that divide words at the ends of lines."""
    morphology: Morphology
    joints: tuple[Joint, ...]
    surest: dict[str, dict[str, float]]
    """How sure a rule is at most in each register (see `usage.register`)."""
    usual: dict[str, dict[str, float]]
    """How sure a rule is in a register that has a usage of its own."""
    opening: frozenset[str]
    """Rules whose prefixes are hardly a word of their own."""
    alone: frozenset[str]
    """Affixes that stand alone only where a ZWNJ became a blank."""
    leaders: frozenset[str]
    """Short words that a lost blank often joins to the next one."""
    followers: frozenset[str]
    """Short words that a lost blank often joins to the one before."""
    frequent: frozenset[str]
    """The commonest words that are none when read backwards."""
    doubtful: tuple[str, ...]
    """Endings before which only neighbours tell where the ZWNJ stood."""
    said: tuple[str, ...]
    """And those of which it is told by whether people write as they speak."""
    compiled: bool
    """Whether there are a word list and models to restore ZWNJ with."""
    shortest: int
    """Letters of a word that the model is asked about."""

    @cached_property
    def shapes(self) -> dict[int, str]:
        """The letters as a table for `str.translate`."""
        return str.maketrans(self.letters)

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """What matches a word that is looked up as it is printed."""
        letters = re.findall(f"[{LETTERS}]", "".join(map(chr, range(0x621, 0x700))))
        kept = (letter for letter in letters if ord(letter) not in self.fold)
        return re.compile(f"[{''.join(kept)}]*")

    @cached_property
    def character(self) -> re.Pattern[str]:
        """What finds these characters."""
        return re.compile("|".join(map(re.escape, self.characters)))

    @cached_property
    def reversed(self) -> re.Pattern[str]:
        """What finds the commonest words, their letters standing from left to right."""
        # What stands before is looked at last, since a search for letters is quick.
        words = "|".join(rf"{word[::-1]}(?<!\w{'.' * len(word)})" for word in sorted(self.frequent))
        return re.compile(rf"(?:{words or '(?!)'})(?!\w)", re.DOTALL)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The compiled word list."""
        from tei.spelling.lexicon import Lexicon

        return Lexicon(FOLDER / f"{self.code}.spelling.lexicon")

    @cached_property
    def known(self) -> Known:
        """How well it knows any stretch of letters."""
        from tei.spelling.known import Known

        return Known(self.lexicon, remembered=200_000)

    @cached_property
    def context(self) -> Context:
        """The trained model of a word's neighbours."""
        from tei.spelling.model import Context

        return Context(FOLDER / f"{self.code}.neighbours.weights", self.known, self.lexicon.cluster)

    @cached_property
    def blanks(self) -> Blanks:
        """The trained model of blanks that stand for a ZWNJ."""
        from tei.spelling.model import Blanks

        return Blanks(FOLDER / f"{self.code}.blanks.weights", self.morphology, self.known)

    @cached_property
    def model(self) -> Model:
        """The trained model."""
        from tei.spelling.model import Model

        # Thousands of stretches are looked up for a page, and so in a third of the time.
        known = self.known.__getitem__
        return Model(FOLDER / f"{self.code}.zwnj.weights", self.morphology, known)

    @cached_property
    def affixes(self) -> frozenset[str]:
        """Affixes that a ZWNJ sets off, which are hardly words of their own."""
        prefixes = self.morphology.prefixes.items()
        before = (prefix for prefix, rule in prefixes if rule in self.opening)
        return frozenset((*self.morphology.endings, *before))

    @cached_property
    def signers(self) -> Joints:
        """Which rule signs a ZWNJ."""
        return Joints(self.joints)


_NO_VOWELS: dict[int, None] = dict.fromkeys((*range(0x64B, 0x660), 0x670))


@cache
def orthography(code: str) -> Orthography:
    """Return what is known of a language's spelling; of an unknown one, nothing."""
    data = language(code).data.get("spelling", {})
    joints = tuple(_joint(table) for table in data.get("joints", ()))
    letters = data.get("letters", {})
    return Orthography(
        code=code,
        rules=data.get("rules", {}),
        unasked=frozenset(data.get("unasked", ())),
        letters=letters,
        fold={**_NO_VOWELS, **str.maketrans({**letters, **data.get("lookup", {})})},
        signs=frozenset(data.get("zwnj-signs", "")),
        characters=_characters(data.get("characters", {})),
        stops=data.get("stops", ""),
        hyphens=data.get("hyphens", ""),
        morphology=_morphology(joints, data),
        joints=joints,
        surest=data.get("surest", {}),
        usual=data.get("usual", {}),
        opening=frozenset(data.get("opening", ())),
        alone=frozenset(data.get("alone", ())),
        leaders=frozenset(data.get("leaders", ())),
        followers=frozenset(data.get("followers", ())),
        frequent=frozenset(data.get("frequent", ())),
        doubtful=tuple(data.get("doubtful", ())),
        said=tuple(data.get("said", ())),
        compiled=(FOLDER / f"{code}.spelling.lexicon").is_file(),
        shortest=data.get("shortest", 0),
    )


def _characters(tables: dict[str, dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {
        printed: (rule, regular)
        for rule, table in tables.items()
        for printed, regular in table.items()
    }


def _joint(table: dict[str, Any]) -> Joint:
    return Joint(
        table["rule"],
        frozenset(table.get("before", ())),
        table.get("before-ends", ""),
        frozenset(table.get("after", ())),
        table.get("certainty"),
        table.get("most", 1.0),
        table.get("least", 0.0),
    )


def _morphology(joints: tuple[Joint, ...], data: dict[str, Any]) -> Morphology:
    prefixes: dict[str, str] = {}
    endings: dict[str, str] = {}
    for joint in joints:
        for part in joint.before if not joint.after else ():
            prefixes.setdefault(part, joint.rule)
        for part in joint.after if not joint.before else ():
            endings.setdefault(part, joint.rule)
    tails = frozenset({*endings, *data.get("tails", ())})
    return Morphology(prefixes, endings, tails, frozenset(data.get("unjoined", "")))
