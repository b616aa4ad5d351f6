"""What every verb knows: the corpus it works on, and how to speak of it and write beside it."""

from __future__ import annotations

import os
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fitnacorpus import config
from fitnacorpus.errors import did_you_mean

if TYPE_CHECKING:
    from fitnacorpus.corpus import CorpusFolder
    from fitnacorpus.pipeline import Pipeline

_F = TypeVar("_F", bound=Callable[..., Any])
_THREADS: Final = (
    "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"
)  # fmt: skip
"""What the libraries under numpy read when they are loaded."""
_SHOWN: Final = 3
"""Texts that are named before the rest is only mentioned."""
_FLAGS: Final = frozenset({"-q", "--quiet", "--debug"})
_FOLDER: Final = "-C"
_COMMAND: Final = re.compile(r"(?:(?<=[' ])|^)fitnacorpus (?!-C\b|init )(?=[a-z])")


@dataclass(frozen=True)
class Context:
    """What every verb knows.

    Attributes:
        folder: The corpus: that of -C, else the one that this folder lies in.
        quiet: Whether to keep progress off the terminal.
        named: The folder as it was given with -C, or "".
    """

    folder: CorpusFolder
    quiet: bool = False
    named: str = ""

    def progress(self, stage: str, item: str) -> None:
        """Tell a person at a terminal what is being worked on."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"{click.style(stage, dim=True)} {item}".rstrip(), err=True)

    def pipeline(self) -> Pipeline:
        """The corpus as it stands, with a note where that is not what was built.

        Raises:
            FitnaError: settings or descriptions cannot be used.
        """
        from fitnacorpus.pipeline import Pipeline

        found = Pipeline(self.folder, self.progress)
        if not self.quiet:
            note = ""
            if not found.built:
                note = "not built yet"
            elif stale := found.stale():
                others = " and others" if len(stale) > _SHOWN else ""
                note = f"changed since the last build: {', '.join(stale[:_SHOWN])}{others}"
            verb = "migrate" if note and self.folder.in_earlier_format() else "build"
            if verb == "migrate":
                note = "made by an earlier version"
            if note:
                click.echo(self.commands(f"note: {note}; run 'fitnacorpus {verb}'"), err=True)
        return found

    def commands(self, words: str) -> str:
        """Words with commands in them, each made to work on the same corpus."""
        if not self.named:
            return words
        return _COMMAND.sub(lambda _: f"fitnacorpus -C {shlex.quote(self.named)} ", words)

    def note(self, words: str) -> None:
        """Tell beside the output what it does not show."""
        if not self.quiet:
            click.echo(self.commands(f"note: {words}"), err=True)

    def next(self, words: str) -> None:
        """Tell the next step."""
        click.echo(self.commands(f"next: {words}"))

    def write(self, output: str, data: bytes, *, force: bool = False) -> None:
        """Write what was asked for with -o, and say so.

        Args:
            output: The file.
            data: What it shall hold.
            force: Whether a file that is there may be replaced.

        Raises:
            click.UsageError: the file is there, or is one of the corpus.
            CorpusError: the disk refuses.
        """
        from fitnacorpus.files import delete, unfinished_beside, write_whole

        path = Path(output)
        if self._owns(path):
            raise click.UsageError(f"{output} is a file of the corpus: name another with -o.")
        if path.is_file() and not force:
            raise click.UsageError(f"{output} is there already: name another file, or add --force.")
        for left in unfinished_beside(path):
            delete(left)
        write_whole(path, data)
        click.echo(f"wrote {output}")

    def write_folder(
        self, output: str, files: Iterable[tuple[str, bytes]], *, known: Collection[str],
        force: bool = False,
    ) -> None:  # fmt: skip
        """Write a folder that was asked for with -o, whole or not at all, and say so.

        Args:
            output: The folder.
            files: Paths inside it, with their content.
            known: Names of what stands at its top: one with other things in it is not replaced.
            force: Whether a folder that is there may be replaced.

        Raises:
            click.UsageError: it is there, or lies in the corpus, or was not written by this verb.
            CorpusError: the disk refuses.
        """
        from fitnacorpus.files import make_folder, replacing_folder

        path = Path(output)
        if self._owns(path):
            raise click.UsageError(f"{output} is a folder of the corpus: name another with -o.")
        if path.exists() and not (force and path.is_dir()):
            raise click.UsageError(f"{output} is there already: name another, or add --force.")
        if path.exists() and any(inside.name not in known for inside in path.iterdir()):
            raise click.UsageError(f"{output} holds other things too: name another folder.")
        number = 0
        with replacing_folder(path) as place:
            for name, content in files:
                number += 1
                make_folder((place / name).parent)
                (place / name).write_bytes(content)
        click.echo(f"wrote {number:,} files to {output}")

    def _owns(self, path: Path) -> bool:
        """Whether a path lies where only the corpus and its editors write."""
        root = self.folder.root
        place = Path(os.path.realpath(path))
        folders = (self.folder.seeds, root / "tei", self.folder.alignments, self.folder.private)
        files = (root / config.FILE, root / config.PYPROJECT)
        return any(place.is_relative_to(os.path.realpath(f)) for f in folders) or any(
            place == Path(os.path.realpath(f)) for f in files
        )


def corpus_above(start: Path) -> Path:
    """The corpus that a folder lies in, looked for as git does; the folder itself without one."""
    here = start.resolve()
    for steps, folder in enumerate((here, *here.parents)):
        if _is_corpus(folder):
            return Path(*[".."] * steps) if steps else start
    return start


def _is_corpus(folder: Path) -> bool:
    if (folder / config.FILE).is_file():
        return True
    try:
        tools = tomllib.loads((folder / config.PYPROJECT).read_text("utf-8")).get("tool")
    except (OSError, ValueError):
        return False
    return isinstance(tools, dict) and "fitnacorpus" in tools


class Verbs(click.Group):
    """The verbs: options of all of them may stand anywhere, and a slip is told from a stranger."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Bring the options that every verb knows to the front."""
        return super().parse_args(ctx, _hoisted(args))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"{error.message} {meant}".rstrip(), error.ctx) from None


def _hoisted(args: Sequence[str]) -> list[str]:
    """Arguments with -C DIR, -q and --debug before the verb, wherever they stood before ``--``."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(args)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in _FLAGS:
            front.append(word)
        elif word == _FOLDER and waiting:
            front += [word, waiting.pop(0)]
        else:
            rest.append(word)
    return [*front, *rest]


def demand_text(context: Context, text_id: str, known: Container[str]) -> None:
    """Refuse the id of a text that is not in the corpus.

    Args:
        context: The corpus.
        text_id: The id.
        known: Ids of the texts of the corpus.

    Raises:
        ConfigError: there is no such text (``unknown-text``).
    """
    from fitnacorpus.description import no_text

    if text_id not in known:
        raise no_text(text_id, context.folder.descriptions(), str(context.folder.seeds))


def table_format(fmt: str | None, output: str, known: Sequence[str]) -> str:
    """The format of a table: as asked for, else as the name of its file tells, else TSV.

    Raises:
        click.UsageError: the name ends in something that is no table.
    """
    ending = Path(output).suffix.lower().removeprefix(".")
    if fmt is None and ending and ending not in known:
        raise click.UsageError(
            f"A table cannot be .{ending}: end the name in .{', .'.join(known)}, or give --format."
        )
    return fmt or ending or known[0]


def withheld(pipeline: Pipeline) -> frozenset[str]:
    """The texts that are not cleared for the public."""
    return frozenset(item.info.id for item in pipeline.descriptions if not item.info.public)


def force_option(function: Any) -> Any:
    """The option --force of verbs that write a file with -o."""
    return click.option("--force", is_flag=True, help="Replace FILE if it is there.")(function)


def json_option(function: _F) -> _F:
    """The option ``--json``: the same result for programs, with a format version."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def one_thread() -> None:
    """Let numpy use one thread a process, unless the environment says otherwise.

    Two that share a busy machine wait for one another: encoding falls to a tenth.  Work is divided
    among processes instead.  It has no effect once numpy is loaded.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
