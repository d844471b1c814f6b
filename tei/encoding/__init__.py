"""From claims to TEI: the witness's text with everything claimed about it as markup.

The steps, each a module: `arrangement` (where blocks outside the flow stand), `reading` (the text
in reading order), `nesting` (claims become a tree), `tokens` and `body` (the tree becomes
elements), `header`, `standoff` and `layout`.
`tei.restoration` is the way back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.diagnostics import Diagnostic, Severity
from tei.encoding.arrangement import arrange
from tei.encoding.body import Body, file_uri
from tei.encoding.elements import Element, sub, tree
from tei.encoding.header import CALENDARS, write_header
from tei.encoding.ids import Ids
from tei.encoding.layout import lay_out
from tei.encoding.nesting import nest
from tei.encoding.reading import reading
from tei.encoding.standoff import BEGINNING, write_standoff
from tei.encoding.tokens import newline
from tei.model import Participant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.model import Document, Rule

_POINTERS = frozenset(
    ("who", "ref", "ana", "corresp", "calendar", "next", "prev", "synch", "start", "end")
)
_UNKNOWN = "unknown"
_OURS = ("tei", "witness", "acts", "question", "answer", *CALENDARS)


def encode(
    document: Document, report: Callable[[Diagnostic], None] = lambda _: None
) -> etree._ElementTree:
    """Return the TEI of a document.

    `report` is told what could not be encoded as claimed: TEI301 a claim split where it crosses
    another, TEI302 a claim left out, TEI303 a pointer to nothing.
    """
    ids = _reserved(document)
    text = reading(document.witness.text, arrange(document))
    claims = nest(document, text, report)
    body = Body(
        text, file_uri(document.witness.file), newline(document.witness.text), _kind(document), ids
    )
    edition = Element("text", {"xml:space": "preserve"})
    body.write(sub(edition, "body"), claims)
    pointers = set(_mend_pointers(document, body, report))
    chars = "".join(token.text for token in body.tokens if token.kind == "g")
    if f"#{_UNKNOWN}" in pointers:
        document = document.with_claims(participants=[Participant(_UNKNOWN, "speaker")])
    tei = Element("TEI", {"xml:lang": document.language})
    write_header(tei, document, _rules(document, body), pointers, chars)
    blocks = {b.source.start: f"block{b.number}" for b in text.blocks}
    write_standoff(tei, document, body.written, blocks)
    tei.children.append(edition)
    lay_out(tei)
    return tree(tei)


def serialize(tree: etree._ElementTree) -> bytes:
    """Return a TEI file's bytes, UTF-8 with its declaration."""
    body = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _reserved(document: Document) -> Ids:
    """Return the ids with those taken that the header and the `standOff` use."""
    ids = Ids()
    ids.reserve(*_OURS)
    ids.reserve(*(p.id for p in document.participants), *(e.id for e in document.entities))
    ids.reserve(*{a.rule.id for a in document.annotations})
    ids.reserve(BEGINNING, *(moment.id for moment in document.timeline))
    return ids


def _kind(document: Document) -> str:
    roles = {participant.role for participant in document.participants}
    return "interview" if roles & {"interviewer", "interviewee"} else "transcript"


def _rules(document: Document, body: Body) -> Iterable[Rule]:
    """Return every rule that decided something, each once."""
    rules = [claim.annotation.rule for claim in body.written]
    rules += [decision.rule for decision in document.decisions]
    rules += [p.rule for p in document.participants if p.rule is not None]
    rules += [e.rule for e in document.entities if e.rule is not None]
    return {rule.id: rule for rule in rules}.values()


def _mend_pointers(
    document: Document, body: Body, report: Callable[[Diagnostic], None]
) -> Iterator[str]:
    """Point every claim's attributes to what the ids became; yield all pointers of the text."""
    for annotation, element, _ in body.written:
        claimed = [name for name, _ in annotation.attributes if name in _POINTERS]
        if annotation.element == "u" and not element.attributes.get("who"):
            element.attributes["who"] = ""
            claimed = ["who"]
        for name in dict.fromkeys(claimed) if claimed else ():
            found, lost = body.ids.resolve(element.attributes.get(name, ""))
            if lost:
                message = f"@{name} of a {annotation.element} points to nothing: {' '.join(lost)}"
                file, where = document.witness.file, annotation.spans[0]
                report(Diagnostic("TEI303", Severity.WARNING, message, None, file, where))
            found = found or (f"#{_UNKNOWN}" if name == "who" else "")
            if found:
                element.attributes[name] = found
            else:
                del element.attributes[name]
            yield from found.split()
