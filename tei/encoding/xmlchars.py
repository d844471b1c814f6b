"""What XML 1.0 can hold (§2.2, production 2) and how names are written (§2.3)."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that no XML document can hold, however it is escaped."""

_NAME = re.compile(r"(?:xml:)?[^\W\d][\w.\-]*")


def is_legal(text: str) -> bool:
    """Say whether XML can hold every character."""
    return not ILLEGAL.search(text)


def legal(text: str) -> str:
    """Return a text with a mark (U+FFFD) for each character that XML cannot hold."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def is_name(text: str) -> bool:
    """Say whether the text may name an attribute or be an `xml:id`."""
    return _NAME.fullmatch(text) is not None
