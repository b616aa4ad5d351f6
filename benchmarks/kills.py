"""Every command that writes, killed at every point where it touches the disk.

    python benchmarks/kills.py [COMMAND ...]

A command runs in a process of its own that ends, without any cleaning up, at its n-th touch: at the
opening of a file for writing, with half of a content written, at a rename, a deletion, a new folder
or a database, wherever in the program that is.  Then another command comes, once of any kind and
once the same.  After the one the files must be those before the command or those after it; after
the other, those after it, whether it succeeds or says that all is done already.  Whatever else
comes is "stuck".  What a build keeps for itself is not compared.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from fitnacorpus import files
from fitnacorpus.cli.main import cli
from fitnacorpus.errors import FitnaError
from fitnacorpus.journal import NAME

ROOT: Final = Path(__file__).parent.parent
TINY: Final = ROOT / "tests" / "corpora" / "tiny"
KILLED: Final = 99
REFUSED: Final = 2
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_TOUCHES: Final = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink",
     "os.chmod", "sqlite3.connect"}
)  # fmt: skip

State = Mapping[str, bytes]


@dataclass(frozen=True)
class Command:
    """A command that writes.

    Attributes:
        name: What it is called here.
        words: The command line, without -C; TMP is the folder that holds the corpus.
        prepare: Makes ready the folder, in which the corpus is ``corpus``.
        anyone: Whether any other command must leave the files before it or after it; a build, of
            which each file is whole and the rest is made by the next build, and what begins a
            corpus are finished by the same command alone.
        stdin: What is typed.
        step: Only every so many-th point is tried: a site is many files that are all alike.
    """

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path], None]
    anyone: bool = True
    stdin: str = ""
    step: int = 1


@dataclass(frozen=True)
class Outcome:
    """How a command fared: at how many points it was killed, and at which it was stuck, and why."""

    points: int
    stuck: tuple[str, ...]


# --- Running -------------------------------------------------------------------------------------


def run(here: Path, words: Sequence[str], stdin: str = "") -> int:
    """Run a command line on the corpus of a folder, in this process; gives its exit status."""
    line = [word.replace("TMP", str(here)) for word in words]
    at = [] if line[0] == "init" else ["-C", str(here / "corpus")]
    typed, sys.stdin = sys.stdin, io.StringIO(stdin)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            cli([*at, *line], standalone_mode=False)
    except FitnaError:
        return REFUSED
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.stdin = typed
    return 0


def killed(here: Path, command: Command, at: int) -> bool:
    """Run a command in a child that dies at a touch of the disk; False if it ended before."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    try:
        _die_at(here, at)
        os._exit(run(here, command.words, command.stdin))
    finally:
        os._exit(1)


def _die_at(here: Path, at: int) -> None:
    """Let this process end at its touch of that number."""
    seen = 0
    inside = os.fsencode(os.path.realpath(here))

    def touch() -> bool:
        nonlocal seen
        seen += 1
        return seen > at

    def hook(event: str, args: tuple[Any, ...]) -> None:
        writing = event == "open" and bool((args[2] or 0) & _WRITING)
        if (writing or event in _TOUCHES) and _within(inside, args[0]) and touch():
            os._exit(KILLED)

    def pour(file: BinaryIO, data: bytes) -> None:
        # The line of one verdict alone is written by one call of the system, which no kill divides.
        alone = not (os.fspath(file.name).endswith(files.UNFINISHED) or _journal(here).exists())
        if not alone and touch():
            file.write(data[: len(data) // 2])
            file.flush()
            os._exit(KILLED)
        file.write(data)

    files._pour = pour
    sys.addaudithook(hook)


def _journal(here: Path) -> Path:
    return here / "corpus" / NAME


def _within(folder: bytes, path: object) -> bool:
    """Whether a path lies in a folder; a bare name is one in a folder that is being deleted."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = os.fsencode(path)
    return b"/" not in name or name.startswith(folder)


def state(here: Path) -> State:
    """All files of a folder but what a build keeps for itself."""
    return {
        str(path.relative_to(here)): path.read_bytes()
        for path in sorted(here.rglob("*"))
        if path.is_file() and ".fitnacorpus" not in path.relative_to(here).parts
    }


def kill_everywhere(command: Command, work: Path, *, progress: bool = False) -> Outcome:
    """Kill a command at every point.

    Args:
        command: The command.
        work: An empty folder.
        progress: Whether to tell on standard error where it is.
    """
    first = work / "first"
    first.mkdir()
    command.prepare(first)
    before = state(first)
    whole = _copy(first, work / "whole")
    if run(whole, command.words, command.stdin):
        raise SystemExit(f"{command.name}: does not work undisturbed")
    after = state(whole)
    stuck: list[str] = []
    at = points = 0
    while killed(here := _copy(first, work / f"at{at}"), command, at):
        points += 1
        stuck += _tried(here, command, before, after, f"{command.name}, touch {at}")
        shutil.rmtree(here)
        at += command.step
        if progress:
            print(f"\r{command.name} {points}", end="", file=sys.stderr)
    return Outcome(points, tuple(stuck))


def _tried(here: Path, command: Command, before: State, after: State, where: str) -> Iterator[str]:
    if command.anyone:
        # In its own place: what is left of a site is known by where it lies.
        kept = _copy(here, here.with_name(f"{here.name}-kept"))
        run(here, ["plugins"])
        if (found := state(here)) not in (before, after):
            yield f"{where}: after another command {_difference(found, before, after)}"
        shutil.rmtree(here)
        kept.rename(here)
    status = run(here, command.words, command.stdin)
    if (found := state(here)) != after or status not in (0, REFUSED):
        yield f"{where}: the same command ends with {status}, {_difference(found, before, after)}"


def _difference(found: State, before: State, after: State) -> str:
    return "; ".join(
        f"{name} differs from {what}"
        for what, other in (("before", before), ("after", after))
        for name in sorted(found.keys() | other.keys())
        if found.get(name) != other.get(name)
    )


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, symlinks=True)
    return target


# --- Commands ------------------------------------------------------------------------------------

LINK: Final[Mapping[str, Any]] = {
    "kind": "link", "verdict": "accept", "relation": "mention", "by": "carla", "on": "2026-02-01",
    "a": {"text": "letter-en", "quote": "The old well is dry."}, "b": {"ref": "port-ar:e2.p1.s1"},
}  # fmt: skip
MENTION: Final[Mapping[str, Any]] = {
    "kind": "mention", "verdict": "accept", "ref": "salim-b-hamza", "by": "Erik",
    "on": "2026-02-01",
    "a": {"text": "port-en", "quote": "Salim", "prefix": "2,500 men. ", "at": 192},
}  # fmt: skip
FORMS: Final = """id,kind,form,lang,type
newcomer,person,A Newcomer,en,preferred
newcomer,person,وافد,ar,preferred
"""
BOOK: Final = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
<TEI xml:id="first"><teiHeader/><text xml:lang="en"><body>
<p>Then they rode out to the river in the evening, and nobody saw them go.</p></body></text></TEI>
<TEI xml:id="second"><teiHeader/><text xml:lang="en"><body>
<p>They came home again in the morning, and the people went out to meet them.</p></body></text>
</TEI></teiCorpus>"""
TALE: Final = "In the year 37 Ali b. Abi Talib went out to Siffin, and Muawiya met him there.\n" * 3


def _plain(here: Path) -> None:
    _people(here / "corpus")


def _people(target: Path) -> None:
    """Copy what people wrote of the tiny corpus."""
    shutil.copytree(TINY, target, ignore=shutil.ignore_patterns("texts", ".fitnacorpus"))
    for path in (target / "alignments").glob("*.xml"):
        path.unlink()


def _built(here: Path) -> None:
    _plain(here)
    if run(here, ["build"]):
        raise SystemExit("the tiny corpus cannot be built")


def _file(
    name: str, content: str, begin: Callable[[Path], None] = _plain
) -> Callable[[Path], None]:
    def prepare(here: Path) -> None:
        begin(here)
        (here / name).write_text(content, "utf-8")

    return prepare


def _starters(here: Path) -> None:
    _file("tale.txt", TALE)(here)
    settings = here / "corpus" / "corpus.toml"
    settings.write_text(f'starters = ["early-islam"]\n{settings.read_text("utf-8")}', "utf-8")


def _changed(here: Path) -> None:
    _plain(here)
    source = here / "corpus" / "seeds" / "port-en.txt"
    source.write_text(
        source.read_text("utf-8").replace("came to Marsa", "came into Marsa"), "utf-8"
    )


def _edited(here: Path) -> None:
    _built(here)
    path = here / "corpus" / "tei" / "texts" / "port-en.xml"
    content = path.read_text("utf-8")
    changed = content.replace("The shroud", "A shroud").replace(
        'ref="../authority.xml#salim-b-hamza"', 'ref="../authority.xml#salim-the-merchant"', 1
    )
    if changed == content:
        raise SystemExit("there is nothing to edit in port-en.xml")
    path.write_text(changed, "utf-8")


def _after(*words: str) -> Callable[[Path], None]:
    """The tiny corpus built, and then a command."""

    def prepare(here: Path) -> None:
        _built(here)
        if run(here, words):
            raise SystemExit(f"{words[0]} does not work")

    return prepare


def _linked(here: Path) -> None:
    """A description and a file of verdicts that are links to files elsewhere."""
    _plain(here)
    for name in ("seeds/port-en.toml", "alignments/reviewed/anna.jsonl"):
        path = here / "corpus" / name
        kept = here / path.name
        path.rename(kept)
        path.symlink_to(os.path.relpath(kept, path.parent))


_BATCH: Final = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (LINK, MENTION))

COMMANDS: Final = (
    Command("init", ("init", "TMP/corpus"), lambda here: None),
    Command("add", ("add", "TMP/tale.txt"), _file("tale.txt", TALE)),
    Command("add, with a starter", ("add", "TMP/tale.txt"), _starters),
    Command("add, a teiCorpus", ("add", "TMP/book.xml"), _file("book.xml", BOOK)),
    Command("update", ("update", "port-en"), _changed),
    Command("import authority", ("import", "authority", "TMP/forms.csv"),
            _file("forms.csv", FORMS)),
    Command("review --from", ("review", "--from", "TMP/batch.jsonl", "--by", "carla"),
            _file("batch.jsonl", _BATCH)),
    Command("review", ("review", "--by", "carla", "--kind", "mentions"), _built, stdin="a\n"),
    Command("adopt", ("adopt", "TMP/corpus/tei/texts/port-en.xml", "--by", "carla", "--partly"),
            _edited),
    Command("rename, a text", ("rename", "port-en", "harbour"), _plain),
    Command("rename, through links", ("rename", "port-en", "harbour"), _linked),
    Command("rename, an episode", ("rename", "port-en:e3", "shroud"), _plain),
    Command("remove", ("remove", "port-en"), _plain),
    Command("export", ("export", "authority", "-o", "TMP/out.csv", "--force"), _plain,
            anyone=False),
    Command("site", ("site", "TMP/site"), _built, step=23),
    Command("site, again", ("site", "TMP/site"), _after("site", "TMP/site"), step=23),
    Command("build", ("build",), _plain, anyone=False),
    Command("build, after a rename", ("build",), _after("rename", "port-en", "harbour"),
            anyone=False),
)  # fmt: skip


def main() -> None:
    """Kill all commands, or those that are named, and print a table."""
    wanted = sys.argv[1:]
    total = stuck = 0
    print(f"{'command':<24}{'points':>8}{'stuck':>8}")
    for command in COMMANDS:
        if wanted and command.name not in wanted:
            continue
        with TemporaryDirectory() as folder:
            outcome = kill_everywhere(command, Path(folder), progress=sys.stderr.isatty())
        print(f"{command.name:<24}{outcome.points:>8}{len(outcome.stuck):>8}", flush=True)
        for line in outcome.stuck:
            print(f"  {line}", file=sys.stderr)
        total += outcome.points
        stuck += len(outcome.stuck)
    print(f"{'all':<24}{total:>8}{stuck:>8}")
    sys.exit(1 if stuck else 0)


if __name__ == "__main__":
    main()
