"""`tei.toml`: what the user decides. Frozen; an unknown key is an error that names the nearest.

The keys of a section are the fields of its class below, so a new setting is one line here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, Struct, ValidationError, convert, to_builtins, toml
from msgspec.structs import fields

from tei.diagnostics import Diagnostic, Position, Severity, TeiError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
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


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known about names (`[names]`)."""

    trained: bool = True
    """Whether the trained recogniser is asked; without it, titles and lists alone find names."""
    tagger: str | None = None
    """Path of a model of hazm's SequenceTagger or of a spaCy pipeline, to be asked too."""


class Speaker(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who speaks (`[[participants]]`)."""

    name: str = ""
    role: str = "speaker"
    """interviewer, interviewee, moderator, speaker, ..."""
    labels: tuple[str, ...] = ()
    """As printed before the turns, without what closes them."""


class Structure(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a page (`[structure]`)."""

    order: tuple[int, ...] = ()
    """Blocks, by their place in the file from 1, in reading order."""
    questions: tuple[str, ...] = ()
    """Marks that open a question."""
    answers: tuple[str, ...] = ()
    """Marks that open an answer."""
    furniture: tuple[str, ...] = ()
    """Regular expressions; a line that one matches whole is furniture of the page."""

    @property
    def marks(self) -> dict[str, bool]:
        """Whether each mark that is known opens a question."""
        return dict.fromkeys(self.questions, True) | dict.fromkeys(self.answers, False)


class Validation(Struct, frozen=True, forbid_unknown_fields=True):
    """What TEI is held against (`[validation]`)."""

    schema: str | None = None
    """A name, an address, or a path from where `tei.toml` is; what the document says where it is
    not said."""
    xsd: bool = False
    """Whether the XML Schema is asked beside the grammar."""
    catalogs: tuple[str, ...] = ()
    """Paths of OASIS XML catalogues, in which schemas are looked for."""


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one file may take (`[limits]`): hostile or broken input stops no run."""

    size: int = 100_000_000
    """Bytes of a file that is read as a whole."""
    depth: int = 10_000
    """Levels of elements in each other that are read of XML."""
    seconds: float = 60.0
    """For one file, where processes of their own do the work."""
    memory: int = 1000
    """Megabytes; a process that has ever held more is replaced by a new one."""


class Config(Struct, frozen=True, forbid_unknown_fields=True):
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
    limits: Limits = Limits()


def load(path: Path) -> Config:
    """Return the settings of a `tei.toml`.

    Raises `TeiError` (TEI001–TEI003) for a file that is not TOML, an unknown key, a wrong type.
    """
    text = path.read_text(encoding="utf-8")
    try:
        return toml.decode(text, type=Config)
    except ValidationError as error:
        raise _misunderstood(str(error), text, path) from error
    except DecodeError as error:
        message = f"not valid TOML: {error}"
        raise TeiError(Diagnostic("TEI001", Severity.ERROR, message, None, str(path))) from error


def overridden(config: Config, assignments: Iterable[str]) -> Config:
    """Return settings with some given other values: `structure.order=[2, 1]`, `language=fa`.

    Raises `TeiError` (TEI001–TEI003) as `load` does.
    """
    for assignment in assignments:
        key, _, value = assignment.partition("=")
        try:
            said: dict[str, Any] = toml.decode(f"{key} = {value}")
        except DecodeError:
            said = _nested(key.strip(), value.strip())  # a word need not be quoted
        try:
            config = convert(_merged(to_builtins(config), said), Config)
        except ValidationError as error:
            raise _misunderstood(str(error), assignment, Path("--set")) from error
    return config


def _nested(key: str, value: object) -> dict[str, Any]:
    first, _, rest = key.partition(".")
    return {first: _nested(rest, value) if rest else value}


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    found = dict(old)
    for key, value in new.items():
        section = isinstance(value, dict) and isinstance(old.get(key), dict)
        found[key] = _merged(old[key], value) if section else value
    return found


_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_UNKNOWN = re.compile(r"unknown field `(.*?)`")


def _misunderstood(said: str, text: str, path: Path) -> TeiError:
    """Return what is wrong with a setting, and where."""
    found = _PLACE.search(said)
    place = found[1] if found else ""
    said = _PLACE.sub("", said)
    if unknown := _UNKNOWN.search(said):
        name = f"{place}.{unknown[1]}".lstrip(".")
        code, message = "TEI002", f"there is no setting `{name}`"
        hint = _nearest(unknown[1], place)
    else:
        name, code = place, "TEI003"
        message, hint = f"`{name}` is not what it has to be", f"{said[0].lower()}{said[1:]}"
    where = Position(_line(re.sub(r"\[.*", "", name).rpartition(".")[2], text), 1)
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, str(path), where))


def _nearest(name: str, place: str) -> str:
    """Return which setting of a section may have been meant."""
    section: type[Struct] = Config
    for part in re.sub(r"\[.*?\]", "", place).split("."):
        default = next((f.default for f in fields(section) if f.name == part), None)
        section = type(default) if isinstance(default, Struct) else section
    section = Speaker if place.startswith("participants") else section
    known = sorted(field.name for field in fields(section))
    near = nearest(name, known)
    return f"did you mean `{near}`?" if near else f"known: {', '.join(known)}"


def _line(key: str, text: str) -> int:
    """Return the line on which a key is given a value, from 1."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if key in line.partition("=")[0]), 1)
