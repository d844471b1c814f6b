"""Why the converter decided so: what a TEI file itself says of its decisions, in words.

Every decision names its rule (`@resp`) and how sure it is (`@cert`); what spoke for it, and what
came second, stands in a `certainty` of the `standOff` (TEI P5 §21.1.2). Nothing else is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.encoding.elements import TEI
from tei.encoding.vocabulary import EDITORIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACES = {"t": TEI, "tei": TEI}
_BREAKS = (f"{{{TEI}}}lb", f"{{{TEI}}}milestone", f"{{{TEI}}}space", f"{{{TEI}}}pb")
_LONGEST = 60


class Reason(Struct, frozen=True):
    """One decision: about what, by which rule, how sure, and why."""

    line: int
    what: str
    """The element and how its text begins."""
    rule: str
    label: str
    """What the rule does, in a sentence."""
    certainty: float | None
    evidence: str
    times: int = 1
    """How often it was decided so of such an element with such a text; the line is the first."""

    @property
    def brief(self) -> str:
        """A line: how sure, where, what, by which rule."""
        sure = "" if self.certainty is None else f"{self.certainty:4.0%}  "
        often = f", {self.times} times" if self.times > 1 else ""
        return f"{sure}line {self.line}: {self.what} ({self.rule}{often})"

    def __str__(self) -> str:
        sure = "" if self.certainty is None else f" ({self.certainty:.0%} sure)"
        why = f"\n    {self.evidence}" if self.evidence else ""
        return f"line {self.line}: {self.what}\n    {self.rule}: {self.label}{sure}{why}"


def reasons(tree: etree._ElementTree, where: str | int | None = None) -> list[Reason]:
    """Return the reasons of what stands at a line, or of what an XPath finds; else of everything.

    In an XPath `t:` is TEI's namespace. What bears no decision of its own has that of the
    nearest element around it. Raises `TeiError` (TEI006) for what is no XPath.
    """
    told = _told(tree)
    rules = {rule.get(_ID, ""): _text(rule) for rule in tree.iter(f"{{{TEI}}}application")}
    chosen = dict.fromkeys(_bearer(e, told) for e in _chosen(tree, where))
    found = (r for e in chosen if e is not None for r in _reasons(e, told, rules))
    return sorted(found, key=lambda reason: reason.line)


def least_certain(tree: etree._ElementTree, count: int = 5) -> list[Reason]:
    """Return the decisions that are least sure, the least sure first; such as agree are one."""
    unsure = [r for r in reasons(tree) if r.certainty is not None and r.certainty < 1]
    alike: dict[tuple[str, str, float | None], list[Reason]] = {}
    for reason in unsure:
        alike.setdefault((reason.what, reason.rule, reason.certainty), []).append(reason)
    found = [replace(same[0], times=len(same)) for same in alike.values()]
    return sorted(found, key=lambda reason: (reason.certainty, reason.line))[:count]


def _told(tree: etree._ElementTree) -> dict[str, list[etree._Element]]:
    """Return the certainties of the `standOff`, by the id they are about."""
    told: dict[str, list[etree._Element]] = {}
    for certainty in tree.iter(f"{{{TEI}}}certainty"):
        for target in certainty.get("target", "").split():
            told.setdefault(target.removeprefix("#"), []).append(certainty)
    return told


def _chosen(tree: etree._ElementTree, where: str | int | None) -> Iterable[etree._Element]:
    text = tree.find(f"{{{TEI}}}text")
    inside = list(text.iter(etree.Element)) if text is not None else []
    if where is None:
        return inside
    if isinstance(where, int):
        return [e for e in inside if _line(e) == where] or _before(inside, where)
    try:
        found = tree.xpath(where, namespaces=_SPACES)
    except etree.XPathError as error:
        message, hint = f"{where!r} is no XPath: {error}", "write `t:` before TEI's names: //t:u[2]"
        raise TeiError(Diagnostic("TEI006", Severity.ERROR, message, hint)) from error
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _before(elements: list[etree._Element], line: int) -> list[etree._Element]:
    """Return the last element that begins before a line: what is inside it stands there."""
    earlier = [e for e in elements if _line(e) <= line]
    return earlier[-1:]


def _bearer(
    element: etree._Element, told: dict[str, list[etree._Element]]
) -> etree._Element | None:
    bearers: Iterator[etree._Element] = (
        e for e in (element, *element.iterancestors()) if e.get("resp") or e.get(_ID, "") in told
    )
    return next(bearers, None)


def _reasons(
    element: etree._Element, told: dict[str, list[etree._Element]], rules: dict[str, str]
) -> Iterator[Reason]:
    about = told.get(element.get(_ID, ""), [])
    claims = [
        (c.get("resp", ""), c.get("degree"), " ".join("".join(map(str, c.itertext())).split()))
        for c in about
    ]
    own = element.get("resp", "")
    if own and own not in [resp for resp, _, _ in claims]:
        claims.append((own, element.get("cert"), ""))
    for resp, degree, evidence in claims:
        rule = resp.removeprefix("#")
        sure = float(degree) if degree else None
        yield Reason(
            _line(element), _what(element), rule, rules.get(rule, "a person"), sure, evidence
        )


def _evidence(certainty: etree._Element) -> str:
    return " ".join("".join(map(str, certainty.itertext())).split())


def _what(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name == "milestone":
        return f"block {element.get('n')}"
    said = _text(element)
    return f"{name} «{said[:_LONGEST]}{'…' * (len(said) > _LONGEST)}»"


def _text(element: etree._Element) -> str:
    """Return an element's text as the source has it, its blanks made one."""
    return " ".join("".join(_source(element)).split())


def _source(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            yield " "
        elif isinstance(child.tag, str) and not _editorial(child):
            yield from _source(child)
        yield child.tail or ""


def _editorial(element: etree._Element) -> bool:
    name = etree.QName(element).localname
    return name in EDITORIAL or (name == "note" and element.get("type") == "editorial")


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 0
