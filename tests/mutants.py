"""Changes the code by small steps and shows which changes no test notices.

    python tests/mutants.py align names --sample 150 --seed 1

(`make mutants` names the packages whose judgement counts.)

Each mutant is one change of one expression or statement: a comparison turned, a number moved, a
word altered, a call left out.  It is killed if one of the test files that execute the changed
function fails.  Which files these are is measured once (`--keep` uses the last measurement again);
the mirrored file comes first, then the quickest.  Survivors are printed, and the share killed.  A
mutant at the level of a module counts as executed by the files that execute a function of it.

Mutants stand in a copy of the sources, and every one runs in a process of its own, forked from one
that has imported the heavy libraries, under a limit of processor time: an endless loop is killed.
Property tests run with fewer examples than in the test suite, so the share is a lower bound.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import functools
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TypedDict

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = REPOSITORY / "src" / "fitnacorpus"
MEASURED = REPOSITORY / ".mutants.json"
LIMIT = 40.0
"""Seconds of processor time that a mutant may cost, by default.

A survivor costs all of it, so the time of a run is about the number of survivors times this.
"""
BROKEN = 70
"""Exit code of a process in which pytest itself did not run (EX_SOFTWARE)."""
HEAVY = ("lxml.etree", "numpy", "pytest", "rapidfuzz", "tomlkit")
"""Libraries that are imported before a process is forked; pytest wants to see Hypothesis first."""

TURNED: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div,
    ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change.

    Attributes:
        module: Path of the module below the package.
        function: Qualified name of the function that holds it, or "".
        line: Line, from 1.
        start: Where the changed text begins, in code points of the file.
        end: And ends.
        after: What stands there instead.
    """

    module: str
    function: str
    line: int
    start: int
    end: int
    after: str


def mutants(module: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its lines."""
    source = (SOURCES / module).read_text("utf-8")
    lines = source.splitlines(keepends=True)
    before = [0]
    for line in lines:
        before.append(before[-1] + len(line))

    def offset(row: int, column: int) -> int:
        return before[row - 1] + len(lines[row - 1].encode()[:column].decode())

    def walk(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, ast.AST | None, str]]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST) or _untold(child):
                    continue
                inside = function
                if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                    inside = f"{function}.{child.name}".lstrip(".")
                yield from ((child, after, inside) for after in _changes(child))
                yield from walk(child, inside)

    for node, after, function in walk(ast.parse(source), ""):
        start = offset(node.lineno, node.col_offset)
        end = offset(node.end_lineno, node.end_col_offset)
        text = "pass" if after is None else ast.unparse(after)
        if isinstance(after, ast.expr) and not isinstance(after, ast.Constant):
            text = f"({text})"
        yield Mutant(module, function, node.lineno, start, end, text)


def _untold(node: ast.AST) -> bool:
    """Whether a node is left alone: words of errors, docstrings, imports, assertions."""
    if isinstance(node, (ast.Raise, ast.Import, ast.ImportFrom, ast.JoinedStr, ast.Assert)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    return isinstance(target, ast.Name) and target.id == "__all__"


def _changes(node: ast.AST) -> Iterator[ast.AST | None]:
    """What may stand in place of a node; nothing at all for a call whose value nobody uses."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield None
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield TURNED[type(node)]()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for k, operator in enumerate(node.ops):
            changed = copy.deepcopy(node)
            changed.ops[k] = TURNED[type(operator)]()
            yield changed
    elif isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)) and type(node.op) in TURNED:
        changed = copy.deepcopy(node)
        changed.op = TURNED[type(node.op)]()
        yield changed
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            yield ast.Constant(not value)
        elif isinstance(value, int):
            yield ast.Constant(value + 1)
        elif isinstance(value, float):
            yield ast.Constant(value * 2 or 1.0)
        elif isinstance(value, str):
            yield ast.Constant(f"{value}XX" if value else "XX")


def modules(names: Sequence[str]) -> list[str]:
    """Paths of the modules that names of packages and modules mean."""
    out = []
    for name in names:
        place = SOURCES / name
        found = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        out += [path.relative_to(SOURCES).as_posix() for path in found]
    return out


class Measured(TypedDict):
    """What was measured of a test file.

    Attributes:
        failed: Exit code of pytest; 0 where all tests pass.
        seconds: Processor time.
        functions: Qualified names of the functions that it executes, by module.
    """

    failed: int
    seconds: float
    functions: dict[str, list[str]]


def executed(files: Sequence[str]) -> dict[str, Measured]:
    """Run each test file once and see what it executes."""
    import coverage

    out: dict[str, Measured] = {}
    for file in files:
        reader, writer = os.pipe()
        if not (child := os.fork()):
            watch = coverage.Coverage(data_file=None, source=[str(SOURCES)])
            began = time.process_time()
            watch.start()
            failed = _tests([file])
            watch.stop()
            spent = time.process_time() - began
            data = watch.get_data()
            functions = {
                Path(path).relative_to(SOURCES).as_posix(): _functions(path, data.lines(path) or [])
                for path in data.measured_files()
            }
            answer = {"failed": failed, "seconds": spent, "functions": functions}
            with os.fdopen(writer, "w") as pipe:
                json.dump(answer, pipe)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            out[file] = json.load(pipe)
        os.waitpid(child, 0)
        print(f"{out[file]['seconds']:6.1f} s  {file}", file=sys.stderr)
        if out[file]["failed"]:
            sys.exit(f"{file} fails before anything is changed")
    return out


def _functions(path: str, lines: Sequence[int]) -> list[str]:
    """Names of the functions one of whose own lines was executed."""
    seen = set(lines)
    found: list[str] = []

    def walk(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            inside = name
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                inside = f"{name}.{child.name}".lstrip(".")
            if isinstance(child, ast.FunctionDef) and any(
                line in seen for s in child.body for line in range(s.lineno, s.end_lineno + 1)
            ):
                found.append(inside)
            walk(child, inside)

    walk(ast.parse(Path(path).read_text("utf-8")), "")
    return found


def _tests(files: Sequence[str]) -> int:
    """Run test files in this process, quietly, to the first failure."""
    import pytest

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files]))


def outcome(mutant: Mutant, measured: dict[str, Measured], scratch: Path, limit: float) -> str:
    """ "killed", "survived", or "untested" where no test file executes the function."""
    watching = []
    for file, row in measured.items():
        functions = row["functions"].get(mutant.module, [])
        if any(f == mutant.function or not _is_function(mutant) for f in functions):
            mirrored = Path(file).stem == f"test_{Path(mutant.module).stem}"
            watching.append((not mirrored, row["seconds"], file))
    if not watching:
        return "untested"
    place = scratch / "fitnacorpus" / mutant.module
    whole = place.read_text("utf-8")
    place.write_text(whole[: mutant.start] + mutant.after + whole[mutant.end :], "utf-8")
    try:
        left = limit
        for _, seconds, file in sorted(watching):
            if left <= 0 or (seconds > left and left < limit):
                break
            began = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not (child := os.fork()):
                most = int(3 * seconds + 20)
                resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
                try:
                    os._exit(_tests([file]))
                finally:
                    os._exit(BROKEN)
            ended_with = os.waitpid(child, 0)[1]
            if os.waitstatus_to_exitcode(ended_with) == BROKEN:
                sys.exit(f"{file} cannot be run")
            if ended_with:
                return "killed"
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            left -= ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    finally:
        place.write_text(whole, "utf-8")
    return "survived"


@functools.cache
def _named(module: str) -> frozenset[str]:
    found = {
        node.name
        for node in ast.walk(ast.parse((SOURCES / module).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    return frozenset(found)


def _is_function(mutant: Mutant) -> bool:
    return mutant.function.rpartition(".")[2] in _named(mutant.module)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+", help="packages and modules, as align or anchors")
    parser.add_argument("--sample", type=int, default=0, help="so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for each mutant")
    parser.add_argument("--keep", action="store_true", help="use the last measurement of tests")
    parser.add_argument(
        "--tests", nargs="*", default=[], help="test files; by default those that mirror the names"
    )
    return parser.parse_args()


def _test_files(names: Sequence[str]) -> list[str]:
    """Test files that mirror packages and modules."""
    out: list[Path] = []
    for name in names:
        folder = REPOSITORY / "tests" / name
        out += sorted(folder.rglob("test_*.py")) if folder.is_dir() else []
        out += sorted((REPOSITORY / "tests").glob(f"test_{name}*.py"))
    return [path.relative_to(REPOSITORY).as_posix() for path in out]


def main() -> None:
    """Print survivors and the share killed."""
    arguments = _arguments()
    os.chdir(REPOSITORY)
    os.environ.update(HYPOTHESIS_PROFILE="mutants", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for library in HEAVY:
        __import__(library)
    if not (arguments.keep and MEASURED.exists()):
        measured = executed(arguments.tests or _test_files(arguments.names))
        MEASURED.write_text(json.dumps(measured), "utf-8")
    measured = json.loads(MEASURED.read_text("utf-8"))
    every = [mutant for module in modules(arguments.names) for mutant in mutants(module)]
    drawn = every
    if arguments.sample:
        drawn = random.Random(arguments.seed).sample(every, min(arguments.sample, len(every)))
    counts = {"killed": 0, "survived": 0, "untested": 0}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        shutil.copytree(SOURCES, scratch / "fitnacorpus")
        # Python tells stale byte code by time and size, which a mutant may leave as they were.
        compileall.compile_dir(
            scratch, quiet=2, force=True, invalidation_mode=PycInvalidationMode.CHECKED_HASH
        )
        os.environ["PYTHONPATH"] = folder
        sys.path.insert(0, folder)
        for mutant in drawn:
            told = outcome(mutant, measured, scratch, arguments.limit)
            counts[told] += 1
            done = sum(counts.values())
            print(f"{done}/{len(drawn)} {counts['killed']} killed", end="\r", file=sys.stderr)
            if told != "killed":
                source = (SOURCES / mutant.module).read_text("utf-8")
                was = " ".join(source[mutant.start : mutant.end].split())
                place = f"{mutant.module}:{mutant.line}"
                print(f"{told}  {place}  {was}  ->  {mutant.after}", flush=True)
    share = counts["killed"] / max(1, len(drawn))
    print(
        f"{len(drawn)} of {len(every)} mutants (seed {arguments.seed}): {counts['killed']} killed, "
        f"{counts['survived']} survived, {counts['untested']} in functions that no test executes; "
        f"{share:.0%} killed"
    )


if __name__ == "__main__":
    main()
