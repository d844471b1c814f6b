"""What the trained recogniser sees of a word: itself, its neighbours, lists and clusters."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tei.languages import language
from tei.names.lexicon import gazetteer, lexicon

if TYPE_CHECKING:
    from tei.names.tables import Table
    from tei.names.words import Passage

type _Row = tuple[str, str, str, str, str]
"""Form, flags, coarse and fine cluster, and what lists say of one word."""

_UNKNOWN = "-||"
_WINDOW = (-2, -1, 0, 1, 2)


def features(words: Passage, code: str) -> list[list[str]]:
    """Return the features of each word of a passage in a language."""
    known = lexicon(code)
    lists, places = _lists(code), _places(words, code)
    rows = [_own(w.form, w.kind, known, lists, places[i]) for i, w in enumerate(words)]
    return [_context(words, rows, i) for i in range(len(words))]


@cache
def _lists(code: str) -> dict[str, str]:
    """Return which list a word stands in, of those that a language has."""
    return {
        form: name
        for name in ("honorifics", "ranks", "offices", "organisation_heads", "place_heads")
        for form in language(code).words("names", name)
    }


def _own(form: str, kind: str, known: Table, lists: dict[str, str], place: str) -> _Row:
    """Return what its neighbours see of a word too."""
    flags, coarse, fine = known.get(form, _UNKNOWN).split("|")
    if kind == "number":
        form = f"#{len(form)}"
    return form, flags or "0", coarse, fine, lists.get(form, "") + place


def _context(words: Passage, rows: list[_Row], i: int) -> list[str]:
    found = [*_of_form(rows[i][0])]
    for at in _WINDOW:
        j = i + at
        found += _near(at, rows[j]) if 0 <= j < len(rows) else (f"{at}=edge",)
    if i:
        found += _with_left(rows[i - 1], rows[i])
    if i + 1 < len(rows):
        found += _with_right(rows[i], rows[i + 1])
    return found


@lru_cache(1 << 13)
def _of_form(form: str) -> tuple[str, ...]:
    found = [
        f"s2={form[-2:]}",
        f"s3={form[-3:]}",
        f"s4={form[-4:]}",
        f"p3={form[:3]}",
        f"p2={form[:2]}",
        f"n={min(len(form), 8)}",
    ]
    if form.isalpha():
        # Foreign names are told by letters that rarely stand together in words of the language.
        edged = f"^{form}$"
        found += (f"t={edged[j : j + 3]}" for j in range(len(edged) - 2))
    if form.isascii():
        found.append(f"latin={form[:1].isupper()}")
    return tuple(found)


@lru_cache(1 << 15)
def _near(at: int, row: _Row) -> tuple[str, ...]:
    """Return what is seen of a word so many words on."""
    form, flags, coarse, fine, listed = row
    found = f"{at}w={form}", f"{at}f={flags}", f"{at}c={coarse}", f"{at}d={fine}"
    return (*found, f"{at}l={listed}") if listed else found


@lru_cache(1 << 13)
def _with_left(left: _Row, own: _Row) -> tuple[str, ...]:
    return (
        f"-1|0={left[0]}|{own[0]}",
        f"-1f|0f={left[1]}|{own[1]}",
        f"cb={left[2]}|{own[2]}",
        f"db={left[3]}|{own[3]}",
        f"-s3={left[0][-3:]}",
        f"-ls={left[4]}|{own[1]}",
    )


@lru_cache(1 << 13)
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
    found, i = [""] * len(words), 0
    phrases = gazetteer(code)
    while i < len(words):
        match = phrases.match(words, i)
        if match is None:
            i += 1
            continue
        end, line = match
        _, kind, _, population, _ = line.split("|")
        size = kind[0] + str(len(population))
        found[i] = f"B{size}"
        found[i + 1 : end] = [f"I{size}"] * (end - i - 1)
        i = end
    return found
