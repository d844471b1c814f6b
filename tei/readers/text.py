"""Plain text: its encoding by byte-order mark, by validity, and then by a detector library."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from pathlib import PurePath

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.model import Witness

SUFFIXES = (".txt", ".text")

# UTF-32LE before UTF-16LE: its mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_DETECTED = ("cp1256", "cp1252", "cp1254", "cp1250", "cp1251", "iso8859_9", "mac_arabic")
_HINT = "say the encoding with --encoding, or mend the file"


def read(data: bytes, file: str, encoding: str | None = None) -> Witness:
    """Return the witness these bytes are; its text has every character but the byte-order mark.

    Raises `TeiError`: TEI101 (bytes that do not decode, with their offset), TEI105 (an encoding
    nobody knows), TEI106 (an encoding that does not give back the bytes).
    """
    mark, marked = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", None))
    name = _canonical(encoding, file) if encoding else marked or _guess(data)
    if name == "UTF-16" and not marked:
        name = _byte_order(data)
    if marked and marked.startswith(name):
        name = marked  # "UTF-16" leaves the byte order to the mark
    else:
        mark = b""
    text = _decode(data[len(mark) :], name, len(mark), file)
    if text.encode(name) != data[len(mark) :]:
        raise _error(file, "TEI106", f"read as {name}, it does not give back its bytes", _HINT)
    return Witness(
        siglum=PurePath(file).stem,
        file=file,
        text=text,
        encoding=name,
        digest=hashlib.sha256(data).hexdigest(),
        bom=bool(mark),
    )


def _canonical(encoding: str, file: str) -> str:
    """Return IANA's name of an encoding, the mark's byte order being in the name."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise _error(
            file,
            "TEI105",
            f"there is no encoding {encoding!r}",
            "among those known: utf-8, utf-16-le, windows-1256, iso-8859-6",
        ) from error
    return _iana(name)


def _iana(codec: str) -> str:
    """Return the name IANA has for a codec of Python's, or Python's where IANA's is unknown."""
    name = codec.replace("_", "-")
    if name.startswith("utf"):
        return name.removesuffix("-sig").upper().replace("-LE", "LE").replace("-BE", "BE")
    windows = f"windows-{name.removeprefix('cp')}"
    return windows if name.startswith("cp125") else codec


def _guess(data: bytes) -> str:
    if _is_wide(data):
        return _byte_order(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "UTF-8" if _is_damaged_utf8(data) else _detect(data)
    return "UTF-8"


def _is_wide(data: bytes) -> bool:
    """Say whether the bytes are UTF-16 without a mark: pairs that make sense in one order."""
    if len(data) % 2 or b"\0" not in data:
        return False
    return _plausibility(data, _byte_order(data)) > 0.9 and data.count(0) * 20 > len(data)


def _byte_order(data: bytes) -> str:
    return max(("UTF-16LE", "UTF-16BE"), key=lambda name: _plausibility(data, name))


def _plausibility(data: bytes, name: str) -> float:
    """Return the share of characters that one expects in a text, 0 where it does not decode."""
    try:
        text = data[:4096].decode(name)
    except UnicodeDecodeError:
        return 0.0
    usual = sum(_is_usual(c) for c in text)
    return usual / len(text) if text else 0.0


def _is_usual(char: str) -> bool:
    return char in "\t\r\n\f\u200c\u200d" or (
        ord(char) < 0x2100 and unicodedata.category(char)[0] in "LNPZ"
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 with a few bad ones rather than another encoding.

    Arabic or Latin text in a one-byte encoding hardly ever forms a valid UTF-8 sequence.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(0xDC80 <= ord(c) <= 0xDCFF for c in text)
    good = sum(ord(c) > 0x7F for c in text) - bad
    return good > 10 * bad


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    sample = data[:65536]
    best = from_bytes(sample, cp_isolation=list(_DETECTED)).best()
    return _iana(best.encoding if best else "cp1256")


def _decode(data: bytes, name: str, start: int, file: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        bad = data[error.start : error.end].hex(" ").upper()
        offset = error.start + start
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(
            file,
            "TEI101",
            f"byte {offset} (line {line}) is not {name}: {bad} ({error.reason})",
            _HINT,
        ) from error


def _error(file: str, code: str, message: str, hint: str) -> TeiError:
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, file))
