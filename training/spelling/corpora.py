"""The training texts and word lists, read as words with their ZWNJ.

Origins and licences: `NOTICE`. Words are folded as the speller folds them, so that what is
learned is asked for by the same key.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tei.spelling import words
from tei.spelling.known import ADJECTIVE, ADVERB, NUMERAL
from tei.spelling.orthography import orthography

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

type Spelt = tuple[str, tuple[int, ...]]
"""A word without its ZWNJ, and the places where they stand."""


def certain(root: Path) -> Iterator[Spelt]:
    """Yield the words of the training texts that write their ZWNJ."""
    for sentence in chain(perdt(root), informal(root)):
        yield from (spelt for spelt in sentence if spelt[0] not in words.SIGNS)


def uneven(root: Path) -> Iterator[list[Spelt]]:
    """Yield the sentences of ParsTwiNER, where only the ZWNJ that are there are evidence."""
    text = (root / "ner/ptner-train.txt").read_text(encoding="utf-8")
    for sentence in text.split("\n\n"):
        yield [spelt for line in sentence.splitlines() for spelt in _spelt(line.split("\t")[0])]


def perdt(root: Path) -> Iterator[list[Spelt]]:
    """Yield the sentences of UD_Persian-PerDT's training part."""
    text = (root / "ud/perdt_train_tokens.txt").read_text(encoding="utf-8")
    for sentence in text.split("\n\n"):
        yield list(_spelt(sentence))


def informal(root: Path) -> Iterator[list[Spelt]]:
    """Yield iPerUDT's training sentences; a verb to which می is joined is unread.

    Two in five are there, which is how people write and not how it is spelt.
    """
    for sentence in treebank(root / "ud/iPerUDT_train.conllu"):
        yield [_UNREAD if _lost_prefix(*spelt) else spelt for spelt in sentence]


def treebank(path: Path) -> Iterator[list[Spelt]]:
    """Yield the sentences of a file in CoNLL-U, from their `# text`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            yield list(_spelt(line[9:]))


def listed(root: Path) -> Iterator[tuple[Spelt, int]]:
    """Yield the entries of the word lists with a frequency from 1 (listed) to 9."""
    for name, separator, column in _LISTS:
        for line in (root / "lex" / name).read_text(encoding="utf-8").splitlines():
            cells = line.split(separator)
            count = int(cells[column]) if column and cells[column : column + 1] else 0
            spelt = list(_spelt(cells[0]))
            if line.startswith("#") or len(spelt) != 1:
                continue
            if count or not column or spelt[0][1]:
                yield spelt[0], 1 + min(8, len(str(count)) - 1)


def usage(root: Path) -> Iterator[tuple[Spelt, int]]:
    """Yield words with how often the web writes them so; joined and parted are apart there."""
    for line in (root / "lex/shekar_vocab.csv").read_text(encoding="utf-8").splitlines():
        word, _, times = line.partition(",")
        spelt = list(_spelt(word))
        if len(spelt) == 1:
            yield spelt[0], int(times or 0)


def clusters(root: Path) -> Iterator[tuple[str, str]]:
    """Yield words with a character for the cluster of words that are used alike."""
    for line in (root / "clusters.tsv").read_text(encoding="utf-8").splitlines():
        word, number, _ = line.split("\t")
        spelt = list(_spelt(word))
        if len(spelt) == 1 and spelt[0][0] not in words.SIGNS:
            yield spelt[0][0], chr(_FIRST_CLUSTER + int(number))


def speech(root: Path) -> Iterator[tuple[str, str]]:
    """Yield words that are no plain nouns and verbs, each with its part of speech."""
    for line in (root / "lex/lilak_lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(",")
        kind = _SPEECH.get(rest.partition(",")[0])
        spelt = list(_spelt(word)) if kind else []
        if kind and len(spelt) == 1:
            yield spelt[0][0], kind


def verbs(root: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield past and present stem, then both as they are spoken, empty where nothing differs."""
    for line in (root / "lex/hazm_verbs.dat").read_text(encoding="utf-8").splitlines():
        past, _, present = line.partition("#")
        for stem in present.split(" یا "):
            yield past, stem, "", ""
    for line in (root / "lex/shekar_verbs.csv").read_text(encoding="utf-8").splitlines():
        present, past, spoken_present, spoken_past = line.split(",")
        yield past, present, spoken_past, spoken_present


_LISTS = (
    ("hazm_words.dat", "\t", 1),
    ("shekar_vocab.csv", ",", 1),
    ("lilak_lexicon.txt", ",", 0),
    ("shekar_compound_words.csv", ",", 0),
)
_SPEECH = {"adjective": ADJECTIVE, "adverb": ADVERB, "numeral": NUMERAL}
_FIRST_CLUSTER = ord("0")
_UNREAD: Spelt = ("a", ())
"""The sign for other letters than Persian: see `words.SIGNS`."""
_NOT_LOST = frozenset(
    ("میان", "میانه", "میدان", "میدون", "میز", "میزان", "میل", "میلیون", "میلیارد", "میوه", "میراث")
)


def _lost_prefix(word: str, places: tuple[int, ...]) -> bool:
    verb = word.removeprefix("ن")
    return not places and verb.startswith("می") and len(verb) > 3 and word not in _NOT_LOST


def _spelt(text: str) -> Iterator[Spelt]:
    return words.tokens(text, orthography("fa"))
