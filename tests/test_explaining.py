"""Every diagnostic has its page, and what a page shows is what `tei` says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

import tei
from tei import reporters
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.explaining import codes, explain, page
from tei.validation import validate

if TYPE_CHECKING:
    from tests.blessing import Compare

PACKAGE = Path(tei.__file__).parent
COMMANDS = Path(__file__).parent / "commands"
EXAMPLE = re.compile(r"```xml\n(.*?)\n```\n\n```text\n(.*?)```\n", re.DOTALL)
FRAME = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fa"><teiHeader><fileDesc>'
    "<titleStmt><title>گفت‌وگو</title></titleStmt><publicationStmt><p>Unpublished.</p>"
    "</publicationStmt><sourceDesc><p>Printed.</p></sourceDesc></fileDesc><profileDesc>"
    '<particDesc><listPerson><person xml:id="interviewer"/><person xml:id="interviewee"/>'
    "</listPerson></particDesc></profileDesc></teiHeader><text><body>"
    '<div type="interview">{}</div></body></text></TEI>'
)


def _used() -> set[str]:
    """Return the codes that the program can say."""
    sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return {code for source in sources for code in re.findall(r'"(TEI\d{3})"', source)}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(_used()) == codes()


@pytest.mark.parametrize("code", codes())
def test_a_page_says_what_it_means_shows_it_and_mends_it(code: str) -> None:
    found = explain(code)
    heading, _, rest = found.text.partition("\n")
    meaning, *sections = re.split(r"^## (.*)$", rest, flags=re.MULTILINE)
    assert heading == f"# {code}: {found.title}"
    assert sections[::2] in (["Example", "Mend"], ["Example", "Mend", "Source"])
    assert all(part.strip() for part in (meaning, *sections))


@pytest.mark.parametrize("code", [c for c in codes() if EXAMPLE.search(explain(c).text)])
def test_the_example_of_a_page_gives_its_diagnostic(code: str, compare: Compare) -> None:
    text = explain(code).text
    match = EXAMPLE.search(text)
    assert match
    told = _told(match[1])
    assert f" {code}: " in told
    shown = text[: match.start(2)] + told + text[match.end(2) :]
    compare(PACKAGE / "explanations" / f"{code}.md", shown)


@pytest.mark.parametrize("code", [c for c in codes() if (COMMANDS / c).is_dir()])
def test_the_example_of_a_page_is_a_command_and_what_it_says(code: str, compare: Compare) -> None:
    command = (COMMANDS / code / "command").read_text(encoding="utf-8")
    expected = (COMMANDS / code / "expected").read_text(encoding="utf-8")
    said = re.sub("[\u2066-\u2069]", "", expected.partition("exit status")[0])
    assert f" {code}: " in said
    text = explain(code).text
    before, example, after = re.split(r"(?<=## Example\n)|(?=## Mend\n)", text)
    others = re.sub(r"```console\n\$ .*?```\n\n?", "", example, flags=re.DOTALL).strip("\n")
    shown = f"{others}\n\n```console\n$ {command}{said}```\n\n".lstrip("\n")
    compare(PACKAGE / "explanations" / f"{code}.md", f"{before}\n{shown}{after}")


BROUGHT_BY_CLAIMS = ("TEI301", "TEI302", "TEI303")
"""What only claims of another package's recogniser bring about: see tests/encoding."""
ASKED_FROM_PYTHON = ("TEI604",)
RUN_ELSEWHERE = {
    "TEI509": "test_compact.py",
    "TEI607": "test_pdf.py",
    "TEI710": "batch/test_workers.py",
    "TEI712": "batch/test_hostile.py",
    "TEI717": "batch/test_shards.py",
    "TEI718": "batch/test_cluster.py",
    "TEI720": "test_serving.py",
}
"""What no command shows by itself: something is not installed, dies or changes meanwhile."""


def test_every_code_has_an_expected_output() -> None:
    here = Path(__file__).parent
    files = [*COMMANDS.glob("*/expected"), *(here / "golden").glob("*/expected.diagnostics")]
    shown = {c for f in files for c in re.findall(r"\bTEI\d{3}\b", f.read_text(encoding="utf-8"))}
    shown |= {code for code in codes() if EXAMPLE.search(explain(code).text)}
    elsewhere = {*BROUGHT_BY_CLAIMS, *ASKED_FROM_PYTHON, *RUN_ELSEWHERE}
    assert sorted(shown | elsewhere) == codes()
    assert not shown & elsewhere


@pytest.mark.parametrize(("code", "file"), RUN_ELSEWHERE.items())
def test_what_no_command_shows_another_test_brings_about(code: str, file: str) -> None:
    assert f'"{code}"' in (Path(__file__).parent / file).read_text(encoding="utf-8")


def _told(example: str) -> str:
    """Return what is said of an example: a document, or a part of one."""
    is_whole = re.match(r"<TEI|<\?xml|<!DOCTYPE|<div xmlns|[^<]", example)
    document = example if is_whole else FRAME.format(example)
    try:
        found = validate(document.encode())
    except TeiError as error:
        found = [error.diagnostic]
    bare = [replace(diagnostic, where=None) for diagnostic in found]
    told = reporters.report("text", reporters.Report(bare))
    return re.sub("^tei: |[\u2066-\u2069]", "", told, flags=re.MULTILINE)


def test_case_does_not_matter() -> None:
    assert explain("tei552").code == "TEI552"


@pytest.mark.parametrize("code", ["TEI559", "../../cli", ""])
def test_a_code_that_there_is_not(code: str) -> None:
    with pytest.raises(TeiError) as caught:
        explain(code)
    assert caught.value.diagnostic.code == "TEI004"
    assert page(code) is None


def test_a_near_code_is_proposed() -> None:
    with pytest.raises(TeiError) as caught:
        explain("TEI5522")
    assert caught.value.diagnostic == Diagnostic(
        "TEI004", Severity.ERROR, "there is no diagnostic `TEI5522`", "did you mean TEI552?"
    )
