"""Schemas are found here, by a catalogue, or on the network where that is allowed; never else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tei.diagnostics import TeiError
from tei.validation import validate
from tei.validation.addresses import Addresses

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{}"/></grammar>"""
LETTER = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="letter">
<text/></element></start></grammar>"""
WEB = "http://schemas.example.org/letter.rng"


def _catalog(path: Path, entries: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{entries}</catalog>',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.rng"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "entry",
    [
        f'<uri name="{WEB}" uri="letter.rng"/>',
        f'<system systemId="{WEB}" uri="letter.rng"/>',
        '<rewriteURI uriStartString="http://schemas.example.org/" rewritePrefix="./"/>',
        '<rewriteURI uriStartString="http://schemas.example.org/" rewritePrefix="./"/>'
        '<rewriteURI uriStartString="http://" rewritePrefix="gone/"/>',
        '<uriSuffix uriSuffix="/letter.rng" uri="letter.rng"/>',
        f'<group xml:base="sub/"><uri name="{WEB}" uri="../letter.rng"/></group>',
        '<nextCatalog catalog="sub/next.xml"/>',
        '<delegateURI uriStartString="http://schemas." catalog="sub/next.xml"/>',
    ],
)
def test_a_catalogue_says_which_file_an_address_is(
    tmp_path: Path, letter: Path, entry: str
) -> None:
    _catalog(tmp_path / "sub" / "next.xml", f'<uri name="{WEB}" uri="../letter.rng"/>')
    catalog = _catalog(tmp_path / "catalog.xml", entry)
    found = Addresses((catalog,)).find(WEB)
    assert found
    assert found.resolve() == letter
    assert Addresses((catalog,)).find("http://elsewhere.example.org/") is None


def test_catalogues_that_name_each_other_end(tmp_path: Path) -> None:
    catalog = _catalog(tmp_path / "catalog.xml", '<nextCatalog catalog="catalog.xml"/>')
    assert Addresses((catalog,)).find(WEB) is None


def test_delegates_have_the_last_word(tmp_path: Path, letter: Path) -> None:
    _catalog(tmp_path / "empty.xml", "")
    _catalog(tmp_path / "full.xml", f'<uri name="{WEB}" uri="letter.rng"/>')
    delegate = '<delegateURI uriStartString="http://schemas." catalog="empty.xml"/>'
    first = _catalog(tmp_path / "a.xml", f'{delegate}<nextCatalog catalog="full.xml"/>')
    assert Addresses((first,)).find(WEB) is None


def test_a_catalogue_that_is_no_xml_is_told(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.xml"
    catalog.write_text("<catalog", encoding="utf-8")
    with pytest.raises(TeiError, match="TEI115"):
        Addresses((catalog,)).find(WEB)


def test_a_relative_address_begins_where_it_stands(tmp_path: Path, letter: Path) -> None:
    assert Addresses().find("../letter.rng", tmp_path / "متن ها" / "a.xml") == letter
    assert Addresses().find(letter.as_uri()) == letter
    assert Addresses().find("letter.rng", tmp_path / "below" / "a.xml") is None


def test_what_a_schema_includes_is_looked_for_in_catalogues(tmp_path: Path, letter: Path) -> None:
    own = tmp_path / "own" / "own.rng"
    own.parent.mkdir()
    own.write_text(GRAMMAR.format(WEB), encoding="utf-8")
    catalog = _catalog(tmp_path / "catalog.xml", f'<uri name="{WEB}" uri="letter.rng"/>')
    assert validate(b"<letter/>", own, catalogs=[catalog]) == []
    with pytest.raises(TeiError, match="TEI512"):
        validate(b"<letter/>", own)


def test_what_a_document_names_is_looked_for_in_catalogues(tmp_path: Path, letter: Path) -> None:
    document = f'<?xml-model href="{WEB}"?><letter><p/></letter>'.encode()
    catalog = _catalog(tmp_path / "catalog.xml", f'<uri name="{WEB}" uri="letter.rng"/>')
    assert [d.code for d in validate(document, catalogs=[catalog])] == ["TEI520"]
    assert validate(document)[0].code == "TEI505"


class _Quiet(SimpleHTTPRequestHandler):
    asked: list[str]

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """Return the address of a site, and what it was asked for so far."""
    folder = tmp_path / "web" / "schemas"
    folder.mkdir(parents=True)
    (folder / "own.rng").write_text(GRAMMAR.format("parts/letter.rng"), encoding="utf-8")
    (folder / "parts").mkdir()
    (folder / "parts" / "letter.rng").write_text(LETTER, encoding="utf-8")
    asked: list[str] = []
    handler = partial(type("Handler", (_Quiet,), {"asked": asked}), directory=tmp_path / "web")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/schemas/own.rng", asked
        server.shutdown()
        thread.join()


def test_nothing_is_fetched_unless_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: tuple[str, list[str]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address, asked = web
    document = f'<?xml-model href="{address}"?><letter/>'.encode()
    assert validate(document)[0].code == "TEI505"
    with pytest.raises(TeiError, match="TEI502"):
        validate(document, address)
    assert asked == []


def test_what_is_allowed_is_fetched_once_with_what_it_includes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: tuple[str, list[str]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address, asked = web
    document = f'<?xml-model href="{address}"?><letter/>'.encode()
    assert validate(document, network=True) == []
    assert validate(b"<lettr/>", address, network=True)[0].code == "TEI520"
    assert asked == ["/schemas/own.rng", "/schemas/parts/letter.rng"]


def test_what_cannot_be_fetched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: tuple[str, list[str]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(TeiError, match=r"TEI508.*404"):
        validate(b"<a/>", web[0].replace("own", "none"), network=True)


def test_an_address_cannot_lead_out_of_where_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: tuple[str, list[str]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address = web[0].replace("schemas", "schemas/../%2e%2e/schemas")
    found = Addresses(network=True).find(address)
    assert found
    assert found.resolve().is_relative_to(tmp_path / "cache" / "tei" / "web")


def test_only_the_web_is_fetched_from() -> None:
    with pytest.raises(TeiError, match="TEI508"):
        Addresses(network=True).find("ftp://127.0.0.1/a.rng")
