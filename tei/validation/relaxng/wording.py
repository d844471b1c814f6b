"""Parts of a schema in words, for messages."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.content import SPACE
from tei.validation.relaxng.derivatives import within
from tei.validation.relaxng.names import XML_NAMESPACE, described, listed, local, namespace
from tei.validation.relaxng.nearest import is_borrowed, nearest
from tei.validation.relaxng.patterns import Attribute, Data, Element, List, Pattern, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from tei.validation.relaxng.schema import Schema

_SHOWN: Final = 8
"""Names that are listed before «and others»."""
_FORMS: Final = 4
"""The same for forms of a value, which take more words."""

_DOCUMENTATION: Final = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

_NAME: Final = "a name that begins with a letter or _, without colons and spaces"
_DATATYPES: Final = {
    "date": "a date such as 1999-12-31",
    "gYear": "a year such as 1999",
    "gYearMonth": "a month such as 1999-12",
    "gMonth": "a month such as --12",
    "gMonthDay": "a day such as --12-31",
    "gDay": "a day such as ---31",
    "time": "a time such as 23:59:00",
    "dateTime": "a date with its time such as 1999-12-31T23:59:00",
    "duration": "a length of time such as P1DT12H",
    "language": "a language tag such as fa or en-GB",
    "anyURI": "an address (URI)",
    "boolean": "true or false",
    "decimal": "a number",
    "double": "a number",
    "float": "a number",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "ID": _NAME,
    "IDREF": _NAME,
    "NCName": _NAME,
    "Name": "a name without spaces",
    "string": "text",
    "token": "text",
}
_WITHOUT_SPACES: Final = ("[^\\p{C}\\p{Z}]+", "\\S+")
"""Patterns of TEI's datatypes `teidata.word` and `teidata.pointer`, in all its schemas."""


_LOOKED_AT: Final = 200
"""Characters of a value that are looked at to say what was meant."""


def shown(name: str, schema: Schema) -> str:
    """Return a name as one would write it, the schema's own namespace left out."""
    space = namespace(name)
    if not space or space == schema.namespace:
        return local(name)
    if space == XML_NAMESPACE:
        return f"xml:{local(name)}"
    prefix = schema.prefixes.get(space)
    return f"{prefix}:{local(name)}" if prefix else f"{local(name)} ({space})"


def proposed(name: str, meant: str, schema: Schema) -> str:
    """Return the proposal to write another name."""
    better = f"`{shown(meant, schema)}`"
    is_other = is_borrowed(local(name), shown(meant, schema))
    return f"TEI calls it {better}:" if is_other else f"{better}?"


def title(node: etree._Element, schema: Schema) -> str:
    """Return the name of an element of a document, as a message has it."""
    return f"`{shown(str(node.tag), schema)}`"


def titles(patterns: Iterable[Element | Attribute], schema: Schema) -> list[str]:
    """Return the names that elements or attributes of the schema list, as a message has them."""
    found = (
        [f"`{shown(name, schema)}`" for name in listed(pattern.names)] or [described(pattern.names)]
        for pattern in patterns
    )
    return list(dict.fromkeys(name for names in found for name in names))


def enumerated(patterns: Iterable[Element | Attribute], schema: Schema, joint: str = "or") -> str:
    """Return the names of elements or attributes in a row, the last of many left out."""
    return joined(_cut(titles(patterns, schema), _SHOWN), joint)


def joined(parts: list[str], joint: str) -> str:
    """Return parts of a sentence with commas, and the joint before the last."""
    return f" {joint} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def documentation(patterns: Iterable[Element | Attribute]) -> str | None:
    """Return what the schema says of an element or attribute, if it is just one."""
    found = list(patterns)
    return (about(found[0].node).strip() or None) if len(found) == 1 else None


def about(node: etree._Element) -> str:
    """Return the schema's own words on an element or attribute, with a space before."""
    said = node.find(_DOCUMENTATION)
    words = "" if said is None else " ".join(str(said.xpath("string()")).split())
    return f" {words}" if words else ""


def shortened(text: str) -> str:
    """Return the start of a text, for a message."""
    line = " ".join(text[:_LOOKED_AT].split())
    return line if len(line) <= 40 else line[:39] + "…"


def wanted(content: Pattern, text: str) -> str | None:
    """Return which texts a pattern wants: the nearest of its values, or all and its datatypes."""
    values = [value.literal for value in within(content, Value)]
    near = nearest(text[:_LOOKED_AT].strip(SPACE), filter(None, values))
    if near is not None:
        return f"`{near}`?"
    parts = _cut([f"`{value}`" if value else "nothing" for value in values], _SHOWN)
    parts += _cut(list(dict.fromkeys(map(_datatype, within(content, Data)))), _FORMS)
    plural = "one or more of: " if any(within(content, List)) else ""
    return f"expected {plural}{joined(parts, 'or')}{_invisible(text)}" if parts else None


def _invisible(text: str) -> str:
    """Name the first character that cannot be seen, such as Persian's zero-width non-joiner."""
    found = next((char for char in text[:_LOOKED_AT] if unicodedata.category(char) == "Cf"), None)
    if found is None:
        return ""
    return f"; there is an invisible U+{ord(found):04X} ({unicodedata.name(found, '').lower()})"


def _datatype(data: Data) -> str:
    found = dict(data.datatype.parameters)
    words = _DATATYPES.get(data.datatype.name, f"a value of the datatype {data.datatype.name}")
    least, greatest = found.pop("minInclusive", None), found.pop("maxInclusive", None)
    if least and greatest:
        words += f" from {least} to {greatest}"
    elif least or greatest:
        words += f", {least} or more" if least else f", {greatest} or less"
    if found.get("pattern") in _WITHOUT_SPACES:
        words += " without spaces"
        del found["pattern"]
    elif "pattern" in found:
        words += f" that matches `{found.pop('pattern')}`"
    facets = ", ".join(f"{name} {value}" for name, value in found.items())
    return f"{words} ({facets})" if facets else words


def _cut(parts: list[str], limit: int) -> list[str]:
    more = len(parts) - limit
    return [*parts[:limit], f"{more} others"] if more > 1 else parts
