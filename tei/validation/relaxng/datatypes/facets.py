"""Parameters of datatypes: XSD's constraining facets (XSD 1.0 part 2 §4.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.datatypes import xsd
from tei.validation.relaxng.datatypes.calendar import Duration, Moment
from tei.validation.relaxng.datatypes.regex import matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from tei.validation.relaxng.datatypes import Datatype, Facet, Namespaces


def facet(datatype: Datatype, name: str, value: str, namespaces: Namespaces) -> Facet:
    """Return the test that a parameter stands for; raises `ValueError` for one that is none."""
    if name == "pattern":
        matches = matcher(value)
        return lambda literal, _: matches(literal)
    if name in _LENGTHS:
        return _length(datatype, name, value)
    if name in _BOUNDS:
        return _bound(datatype, name, value, namespaces)
    if name in _DIGITS:
        return _digits(datatype, name, value)
    raise ValueError(f"`{name}` is not a parameter of datatypes of XML Schema in RELAX NG")


_LENGTHS: Final[dict[str, Callable[[int, int], bool]]] = {
    "length": lambda size, limit: size == limit,
    "minLength": lambda size, limit: size >= limit,
    "maxLength": lambda size, limit: size <= limit,
}

_BOUNDS: Final[dict[str, Callable[[Hashable, Hashable], bool]]] = {
    "minInclusive": lambda value, limit: value == limit or _precedes(limit, value),
    "maxInclusive": lambda value, limit: value == limit or _precedes(value, limit),
    "minExclusive": lambda value, limit: _precedes(limit, value),
    "maxExclusive": lambda value, limit: _precedes(value, limit),
}

_DIGITS: Final[dict[str, Callable[[Decimal, int], bool]]] = {
    "totalDigits": lambda value, limit: len(str(abs(value)).replace(".", "").lstrip("0")) <= limit,
    "fractionDigits": lambda value, limit: _places(value) <= limit,
}


def _length(datatype: Datatype, name: str, value: str) -> Facet:
    measure = xsd.measure(datatype.name)
    if measure is None:
        raise ValueError(f"`{datatype.name}` has no length, so no parameter `{name}`")
    limit, fits = _count(name, value), _LENGTHS[name]
    return lambda literal, meaning: fits(measure(literal, meaning), limit)


def _bound(datatype: Datatype, name: str, value: str, namespaces: Namespaces) -> Facet:
    if not xsd.is_ordered(datatype.name):
        raise ValueError(f"`{datatype.name}` has no order, so no parameter `{name}`")
    try:
        limit = datatype.meaning(value, namespaces)
    except ValueError:
        raise ValueError(f"`{name}` is `{value}`, which is no {datatype.name}") from None
    fits = _BOUNDS[name]
    return lambda _, meaning: fits(meaning, limit)


def _digits(datatype: Datatype, name: str, value: str) -> Facet:
    if not xsd.has_digits(datatype.name):
        raise ValueError(f"`{datatype.name}` has no digits, so no parameter `{name}`")
    limit, fits = _count(name, value), _DIGITS[name]
    return lambda _, meaning: isinstance(meaning, Decimal) and fits(_plain(meaning), limit)


def _count(name: str, value: str) -> int:
    stripped = value.strip(" \t\r\n")
    if not (stripped.isascii() and stripped.isdigit()):
        raise ValueError(f"`{name}` is `{value}`, which is no number")
    return int(stripped)


def _precedes(one: Hashable, other: Hashable) -> bool:
    if isinstance(one, Moment) and isinstance(other, Moment):
        return one.precedes(other)
    if isinstance(one, Duration) and isinstance(other, Duration):
        return one.precedes(other)
    if isinstance(one, (Decimal, float)) and isinstance(other, (Decimal, float)):
        return one < other
    return False


def _plain(value: Decimal) -> Decimal:
    """Without noughts that count for nothing (§4.3.11)."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
