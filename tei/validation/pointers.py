"""Pointers and ids: what points somewhere finds something there, of the right kind.

A schema cannot say this: to a grammar a pointer is any URI. TEI P5 §17.2 (pointing), §17.2.3
(private URI schemes by `prefixDef`), §1.3.1.1.1 (`xml:id`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from msgspec import Struct

from tei.diagnostics import Severity
from tei.validation.finding import Finding
from tei.validation.prefixes import Prefixes, is_registered, scheme
from tei.validation.survey import pointer_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.validation.survey import Attribute, Survey
    from tei.validation.targets import Targets

_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


TOLD = 25
"""Pointers of one attribute that are told to miss; more of them nobody reads."""
_LONGEST = 200
"""Characters of a pointer that are told."""
MOST = 50_000
"""Pointers of one attribute that are looked up: no text has so many, who means harm has more."""


class Pointer(Struct, frozen=True):
    """One pointer of one attribute."""

    element: etree._Element
    number: int
    """Of the element, in document order, from 0."""
    attribute: str
    value: str

    def finding(self, code: str, severity: Severity, message: str, hint: str | None) -> Finding:
        """Return what is wrong with it."""
        sentence = f"`{self.attribute}` of <{local(self.element)}> {message}"
        if len(self.value) > _LONGEST:
            sentence = sentence.replace(self.value.lstrip("#"), f"{self.value[:_LONGEST]}…")
        return Finding(code, severity, sentence, hint, self.number, (self.value,))


def check(tree: etree._ElementTree, targets: Targets, survey: Survey) -> Iterator[Finding]:
    """Yield ids that stand twice (TEI551) and pointers that miss (TEI552–TEI555)."""
    yield from _ids(survey, targets)
    for include in tree.getroot().iter(_INCLUDE):
        targets.include(include)
    prefixes = Prefixes.of(tree)
    good: set[tuple[object, str, str]] = set()
    choosy = _choosy()
    for attribute in survey.pointing:
        if attribute.name in choosy or not _is_known(attribute.value, targets):
            yield from _judge_all(attribute, targets, prefixes, good)


def pointers_of(attribute: Attribute) -> Iterator[Pointer]:
    """Yield the pointers of an attribute, each once, as far as they are looked up."""
    for value in dict.fromkeys(attribute.value.split(None, MOST)[:MOST]):
        yield Pointer(attribute.element, attribute.number, attribute.name, value)


def unread(attribute: Attribute) -> Iterator[Finding]:
    """Yield that an attribute has more pointers than are looked up (TEI556), if it has."""
    if len(attribute.value) > 2 * MOST and len(attribute.value.split(None, MOST)) > MOST:
        pointer = Pointer(attribute.element, attribute.number, attribute.name, "")
        message = f"has more than {MOST:,} pointers, of which these were looked up"
        hint = "divide it among several elements, such as `link` or `join`"
        yield pointer.finding("TEI556", Severity.WARNING, message, hint)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _is_known(value: str, targets: Targets) -> bool:
    """Say whether a value is nothing but the pointer to an element of this document."""
    return value[:1] == "#" and value[1:] in targets.ids


def _judge_all(
    attribute: Attribute,
    targets: Targets,
    prefixes: Prefixes,
    good: set[tuple[object, str, str]],
) -> Iterator[Finding]:
    """Judge the pointers of an attribute; `good` are values that need no other look."""
    value = attribute.value
    same = (attribute.element.tag, attribute.name, value)
    if same in good:
        return
    yield from unread(attribute)
    missed = 0
    for pointer in pointers_of(attribute):
        found = list(judge(pointer, targets, prefixes))
        missed += bool(found)
        if missed > TOLD:
            yield and_more(pointer.attribute, local(pointer.element), pointer.number)
            return
        yield from found
    if not missed and all(one.startswith("#") for one in value.split()):
        good.add(same)


def and_more(attribute: str, element: str, number: int) -> Finding:
    """Return that of an attribute not all was told (TEI552)."""
    message = f"`{attribute}` of <{element}> has more pointers that miss: {TOLD} of them were told"
    return Finding("TEI552", Severity.ERROR, message, None, number)


def _ids(survey: Survey, targets: Targets) -> Iterator[Finding]:
    """Yield what stands twice, and keep what there is to point at."""
    for attribute in survey.ids:
        name = attribute.value
        first = targets.ids.setdefault(name, attribute.element)
        if first is not attribute.element:
            message = f"the xml:id `{name}` stands twice: first on <{local(first)}>"
            message += f", line {first.sourceline}" if first.sourceline else ""
            hint = "give one of the two another id, and mend what points to it"
            yield Finding("TEI551", Severity.ERROR, message, hint, attribute.number, (name,))


def judge(pointer: Pointer, targets: Targets, prefixes: Prefixes) -> Iterator[Finding]:
    """Yield what is wrong with a pointer (TEI552–TEI555)."""
    value = pointer.value
    prefix = scheme(value)
    if prefix and prefixes.knows(prefix):
        expansion = prefixes.expand(value)
        if expansion is None:
            message = f"is `{value}`, which no prefixDef of `{prefix}` matches"
            hint = f"its pattern is {prefixes.pattern(prefix)}"
            yield pointer.finding("TEI554", Severity.ERROR, message, hint)
            return
        value = expansion
        prefix = scheme(value)
    if prefix:
        if not is_registered(value):
            message = f"is `{pointer.value}`, but no prefixDef declares the prefix `{prefix}:`"
            hint = "declare it in encodingDesc/listPrefixDef, or write the address in full"
            yield pointer.finding("TEI554", Severity.WARNING, message, hint)
        return
    yield from _resolved(pointer, value, targets)


def _resolved(pointer: Pointer, value: str, targets: Targets) -> Iterator[Finding]:
    """Judge a pointer into this document or another file."""
    path, _, fragment = value.partition("#")
    if path:
        yield from _elsewhere(pointer, path, fragment, targets)
    elif fragment and "(" not in fragment:
        name = unquote(fragment)
        target = targets.ids.get(name)
        if target is None and targets.is_in_corpus(name):
            return
        if target is None:
            message = f"points to #{name}, which this document does not have"
            yield pointer.finding("TEI552", Severity.ERROR, message, targets.nearest(name))
        else:
            yield from _misfit(pointer, name, target)


def _misfit(pointer: Pointer, name: str, target: etree._Element) -> Iterator[Finding]:
    wanted = kinds(local(pointer.element), pointer.attribute)
    if wanted and local(target) not in wanted and target.tag != _INCLUDE:
        message = f"points to #{name}, which is <{local(target)}>"
        hint = f"it points to {', '.join(f'<{kind}>' for kind in wanted[:4])} or the like"
        yield pointer.finding("TEI555", Severity.WARNING, message, hint)


def _elsewhere(pointer: Pointer, path: str, fragment: str, targets: Targets) -> Iterator[Finding]:
    """Judge a pointer to another file, and tell of one that is not there only once.

    The ranges of a raw text (RFC 5147) are not ids.
    """
    if fragment.startswith(("char=", "line=")):
        return
    if path in targets.ids and not fragment:
        message, hint = f"points to a file `{path}`", f"did you mean `#{path}`?"
        if not targets.is_file(_based(pointer, path)):
            yield pointer.finding("TEI553", Severity.ERROR, message, hint)
        return
    if targets.file is None:
        return
    other = _based(pointer, path)
    if not targets.is_file(other):
        if targets.is_news(path):
            message = f"points to the file `{path}`, which is not there"
            hint = "paths start where this file is; what points into this document begins with #"
            yield pointer.finding("TEI553", Severity.WARNING, message, hint)
    elif fragment and "(" not in fragment and not targets.has(other, unquote(fragment)):
        message = f"points to #{fragment} of `{path}`, which has no such id"
        yield pointer.finding("TEI552", Severity.ERROR, message, None)


def _based(pointer: Pointer, path: str) -> str:
    """Return the path by the `xml:base` of the document, if it gives one."""
    base = pointer.element.base
    own = pointer.element.getroottree().docinfo.URL
    return path if base is None or base == own else urljoin(base, path)


@cache
def _choosy() -> frozenset[str]:
    """Return the attributes that point to certain elements only."""
    return frozenset(name.rpartition("@")[2] for name in pointer_table()["kinds"])


def kinds(element: str, attribute: str) -> list[str]:
    """Return what an attribute of an element points to; nothing where that may be anything."""
    known: dict[str, list[str]] = pointer_table()["kinds"]
    return known.get(f"{element}/@{attribute}") or known.get(attribute, [])
