"""Which schemas a document is held against: ours, TEI's whole, or a file of the user's."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError, nearest
from tei.resources import schemas
from tei.validation.addresses import Addresses, is_remote

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
    def files(self) -> list[Path]:
        """The files, with those beside them that they may include."""
        named = [p for p in (self.relaxng, self.xsd, *self.schematron) if p]
        return sorted({f for p in named for f in p.parent.glob(f"*{p.suffix}")})


class Against(Struct, frozen=True):
    """What documents are held against, and by which ways that is found."""

    schema: str | None = None
    """A name, a path or an address; what the document says where it is not said."""
    thorough: bool = False
    """Whether the XML Schema is asked beside the grammar."""
    addresses: Addresses = Addresses()


def chosen(schema: str | None, addresses: Addresses = _HERE) -> Schemas:
    """Return the schemas of a name, a file or an address; ours where nothing is asked for.

    Raises `TeiError`: TEI501 for an unknown name, TEI502 for a file that is not there, TEI503 for
    one that is no schema, and what `Addresses.find` and `compact.converted` raise.
    """
    name = schema or "interview"
    if name in KNOWN:
        place = schemas() / KNOWN[name]
        rng, xsd, sch = (place.with_name(f"{place.name}.{s}") for s in ("rng", "xsd", "sch"))
        return Schemas(rng, xsd, (sch,))
    path = Path(name)
    if not path.suffix and not path.exists():
        near = nearest(name, KNOWN)
        hint = f"did you mean `{near}`?" if near else "name one of these, or the path of a file"
        raise _error("TEI501", f"there is no schema `{name}`: known are {', '.join(KNOWN)}", hint)
    found = path if path.is_file() else addresses.find(name)
    if found is None:
        hint = _NOT_FETCHED if is_remote(name) else "give the path of a file"
        raise _error("TEI502", f"there is no schema at `{name}`", hint)
    return of_file(found)


def of_file(path: Path) -> Schemas:
    """Return what a file says is valid; a grammar may have Schematron in it.

    Raises `TeiError`: TEI503 for one that is no schema, TEI509–TEI512 for a compact one that
    cannot be converted.
    """
    match path.suffix.lower():
        case ".rng":
            has_rules = _SCHEMATRON in path.read_bytes()
            return Schemas(relaxng=path, schematron=(path,) if has_rules else ())
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


def changed(path: Path) -> int:
    """Return when a file last changed: what was made of it before holds as long as that does."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def is_ours(path: Path) -> bool:
    """Say whether a file is part of our own customization."""
    return path.parent == schemas() and path.stem == "interview"


def _error(code: str, message: str, hint: str) -> TeiError:
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint))
