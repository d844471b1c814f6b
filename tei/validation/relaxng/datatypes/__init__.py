"""Datatypes: RELAX NG's own two and those of XML Schema (XSD 1.0 part 2).

    datatype = find(XSD, "date", (("minInclusive", "1900-01-01"),), namespaces)
    datatype.allows("1999-12-31", namespaces)

A datatype turns a text into what it means (`ValueError` where it means nothing), and two texts
are the same if they mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
BUILT_IN: Final = ""

type Namespaces = Callable[[], Mapping[str | None, str]]
"""Gives the prefixes in scope, `None` being the default; asked only where they matter."""

type Meaning = Callable[[str, Namespaces], Hashable]
type Facet = Callable[[str, Hashable], bool]


@dataclass(frozen=True, slots=True)
class Datatype:
    """What a text has to be; two are equal if the schema asked for the same."""

    library: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    space: str = field(compare=False)
    """What is done with white space first: preserve, replace or collapse it."""
    parse: Meaning = field(compare=False)
    facets: tuple[Facet, ...] = field(default=(), compare=False)
    contextual: bool = field(default=False, compare=False)
    """The meaning depends on the namespaces in scope."""

    def meaning(self, text: str, namespaces: Namespaces) -> Hashable:
        """Return what the text means; raises `ValueError` where it is not of the datatype."""
        literal = normalised(text, self.space)
        value = self.parse(literal, namespaces)
        for facet in self.facets:
            if not facet(literal, value):
                raise ValueError(text)
        return value

    def allows(self, text: str, namespaces: Namespaces) -> bool:
        """Say whether the text is of the datatype."""
        try:
            self.meaning(text, namespaces)
        except ValueError:
            return False
        return True

    def strangers(self, tokens: Iterable[str], namespaces: Namespaces) -> list[str]:
        """Return those that are not of the datatype, of tokens without white space."""
        parse, facets = self.parse, self.facets
        found = []
        for token in tokens:
            try:
                value = parse(token, namespaces)
            except ValueError:
                found.append(token)
                continue
            for facet in facets:
                if not facet(token, value):
                    found.append(token)
                    break
        return found

    def same(self, text: str, namespaces: Namespaces, meaning: object) -> bool:
        """Say whether the text means just this."""
        try:
            return self.meaning(text, namespaces) == meaning
        except ValueError:
            return False


def find(
    library: str, name: str, parameters: tuple[tuple[str, str], ...], namespaces: Namespaces
) -> Datatype:
    """Return a datatype with its parameters; raises `LookupError` where there is none such.

    `ValueError` tells of a parameter that the datatype does not have or that makes no sense.
    """
    if library == BUILT_IN:
        return _built_in(name, parameters)
    if library != XSD:
        raise LookupError(f"there is no datatype library `{library}`")
    from tei.validation.relaxng.datatypes import facets, xsd

    plain = xsd.datatype(name)
    made = tuple(facets.facet(plain, key, value, namespaces) for key, value in parameters)
    return replace(plain, parameters=parameters, facets=made)


def normalised(text: str, space: str) -> str:
    """Return the text with its white space treated (XSD 1.0 part 2 §4.3.6 «whiteSpace»)."""
    if space == "preserve" or not _BLANK.search(text):
        return text
    spaced = text.translate(_SPACES)
    if space == "replace":
        return spaced
    return " ".join(filter(None, spaced.split(" ")))


def tokens(text: str) -> list[str]:
    """Split at XML's white space, which is less than Unicode's."""
    return [token for token in text.translate(_SPACES).split(" ") if token]


_BLANK: Final = re.compile("[ \t\r\n]")
_SPACES: Final = str.maketrans("\t\r\n", "   ")


def _built_in(name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    if name not in ("string", "token"):
        raise LookupError(f"`{name}` is not one of RELAX NG's own datatypes `string` and `token`")
    if parameters:
        raise ValueError(f"RELAX NG's own datatype `{name}` has no parameters")
    space = "preserve" if name == "string" else "collapse"
    return Datatype(BUILT_IN, name, (), space, lambda literal, _: literal)
