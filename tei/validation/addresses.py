"""Where the file is that an address names: here, by a catalogue, or fetched if that is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct


class Addresses(Struct, frozen=True):
    """The ways from an address to a file. Without any, only files of this computer are found."""

    catalogs: tuple[Path, ...] = ()
    network: bool = False
    """Whether what is nowhere here may be fetched."""

    def find(self, address: str, base: Path | str = "") -> Path | None:
        """Return the file that an address names; none where there is no such file here.

        `base` is the file or address in which it stands, or else this folder. Raises `TeiError`:
        TEI508 for what cannot be fetched, TEI111–TEI119 for a catalogue that cannot be read.
        """
        absolute = urljoin(_address(base), address)
        for name in dict.fromkeys((absolute, address)) if self.catalogs else ():
            from tei.validation.catalogs import resolved

            absolute = resolved(name, self.catalogs) or absolute
        path = local_path(absolute)
        if path:
            return path if path.is_file() else None
        if not self.network:
            return None
        from tei.validation.fetching import fetched

        return fetched(absolute)


def is_remote(address: str) -> bool:
    """Say whether an address is one on the network."""
    return urlsplit(address).scheme in ("http", "https")


def local_path(address: str) -> Path | None:
    """Return the path that an address means; none for one that is not on this computer."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    return Path(path.lstrip("/") if re.match(r"/[A-Za-z]:", path) else path)


def _address(base: Path | str) -> str:
    """Return the address of what an address stands in: of what was fetched, where it came from."""
    if isinstance(base, str) and len(urlsplit(base).scheme) > 1:
        return base
    from tei.validation.fetching import origin

    path = Path(base).absolute()
    return origin(path) or path.as_uri() + ("" if str(base) else "/")
