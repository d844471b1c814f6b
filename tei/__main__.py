"""The command: `tei`, or `python -m tei`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the version needs nothing else to be loaded."""
    if sys.argv[1:] == ["--version"]:
        from tei import __version__

        sys.stdout.write(f"tei {__version__}\n")
        return
    from tei.cli import tei

    tei(prog_name="tei")


if __name__ == "__main__":
    main()
