"""`tei.toml`: what the user decides. Frozen; an unknown key is an error that names the nearest.

The keys of a section are the fields of its class below, so a new setting is one line here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_type_hints

from tei.diagnostics import Diagnostic, Position, Severity, TeiError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is done about spelling (`[spelling]`)."""

    threshold: float = 0.5
    """A change less probable than this is not made."""
    suggest: bool = False
    """Whether a change not quite so probable is suggested, in an editorial note."""
    skip: tuple[str, ...] = ()
    """Names of rules that are not to run: "plural"."""
    also: tuple[str, ...] = ()
    """Names of rules that run only when asked for: "quote", "punctuation"."""
    words: tuple[str, ...] = ()
    """Words as they are to be spelt, whatever the program thinks."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is known about names (`[names]`)."""

    trained: bool = True
    """Whether the trained recogniser is asked; without it, titles and lists alone find names."""
    tagger: str | None = None
    """Path of a tagger that hazm's SequenceTagger made, to be asked too."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks (`[[participants]]`)."""

    name: str = ""
    role: str = "speaker"
    """interviewer, interviewee, moderator, speaker, ..."""
    labels: tuple[str, ...] = ()
    """As printed before the turns, without what closes them."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of a page (`[structure]`)."""

    order: tuple[int, ...] = ()
    """Blocks, by their place in the file from 1, in reading order."""
    questions: tuple[str, ...] = ()
    """Marks that open a question."""
    answers: tuple[str, ...] = ()
    """Marks that open an answer."""
    furniture: tuple[str, ...] = ()
    """Regular expressions; a line that one matches whole is furniture of the page."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What TEI is held against (`[validation]`)."""

    schema: str | None = None
    """A name, or a path from where `tei.toml` is; what the document says where it is not said."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; every one has a default that asks nothing of the user."""

    language: str | None = None
    """BCP 47; recognised from the text where it is not said."""
    encoding: str | None = None
    """Of the transcripts; recognised from the bytes where it is not said."""
    skip: tuple[str, ...] = ()
    """Names of recognisers that are not to run."""
    words: bool = False
    """Whether sentences, words and punctuation are marked (`s`, `w`, `pc`)."""
    authority: tuple[str, ...] = ()
    """Paths of authority files: TEI, CSV or JSON lists of known persons and places."""
    participants: tuple[Speaker, ...] = ()
    """Who speaks; others may speak too."""
    names: Names = Names()
    spelling: Spelling = Spelling()
    structure: Structure = Structure()
    validation: Validation = Validation()


def load(path: Path) -> Config:
    """Return the settings of a `tei.toml`.

    Raises `TeiError` (TEI001–TEI003) for a file that is not TOML, an unknown key, a wrong type.
    """
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TeiError(
            Diagnostic("TEI001", Severity.ERROR, f"not valid TOML: {error}", None, str(path))
        ) from error
    return _section(Config, table, "", _Source(path, text))


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    text: str
    keys: dict[str, int] = field(default_factory=dict)

    def error(self, code: str, key: str, message: str, hint: str) -> TeiError:
        lines = self.text.splitlines()
        leaf = key.rpartition(".")[2]
        line = next((n for n, s in enumerate(lines, 1) if leaf in s.partition("=")[0]), 1)
        where = Position(line, 1)
        return TeiError(Diagnostic(code, Severity.ERROR, message, hint, str(self.path), where))


def _section[T](kind: type[T], table: dict[str, Any], prefix: str, source: _Source) -> T:
    types = get_type_hints(kind)
    known = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    values = {}
    for key, value in table.items():
        name, full = key.replace("-", "_"), prefix + key
        if name not in known:
            near = get_close_matches(name, known, 1, 0.5)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(sorted(known))}"
            raise source.error("TEI002", full, f"there is no setting `{full}`", hint)
        values[name] = _value(types[name], value, full, source)
    return kind(**values)


def _value(kind: Any, value: Any, key: str, source: _Source) -> Any:
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        return _section(kind, value, f"{key}.", source)
    if isinstance(value, list):
        part = next(iter(getattr(kind, "__args__", ())), None)
        value = tuple(_value(part, v, key, source) if isinstance(v, dict) else v for v in value)
    if not _fits(kind, value):
        wanted = str(kind).removeprefix("<class '").removesuffix("'>")
        raise source.error(
            "TEI003", key, f"`{key}` is {type(value).__name__}", f"it has to be {wanted}"
        )
    return value


def _fits(kind: Any, value: Any) -> bool:
    parts = getattr(kind, "__args__", ())
    origin = getattr(kind, "__origin__", None)
    if origin is tuple and parts:
        return isinstance(value, tuple) and all(_fits(parts[0], item) for item in value)
    if parts:
        return any(_fits(part, value) for part in parts)
    return isinstance(value, kind) and not (kind is not bool and isinstance(value, bool))
