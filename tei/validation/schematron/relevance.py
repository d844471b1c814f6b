"""Which patterns can say anything of a document: those with a rule that it may break.

Compiling the rules takes longer than running them, and a transcript has few of the elements that
the rules of TEI are about, and breaks hardly any. So libxml2 is asked first, wherever it must
agree with Saxon; what it cannot rule out, Saxon decides.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.validation.schematron.both import in_both, parts
from tei.validation.schematron.expansion import SCH, namespaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet


def may_speak(
    patterns: tuple[etree._Element, ...], tree: etree._ElementTree, names: frozenset[str]
) -> tuple[etree._Element, ...]:
    """Return the patterns that may have something to say of a document; `names` are its own."""
    return tuple(p for p in _that_may_fire(patterns, names) if not _is_silent(p, tree))


@lru_cache(1024)
def _that_may_fire(
    patterns: tuple[etree._Element, ...], names: frozenset[str]
) -> tuple[etree._Element, ...]:
    return tuple(pattern for pattern in patterns if may_fire(pattern, names))


def may_fire(pattern: etree._Element, names: AbstractSet[str]) -> bool:
    """Say whether a rule of a pattern may match, and tell, where only these names are.

    `names` are local ones of elements, and of attributes with an @. A step that is not plainly a
    name is taken to match (XSLT 3 §5.5).
    """
    return any(
        any(needed <= names for needed in _needed(rule)) and _may_tell(rule, names)
        for rule in rules_of(pattern)
    )


@cache
def _needed(rule: etree._Element) -> tuple[frozenset[str], ...]:
    """Return which names a document must have for a rule to match, for each way to match."""
    return tuple(_names_of(path) for path in _alternatives(rule.get("context", "")))


def _may_tell(rule: etree._Element, names: AbstractSet[str]) -> bool:
    """Say whether a test of a rule may fail: no report is true of elements that are not there."""
    reports = list(rule.iterchildren(f"{SCH}report"))
    others = len(reports) < sum(1 for _ in rule.iterchildren(f"{SCH}assert", f"{SCH}report"))
    return others or any(_may_be_true(report.get("test", ""), names) for report in reports)


def _may_be_true(condition: str, names: AbstractSet[str]) -> bool:
    """Say whether a condition can hold where only these names are; what is not plain, can."""
    return any(
        all(_may_be_there(part.strip(), names) for part in parts(alternative, "and"))
        for alternative in parts(condition, "or")
    )


def _may_be_there(condition: str, names: AbstractSet[str]) -> bool:
    bracketed = _BRACKETED.fullmatch(condition)
    if bracketed and not bracketed[2].strip():
        return _may_be_true(bracketed[1], names)
    paths = [path.strip() for path in parts(condition, "|")]
    return any(not _PATH.fullmatch(path) or _names_of(path) <= names for path in paths)


def _alternatives(context: str) -> Iterator[str]:
    """Yield the paths of a pattern, those in brackets one by one: `(a | b)/c` is two."""
    for path in parts(context, "|"):
        bracketed = _BRACKETED.fullmatch(path)
        if bracketed:
            yield from (one + bracketed[2] for one in _alternatives(bracketed[1]))
        else:
            yield path


_BRACKETED = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)(.*)", re.DOTALL)
_STEP = re.compile(r"(?:[\w-]+::)?[\w.-]+:([^\W\d][\w.-]*)|(@[^\W\d][\w.-]*)")
_HAS = re.compile(r"\[\s*(@[^\W\d][\w.-]*)\s*(?:(?:=|eq\s|and\s)(?:(?!\sor\s)[^\[\]])*)?\]")
_ONE_STEP = r"(?:[\w-]+::)?(?:[^\W\d][\w.-]*:)?(?:[^\W\d][\w.-]*|\*)|@[^\W\d][\w.-]*|\.\.?"
_PATH = re.compile(rf"\.?(?://?)?(?:{_ONE_STEP})(?://?(?:{_ONE_STEP}))*")
"""A path without conditions and calls; its truth is that it leads somewhere."""
_COUNTS = re.compile(r"\[\s*count\(\s*[./]*[\w.-]+:([^\W\d][\w.-]*)\s*\)\s*(?:gt|>)\s*\d+\s*\]")
_PREDICATE = re.compile(r"\[[^\[\]]*\]")


def _names_of(path: str) -> frozenset[str]:
    """Return the names without which a path leads nowhere."""
    whole = path
    while (plain := _PREDICATE.sub("", path)) != path and "[" in plain:
        path = plain
    steps = (_STEP.fullmatch(step.strip()) for step in _PREDICATE.sub("", path).split("/"))
    named = {step[1] or step[2] for step in steps if step}
    return frozenset(named | set(_HAS.findall(path)) | set(_COUNTS.findall(whole)))


def _is_silent(pattern: etree._Element, tree: etree._ElementTree) -> bool:
    """Say whether nothing in a document can break any rule of a pattern."""
    wrong = _wrong(pattern)
    return wrong is not None and not wrong(tree)


@cache
def _wrong(pattern: etree._Element) -> etree.XPath | None:
    """Return what is true where a rule of a pattern may be broken; None if only Saxon can tell."""
    rules = [_broken(rule) for rule in rules_of(pattern)]
    known = [rule for rule in rules if rule is not None]
    if not known or len(known) < len(rules):
        return None
    spaces = namespaces(pattern.getroottree().getroot())
    try:
        return etree.XPath(f"boolean({' | '.join(known)})", namespaces=spaces)
    except etree.XPathSyntaxError:
        return None


def rules_of(pattern: etree._Element) -> Iterator[etree._Element]:
    """Yield the concrete rules of a pattern."""
    return (r for r in pattern.iterchildren(f"{SCH}rule") if r.get("abstract") != "true")


def _broken(rule: etree._Element) -> str | None:
    """Return the path to the nodes at which a rule may be broken."""
    context = in_both(rule.get("context", ""))
    if context is None:
        return None
    paths = [path.strip() for path in parts(context, "|")]
    return " | ".join(f"{_anywhere(path)}[{doubts(rule)}]" for path in paths)


def doubts(rule: etree._Element) -> str:
    """Return a condition that is true of a node wherever a test of its rule tells something."""
    tests = rule.iterchildren(f"{SCH}assert", f"{SCH}report")
    return " or ".join(map(_doubt, tests)) or "false()"


def _anywhere(path: str) -> str:
    return path if path.startswith("/") else f"//{path}"


def _doubt(test: etree._Element) -> str:
    """Return a condition that is true wherever a test tells something, and seldom elsewhere."""
    condition = test.get("test", "")
    joint = "or" if test.tag == f"{SCH}assert" else "and"
    whole = in_both(condition)
    known = [whole] if whole else list(filter(None, map(in_both, parts(condition, joint))))
    if test.tag == f"{SCH}assert":
        known = [f"not({part})" for part in known]
    return f"({' and '.join(f'({part})' for part in known)})" if known else "true()"
