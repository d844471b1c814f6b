"""Unicode's blocks, by the names that XSD gives them (XSD 1.0 part 2, appendix F.1.1)."""

from typing import Final

BLOCKS: Final[dict[str, tuple[int, int]]] = {
    "BasicLatin": (0x0000, 0x007F),
}
