"""The command: `tei`, or `python -m tei`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the version needs nothing else to be loaded."""
    if sys.argv[1:] == ["--version"]:
        from tei import __version__

        sys.stdout.write(f"tei {__version__}\n")
        return
    import gc

    from tei.cli import tei

    gc.set_threshold(50_000, 20, 20)  # what is made is mostly kept: looking for waste is a waste
    tei(prog_name="tei")


if __name__ == "__main__":
    main()
