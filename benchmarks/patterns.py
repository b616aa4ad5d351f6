"""How long every shipped pattern takes on the line that is worst for it, when that line doubles.

    .venv/bin/python benchmarks/patterns.py [--all] [NAME …]

Each hostile line is made of the pattern's own repeats, as Python parses them: what stands before a
repeat, then what it takes, many times over, then a character that nothing takes.  Prints by how
much the time of one try at the start of the line grows when the line doubles (2 is linear, 4
quadratic), and of patterns that the program searches with the same of a search through the line,
which tries at every character.  A process of its own tries each pattern, and is stopped when its
time is up (``stopped``).  ``--all`` also prints the patterns that grow in proportion.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

_SPEC: Final = importlib.util.spec_from_file_location(
    "parsed_patterns", Path(__file__).parents[1] / "tests" / "patterns.py"
)
assert _SPEC is not None and _SPEC.loader is not None
parsed: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(parsed)

SECONDS: Final = 0.33
"""Processor time a pattern has: 600 tries then take less than four minutes, whatever comes."""
DEADLINE: Final = 240.0
"""Seconds after which no further pattern is tried: the rest is named."""
SHORTEST: Final = 500
"""Characters of the first line."""
LONGEST: Final = 8000
"""Characters of the last line."""
NOTICED: Final = 0.0015
"""Seconds below which growth is not told from noise; 8000 characters in proportion take less."""
WORSE: Final = 2.8
"""Growth from which on it is no longer in proportion: between 2 and 4."""
LINES: Final = 80
"""Hostile lines that are tried of one pattern, at most."""
REFUSED: Final = "\x00"
"""Ends a line: a character that hardly any pattern takes."""


def lines(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Beginning and repeated part of each hostile line of a pattern."""
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    repeats = list(_repeats(tree, "", pattern.flags))
    firsts = [parsed._first(body, pattern.flags) for _, body in repeats]
    seen = set()
    for (before, body), mine in zip(repeats, firsts, strict=True):
        kinds_of = {tuple(c in first for first in firsts): c for c in sorted(mine)}
        # What most repeats take comes first.
        signs = sorted(kinds_of, key=sum, reverse=True)
        for unit in (_sample(body, pattern.flags), *(kinds_of[sign] for sign in signs)):
            if unit and (before, unit) not in seen:
                seen.add((before, unit))
                yield before, unit


def _repeats(items: list[Any], before: str, flags: int) -> Iterator[tuple[str, list[Any]]]:
    """Every repeat without bound: a string that leads to it, and what it repeats."""
    for kind, value in items:
        if kind in (*parsed._REPEATS, kinds.POSSESSIVE_REPEAT) and value[1] == kinds.MAXREPEAT:
            yield before, list(value[2])
        for inner in parsed._inside(kind, value):
            yield from _repeats(list(inner), before, flags)
        before += _sample([(kind, value)], flags)


def _sample(items: list[Any], flags: int) -> str:
    """A short string that a sequence takes, assertions aside."""
    out = ""
    for kind, value in items:
        if kind is kinds.LITERAL:
            out += chr(value)
        elif kind in (kinds.IN, kinds.NOT_LITERAL, kinds.ANY):
            taken = parsed._one(kind, value, flags)
            out += next((c for c in "a1 " if c in taken), min(taken, default=""))
        elif kind in (*parsed._REPEATS, kinds.POSSESSIVE_REPEAT):
            out += _sample(list(value[2]), flags) * value[0]
        elif kind not in parsed._ASSERTIONS and (inner := parsed._inside(kind, value)):
            out += _sample(list(inner[0]), flags)
    return out


def growth(pattern: re.Pattern[str], method: str, before: str, unit: str) -> float:
    """By how much the time grew when a line doubled, or 0 where it is too short to say."""
    run = getattr(pattern, method)
    last, size = 0.0, SHORTEST
    while size <= LONGEST:
        line = before + unit * (size // len(unit)) + REFUSED
        taken = _timed(run, line)
        if NOTICED < taken < 10 * NOTICED:
            # The best of three: what else the machine does only adds.
            taken = min(taken, _timed(run, line), _timed(run, line))
        if taken > NOTICED and last > NOTICED / 5 and taken > WORSE * last:
            return taken / last
        last, size = taken, 2 * size
    return 0.0


def _timed(run: Any, line: str) -> float:
    began = time.process_time()
    run(line)
    return time.process_time() - began


def tried(pattern: re.Pattern[str], method: str) -> list[Any] | None:
    """Growth and its hostile line, found in a process that may be stopped.

    Returns:
        ``[growth, before, unit]``, growth 0 where no line grows worse than in proportion and -1
        where the time ran out on that line; None where nothing was said.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        for before, unit in islice(lines(pattern), LINES):
            os.write(write, json.dumps([-1, before, unit]).encode() + b"\n")
            if (grown := growth(pattern, method, before, unit)) > WORSE:
                os.write(write, json.dumps([grown, before, unit]).encode() + b"\n")
                os._exit(0)
        os.write(write, b'[0, "", ""]\n')
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        said = told.read().splitlines()
    os.waitpid(child, 0)
    return list(json.loads(said[-1])) if said else None


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("names", nargs="*", metavar="NAME", help="only patterns named like this")
    options.add_argument("--all", action="store_true", help="print those in proportion as well")
    asked = options.parse_args()
    shipped = {
        name: pattern
        for name, pattern in parsed.shipped().items()
        if not asked.names or any(part in name for part in asked.names)
    }
    searched = parsed.searched()
    began, counts = time.monotonic(), {"match": 0, "search": 0}
    left: list[str] = []
    print(f"{'growth':>8}  {'by':6}  pattern, and the line that is worst for it")
    for method in counts:
        for name, pattern in shipped.items():
            if method == "search" and name not in searched:
                continue
            if time.monotonic() - began > DEADLINE:
                left.append(f"{method} {name}")
                continue
            found = tried(pattern, method) or [-1, "", ""]
            counts[method] += found[0] != 0
            if found[0] or asked.all:
                grown = "stopped" if found[0] < 0 else f"{found[0] or 2:.1f}"
                print(f"{grown:>8}  {method:6}  {name}  {found[1]!r} + {found[2]!r}…", flush=True)
    print(f"{len(shipped)} patterns; worse than in proportion: {counts['match']} of one try, "
          f"{counts['search']} of a search; {time.monotonic() - began:.0f} s")  # fmt: skip
    if left:
        print("not tried, the time was up:", *left)


if __name__ == "__main__":
    main()
