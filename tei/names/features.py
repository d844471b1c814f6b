"""What the trained recogniser sees of a word: itself, its neighbours, lists and clusters."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

from tei.languages import language
from tei.names.lexicon import gazetteer, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.names.words import Passage

type _Row = tuple[str, str, str, str, str]
"""Form, flags, coarse and fine cluster, and what lists say of one word."""

type _Features = tuple[bytes, ...]

_UNKNOWN = "-||"
_WINDOW = (-2, -1, 0, 1, 2)


class _Seen(NamedTuple):
    """What is seen of one word."""

    own: _Features
    near: tuple[_Features, ...]
    """What the words see of it from which it is so many on: see `_WINDOW`."""


class _Pair(NamedTuple):
    """What each of two neighbours sees of both."""

    by_left: _Features = ()
    by_right: _Features = ()


def features(words: Passage, code: str) -> list[list[bytes]]:
    """Return the features of each word of a passage in a language."""
    rows = [
        _row(w.form, w.kind, at, code) for w, at in zip(words, _places(words, code), strict=True)
    ]
    seen = [_EDGE, _EDGE, *map(_seen, rows), _EDGE, _EDGE]
    pairs = [_Pair(), *starmap(_pair, pairwise(rows)), _Pair()]
    around = zip(seen, seen[1:], seen[2:], seen[3:], seen[4:], pairs, pairs[1:], strict=False)
    return [
        [
            *word.own,
            *a.near[0],
            *b.near[1],
            *word.near[2],
            *c.near[3],
            *d.near[4],
            *left.by_right,
            *right.by_left,
        ]
        for a, b, word, c, d, left, right in around
    ]


_EDGE = _Seen((), tuple((b"%d=edge" % at,) for at in _WINDOW))


@cache
def _lists(code: str) -> dict[str, str]:
    """Return which list a word stands in, of those that a language has."""
    return {
        form: name
        for name in ("honorifics", "ranks", "offices", "organisation_heads", "place_heads")
        for form in language(code).words("names", name)
    }


@lru_cache(1 << 13)
def _row(form: str, kind: str, place: str, code: str) -> _Row:
    """Return what its neighbours see of a word too."""
    flags, coarse, fine = lexicon(code).get(form, _UNKNOWN).split("|")
    listed = _lists(code).get(form, "") + place
    if kind == "number":
        form = f"#{len(form)}"
    return form, flags or "0", coarse, fine, listed


@lru_cache(1 << 13)
def _seen(row: _Row) -> _Seen:
    return _Seen(_encoded(_of_form(row[0])), tuple(_encoded(_near(at, row)) for at in _WINDOW))


@lru_cache(1 << 13)
def _pair(left: _Row, right: _Row) -> _Pair:
    return _Pair(_encoded(_with_right(left, right)), _encoded(_with_left(left, right)))


def _encoded(found: Iterable[str]) -> _Features:
    """Return features as the model keeps them, which does not encode them for each word anew."""
    return tuple(feature.encode() for feature in found)


def _of_form(form: str) -> Iterator[str]:
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


def _near(at: int, row: _Row) -> tuple[str, ...]:
    """Return what is seen of a word so many words on."""
    form, flags, coarse, fine, listed = row
    found = f"{at}w={form}", f"{at}f={flags}", f"{at}c={coarse}", f"{at}d={fine}"
    return (*found, f"{at}l={listed}") if listed else found


def _with_left(left: _Row, own: _Row) -> tuple[str, ...]:
    return (
        f"-1|0={left[0]}|{own[0]}",
        f"-1f|0f={left[1]}|{own[1]}",
        f"cb={left[2]}|{own[2]}",
        f"db={left[3]}|{own[3]}",
        f"-s3={left[0][-3:]}",
        f"-ls={left[4]}|{own[1]}",
    )


def _with_right(own: _Row, right: _Row) -> tuple[str, ...]:
    return (
        f"0|1={own[0]}|{right[0]}",
        f"0f|1f={own[1]}|{right[1]}",
        f"s3+1={right[0][-3:]}",
        f"ca={own[2]}|{right[2]}",
        f"s3-3={own[0][-3:]}|{right[0][-3:]}",
        f"lb={own[4]}|{right[4]}|{right[1]}",
    )


def _places(words: Passage, code: str) -> list[str]:
    """Say of each word whether it begins or goes on in a place of the gazetteer."""
    found, done = [""] * len(words), 0
    phrases = gazetteer(code)
    for i in phrases.beginnings(words):
        match = phrases.match(words, i) if i >= done else None
        if match is None:
            continue
        done, line = match
        _, kind, _, population, _ = line.split("|")
        size = kind[0] + str(len(population))
        found[i] = f"B{size}"
        found[i + 1 : done] = [f"I{size}"] * (done - i - 1)
    return found
