"""Workers of Dask are killed while a corpus is built, and the files are those of a quiet build.

    pip install 'fitnacorpus[dask]'
    .venv/bin/python benchmarks/dask_kills.py [--texts 12] [--kills 3]

A corpus of generated accounts is built twice, by one process and by `--runner dask`, whose workers
are killed (SIGKILL) one after another, each when it works.  Prints who was killed when,
which texts failed, and whether all generated files are the same to the byte.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import generated

from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder

BUSY = 3.0
"""Seconds of the processor after which a worker has started, which takes some two, and works."""


def files(root: Path) -> dict[str, bytes]:
    """What a build writes, by path."""
    folders = (root / "tei" / "texts", root / "alignments")
    found = sorted(path for folder in folders for path in folder.rglob("*.xml"))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def workers() -> list[Any]:
    """The worker processes of this process: Dask starts each from a nanny that lives here."""
    held = import_module("psutil").Process().children(recursive=True)
    return [p for p in held if "spawn_main" in " ".join(p.cmdline())]


def kill(ended: threading.Event, most: int) -> None:
    """Kill workers at work, one after another."""
    gone = import_module("psutil").NoSuchProcess
    began, seen, killed = time.monotonic(), set[int](), 0
    while killed < most and not ended.wait(0.2):
        for process in workers():
            try:
                if process.pid in seen or process.cpu_times().user < BUSY:
                    continue
                seen.add(process.pid)
                process.kill()
            except gone:
                continue
            killed += 1
            print(f"  {time.monotonic() - began:6.1f} s  killed {process.pid}", flush=True)
            break


def main() -> None:
    """Build twice and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=int, default=12)
    parser.add_argument("--kills", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        quiet, hit = Path(name) / "quiet", Path(name) / "hit"
        generated.write(quiet, generated.Library(words=100, people=60), given.texts)
        shutil.copytree(quiet, hit)
        build(CorpusFolder(quiet), runner="serial")
        ended = threading.Event()
        killer = threading.Thread(target=kill, args=(ended, given.kills))
        killer.start()
        began = time.monotonic()
        try:
            done = build(CorpusFolder(hit), runner="dask", keep_going=True)
        finally:
            ended.set()
            killer.join()
        print(f"built in {time.monotonic() - began:.0f} s of the wall, {len(done.ran)} artefacts")
        for failure in done.failed:
            print(f"  failed: {failure}")
        again = build(CorpusFolder(hit), runner="serial")
        same = files(quiet) == files(hit)
        print(f"one more build made {len(again.ran)}; {len(files(hit))} files, same bytes: {same}")


if __name__ == "__main__":
    main()
