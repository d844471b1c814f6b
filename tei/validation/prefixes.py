"""Private URI schemes, declared by `prefixDef` (TEI P5 §17.2.3): `psn:ali` -> `persons.xml#ali`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from lxml import etree

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Schemes registered with IANA that are written without `//`; with it, any scheme is an address.
_REGISTERED = frozenset(
    {"about", "acct", "cid", "data", "doi", "file", "geo", "info", "isbn", "mailto", "mid", "news"}
    | {"oid", "sms", "tag", "tel", "urn", "xmpp"}
)


def scheme(pointer: str) -> str:
    """Return the scheme of a pointer that has one (RFC 3986 §3.1), else nothing."""
    match = _SCHEME.match(pointer)
    return match[1] if match else ""


def is_registered(pointer: str) -> bool:
    """Say whether a pointer with a scheme is an address that needs no declaration."""
    name = scheme(pointer)
    return pointer.startswith(f"{name}://") or name.lower() in _REGISTERED


_FIXED = re.compile(r"\((?:\?:)?[^()|?*+{]*\)")
_VARIABLE = re.compile(r"\([^()]*\)(?![*+{])")
"""Groups of no certain length that are not repeated."""
_LONGEST = 1000
"""Characters of a pointer that are expanded."""


class Prefixes(Struct, frozen=True):
    """The prefixes that a document declares."""

    rules: dict[str, tuple[tuple[str, str], ...]]
    """Prefix -> (matchPattern, replacementPattern), in their order."""

    @classmethod
    def of(cls, tree: etree._ElementTree) -> Prefixes:
        """Read the `prefixDef` elements of a document."""
        return cls.below(tree.getroot())

    @classmethod
    def below(cls, element: etree._Element) -> Prefixes:
        """Read the `prefixDef` elements that are in one."""
        rules: dict[str, tuple[tuple[str, str], ...]] = {}
        for one in element.iter("{http://www.tei-c.org/ns/1.0}prefixDef"):
            pattern = (one.get("matchPattern", ".*"), one.get("replacementPattern", "$1"))
            rules[one.get("ident", "")] = (*rules.get(one.get("ident", ""), ()), pattern)
        return cls(rules)

    def knows(self, prefix: str) -> bool:
        """Say whether a prefix is declared."""
        return prefix in self.rules

    def pattern(self, prefix: str) -> str:
        """Return how what follows a prefix has to look."""
        return " or ".join(match for match, _ in self.rules[prefix])

    def expand(self, pointer: str) -> str | None:
        """Return the address that a pointer is short for; none where no rule matches."""
        prefix, _, rest = pointer.partition(":")
        if len(rest) > _LONGEST:
            return f"{prefix}://{rest}"
        for match, replacement in self.rules[prefix]:
            pattern = _compiled(match)
            if pattern is None:
                return f"{prefix}://{rest}"
            found = pattern.fullmatch(rest)
            if found:
                return _filled(replacement, found)
        return None


def _filled(replacement: str, found: re.Match[str]) -> str:
    groups = ("", *(group or "" for group in found.groups()), *[""] * 9)
    return re.sub(r"\$([1-9])", lambda number: groups[int(number[1])], replacement)


def _compiled(expression: str) -> re.Pattern[str] | None:
    """Return an expression, unless it is none of Python's or could run for ever.

    It could if something of no certain length is in brackets and repeated: `(a|b?)*`.
    """
    bare = re.sub(r"\\.|\[[^\]]*\]", "x", expression)
    while (simpler := _VARIABLE.sub("x?", _FIXED.sub("x", bare))) != bare:
        bare = simpler
    if re.search(r"\)|[*+}][*+{]", bare):
        return None
    try:
        return re.compile(expression)
    except re.error:
        return None
