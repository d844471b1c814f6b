"""The datatypes of XML Schema (XSD 1.0 part 2 §3), without parameters.

What XSD derives by a bound or a pattern is here a row of a table.
"""

from __future__ import annotations

import re
import struct
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.datatypes import XSD, Datatype
from tei.validation.relaxng.datatypes.calendar import CALENDAR, duration
from tei.validation.relaxng.datatypes.characters import notation
from tei.validation.relaxng.datatypes.letters import MORE, START, ranges
from tei.validation.relaxng.names import XML_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from tei.validation.relaxng.datatypes import Meaning, Namespaces


@cache
def datatype(name: str) -> Datatype:
    """Return a datatype by its name; raises `LookupError` where XSD has none of that name."""
    if name not in _MEANINGS:
        raise LookupError(f"`{name}` is not a datatype of XML Schema")
    space = {"string": "preserve", "normalizedString": "replace"}.get(name, "collapse")
    contextual = name in ("QName", "NOTATION")
    return Datatype(XSD, name, (), space, _MEANINGS[name], contextual=contextual)


def measure(name: str) -> Callable[[str, Hashable], int] | None:
    """Return how the length of a value is counted, if the datatype has lengths (§4.3.1)."""
    if name in ("NMTOKENS", "IDREFS", "ENTITIES"):
        return lambda literal, value: len(literal.split(" "))
    if name in ("hexBinary", "base64Binary"):
        return lambda literal, value: len(value) if isinstance(value, bytes) else 0
    if name in _STRINGS:
        return lambda literal, value: len(literal)
    return None


def is_ordered(name: str) -> bool:
    """Say whether the datatype has a least and a greatest value (§4.3.7)."""
    return name in {"decimal", "float", "double", "duration", *CALENDAR, *_BOUNDS}


def has_digits(name: str) -> bool:
    """Say whether digits can be counted (§4.3.11)."""
    return name == "decimal" or name in _BOUNDS


_NCNAME: Final = "[A-Z_a-z{start}][A-Z_a-z.0-9{part}-]*"
_NMTOKEN: Final = "[:A-Z_a-z.0-9{part}-]+"
_LEXICAL: Final = {
    "language": "[a-zA-Z]{{1,8}}(?:-[a-zA-Z0-9]{{1,8}})*",
    "Name": "[:A-Z_a-z{start}][:A-Z_a-z.0-9{part}-]*",
    "NCName": _NCNAME,
    "ID": _NCNAME,
    "IDREF": _NCNAME,
    "ENTITY": _NCNAME,
    "NMTOKEN": _NMTOKEN,
    "NMTOKENS": f"{_NMTOKEN}(?: {_NMTOKEN})*",
    "IDREFS": f"{_NCNAME}(?: {_NCNAME})*",
    "ENTITIES": f"{_NCNAME}(?: {_NCNAME})*",
}
"""Forms of names; `start` and `part` are put in when a text is not ASCII."""

_STRINGS: Final = {"string", "normalizedString", "token", "anyURI", "QName", "NOTATION", *_LEXICAL}

_BOUNDS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}


def _text(literal: str, _: Namespaces) -> Hashable:
    return literal


def _lexical(form: str) -> Meaning:
    def meaning(literal: str, _: Namespaces) -> Hashable:
        return _matched(_form(form, literal.isascii()), literal)

    return meaning


@cache
def _form(form: str, ascii_only: bool) -> re.Pattern[str]:
    # Python takes milliseconds for classes as large as those of names.
    if ascii_only:
        return re.compile(form.format(start="", part=""))
    start = notation(ranges(START))
    return re.compile(form.format(start=start, part=start + notation(ranges(MORE))))


def _matched(pattern: re.Pattern[str], literal: str) -> str:
    if not pattern.fullmatch(literal):
        raise ValueError(literal)
    return literal


def _boolean(literal: str, _: Namespaces) -> Hashable:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[literal]
    except KeyError:
        raise ValueError(literal) from None


_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_INTEGER: Final = re.compile("[+-]?[0-9]+")
_SPECIAL: Final = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}


def _decimal(literal: str, _: Namespaces) -> Hashable:
    return Decimal(_matched(_DECIMAL, literal))


def _bounded(least: int | None, greatest: int | None) -> Meaning:
    def meaning(literal: str, _: Namespaces) -> Hashable:
        value = Decimal(_matched(_INTEGER, literal))
        if (least is not None and value < least) or (greatest is not None and value > greatest):
            raise ValueError(literal)
        return value

    return meaning


def _double(literal: str, _: Namespaces) -> Hashable:
    if literal in _SPECIAL:
        # Not-a-number is the same as itself here (§3.2.5), unlike in IEEE 754.
        return "NaN" if literal == "NaN" else _SPECIAL[literal]
    return float(_matched(_DOUBLE, literal))


def _float(literal: str, namespaces: Namespaces) -> Hashable:
    value = _double(literal, namespaces)
    if not isinstance(value, float) or value in _SPECIAL.values():
        return value
    try:
        rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
    return rounded


def _hexadecimal(literal: str, _: Namespaces) -> Hashable:
    return bytes.fromhex(_matched(re.compile("(?:[0-9A-Fa-f]{2})*"), literal))


def _base64(literal: str, _: Namespaces) -> Hashable:
    import binascii

    bare = literal.replace(" ", "")
    if not re.fullmatch(
        "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?", bare
    ):
        raise ValueError(literal)
    return binascii.a2b_base64(bare)


def _uri(literal: str, _: Namespaces) -> Hashable:
    """Return an address, after the escaping of what may not stand in one (§3.2.17, RFC 2396)."""
    if _PLAIN.fullmatch(literal):
        return literal
    if literal.count("#") > 1 or re.search("%(?![0-9A-Fa-f]{2})", literal):
        raise ValueError(literal)
    bare = literal.partition("#")[0]
    scheme, colon, rest = bare.partition(":")
    if colon and not re.search("[/?]", scheme):
        if not rest or not re.fullmatch("[A-Za-z][A-Za-z0-9+.-]*", scheme):
            raise ValueError(literal)
        if not rest.startswith("/"):
            return literal
        bare = rest
    if (bare == "//" and "#" not in literal) or not _HIERARCHY.fullmatch(bare):
        raise ValueError(literal)
    return literal


_PLAIN: Final = re.compile(r"#?[A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*")
"""What most pointers look like, in which nothing can be wrong."""
_HIERARCHY: Final = re.compile(
    r"(?://(?:[^/?\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\](?::[0-9]*)?|[^/?\[\]]*))?[^?\[\]]*(?:\?.*)?",
    re.DOTALL,
)
"""Who answers, the way there and what is asked; brackets only around a number of IPv6."""


def _qualified(literal: str, namespaces: Namespaces) -> Hashable:
    prefix, colon, local = literal.rpartition(":")
    ncname = _form(_NCNAME, literal.isascii())
    _matched(ncname, local)
    if not colon:
        return namespaces().get(None, "") or "", local
    known = {"xml": XML_NAMESPACE, **namespaces()}
    space = known.get(_matched(ncname, prefix))
    if space is None:
        raise ValueError(literal)
    return space, local


_MEANINGS: Final[dict[str, Meaning]] = {
    "string": _text,
    "normalizedString": _text,
    "token": _text,
    **{name: _lexical(pattern) for name, pattern in _LEXICAL.items()},
    "boolean": _boolean,
    "decimal": _decimal,
    **{name: _bounded(*bounds) for name, bounds in _BOUNDS.items()},
    "float": _float,
    "double": _double,
    "duration": lambda literal, _: duration(literal),
    **CALENDAR,
    "hexBinary": _hexadecimal,
    "base64Binary": _base64,
    "anyURI": _uri,
    "QName": _qualified,
    "NOTATION": _qualified,
}
