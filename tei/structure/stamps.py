"""Time stamps: `[00:12:03]`, «(۱۲:۰۵)», `0:03` at the edge of a line, `00:00:01,000 -->`.

A transcript's stamps count from the beginning of its recording, so they rise. Two numbers alone
may be a verse or an hour of the day; they are stamps where several stand in rising order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK = r"(?<![\d:.,])(?:(\d{1,2}):)?(\d{1,3}):([0-5۰-۵٠-٥]\d)(?:[.,](\d{1,3}))?(?![\d:])"
_ANY = re.compile(_CLOCK)
_COLON = re.compile(r":(?<=\d:)\d")
"""What is in every clock, and found at once."""
_BRACKETED = re.compile(rf"[\[(<{{][ \t]*{_CLOCK}[ \t]*[\])>}}]")
_LEADING = re.compile(rf"^[ \t]*({_CLOCK}(?:[ \t]*-+>[ \t]*{_CLOCK})?)(?=[ \t]|$)", re.MULTILINE)
_TRAILING = re.compile(rf"^[^.؟?!…\n\d]{{1,60}}?[ \t]({_CLOCK})[ \t]*$", re.MULTILINE)
_SEVERAL = 3
_RISING = 0.8
"""Share of neighbours that rise."""


class Stamp(Struct, frozen=True, order=True):
    """A time stamp as printed, with its brackets."""

    span: Span
    seconds: float
    """From the beginning of the recording."""
    full: bool
    """Whether it says hours, minutes and seconds."""
    trails: bool
    """Whether it ends a short line: it belongs to a label, or is none."""


@lru_cache(maxsize=4)
def stamps(text: str) -> tuple[Stamp, ...]:
    """Return the time stamps of a text, in its order."""
    if not _COLON.search(text):
        return ()
    found: dict[int, Stamp] = {}
    for form, group in ((_BRACKETED, 0), (_LEADING, 1), (_TRAILING, 1)):
        for match in form.finditer(text):
            stamp = _stamp(text, Span(*match.span(group)), trails=form is _TRAILING)
            found.setdefault(stamp.span.start, stamp)
    rows = [stamp for _, stamp in sorted(found.items())]
    return tuple(rows if _rise(rows) else [stamp for stamp in rows if stamp.full])


def without(text: str) -> str:
    """Return a text with blanks where its time stamps are: as long as before."""
    if not (found := stamps(text)):
        return text
    pieces, at = [], 0
    for stamp in found:
        pieces += [text[at : stamp.span.start], " " * len(stamp.span)]
        at = stamp.span.end
    return "".join([*pieces, text[at:]])


def clocks(text: str) -> list[Span]:
    """Return all time stamps, and those in words: `[inaudible 00:12:03]`."""
    if not _COLON.search(text):
        return []
    full = (Span(*clock.span()) for clock in _ANY.finditer(text) if clock[1])
    return sorted({*full, *(stamp.span for stamp in stamps(text))})


def moments(text: str, span: Span) -> list[float]:
    """Return the times that business names, in seconds: `[inaudible 00:12:03]` too."""
    known = {stamp.seconds for stamp in stamps(text)}
    clocks = _ANY.finditer(text, span.start, span.end)
    return [_seconds(clock) for clock in clocks if clock[1] or _seconds(clock) in known]


def _stamp(text: str, span: Span, *, trails: bool) -> Stamp:
    clock = _ANY.search(text, span.start, span.end)
    assert clock is not None  # every form of stamp holds one
    return Stamp(span, _seconds(clock), clock[1] is not None, trails)


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = match.groups()
    whole = 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds)
    return whole + (int(fraction) / 10 ** len(fraction) if fraction else 0)


def _rise(rows: Sequence[Stamp]) -> bool:
    rising = [a.seconds <= b.seconds for a, b in pairwise(rows)]
    return len(rows) >= _SEVERAL and sum(rising) >= _RISING * len(rising)
