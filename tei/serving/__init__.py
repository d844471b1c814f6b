"""A site while one works on it: served on this machine, made again whenever something changes.

Needs the extra `tei[serve]`: `pip install 'tei[serve]'`.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tei.site import Site


class Address(Struct, frozen=True):
    """Where a site is to be served."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 for any that is free."""
    is_public: bool = False
    """Whether others than this machine may be served."""


def serve(
    make: Callable[[], Site],
    out: Path,
    watched: Sequence[Path],
    address: Address,
    tell: Callable[[str], None],
) -> None:
    """Serve what `make` writes into `out`, made again on a change, until it is interrupted.

    `tell` gets the URL when there is something to see, and a line whenever the site was made.
    Raises `TeiError`: TEI720 where there is nothing to serve with, TEI721 for a host that others
    could reach, TEI722 for an address that is taken.
    """
    _check_host(address)
    _check_installed()
    import uvicorn

    from tei.serving.application import application
    from tei.serving.workshop import Workshop

    listening = _listening(address)
    workshop = Workshop(make, out, tell)
    app = application(workshop, [*map(str, watched)], hosts=None if address.is_public else _LOCAL)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    workshop.is_closing = lambda: server.should_exit
    tell(_url(listening))
    with listening, suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


_LOCAL = frozenset(["localhost", "127.0.0.1", "[::1]"])


def _check_installed() -> None:
    for name in ("starlette", "uvicorn", "watchfiles"):
        if find_spec(name) is None:
            message = f"serving needs {name}, which is not installed"
            raise TeiError(_error("TEI720", message, "pip install 'tei[serve]'"))


def _check_host(address: Address) -> None:
    if address.is_public or address.host == "localhost":
        return
    try:
        is_local = ip_address(address.host).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        message = f"{address.host} can be reached from other machines"
        hint = "leave out --host, or add --public if others are to see the site"
        raise TeiError(_error("TEI721", message, hint))


def _listening(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family)
    except OSError as error:
        message = f"{address.host}:{address.port} cannot be used: {os.strerror(error.errno or 0)}"
        raise TeiError(_error("TEI722", message, "give another --port; 0 is any")) from error


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _error(code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint)
