"""What the trained recogniser sees of a word: itself, its neighbours, lists and clusters."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tei.languages import language
from tei.names.lexicon import gazetteer, lexicon
from tei.names.openings import GAZETTEER, begun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.words import Passage

type Row = tuple[str, str, str, str, str]
"""Form, flags, coarse and fine cluster, and what lists say of one word."""

type Class = tuple[str, str, str]
"""Flags, coarse cluster, and what lists say."""

WINDOW = (-2, -1, 0, 1, 2)
"""How far a word sees."""

_PLACES = frozenset(map(str, WINDOW))
_UNKNOWN = "-||"


def features(words: Passage, code: str) -> list[list[str]]:
    """Return the features of each word of a passage in a language."""
    edge: list[Row | None] = [None, None]
    found = [*edge, *rows(words, code), *edge]
    return [
        [
            *of_word(found[i]),
            *(f"{at}{feature}" for at in WINDOW for feature in seen(found[i + at])),
            *_of_pair(found[i - 1], found[i])[1],
            *_of_pair(found[i], found[i + 1])[0],
        ]
        for i in range(2, len(found) - 2)
    ]


def placed(feature: str) -> tuple[int, str]:
    """Return how many words on a feature is seen, and what is seen there."""
    at, named, rest = feature.partition("=")
    place, kind = (at[:-1], at[-1:]) if at[-1:].isalpha() else (at, "")
    return (int(place), kind + named + rest) if place in _PLACES else (0, feature)


def rows(words: Passage, code: str) -> list[Row]:
    """Return what is known of each word."""
    places = _places(words, code)
    return [_row(w.form, w.kind, at, code) for w, at in zip(words, places, strict=True)]


def of_word(row: Row | None) -> Iterator[str]:
    """Yield what a word shows by its letters, the edge of a passage nothing."""
    if row is None:
        return
    form = row[0]
    yield f"s2={form[-2:]}"
    yield f"s3={form[-3:]}"
    yield f"s4={form[-4:]}"
    yield f"p3={form[:3]}"
    yield f"p2={form[:2]}"
    yield f"n={min(len(form), 8)}"
    if form.isalpha():
        # Foreign names are told by letters that rarely stand together in words of the language.
        edged = f"^{form}$"
        yield from (f"t={edged[j : j + 3]}" for j in range(len(edged) - 2))
    if form.isascii():
        yield f"latin={form[:1].isupper()}"


def seen(row: Row | None) -> tuple[str, ...]:
    """Return what is seen of a word from near by, or of the edge of the passage."""
    if row is None:
        return ("=edge",)
    form, flags, coarse, fine, listed = row
    found = f"w={form}", f"f={flags}", f"c={coarse}", f"d={fine}"
    return (*found, f"l={listed}") if listed else found


def of_words(left: Row, right: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the left one of two neighbours sees of both as words, and what the right one."""
    words = f"{left[0]}|{right[0]}"
    start, end = left[0][-3:], right[0][-3:]
    by_left = (f"0|1={words}", f"s3+1={end}", f"s3-3={start}|{end}")
    return by_left, (f"-1|0={words}", f"db={left[3]}|{right[3]}", f"-s3={start}")


def of_classes(left: Class, right: Class) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the left one of two neighbours sees of their kinds, and what the right one."""
    flags, clusters = f"{left[0]}|{right[0]}", f"{left[1]}|{right[1]}"
    by_left = (f"0f|1f={flags}", f"ca={clusters}", f"lb={left[2]}|{right[2]}|{right[0]}")
    return by_left, (f"-1f|0f={flags}", f"cb={clusters}", f"-ls={left[2]}|{right[0]}")


def class_of(row: Row) -> Class:
    """Return what many words have in common with one."""
    return row[1], row[2], row[4]


def _of_pair(left: Row | None, right: Row | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if left is None or right is None:
        return (), ()
    words, classes = of_words(left, right), of_classes(class_of(left), class_of(right))
    return words[0] + classes[0], words[1] + classes[1]


@cache
def _lists(code: str) -> dict[str, str]:
    """Return which list a word stands in, of those that a language has."""
    return {
        form: name
        for name in ("honorifics", "ranks", "offices", "organisation_heads", "place_heads")
        for form in language(code).words("names", name)
    }


@lru_cache(1 << 13)
def _row(form: str, kind: str, place: str, code: str) -> Row:
    """Return what its neighbours see of a word too."""
    flags, coarse, fine = lexicon(code).get(form, _UNKNOWN).split("|")
    listed = _lists(code).get(form, "") + place
    if kind == "number":
        form = f"#{len(form)}"
    return form, flags or "0", coarse, fine, listed


def _places(words: Passage, code: str) -> list[str]:
    """Say of each word whether it begins or goes on in a place of the gazetteer."""
    found, done = [""] * len(words), 0
    phrases = gazetteer(code)
    for i, word in enumerate(words):
        may = i >= done and GAZETTEER in begun(word.form, code)
        match = phrases.match(words, i) if may else None
        if match is None:
            continue
        done, line = match
        _, kind, _, population, _ = line.split("|")
        size = kind[0] + str(len(population))
        found[i] = f"B{size}"
        found[i + 1 : done] = [f"I{size}"] * (done - i - 1)
    return found
