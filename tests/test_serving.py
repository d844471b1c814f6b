"""`tei serve`, as a process of its own, asked by HTTP as anything else could ask it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from msgspec import Struct

from tei.diagnostics import TeiError
from tei.serving import Address, serve
from tests import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

for library in ("starlette", "uvicorn", "watchfiles"):
    pytest.importorskip(library, reason=f"{library} is not installed: tei[serve]")

TEXT = "علی: کجا می‌روی؟\nمریم: به خانه می‌روم.\n"
SECONDS = 30


class Server(Struct):
    """A server that is running, and the folder it shows."""

    process: subprocess.Popen[str]
    folder: Path
    host: str
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return status and text of what the server answers; the path is sent as it is."""
        with closing(HTTPConnection(self.host, self.port, timeout=SECONDS)) as connection:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")

    @contextmanager
    def events(self, page: str = "index.html") -> Iterator[Iterator[dict[str, Any]]]:
        """Listen to what a page is told, as it is told."""
        with closing(HTTPConnection(self.host, self.port, timeout=SECONDS)) as connection:
            connection.request("GET", f"/-/events?page={page}")
            with connection.getresponse() as lines:
                mark = b"data: "
                yield (json.loads(line[len(mark) :]) for line in lines if line.startswith(mark))


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "tei", "serve", str(folder), "--port", "0", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    )
    assert process.stdout
    try:
        host, _, port = (
            process.stdout.readline().strip(" /\n").removeprefix("http://").partition(":")
        )
        yield Server(process, folder, host, int(port))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(transcript(tmp_path_factory.mktemp("raw"))) as server:
        yield server


def transcript(folder: Path, text: str = TEXT) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return folder


class TestSends:
    def test_the_site_of_a_folder_of_transcripts(self, server: Server) -> None:
        status, index = server.get("/")
        assert (status, "a.html" in index) == (200, True)
        assert "به خانه می‌روم" in server.get("/a.html")[1]
        assert server.get("/a.txt")[0] == server.get("/fonts/vazirmatn-regular.woff2")[0] == 200

    @pytest.mark.parametrize(
        "path",
        [
            "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/fonts/..%2f..%2f..%2fetc%2fpasswd",
            "//etc/passwd",
            "/.tei-site.json",
            "/.tei-encoded/a.xml",
            "/fonts",
        ],
    )
    def test_nothing_that_is_not_of_the_site(self, server: Server, path: str) -> None:
        status, text = server.get(path)
        assert (status, "There is no such page" in text) == (404, True)

    def test_what_a_page_asks_for_by_a_name_of_this_machine(self, server: Server) -> None:
        assert server.get("/", Host=f"localhost:{server.port}")[0] == 200

    @pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "", "[::1"])
    def test_nothing_to_a_page_that_uses_another_name(self, server: Server, host: str) -> None:
        status, text = server.get("/a.html", Host=host)
        assert (status, "خانه" in text) == (421, False)

    def test_a_script_that_belongs_to_the_page_and_no_other_origins(self, server: Server) -> None:
        assert 'src="/-/live.js"' in server.get("/a.html")[1]
        assert server.get("/-/live.js")[0] == 200


class TestChanges:
    def test_of_a_transcript_are_made_and_told(self, tmp_path: Path) -> None:
        with serving(transcript(tmp_path)) as server, server.events() as events:
            first = next(events)["version"]
            transcript(tmp_path, TEXT.replace("خانه", "مدرسه"))
            assert next(events)["version"] > first
            assert "به مدرسه می‌روم" in server.get("/a.html")[1]

    def test_of_the_settings_are_made_and_told(self, tmp_path: Path) -> None:
        settings = tmp_path / "tei.toml"
        settings.write_text('language = "en"\n')
        with (
            serving(transcript(tmp_path), "--config", str(settings)) as server,
            server.events() as events,
        ):
            next(events)
            settings.write_text('language = "de"\n')
            next(events)
            assert 'lang="de"' in server.get("/a.html")[1]

    def test_of_a_stylesheet_are_made_and_told(self, tmp_path: Path) -> None:
        (tmp_path / "raw").mkdir()
        sheet = tmp_path / "own.xsl"
        sheet.write_text(own("<p>یک</p>"), encoding="utf-8")
        with (
            serving(transcript(tmp_path / "raw"), "--stylesheet", str(sheet)) as server,
            server.events() as events,
        ):
            next(events)
            sheet.write_text(own("<p>دو</p>"), encoding="utf-8")
            next(events)
            assert "<p>دو</p>" in server.get("/a.html")[1]

    def test_that_cannot_be_made_are_told_and_leave_the_site_as_it_was(
        self, tmp_path: Path
    ) -> None:
        settings = tmp_path / "tei.toml"
        settings.write_text("")
        with (
            serving(transcript(tmp_path), "--config", str(settings)) as server,
            server.events() as events,
        ):
            assert next(events)["diagnostics"] == []
            settings.write_text("langage = 1\n")
            assert [said["code"] for said in next(events)["diagnostics"]] == ["TEI002"]
            assert "به خانه می‌روم" in server.get("/a.html")[1]


def own(content: str) -> str:
    return (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:output method="html"/><xsl:template match="/">{content}</xsl:template>'
        "</xsl:stylesheet>"
    )


def test_tells_a_page_what_is_said_of_its_transcript(tmp_path: Path) -> None:
    with (
        serving(transcript(tmp_path, "")) as server,
        server.events("a.html") as page,
        server.events("index.html") as index,
    ):
        [said] = next(page)["diagnostics"]
        assert (said["code"], said["severity"]) == ("TEI102", "warning")
        assert next(index)["diagnostics"] == []


def test_ends_cleanly_when_it_is_interrupted_though_a_page_is_open(tmp_path: Path) -> None:
    with serving(transcript(tmp_path)) as server, server.events() as events:
        next(events)
        server.process.send_signal(signal.SIGINT)
        said, _ = server.process.communicate(timeout=SECONDS)
        assert server.process.returncode == 0
        assert "Traceback" not in said


class TestRefuses:
    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
    def test_an_address_that_others_can_reach(self, host: str, tmp_path: Path) -> None:
        assert refusal(tmp_path, Address(host)) == "TEI721"

    def test_an_address_that_is_taken(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            assert refusal(tmp_path, Address(port=taken.getsockname()[1])) == "TEI722"

    def test_to_run_without_its_libraries(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "uvicorn", None)
        assert refusal(tmp_path, Address()) == "TEI720"

    def test_nothing_when_others_are_meant_to_see_it(self, tmp_path: Path) -> None:
        with serving(transcript(tmp_path), "--host", "0.0.0.0", "--public") as server:
            assert server.get("/", Host="interviews.example")[0] == 200


def refusal(out: Path, address: Address) -> str:
    def make() -> Any:
        raise AssertionError

    with pytest.raises(TeiError) as raised:
        serve(make, out, [], address, lambda _: None)
    return raised.value.diagnostic.code


class TestPage:
    pytestmark: ClassVar = browsing.MARKS

    def test_shows_a_change_without_being_asked(self, tmp_path: Path) -> None:
        with serving(transcript(tmp_path)) as server, browsing.browser() as browser:
            page = browser.new_page()
            page.goto(f"http://{server.host}:{server.port}/a.html")
            transcript(tmp_path, TEXT.replace("خانه", "مدرسه"))
            page.get_by_text("به مدرسه می‌روم").wait_for()

    def test_shows_what_is_said_of_its_transcript(self, tmp_path: Path) -> None:
        with serving(transcript(tmp_path, "")) as server, browsing.browser() as browser:
            page = browser.new_page()
            page.goto(f"http://{server.host}:{server.port}/a.html")
            remark = page.locator("#said")
            remark.wait_for()
            assert "TEI102" in remark.inner_text()
