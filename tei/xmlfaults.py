"""What libxml2 says of XML that is not well-formed, in words for who wrote the XML.

Sources: libxml2's `xmlerror.h` for the numbers, XML 1.0 and Namespaces in XML 1.0 for the rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.parsers.expat import errors

from lxml.etree import ErrorTypes
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(Struct, frozen=True):
    """What is wrong with a file, before it is known where."""

    code: str
    message: str
    hint: str | None


LIBXML2_DEEPEST = 2_048
"""Levels of elements that libxml2 reads."""


def explain(number: int, message: str, is_at_end: Callable[[], bool]) -> Fault:
    """Return what a libxml2 error means; `is_at_end` is asked whether it is the end of the file."""
    if number == ErrorTypes.ERR_RESOURCE_LIMIT and "depth" in message:
        return too_deep(LIBXML2_DEEPEST)
    if number in _AT_THE_END and is_at_end():
        opened = re.search(r"in tag (\S+) line (\d+)", message)
        return _cut_off(f" inside <{opened[1]}>, which line {opened[2]} opens" if opened else "")
    return _explained(number, re.sub(r", line \d+, column \d+$", "", message))


def too_deep(deepest: int) -> Fault:
    """Return what is told of a document that nests deeper than this."""
    return Fault(
        "TEI116",
        f"elements are nested more than {deepest:,} levels deep",
        "a program that never closes its tags writes such files; TEI needs a few dozen levels",
    )


def explain_prolog(number: int) -> Fault:
    """Return what an error of expat means."""
    message = expat.ErrorString(number)
    if message in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN):
        return _cut_off("")
    return Fault("TEI111", f"not well-formed XML: {message}", None)


def _cut_off(inside: str) -> Fault:
    return Fault(
        "TEI115",
        f"the file ends too early{inside}",
        "it was cut off, or end tags are missing; get the whole file again",
    )


_AT_THE_END = frozenset(
    {
        ErrorTypes.ERR_TAG_NOT_FINISHED,
        ErrorTypes.ERR_ATTRIBUTE_NOT_FINISHED,
        ErrorTypes.ERR_ATTRIBUTE_NOT_STARTED,
        ErrorTypes.ERR_ATTRIBUTE_WITHOUT_VALUE,
        ErrorTypes.ERR_GT_REQUIRED,
        ErrorTypes.ERR_SPACE_REQUIRED,
        ErrorTypes.ERR_COMMENT_NOT_FINISHED,
        ErrorTypes.ERR_CDATA_NOT_FINISHED,
        ErrorTypes.ERR_PI_NOT_FINISHED,
        ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING,
        ErrorTypes.ERR_NAME_REQUIRED,
        ErrorTypes.ERR_XMLDECL_NOT_FINISHED,
        ErrorTypes.ERR_DOCTYPE_NOT_FINISHED,
        ErrorTypes.ERR_DOCUMENT_EMPTY,
    }
)

# libxml2's number -> pattern over its message, our message, hint.
_WORDS: dict[int, tuple[str, str, str]] = {
    ErrorTypes.ERR_TAG_NAME_MISMATCH: (
        r"mismatch: (\S+) line (\d+) and (\S+)",
        r"</\3> closes nothing here: <\1> of line \2 is still open",
        r"close it first with </\1>, or mend the name of one of the two tags",
    ),
    ErrorTypes.ERR_UNDECLARED_ENTITY: (
        r"Entity '(.+)' not defined",
        r"the entity &\1; is not declared: XML knows only amp, lt, gt, apos and quot",
        "write the character itself",
    ),
    ErrorTypes.ERR_NAME_REQUIRED: (
        r"",
        "a bare & or < stands here, or a name that begins with no letter",
        "write &amp; for the sign & and &lt; for the sign <",
    ),
    ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING: (
        r"",
        "an & without the ; that would end the reference",
        "write &amp; where the sign & is meant",
    ),
    ErrorTypes.ERR_LT_IN_ATTRIBUTE: (
        r"",
        "a < stands in the value of an attribute",
        "write &lt;, or close the quotation mark of the attribute before it",
    ),
    ErrorTypes.ERR_INVALID_CHAR: (
        r".*?(\d*)$",
        "a character that XML cannot hold",
        "delete it, or say it with <g> (TEI Guidelines §5)",
    ),
    ErrorTypes.ERR_ATTRIBUTE_REDEFINED: (
        r"Attribute (\S+) redefined",
        r"the attribute \1 stands twice in one tag",
        "keep one of the two; several values go into one attribute, with blanks between them",
    ),
    ErrorTypes.NS_ERR_ATTRIBUTE_REDEFINED: (
        r"Attribute (\S+) in",
        r"the attribute \1 stands twice in one tag, under two prefixes of one namespace",
        "keep one of the two",
    ),
    ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE: (
        r"prefix (\S+)",
        r"the prefix \1: is not declared",
        r'declare it with xmlns:\1="…" on the root element',
    ),
    ErrorTypes.ERR_ATTRIBUTE_NOT_STARTED: (
        r"",
        "the value of an attribute stands without quotation marks",
        'write name="value"',
    ),
    ErrorTypes.ERR_ATTRIBUTE_WITHOUT_VALUE: (
        r"attribute (\S+)",
        r"the attribute \1 has no value",
        r'write \1="…"',
    ),
    ErrorTypes.ERR_SPACE_REQUIRED: (
        r"",
        "something in this tag is no attribute",
        'attributes are name="value", with a blank before each',
    ),
    ErrorTypes.ERR_DOCUMENT_END: (
        r"",
        "something follows the end tag of the root element",
        "a document has one root: delete what follows, or wrap it all in <teiCorpus>",
    ),
    ErrorTypes.ERR_HYPHEN_IN_COMMENT: (
        r"",
        "two hyphens stand inside a comment",
        "a comment holds no -- before its end; write a dash —",
    ),
    ErrorTypes.ERR_MISPLACED_CDATA_END: (r"", "]]> stands in running text", "write ]]&gt;"),
    ErrorTypes.ERR_RESERVED_XML_NAME: (
        r"",
        "something stands before the XML declaration",
        "<?xml …?> has to be the very first thing in the file: delete what is before it",
    ),
}


def _explained(number: int, message: str) -> Fault:
    pattern, ours, hint = _WORDS.get(number, ("", "", ""))
    match = re.search(pattern, message)
    if not ours or match is None:
        return Fault("TEI111", f"not well-formed XML: {message}", None)
    return Fault("TEI111", match.expand(ours), match.expand(hint))
