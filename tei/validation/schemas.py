"""Which schemas a document is held against: ours, TEI's whole, or a file of the user's."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError, nearest
from tei.resources import schemas
from tei.validation.addresses import Addresses, is_remote
from tei.xmlsource import DEEPEST
from tei.xmlstream import LARGE

_SCHEMATRON = b"http://purl.oclc.org/dsdl/schematron"
_HERE = Addresses()
_NOT_FETCHED = (
    "download it, name it in a catalogue (--catalog), or let it be fetched (--allow-network)"
)
KNOWN = {"interview": Path("interview"), "tei_all": Path("tei_all", "tei_all")}
"""The schemas that are known by a name, where they are, without suffix."""


class Schemas(Struct, frozen=True):
    """The files that say together what is valid; each may be missing."""

    relaxng: Path | None = None
    xsd: Path | None = None
    schematron: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, with those beside them that they may include."""
        named = tuple(p for p in (self.relaxng, self.xsd, *self.schematron) if p)
        return _alike(named, tuple(map(changed, _folders(named))))


class Against(Struct, frozen=True):
    """What documents are held against, and by which ways that is found."""

    schema: str | None = None
    """A name, a path or an address; what the document says where it is not said."""
    thorough: bool = False
    """Whether the XML Schema is asked beside the grammar."""
    addresses: Addresses = Addresses()
    largest: int = LARGE
    """Bytes of a document that may be held as a whole."""
    deepest: int = DEEPEST
    """Levels of elements in each other that are read."""


def chosen(schema: str | None, addresses: Addresses = _HERE) -> Schemas:
    """Return the schemas of a name, a file or an address; ours where nothing is asked for.

    Raises `TeiError`: TEI501 for an unknown name, TEI502 for a file that is not there, TEI503 for
    one that is no schema, and what `Addresses.find` and `compact.converted` raise.
    """
    name = schema or "interview"
    if name in KNOWN:
        return _known(name)
    path = Path(name)
    if not path.suffix and not path.exists():
        near = nearest(name, KNOWN)
        hint = f"did you mean `{near}`?" if near else "name one of these, or the path of a file"
        raise _error("TEI501", f"there is no schema `{name}`: known are {', '.join(KNOWN)}", hint)
    found = path if path.is_file() else addresses.find(name)
    if found is None:
        hint = _NOT_FETCHED if is_remote(name) else "give the path of a file"
        raise _error("TEI502", f"there is no schema at `{name}`", hint)
    return of_file(found, addresses)


@cache
def _known(name: str) -> Schemas:
    place = schemas() / KNOWN[name]
    rng, xsd, sch = (place.with_name(f"{place.name}.{s}") for s in ("rng", "xsd", "sch"))
    return Schemas(rng, xsd, (sch,))


def of_file(path: Path, addresses: Addresses = _HERE) -> Schemas:
    """Return what a file says is valid; a grammar, or one it includes, may have rules in it.

    Raises `TeiError`: TEI503 for one that is no schema, TEI509–TEI512 for a compact one that
    cannot be converted.
    """
    match path.suffix.lower():
        case ".rng":
            rules = (path,) if _has_rules(path, changed(path), addresses) else ()
            return Schemas(relaxng=path, schematron=rules)
        case ".xsd":
            return Schemas(xsd=path)
        case ".sch":
            return Schemas(schematron=(path,))
        case ".rnc":
            from tei.validation.compact import converted

            return Schemas(relaxng=converted(path))
        case ".odd" | ".dtd":
            hint = "compile it to RELAX NG (.rng) with Roma or the TEI Stylesheets"
        case _:
            hint = "a schema is a .rng, .rnc, .xsd or .sch file"
    raise _error("TEI503", f"`{path.name}` is no schema that can be used", hint)


@lru_cache(64)
def _has_rules(path: Path, _changed: int, addresses: Addresses) -> bool:
    """Say whether there is Schematron in a grammar or in one that it includes."""
    data = path.read_bytes()
    if _SCHEMATRON in data or not re.search(b"include|externalRef", data):
        return _SCHEMATRON in data
    from tei.validation.schematron.embedded import grammars

    try:
        return any(_SCHEMATRON in part.read_bytes() for part in grammars(path, addresses))
    except TeiError:  # the grammar's own reader will say what is wrong
        return False


def changed(path: Path) -> int:
    """Return when a file last changed: what was made of it before holds as long as that does."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(64)
def _folders(named: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple({path.parent for path in named})


@lru_cache(64)
def _alike(named: tuple[Path, ...], _changed: tuple[int, ...]) -> tuple[Path, ...]:
    """Return the files that are in the same folders and have the same suffixes."""
    return tuple(sorted({f for path in named for f in path.parent.glob(f"*{path.suffix}")}))


_COVERED = ("-TEI-pointers-", "-milestone-block-", "-q-pullquote-")


def covered(path: Path) -> tuple[str, ...]:
    """Return which patterns of a file need not be tried, by parts of their ids.

    What these rules of our own schema say, `pointers` and `promises` say with a mend; and the
    rules look through the whole document for each pointer and block.
    """
    is_ours = path.parent == schemas() and path.stem == "interview"
    return _COVERED if is_ours else ()


def _error(code: str, message: str, hint: str) -> TeiError:
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint))
