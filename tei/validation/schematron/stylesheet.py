"""From Schematron to an XSLT 3 stylesheet that tells which tests fail, and where.

One walk over the document does it all. Every rule is a template of one mode, the rules of a
pattern in falling priority; a template that fires notes its pattern and hands the node on to
the templates below it, so that of one pattern the first rule that matches is the only one.
What comes out is a list of `<f e="element" t="test">message</f>`, or why there is none.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import PurePath
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from tei.diagnostics import Severity
from tei.validation.schematron.embedded import BASE
from tei.validation.schematron.expansion import SCH, namespaces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_XSL_URI = "http://www.w3.org/1999/XSL/Transform"
_XSL = f"{{{_XSL_URI}}}"
_OURS = "tei.schematron"
# The number of the element that a node is or belongs to; the first for the document itself.
_ELEMENT = "((ancestor-or-self::*)[last()]/accumulator-before('tei.sch:element') - 1, 0)[1]"

_REASON = "$Q{http://www.w3.org/2005/xqt-errors}description"


class Test(Struct, frozen=True):
    """One assertion of the schema, as it is told apart in what the stylesheet says."""

    rule: str
    """The id of the assertion, its rule or its pattern."""
    severity: Severity
    line: int
    file: str = ""
    """Its file, where that is one which the schema includes."""


def stylesheet(
    schema: etree._Element, patterns: Sequence[etree._Element], *, guarded: bool = False
) -> tuple[str, tuple[Test, ...]]:
    """Return the stylesheet, and the tests that it numbers.

    Guarded, a test that cannot be evaluated is told and stops nothing else; that takes half as
    long again to compile.
    """
    count = sum(1 for p in patterns for _ in p.iterchildren(f"{SCH}rule"))
    sheet = _frame(schema, count + 1)
    tests: list[Test] = []
    guard = _guard if guarded else _no_guard
    for number, pattern in enumerate(patterns):
        _pattern_variables(sheet, pattern, number)
        for rule in pattern.iterchildren(f"{SCH}rule"):
            if rule.get("abstract") != "true":
                _template(sheet, rule, (number, count), tests, guard)
                count -= 1
    return etree.tostring(sheet, encoding="unicode"), tuple(tests)


def _frame(schema: etree._Element, highest: int) -> etree._Element:
    """Return the stylesheet without its rules: how to walk, count and declare."""
    is_first = schema.get("queryBinding", "xslt").lower() in ("xslt", "xslt1", "xpath")
    sheet = etree.Element(
        f"{_XSL}transform",
        {"version": "1.0" if is_first else "3.0"},
        nsmap={**namespaces(schema), "xsl": _XSL_URI, "tei.sch": _OURS},
    )
    _add(sheet, "output", method="xml", **{"omit-xml-declaration": "yes"})
    _add(sheet, "mode", **{"use-accumulators": "tei.sch:element"})
    counter = _add(sheet, "accumulator", name="tei.sch:element", **{"initial-value": "0"})
    _add(counter, "accumulator-rule", match="*", select="$value + 1")
    start = _add(sheet, "template", match="/", priority=str(highest))
    attempt = _add(start, "try")
    _fired(_add(etree.SubElement(attempt, "found"), "next-match"))
    _add(etree.SubElement(_add(attempt, "catch"), "broken"), "value-of", select=_REASON)
    walk = _add(sheet, "template", match="document-node() | node() | @*", priority="-1")
    _fired(_add(walk, "apply-templates", select="@* | node()"))
    for child in schema:
        if isinstance(child.tag, str) and child.tag.startswith(_XSL):
            sheet.append(deepcopy(child))
        elif child.tag == f"{SCH}let":
            _variable(sheet, child)
    return sheet


def _fired(parent: etree._Element, patterns: str = "()") -> None:
    """Hand on which patterns have fired."""
    _add(parent, "with-param", name="tei.sch:fired", select=patterns, tunnel="yes")


def _add(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{_XSL}{element}", attributes)


def _variable(parent: etree._Element, let: etree._Element, name: str = "") -> etree._Element:
    attributes = {"name": name or let.get("name", "")}
    if let.get("as"):
        attributes["as"] = let.get("as", "")
    if let.get("value") is not None:
        return _add(parent, "variable", select=let.get("value", ""), **attributes)
    variable = _add(parent, "variable", **attributes)
    variable.text = let.text
    variable.extend(deepcopy(child) for child in let)
    return variable


def _pattern_variables(sheet: etree._Element, pattern: etree._Element, number: int) -> None:
    """Declare a pattern's variables once for the document, under names of its own."""
    before: list[etree._Element] = []
    for let in pattern.iterchildren(f"{SCH}let"):
        whole = _add(sheet, "variable", name=_own(number, let))
        whole.set("as", "item()*")
        for earlier in before:
            _alias(whole, number, earlier)
        _variable(whole, let)
        _add(whole, "sequence", select=f"${let.get('name')}")
        before.append(let)


def _own(number: int, let: etree._Element) -> str:
    return f"tei.sch:p{number}.{let.get('name', '').replace(':', '.')}"


def _alias(parent: etree._Element, number: int, let: etree._Element) -> None:
    _add(parent, "variable", name=let.get("name", ""), select=f"${_own(number, let)}")


def _template(
    sheet: etree._Element,
    rule: etree._Element,
    order: tuple[int, int],
    tests: list[Test],
    guard: Callable[[etree._Element, int], etree._Element],
) -> None:
    """Add a rule; `order` is its pattern's number and its own priority."""
    pattern, priority = order
    template = _add(sheet, "template", match=rule.get("context", ""), priority=str(priority))
    _add(template, "param", name="tei.sch:fired", tunnel="yes")
    choose = _add(template, "choose")
    _add(_add(choose, "when", test=f"$tei.sch:fired = {pattern}"), "next-match")
    fires = _add(choose, "otherwise")
    _rule(fires, rule, pattern, tests, guard)
    _fired(_add(fires, "next-match"), f"$tei.sch:fired, {pattern}")


def _rule(
    fires: etree._Element,
    rule: etree._Element,
    pattern: int,
    tests: list[Test],
    guard: Callable[[etree._Element, int], etree._Element],
) -> None:
    """Add the variables of a pattern and a rule, and the rule's tests."""
    body = guard(fires, len(tests))
    parent = rule.getparent()
    assert parent is not None
    for let in parent.iterchildren(f"{SCH}let"):
        _alias(body, pattern, let)
    for child in rule:
        if child.tag == f"{SCH}let":
            _variable(body, child)
        elif child.tag in (f"{SCH}assert", f"{SCH}report"):
            _test(guard(body, len(tests)), child, len(tests))
            tests.append(_described(child))


def _no_guard(parent: etree._Element, _: int) -> etree._Element:
    return parent


def _guard(parent: etree._Element, test: int) -> etree._Element:
    """Return where a test goes that may fail to be evaluated."""
    attempt = _add(parent, "try")
    body = _add(attempt, "sequence")
    told = etree.SubElement(
        _add(attempt, "catch"), "f", {"e": f"{{{_ELEMENT}}}", "t": str(test), "broken": "yes"}
    )
    _add(told, "value-of", select=_REASON)
    return body


def _test(parent: etree._Element, test: etree._Element, number: int) -> None:
    condition = test.get("test", "")
    if test.tag == f"{SCH}assert":
        condition = f"not({condition})"
    when = _add(parent, "if", test=condition)
    subject = test.get("subject")
    element = f"({subject})[1]/{_ELEMENT}" if subject else _ELEMENT
    told = etree.SubElement(when, "f", {"e": f"{{{element}}}", "t": str(number)})
    _message(told, test)
    for diagnostic in _diagnostics(test):
        _message(etree.SubElement(told, "hint"), diagnostic)


def _diagnostics(test: etree._Element) -> list[etree._Element]:
    wanted = test.get("diagnostics", "").split()
    known = test.getroottree().getroot().iter(f"{SCH}diagnostic")
    return [d for d in known if d.get("id") in wanted]


def _message(into: etree._Element, source: etree._Element) -> None:
    """Write the sentence of a test, its `name` and `value-of` evaluated when it is told."""
    _text(into, source.text)
    for child in source:
        if child.tag == f"{SCH}value-of":
            _add(into, "value-of", select=child.get("select", ""))
        elif child.tag == f"{SCH}name":
            path = child.get("path")
            _add(into, "value-of", select=f"name({path})" if path else "name()")
        elif isinstance(child.tag, str) and child.tag.startswith(_XSL):
            copy = deepcopy(child)
            copy.tail = None
            into.append(copy)
        elif isinstance(child.tag, str):
            _message(into, child)
        _text(into, child.tail)


def _text(into: etree._Element, text: str | None) -> None:
    if text:
        _add(into, "text").text = text


_SEVERITIES = {
    **dict.fromkeys(("warning", "warn", "nonfatal", "non-fatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("info", "information", "informational", "hint"), Severity.INFO),
}


def _described(test: etree._Element) -> Test:
    rule = test.getparent()
    assert rule is not None
    pattern = rule.getparent()
    assert pattern is not None
    family = (test, rule, pattern)
    name = next((e.get("id", "") for e in family if e.get("id")), "")
    roles = (e.get(a, "").lower() for e in family for a in ("role", "flag", "severity"))
    role = next((r for r in roles if r), "")
    bases = (PurePath(e.get(BASE, "")).name for e in family)
    file = next((base for base in bases if base), "")
    return Test(name, _SEVERITIES.get(role, Severity.ERROR), int(str(test.sourceline or 0)), file)
