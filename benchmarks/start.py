"""How long a person waits: whole processes, cold, beside Python itself in the same run.

    python benchmarks/start.py [RUNS]

Prints medians of wall time in milliseconds and their ratio to `python -c pass`. The processes
take turns, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
# As on a user's machine: modules are not compiled anew each time.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
SEED = next((ROOT / "seeds").glob("*.txt"))


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        tei = [sys.executable, "-m", "tei"]
        xml = Path(folder, f"{SEED.stem}.xml")
        subprocess.run([*tei, "convert", SEED, "-o", folder], check=True, capture_output=True)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import lxml, click": [sys.executable, "-c", "import lxml.etree, click"],
            "tei --version": [*tei, "--version"],
            "tei encode (3 KB)": [*tei, "encode", str(SEED)],
            "tei convert (3 KB)": [*tei, "convert", str(SEED), "-o", folder],
            "tei validate (20 KB)": [*tei, "validate", "--afresh", str(xml)],
            "with XML Schema": [*tei, "validate", "--afresh", "--xsd", str(xml)],
            "against tei_all": [*tei, "validate", "--afresh", "--schema", "tei_all", str(xml)],
            "unchanged": [*tei, "validate", str(xml)],
            "tei render (20 KB)": [*tei, "render", str(xml)],
            "tei restore (20 KB)": [*tei, "restore", str(xml)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(timed(command))
    nothing = median(taken["python -c pass"])
    print(f"{'':24}{'median ms':>10}{'least ms':>10}{'ratio':>8}")
    for name, times in taken.items():
        middle = median(times)
        print(f"{name:24}{middle:10.0f}{min(times):10.0f}{middle / nothing:8.1f}")


def timed(command: list[str]) -> float:
    """Return how long a process takes, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=_ENVIRONMENT)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
