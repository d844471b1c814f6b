"""Which patterns can say anything of a document: those about elements that it has.

Compiling the rules takes longer than running them, and a transcript has few of the elements that
the rules of TEI are about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.validation.schematron.expansion import SCH

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lxml import etree

_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_NAMED = re.compile(r"(?:[\w-]+::)?[\w.-]+:([^\W\d][\w.-]*)")


def may_fire(pattern: etree._Element, names: AbstractSet[str]) -> bool:
    """Say whether a rule of a pattern may match where only elements of these names are.

    A context whose last step is not plainly a name is taken to match (XSLT 3 §5.5).
    """
    rules = pattern.iterchildren(f"{SCH}rule")
    return any(_may_match(rule.get("context", ""), names) for rule in rules)


def _may_match(context: str, names: AbstractSet[str]) -> bool:
    while (plain := _PREDICATE.sub("", context)) != context:
        context = plain
    return any(_has(path.rpartition("/")[2].strip(), names) for path in context.split("|"))


def _has(step: str, names: AbstractSet[str]) -> bool:
    named = _NAMED.fullmatch(step)
    return named is None or named[1] in names
