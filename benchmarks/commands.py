"""What whole commands cost: CPU time and memory of fresh processes, beside a bare interpreter.

Prints one row a command: median CPU seconds over several runs (user and system, children included),
the ratio to ``python -c pass`` in the same run, peak memory, and the aim.  Run from the repository:

    .venv/bin/python benchmarks/commands.py [RUNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
AIMS = {"cold build": 20.0, "warm build": 0.5, "--help": 0.2, "search": 0.4}


def measure(command: list[str], before: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one fresh process."""
    before()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.stderr is not None
    message = process.stderr.read().decode()
    process.stderr.close()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {message}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def corpus(folder: Path) -> Path:
    """A copy of this repository's corpus, without anything built."""
    root = folder / "corpus"
    root.mkdir()
    for name in ("seeds", "tei", "alignments"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    return root


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        root = corpus(Path(folder))

        def clean() -> None:
            for made in (root / "tei" / "texts", root / ".fitnacorpus"):
                shutil.rmtree(made, ignore_errors=True)
            for path in (root / "alignments").glob("*.xml"):
                path.unlink()

        def nothing() -> None:
            pass

        program = [sys.executable, "-m", "fitnacorpus", "-C", str(root)]
        rows: list[tuple[str, list[str], Callable[[], None]]] = [
            ("python -c pass", [sys.executable, "-c", "pass"], nothing),
            ("cold build", [*program, "build"], clean),
            ("warm build", [*program, "build"], nothing),
            ("--help", [*program, "--help"], nothing),
            ("search", [*program, "search", "Busr"], nothing),
            ("check", [*program, "check"], nothing),
        ]
        print(f"{'command':<16}{'CPU s':>8}{'ratio':>8}{'peak MB':>9}{'aim s':>8}   ({runs} runs)")
        bare = 0.0
        for name, command, before in rows:
            figures = [measure(command, before) for _ in range(runs)]
            cpu = statistics.median(f[0] for f in figures)
            bare = bare or cpu
            peak = max(f[1] for f in figures)
            aim = f"{AIMS[name]:>8.1f}" if name in AIMS else ""
            print(f"{name:<16}{cpu:>8.3f}{cpu / bare:>8.1f}{peak:>9.0f}{aim}")


if __name__ == "__main__":
    main()
