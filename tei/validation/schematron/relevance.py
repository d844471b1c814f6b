"""Which patterns can say anything of a document: those with a rule that it may break.

Compiling the rules takes longer than running them, and a transcript has few of the elements that
the rules of TEI are about, and breaks hardly any. So libxml2 is asked first, wherever it must
agree with Saxon; what it cannot rule out, Saxon decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.validation.schematron.both import in_both, parts
from tei.validation.schematron.expansion import SCH, namespaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet


def may_speak(
    patterns: Iterable[etree._Element], tree: etree._ElementTree
) -> tuple[etree._Element, ...]:
    """Return the patterns that may have something to say of a document."""
    names = _names(tree)
    about = (pattern for pattern in patterns if may_fire(pattern, names))
    return tuple(pattern for pattern in about if not _is_silent(pattern, tree))


def may_fire(pattern: etree._Element, names: AbstractSet[str]) -> bool:
    """Say whether a rule of a pattern may match where only these names are.

    `names` are local ones of elements, and of attributes with an @. A step that is not plainly a
    name is taken to match (XSLT 3 §5.5).
    """
    return any(needed <= names for needed in _needed(pattern))


def _names(tree: etree._ElementTree) -> AbstractSet[str]:
    elements: set[object] = set()
    attributes: set[object] = set()
    for element in tree.iter("*"):
        elements.add(element.tag)
        attributes.update(element.keys())
    return {str(tag).rpartition("}")[2] for tag in elements} | {f"@{name}" for name in attributes}


@cache
def _needed(pattern: etree._Element) -> tuple[frozenset[str], ...]:
    """Return which names a document must have for a rule to match, for each way to match."""
    contexts = [rule.get("context", "") for rule in _rules(pattern)]
    return tuple(_names_of(path) for context in contexts for path in _alternatives(context))


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
_PREDICATE = re.compile(r"\[[^\[\]]*\]")


def _names_of(path: str) -> frozenset[str]:
    """Return the names without which a path leads nowhere."""
    while (plain := _PREDICATE.sub("", path)) != path and "[" in plain:
        path = plain
    steps = (_STEP.fullmatch(step.strip()) for step in _PREDICATE.sub("", path).split("/"))
    named = {step[1] or step[2] for step in steps if step}
    return frozenset(named | set(_HAS.findall(path)))


def _is_silent(pattern: etree._Element, tree: etree._ElementTree) -> bool:
    """Say whether nothing in a document can break any rule of a pattern."""
    wrong = _wrong(pattern)
    return wrong is not None and not wrong(tree)


@cache
def _wrong(pattern: etree._Element) -> etree.XPath | None:
    """Return what is true where a rule of a pattern may be broken; None if only Saxon can tell."""
    rules = [_broken(rule) for rule in _rules(pattern)]
    known = [rule for rule in rules if rule is not None]
    if not known or len(known) < len(rules):
        return None
    spaces = namespaces(pattern.getroottree().getroot())
    try:
        return etree.XPath(f"boolean({' | '.join(known)})", namespaces=spaces)
    except etree.XPathSyntaxError:
        return None


def _rules(pattern: etree._Element) -> Iterator[etree._Element]:
    return (r for r in pattern.iterchildren(f"{SCH}rule") if r.get("abstract") != "true")


def _broken(rule: etree._Element) -> str | None:
    """Return the path to the nodes at which a rule may be broken."""
    context = in_both(rule.get("context", ""))
    if context is None:
        return None
    doubts = " or ".join(_doubt(t) for t in rule.iterchildren(f"{SCH}assert", f"{SCH}report"))
    paths = [path.strip() for path in parts(context, "|")]
    return " | ".join(f"{_anywhere(path)}[{doubts or 'false()'}]" for path in paths)


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
