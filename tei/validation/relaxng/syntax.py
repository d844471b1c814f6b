"""Is a document a schema at all: the grammar of RELAX NG itself (specification §3 and §4.16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree
from msgspec import Struct

from tei.validation.relaxng.content import attributes, is_white
from tei.validation.relaxng.datatypes import xsd
from tei.validation.relaxng.sources import RELAX_NG, fault, kind

if TYPE_CHECKING:
    from tei.diagnostics import TeiError

PATTERN: Final = "pattern"
NAME_CLASS: Final = "name class"


class _Rule(Struct, frozen=True):
    """What an element of RELAX NG has: `children` as a regular expression over their sorts."""

    children: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    text: bool = False


_REPEATED: Final = (
    "group",
    "interleave",
    "choice",
    "optional",
    "zeroOrMore",
    "oneOrMore",
    "list",
    "mixed",
)

_SOME: Final = _Rule("p+")
_NOTHING: Final = _Rule()
_RULES: Final = {
    PATTERN: {
        "element": _Rule("np+", optional=("name",)),
        "attribute": _Rule("np?", optional=("name",)),
        "ref": _Rule(required=("name",)),
        "parentRef": _Rule(required=("name",)),
        "empty": _NOTHING,
        "text": _NOTHING,
        "notAllowed": _NOTHING,
        "value": _Rule(optional=("type",), text=True),
        "data": _Rule("a*(e)?", required=("type",)),
        "externalRef": _Rule(required=("href",)),
        "grammar": _Rule("[sdvi]*"),
        **dict.fromkeys(_REPEATED, _SOME),
    },
    NAME_CLASS: {
        "name": _Rule(text=True),
        "anyName": _Rule("e?"),
        "nsName": _Rule("e?"),
        "choice": _Rule("n+"),
        "except": _Rule("n+"),
    },
    "grammar": {
        "start": _Rule("p", optional=("combine",)),
        "define": _Rule("p+", required=("name",), optional=("combine",)),
        "div": _Rule("[sdvi]*"),
        "include": _Rule("[sdv]*", required=("href",)),
    },
    "data": {"param": _Rule(required=("name",), text=True), "except": _SOME},
}
_LETTERS: Final = {"param": "a", "except": "e", "start": "s", "define": "d", "div": "v",
                   "include": "i"}  # fmt: skip


def check(root: etree._Element) -> None:
    """Raise `TeiError` TEI511 at the first place that is not RELAX NG."""
    if kind(root) not in _RULES[PATTERN]:
        raise fault(
            "TEI511",
            root,
            f"`{root.tag}` is not a pattern of RELAX NG",
            f'a schema is in the namespace xmlns="{RELAX_NG}"',
        )
    waiting = [(root, PATTERN)]
    while waiting:
        node, sort = waiting.pop()
        rule = _RULES[sort][kind(node)]
        _attributes(node, rule)
        waiting += _children(node, sort, rule)


def _attributes(node: etree._Element, rule: _Rule) -> None:
    allowed = {"ns", "datatypeLibrary", *rule.required, *rule.optional}
    for name, value in attributes(node):
        if name.startswith(f"{{{RELAX_NG}}}") or (name[0] != "{" and name not in allowed):
            raise _wrong(node, f"may not have an attribute `{name}`")
        _value(node, name, value.strip(" \t\r\n"))
    for name in rule.required:
        if node.get(name) is None:
            raise _wrong(node, f"lacks its attribute `{name}`")


def _value(node: etree._Element, name: str, value: str) -> None:
    """Check what an attribute says (§3, §4.4)."""
    if name == "combine" and value not in ("choice", "interleave"):
        raise _wrong(node, "is combined neither by choice nor by interleave")
    if name == "name":
        qualified = kind(node) in ("element", "attribute")
        _check_name(node, value, qualified=qualified)
    if name == "type" and not _is("NCName", value):
        raise _wrong(node, f"has a type `{value}` that is no name")
    if name == "href" and not _is("anyURI", value):
        raise _wrong(node, f"has an address `{value}` that is none")
    if name == "datatypeLibrary" and value:
        absolute = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", value)
        if not absolute or "#" in value or not _is("anyURI", value):
            raise _wrong(node, f"has a datatype library `{value}` that is no absolute address")


def _check_name(node: etree._Element, name: str, *, qualified: bool) -> None:
    parts = name.split(":") if qualified else [name]
    if len(parts) > 2 or not all(_is("NCName", part) for part in parts):
        raise _wrong(node, f"has a name `{name}` that is none")


def _children(node: etree._Element, sort: str, rule: _Rule) -> list[tuple[etree._Element, str]]:
    found: list[tuple[etree._Element, str]] = []
    letters = ""
    texts = [node.text]
    for child in node:
        texts.append(child.tail)
        if not isinstance(child.tag, str) or etree.QName(child).namespace != RELAX_NG:
            if rule.text and isinstance(child.tag, str):
                raise _wrong(node, "may contain nothing but text")
            continue
        inner = _sort(child, node, sort, named="n" in letters)
        letters += "n" if inner is NAME_CLASS and kind(child) != "except" else _letter(child, inner)
        found.append((child, inner))
    _check_text(node, rule, "".join(filter(None, texts)))
    wanted = rule.children
    if node.get("name") is not None and kind(node) in ("element", "attribute"):
        wanted = wanted.removeprefix("n")
    if not re.fullmatch(wanted, letters):
        raise _wrong(node, "does not contain what it must", _REMINDER.get(kind(node)))
    return found


_REMINDER: Final = {
    "element": "a name class unless it has a name, then at least one pattern",
    "attribute": "a name class unless it has a name, then at most one pattern",
    "start": "exactly one pattern",
}


def _sort(child: etree._Element, node: etree._Element, sort: str, *, named: bool) -> str:
    """Return which table of `_RULES` a child belongs to."""
    name = kind(child)
    own = kind(node)
    if sort is NAME_CLASS:
        choices = [NAME_CLASS]
    elif own in ("element", "attribute") and node.get("name") is None and not named:
        choices = [NAME_CLASS, PATTERN]
    elif own == "data":
        choices = ["data"]
    elif own in ("grammar", "div", "include"):
        choices = ["grammar"]
    else:
        choices = [PATTERN]
    for choice in choices:
        if name in _RULES[choice] and (name != "except" or own in ("anyName", "nsName", "data")):
            return choice
    raise _wrong(node, f"may not contain `{name}`")


def _letter(child: etree._Element, sort: str) -> str:
    return "p" if sort is PATTERN else _LETTERS[kind(child)]


def _check_text(node: etree._Element, rule: _Rule, text: str) -> None:
    if not rule.text:
        if not is_white(text):
            raise _wrong(node, f"may not contain text: `{text.strip()[:40]}`")
    elif kind(node) == "name":
        _check_name(node, text.strip(" \t\r\n"), qualified=True)


def _is(datatype: str, value: str) -> bool:
    return xsd.datatype(datatype).allows(value, dict)


def _wrong(node: etree._Element, what: str, hint: str | None = None) -> TeiError:
    return fault("TEI511", node, f"`{kind(node)}` {what}", hint)
