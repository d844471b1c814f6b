"""A checksum of each block, by which restoration says where a text was changed."""

from __future__ import annotations

import zlib


def checksum(text: str) -> str:
    """Return the CRC-32 of a block's characters in UTF-8, as eight hexadecimal digits."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"
