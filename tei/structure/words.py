"""Words as two copies of one text have in common, whatever the printer or the extractor did."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

_WORD = re.compile(r"\w+|[^\w\s]")
_SAME = {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه", "¬": ""}


class _Fold(dict[int, str]):
    """What each character folds to, worked out when first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(_SAME.get(c, c) for c in normalize("NFKC", chr(code)).lower())
        self[code] = "".join(c for c in plain if c != "ـ" and category(c) not in ("Cf", "Mn"))
        return self[code]


class _FoldOne(dict[int, str]):
    """The same, one character for each: the first of several, a blank for none."""

    def __missing__(self, code: int) -> str:
        self[code] = (_FOLD[code] or " ")[0]
        return self[code]


_FOLD = _Fold()
_FOLD_ONE = _FoldOne()


def fold(text: str) -> str:
    """Return `text` in lower case without compatibility forms, joiners, kashida and harakat.

    Its length is not that of `text`.
    """
    return text.translate(_FOLD)


@lru_cache(1 << 10)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words and marks of `text`, in order; a paragraph is asked for often."""
    return tuple(_WORD.findall(fold(text)))


def letters(text: str, start: int = 0) -> tuple[str, list[int]]:
    """Return the folded letters and digits of `text` run together, and the offset of each.

    Offsets count from `start`. Two copies of a sentence agree in their letters whatever
    happened to blanks, joiners and marks.
    """
    plain = text.translate(_FOLD_ONE)
    offsets = [n for n, char in enumerate(plain, start) if char.isalnum()]
    return "".join(filter(str.isalnum, plain)), offsets
