"""What the trained recogniser sees of a word: itself, its neighbours, lists and clusters."""

from __future__ import annotations

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
    lists = {
        form: name
        for name in ("honorifics", "ranks", "offices", "organisation_heads", "place_heads")
        for form in language(code).words("names", name)
    }
    places = _places(words, code)
    rows = [_own(w.form, w.kind, known, lists, places[i]) for i, w in enumerate(words)]
    return [_context(words, rows, i) for i in range(len(words))]


def _own(form: str, kind: str, known: Table, lists: dict[str, str], place: str) -> _Row:
    """Return what its neighbours see of a word too."""
    flags, coarse, fine = known.get(form, _UNKNOWN).split("|")
    if kind == "number":
        form = f"#{len(form)}"
    return form, flags or "0", coarse, fine, lists.get(form, "") + place


def _context(words: Passage, rows: list[_Row], i: int) -> list[str]:
    form = rows[i][0]
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
    for at in _WINDOW:
        j = i + at
        if not 0 <= j < len(rows):
            found.append(f"{at}=edge")
            continue
        near, flags, coarse, fine, listed = rows[j]
        found += (f"{at}w={near}", f"{at}f={flags}", f"{at}c={coarse}", f"{at}d={fine}")
        if listed:
            found.append(f"{at}l={listed}")
    if i:
        found += _with_left(rows[i - 1], rows[i])
    if i + 1 < len(rows):
        found += _with_right(rows[i], rows[i + 1])
    return found


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
