"""`tei regularize`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

import click
from msgspec.structs import replace

from tei.cli._options import OUTPUT, settings
from tei.cli._status import STDIO, Status, put, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Witness

_FORMS: dict[str, Literal["NFC", "NFD", "NFKC", "NFKD"]] = {
    "nfc": "NFC",
    "nfd": "NFD",
    "nfkc": "NFKC",
    "nfkd": "NFKD",
}


@click.command()
@click.argument("file", default=STDIO, type=click.Path(path_type=Path))
@click.option("--changes", is_flag=True, help="Print each change with its rule and probability.")
@click.option(
    "--form",
    type=click.Choice([*_FORMS, "letters"]),
    help="Only a Unicode normalization form, or only letters, forms, kashida and marks.",
)
@OUTPUT
@reporting
@settings
def command(
    status: Status, file: Path, changes: bool, form: str | None, output: str, config: Config
) -> None:
    """Spell a text as its language is spelt: text in, text out.

    Without FILE it reads standard input.
    """
    from tei.readers import read

    witness = read(file, encoding=config.encoding)
    if form and form != "letters":
        text = normalize(_FORMS[form], witness.text)
    else:
        text = "".join(_spelt(witness, config, listing=changes, folding=form is not None))
    put(output, text.encode("utf-8"))


def _spelt(witness: Witness, config: Config, *, listing: bool, folding: bool) -> Iterator[str]:
    """Yield the text well spelt, or a line for each change."""
    from tei.diagnostics import position
    from tei.spelling import CHARACTERS, INSTEAD, apply, edits, regularize
    from tei.spelling import changes as changed

    language, said = _language(witness, config), config.spelling
    policy = replace(said, threshold=max(said.threshold, INSTEAD.threshold))
    if not listing and not folding:
        yield regularize(witness.text, language, policy)
        return
    found = edits(witness.text, language, policy)
    if folding:
        found = [edit for edit in found if edit.rule in CHARACTERS]
    if not listing:
        yield apply(witness.text, found)
        return
    for change in changed(witness.text, found):
        printed = witness.text[change.start : change.end]
        where = position(witness.text, change.start)
        rules = ", ".join(dict.fromkeys(edit.rule for edit in change.edits))
        sure = change.weakest.probability
        yield f"{where.line}:{where.column}\t{printed}\t{change.regular}\t{rules}\t{sure:.2f}\n"


def _language(witness: Witness, config: Config) -> str:
    from tei.model import Document
    from tei.recognisers.language import recognise

    return recognise(Document(witness), config).language
