"""Labels printed before turns: «علی:», `Q.`, `MS. SMITH:`, `**Ali**`, a name alone on a line.

A form counts when it recurs: a label seen twice, or forms alike opening most of the text. Which
labels are one person's is for `tei.structure.speakers`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span
from tei.structure.lines import DIRECTION, ends_sentence
from tei.structure.speakers import shortens
from tei.structure.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_WORDS = 10
_SEVERAL = 4
_LENGTHS = {"line": 8, "stop": 3}
"""Words of a label, by its form."""
_PARTICLE = 4
"""Letters; a word of fewer in a name may be small."""
_UNMARKED = dict.fromkeys(map(ord, DIRECTION), "\u00a0")
"""What is embedded in a line is read as if blanks stood at its edges."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?")
_INITIALS = r"(?:[^\W\d_]\.[ \u200c]?){1,4}"
_FORMS: dict[str, re.Pattern[str]] = {
    "bold": re.compile(r"\*\*(?P<label>[^*\n]{1,80}?)\s*[:：]?\s*\*\*\s*[:：.–—-]?\s*"),
    "colon": re.compile(
        r"(?P<label>[^:：؟?!\t\n«»\"“”]{1,90}?)[ \u00a0\u200c]*[:：](?=\s|$|[«\"“\w])\s*"
    ),
    "capitals": re.compile(r"(?P<label>[^\W\d_a-z][^.:?!…\n]{0,90}?)\.(?=\s|$)\s*"),
    "dash": re.compile(
        rf"(?P<label>{_INITIALS}|[^-–—:.؟?!\n«»\"]{{1,60}}?)\s*\.?\s*[-–—]{{1,2}}\s+(?=\S)"
    ),
    "tab": re.compile(rf"(?P<label>{_INITIALS}|[^\t.؟?!\n]{{1,60}}?)[ ]*\t+[ ]*(?=\S)"),
    "line": re.compile(rf"(?P<label>{_INITIALS}|[^.؟?!…:;؛،,\n]{{1,90}})$"),
    "brackets": re.compile(r"[\[(](?P<label>[^\[\]()\n]{1,60})[\])][ ]*[:：]?(?=\s|$)\s*"),
    "stop": re.compile(r"(?P<label>[^\W\d_][^.:،,؛;؟?!…\n]{0,40}?)\.(?=\s)\s*"),
}


_MARKS = {
    "bold": ("**",),
    "colon": (":", "："),
    "capitals": (".",),
    "dash": ("-", "–", "—"),
    "tab": ("\t",),
    "line": ("",),
    "brackets": ("]", ")"),
    "stop": (".",),
}
"""Without one of these a line has no label of a form, and need not be read for it."""


class Label(Struct, frozen=True):
    """A label before a turn."""

    line: int
    """Which line of those given it opens."""
    span: Span
    """As printed, with the colon or stop that closes it."""
    name: str
    """What it calls the speaker, without stage directions or brackets."""
    said: str
    """All that it says."""


def labels(text: str, rows: Sequence[Span], given: Sequence[str] = ()) -> list[Label]:
    """Return the labels of a text's lines, none where they do not open its turns.

    `given` are labels that the user knows: a line that begins with one always has it.
    """
    plain = text if DIRECTION.isdisjoint(text) else text.translate(_UNMARKED)
    best: list[Label] = []
    for form in _FORMS:
        found = _kept(text, plain, rows, form)
        if len(found) > 1.2 * len(best):
            best = found
    said = {label.line: label for label in _given(text, rows, given)}
    kept = {label.line: label for label in best if label.name not in ("", *given)}
    return [label for _, label in sorted({**kept, **said}.items())]


def _given(text: str, rows: Sequence[Span], given: Sequence[str]) -> Iterator[Label]:
    for n, row in enumerate(rows if given else ()):
        line = row.of(text)
        name = max((g for g in given if line.startswith(g)), key=len, default="")
        closed = re.match(r"[ \t]*(?:[:：.–—-]|$)", line[len(name) :]) if name else None
        if closed:
            end = row.start + len(name) + len(closed.group().rstrip())
            yield Label(n, Span(row.start, end), name, name)


def _kept(text: str, plain: str, rows: Sequence[Span], form: str) -> list[Label]:
    """Return the labels of a form; `plain` is the text with blanks for marks of direction."""
    lines = range(len(rows))
    found = [label for n in lines if (label := _label(text, plain, rows, n, form))]
    folded = {name: fold(name) for name in {label.name for label in found}}
    counts = Counter(folded[label.name] for label in found)
    recurring = {name for name, called in folded.items() if counts[called] > 1}
    kept = [label for label in found if label.name in recurring]
    if len(kept) < 3 or not _opens(text, rows, kept, form):
        return _few(rows, found) if form in ("colon", "bold") else []
    if form == "line":
        return [x for x in found if x.name in recurring or _named(text, rows, x)]
    alike = _likeness(text, rows, kept, form)
    short = {label.name for label in kept}
    return [
        x
        for x in found
        if x.name in recurring or alike(x) or any(shortens(name, x.name) for name in short)
    ]


def _named(text: str, rows: Sequence[Span], label: Label) -> bool:
    """Say whether a line that is no recurring label is a person's name or a role with a name."""
    if len(rows[label.line + 1].of(text).split()) < 3:
        return False
    parts = label.name.split()
    return "(" in label.said or (
        2 <= len(parts) <= 5 and all(p[:1].isupper() or len(p) < _PARTICLE for p in parts)
    )


def _few(rows: Sequence[Span], found: Sequence[Label]) -> list[Label]:
    """Return the labels of a short exchange, in which most lines have one."""
    names = {fold(label.name) for label in found}
    short = all(len(label.name.split()) <= 4 for label in found)
    return list(found) if short and len(names) > 1 and len(found) >= max(2, 0.7 * len(rows)) else []


def _label(text: str, plain: str, rows: Sequence[Span], n: int, form: str) -> Label | None:
    line = rows[n].of(plain)
    if not any(mark in line for mark in _MARKS[form]):
        return None
    match = _FORMS[form].match(line)
    if not match or (form == "line" and not _titles(text, rows, n)):
        return None
    said = match["label"].strip(" *\u00a0")
    name = _core(said, form)
    if (
        not name
        or not any(c.isalpha() for c in name)
        or len(name.split()) > _LENGTHS.get(form, _WORDS)
    ):
        return None
    if form == "capitals" and not _capitals(name):
        return None
    start = rows[n].start
    end = start + len(match.group().rstrip())
    while text[end : end + 1] in DIRECTION:
        end += 1
    return Label(n, Span(start, end), name, said)


def _titles(text: str, rows: Sequence[Span], n: int) -> bool:
    """Say whether a line may be a speaker's name above what is said: text follows, none runs on."""
    line = rows[n].of(text)
    if n + 1 == len(rows) or not line[:1].isalpha() or line[:1].islower():
        return False
    after = rows[n + 1].of(text)
    before = rows[n - 1].of(text) if n else ""
    told = ends_sentence(after) or after[-1:] in ",;" or len(after) > 60
    return told and (not before or ends_sentence(before) or _gap(text, rows[n].start))


def _core(said: str, form: str) -> str:
    plain = _BRACKETS.sub("", said).strip()
    if form == "capitals":
        plain = plain.partition(",")[0].strip()
    return plain


def _capitals(name: str) -> bool:
    cased = [c for c in name if c.islower() or c.isupper()]
    return bool(cased) and not any(c.islower() for c in cased)


def _opens(text: str, rows: Sequence[Span], kept: Sequence[Label], form: str) -> bool:
    """Say whether labels stand where turns open, and are no accident of the text."""
    after_gap = sum(_gap(text, label.span.start) for label in kept)
    paragraphs = sum(_gap(text, row.start) for row in rows)
    names = {fold(label.name) for label in kept}
    if form == "line":
        return len(names) > 1 or any("(" in label.said for label in kept)
    if form in ("dash", "tab"):
        return len(kept) >= 0.3 * len(rows)
    if form in ("brackets", "stop"):
        return len(names) > 1 and len(kept) >= max(_SEVERAL, 0.8 * max(paragraphs, len(rows) / 3))
    if after_gap >= 0.8 * len(kept) and all(_shouts(label.name) for label in kept):
        return True
    return len(names) > 1 and (len(kept) >= 0.2 * len(rows) or after_gap >= 0.3 * paragraphs)


def _shouts(name: str) -> bool:
    """Say whether a word of a name is in capitals."""
    return any(len(word) > 2 and word.isupper() for word in name.split())


def _gap(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return before.count("\n") > 1 or not (before.strip() or text[:start].strip())


def _heading(rows: Sequence[Span], label: Label) -> bool:
    """Say whether a label has its line to itself or ends in a number: it names an act or scene."""
    last = label.name.split()[-1]
    return label.span.end == rows[label.line].end or set(last) <= set("IVXLC0123456789")


def _likeness(
    text: str, rows: Sequence[Span], kept: Sequence[Label], form: str
) -> Callable[[Label], bool]:
    """Return a test of whether a label seen once looks like those that recur."""
    capitals = sum(_capitals(label.name) for label in kept) > 0.6 * len(kept)
    gaps = sum(_gap(text, label.span.start) for label in kept) > 0.8 * len(kept)
    shouts = sum(_shouts(label.name) for label in kept) > 0.9 * len(kept)
    longest = max(len(label.name.split()) for label in kept) + 1

    def alike(label: Label) -> bool:
        return (
            (not gaps or _gap(text, label.span.start))
            and (not capitals or _capitals(label.name))
            and (not shouts or _shouts(label.name))
            and (shouts or len(label.name.split()) <= longest)
            and (capitals or gaps or len(label.name.split()) <= 3)
            and not (form == "capitals" and _heading(rows, label))
        )

    return alike
