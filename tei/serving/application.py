"""The web application: the site's files, and word of what has changed (ASGI, by Starlette)."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from tei.resources import stylesheets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from tei.serving.workshop import Workshop

_SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline' data:; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_SECONDS = 0.2
"""Between two looks for something new."""


def application(
    workshop: Workshop, watched: Sequence[str], hosts: Collection[str] | None
) -> ASGIApp:
    """Return the application; the site is made when it starts, and when something changes.

    `hosts` are the names it answers to: a page of another site whose name was made to point here
    asks with that name (DNS rebinding), and gets nothing.
    """
    app = Starlette(
        routes=[
            Route("/-/events", _events),
            Route("/-/live.js", _script),
            Route("/{path:path}", _file),
        ],
        lifespan=lambda app: _working(workshop, watched),
    )
    app.state.workshop = workshop
    return app if hosts is None else _Known(app, hosts)


class _Known:
    """Lets through what is asked of a host by one of its names."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = dict(scope.get("headers", ())).get(b"host", b"").decode("latin-1")
        name, colon, port = asked.rpartition(":")
        host = name if colon and port.isdecimal() else asked
        if scope["type"] == "http" and host.lower() not in self.hosts:
            refusal = PlainTextResponse("This host is not served here.", 421, _SAFE)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@asynccontextmanager
async def _working(workshop: Workshop, watched: Sequence[str]) -> AsyncIterator[None]:
    stop = asyncio.Event()
    await asyncio.to_thread(workshop.work)
    task = asyncio.create_task(_watch(workshop, watched, stop))
    yield
    stop.set()
    await task


async def _watch(workshop: Workshop, watched: Sequence[str], stop: asyncio.Event) -> None:
    out = workshop.out.resolve()

    def is_meant(_change: object, path: str) -> bool:
        return not (Path(path).is_relative_to(out) or Path(path).name.startswith("."))

    changes = awatch(
        *watched, watch_filter=is_meant, debounce=200, stop_event=stop, rust_timeout=500
    )
    async for _ in changes:
        await asyncio.to_thread(workshop.work)


async def _file(request: Request) -> Response:
    workshop: Workshop = request.app.state.workshop
    name = request.path_params["path"] or "index.html"
    path = workshop.files.get(name)
    if path is None:
        return _page(workshop, name, _missing(workshop), 404)
    if path.suffix == ".html":
        return _page(workshop, name, path.read_text(encoding="utf-8"))
    return FileResponse(path, headers=_SAFE)


def _page(workshop: Workshop, name: str, html: str, status: int = 200) -> Response:
    """Return a page that asks whether it is still the latest, and shows what is said of it."""
    script = (
        f'<script src="/-/live.js" data-version="{workshop.version}"'
        f' data-page="{escape(name, quote=True)}"></script>'
    )
    before, body, after = html.rpartition("</body>")
    return Response(f"{before}{script}{body}{after}", status, _SAFE, "text/html; charset=utf-8")


def _missing(workshop: Workshop) -> str:
    said = "There is no such page." if workshop.site else "The site could not be made."
    return f'<!DOCTYPE html><html lang="en"><title>tei</title><body><p>{said}</p></body></html>'


async def _script(_request: Request) -> Response:
    return FileResponse(stylesheets() / "live.js", headers=_SAFE)


async def _events(request: Request) -> Response:
    """Send a page what it has to know, at once and whenever that changes (WHATWG HTML §9.2)."""
    workshop: Workshop = request.app.state.workshop
    page = request.query_params.get("page", "")

    async def told() -> AsyncIterator[str]:
        version = None
        while not workshop.is_closing() and not await request.is_disconnected():
            if version != workshop.version:
                version = workshop.version
                yield f"data: {json.dumps(workshop.state(page))}\n\n"
            await asyncio.sleep(_SECONDS)

    return StreamingResponse(told(), media_type="text/event-stream", headers=_SAFE)
