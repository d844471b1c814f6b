"""Schemas from the network, where that is allowed, kept for a day under the address they have."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from tei import __version__
from tei.cache import folder
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.writing import write

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 24 * 60 * 60
_PATIENCE = 20
"""Seconds."""
_LARGEST = 50_000_000
"""Bytes; tei_all has a million."""


def fetched(address: str) -> Path:
    """Return the file at an address on the network, as it was at most a day ago.

    Raises `TeiError` (TEI508) for what cannot be fetched and was not fetched before.
    """
    path = _place(address)
    if not path.is_file() or time.time() - path.stat().st_mtime > _DAY:
        try:
            data = _download(address)
        except (OSError, ValueError) as error:
            if path.is_file():
                return path
            raise _error(f"{address} cannot be fetched: {error}") from error
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, data)
    return path


def origin(path: Path) -> str | None:
    """Return the address that a file was fetched from, so that what it includes is found."""
    kept = folder("web")
    if kept is None or not path.is_relative_to(kept):
        return None
    scheme, host, *rest = path.relative_to(kept).parts
    return f"{scheme}://{unquote(host)}/{'/'.join(rest)}"


def _place(address: str) -> Path:
    parts = urlsplit(address)
    kept = folder("web")
    if kept is None or parts.scheme not in ("http", "https"):
        reason = "only http and https are" if kept else "there is no folder to keep it in"
        raise _error(f"{address} cannot be fetched: {reason}")
    name = parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
    steps = [quote(step, safe="%") for step in name.split("/") if step not in ("", ".", "..")]
    return kept.joinpath(parts.scheme, quote(parts.netloc, safe=""), *(steps or ["index"]))


def _download(address: str) -> bytes:
    from http.client import HTTPException  # slow to import, both
    from urllib.request import Request, urlopen

    request = Request(address, headers={"User-Agent": f"tei/{__version__}"})
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except HTTPException as error:
        raise ValueError(f"the answer cannot be understood: {error}") from error
    if len(data) > _LARGEST:
        raise ValueError("it is larger than 50 MB")
    return data


def _error(message: str) -> TeiError:
    hint = "look whether the address opens in a browser, or give the path of a file"
    return TeiError(Diagnostic("TEI508", Severity.ERROR, message, hint))
