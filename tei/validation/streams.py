"""Long documents, held part by part against a grammar, their own pointers and the rules.

Ids and pointers are gathered in a database on disk. A rule that a part may break, and what else
needs the whole document, is tried on the whole of it, unless it is too large to be held.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation import grammar, schematron
from tei.validation.crossing import Crossing
from tei.validation.finding import Finding, once, placed
from tei.validation.models import chosen_for
from tei.validation.schemas import covered
from tei.validation.schematron.passing import Passing
from tei.validation.survey import Survey
from tei.validation.targets import Targets
from tei.xmlsource import decode, parse_decoded
from tei.xmlstream import Watch, is_large, places, stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from tei.validation.addresses import Addresses
    from tei.validation.schemas import Against, Schemas

_TEI = "{http://www.tei-c.org/ns/1.0}"
STREAMED = frozenset(
    f"{_TEI}{name}"
    for name in ("teiCorpus", "TEI", "text", "group", "front", "body", "back", "div", "standOff")
)
"""Elements of which there is too much in a large document to hold one of them."""
_MOST = 1000
"""Findings: who has more has one mistake many times."""
_FIRST = 1 << 18
"""Bytes in which a document says whether it was made here."""


class Passed(Struct, frozen=True):
    """What is wrong with a document, and what that depends on beside it."""

    diagnostics: list[Diagnostic]
    schemas: Schemas
    targets: Targets


def check(path: Path, against: Against, file: str = "") -> Passed | None:
    """Return the first thousand things wrong with a long document, in its order.

    None for one that is better held as a whole. Raises `TeiError`: TEI111–TEI119 for one that
    cannot be read, TEI510–TEI516 for its grammar, TEI518 for a large one without a grammar.
    """
    file = file or str(path)
    if is_large(path, against.largest):
        return _passed(path, against, file)
    if against.thorough or _is_ours(path):
        return None
    try:
        return _passed(path, against, file)
    except TeiError as error:
        if error.diagnostic.code == "TEI116":  # deeper than can be read part by part
            return None
        raise


def _passed(path: Path, against: Against, file: str) -> Passed | None:
    watching = _Watching(Crossing(Targets.of(file)))
    root = stream(path, STREAMED, watching)
    schemas, found = chosen_for(root.element.getroottree(), file, against)
    if schemas.relaxng is None:
        if is_large(path, against.largest):
            raise _without_grammar(file)
        return None
    watching.begin(root.element, schemas, against.addresses)
    whole = cast("etree._Element", root)
    valid = grammar.check(whole, None, schemas.relaxng, against.addresses)
    found = [*found, *islice(valid, _MOST)]
    if len(found) >= _MOST:  # whoever has so many mends them first
        watching.rules = []
    else:
        found += watching.crossing.findings()
    found = once([*found, *_of_the_whole(path, watching, against)])
    told = placed(_with_places(found, path), (), file)[:_MOST]
    return Passed(told, schemas, watching.crossing.targets)


class _Watching(Watch):
    """Sees ids, pointers and what may break a rule."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing
        self.survey = Survey()
        self.rules: list[tuple[Path, Passing]] = []
        self._shapes = 0

    def begin(self, root: etree._Element, schemas: Schemas, addresses: Addresses) -> None:
        """Take the rules that hold; the root was met before it was known which."""
        for path in schemas.schematron:
            patterns = schematron.patterns(path, covered(path), addresses)
            self.rules.append((path, Passing(patterns, STREAMED)))
        self._look(root)

    def enter(self, element: etree._Element) -> None:
        self.survey.see((element,))
        self._look(element)
        for _, passing in self.rules:
            passing.stream(str(element.tag))

    def leave(self, parent: etree._Element, children: list[etree._Element]) -> None:
        for child in children:
            if child.tag == f"{_TEI}teiHeader":
                self.crossing.declare(child)
        self.survey.see(chain.from_iterable(child.iter("*") for child in children))
        self._look(parent)

    def _look(self, element: etree._Element) -> None:
        self.crossing.take(self.survey)
        if len(self.survey.shapes) > self._shapes:
            self._shapes = len(self.survey.shapes)
            for _, passing in self.rules:
                passing.meet(self.survey.names)
        for _, passing in self.rules:
            passing.look(element)


def _of_the_whole(path: Path, watching: _Watching, against: Against) -> Iterator[Finding]:
    """Yield what breaks rules that a part of the document may break."""
    doubtful = [file for file, passing in watching.rules if passing.doubtful]
    if not doubtful:
        return
    if is_large(path, against.largest):
        names = [p.get("id", "") for _, passing in watching.rules for p in passing.doubtful]
        message = "rules were not tried that need a document that can be held as a whole: "
        message += ", ".join(filter(None, names)) or f"{len(names)} patterns"
        hint = "validate the documents that it is made of one by one, or raise `limits.size`"
        yield Finding("TEI543", Severity.WARNING, message, hint, 0)
        return
    data = decode(path)
    about = parse_decoded(data, str(path), against.deepest), watching.survey.names
    for file in doubtful:
        rules = schematron.load(
            file, without=covered(file), about=about, addresses=against.addresses
        )
        if rules.patterns:
            yield from schematron.check(data.decode(), rules)


def _with_places(found: list[Finding], path: Path) -> list[Finding]:
    if not found:
        return []
    starts = {one.element for one in found if not one.is_behind}
    where = places(path, starts, {one.element for one in found if one.is_behind})
    return [replace(one, where=where[one.element, one.is_behind]) for one in found]


def _is_ours(path: Path) -> bool:
    """Say whether a document begins as those do that are made here: promises need all of it."""
    with path.open("rb") as file:
        return b'type="sha256"' in file.read(_FIRST)


def _without_grammar(file: str) -> TeiError:
    message, hint = "a document of this size needs a grammar", "give a .rng file with --schema"
    return TeiError(Diagnostic("TEI518", Severity.ERROR, message, hint, file))
