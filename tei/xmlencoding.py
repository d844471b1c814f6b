"""In which encoding an XML document is written: its mark, its first bytes, its declaration.

XML 1.0 appendix F.
"""

from __future__ import annotations

import codecs
import re

from tei.diagnostics import Diagnostic, Position, Severity, TeiError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(r"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def encoding_of(data: bytes, file: str) -> tuple[str, int]:
    """Return the codec's name and the length of the byte-order mark; raises `TeiError` (TEI113)."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or next((e for m, e in _WITHOUT_MARK if data.startswith(m)), "")
    start = data[len(mark) : len(mark) + 1024].decode(encoding or "latin-1", "replace")
    match = _DECLARED.match(start)
    if match is None:
        return encoding or "utf-8", len(mark)
    return _agreed(encoding, match[1], file), len(mark)


def _agreed(seen: str, declared: str, file: str) -> str:
    """Return the one codec that the bytes and the declaration speak of."""
    name = _codec(declared)
    if name is None:
        raise _error(f"`{declared}` is no encoding of texts", "save the file as UTF-8", file)
    is_wide = name.startswith(("utf-16", "utf-32"))
    if name == seen or (seen and is_wide and name == seen[:6]):
        return seen
    if seen or is_wide:
        found = seen or "of one byte a letter"
        message = f"the file declares {declared}, but its bytes are {found}"
        hint = "mend the encoding in the XML declaration, or save the file as UTF-8"
        raise _error(message, hint, file)
    return name


# Python calls these encodings of text too; no file is written in them.
_NOT_OF_FILES = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        b"?".decode(codec)
    except UnicodeDecodeError:
        return codec
    except (LookupError, UnicodeError):
        return None
    return None if codec.replace("_", "-") in _NOT_OF_FILES else codec


def undeclared(text: str) -> str:
    """Blank the encoding that the XML declaration names: it is so no longer."""
    match = _DECLARED.match(text)
    if match is None:
        return text
    start = text.rindex("encoding", 0, match.end())
    return text[:start] + " " * (match.end() - start) + text[match.end() :]


def _error(message: str, hint: str, file: str) -> TeiError:
    return TeiError(Diagnostic("TEI113", Severity.ERROR, message, hint, file, Position(1, 1)))
