"""The verbs that take sources in: `add` and `update`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from fitnacorpus.cli.completing import text_ids
from fitnacorpus.cli.context import Context

if TYPE_CHECKING:
    from fitnacorpus.intake import Report
    from fitnacorpus.model import Unmodelled

_SHOWN: Final = 20
"""Rows of one kind that are listed before the rest is counted; what is refused is listed whole."""


@click.command()
@click.argument("file", metavar="[FILE]", required=False, default="")
@click.option("--id", "text_id", default="", help="Id of the text (default: from the file name).")
@click.option("--lang", default="", help="Language (default: told by the script).")
@click.option("--title", default="", help="Title in the language of the text.")
@click.option("--encoding", default="", help="Encoding of the file (default: detected).")
@click.option("--reader", default="", help="Reader of the format (default: whichever fits).")
@click.option(
    "--openiti",
    metavar="DIR",
    default="",
    help="Take in the books of a folder of OpenITI instead, one version of each.",
)
@click.option("--all-versions", is_flag=True, help="With --openiti: all versions of a book.")
@click.option(
    "--keep-going", is_flag=True, help="With --openiti: take in the rest where a file is refused."
)
@click.pass_obj
def add(
    context: Context, /, file: str, openiti: str, all_versions: bool, keep_going: bool,
    **options: str,
) -> None:  # fmt: skip
    """Take FILE into the corpus, and draft its description."""
    if openiti:
        if file or any(options.values()):
            raise click.UsageError("--openiti DIR goes without FILE and what describes one file.")
        return _add_folder(context, Path(openiti), all_versions, keep_going)
    if not file:
        raise click.UsageError("Name a FILE, or a folder with --openiti DIR.")
    if all_versions or keep_going:
        raise click.UsageError("--all-versions and --keep-going go with --openiti DIR.")
    return _add_file(context, Path(file), options)


def _add_file(context: Context, file: Path, options: dict[str, Any]) -> None:
    from fitnacorpus import intake
    from fitnacorpus.cli.names import tell_copied
    from fitnacorpus.tables import starter

    folder = context.folder
    starters = folder.settings().starters
    with folder.locked():
        taken = intake.prepare(folder, file, **options)
        copied, more = starter.prepare(folder, starters, taken.texts)
        taken.changes.files.update(more.files)
        folder.commit(taken.changes)
    for added in taken.added:
        click.echo(
            f"added {added.info.id} ({added.info.lang}, {added.info.encoding}): "
            f"{_count(added.episodes, 'episode')} drafted in {added.path}"
        )
        if added.proposed:
            click.echo(f"note: title proposed: “{added.proposed}”, the first line of the text")
        _tell_leftovers(added.unmodelled)
    for name in starters:
        tell_copied(name, copied[name], str(folder.authority_path))
    context.next("complete the description, then fitnacorpus build")


def _add_folder(context: Context, root: Path, all_versions: bool, keep_going: bool) -> None:
    from fitnacorpus import intake
    from fitnacorpus.cli.names import tell_copied
    from fitnacorpus.runner import Pace
    from fitnacorpus.tables import starter

    folder = context.folder
    pace = Pace()

    def tell(done: int, total: int, name: str) -> None:
        left = pace.left(done / 1e6, total / 1e6, "MB") if done else ""
        context.progress("add", f"{Path(name).name}   {left}")

    report = intake.add_folder(
        folder, root, all_versions=all_versions, keep_going=keep_going, pace=tell
    )
    _tell_report(report)
    for name in folder.settings().starters if report.added else ():
        tell_copied(name, starter.copy(folder, name), str(folder.authority_path))
    if report.refused:
        if not report.added:
            click.echo("nothing was taken in; to take in the rest, add --keep-going", err=True)
        sys.exit(1 if keep_going else 2)
    context.next("fitnacorpus build --keep-going")


def _tell_report(report: Report) -> None:
    """What became of a folder: totals and the texts, then what to know, then what is refused."""
    for item in report.added:
        click.echo(f"added {item.text}: {_count(item.episodes, 'episode')}, {item.uri}")
    if report.known:
        number = _count(len(report.known), "text")
        click.echo(f"in the corpus already, and left as it is: {number}")
    rows = [f"{work}: left out {', '.join(names)}" for work, names in report.versions.items()]
    _tell_rows("other versions of a book (all of them with --all-versions)", rows)
    _tell_rows("earlier states of a version that is annotated further", report.earlier)
    _tell_rows(
        "OpenITI says of them",
        [f"{issue}: {_count(n, 'text')}" for issue, n in report.issues.most_common()],
    )
    _tell_rows(
        "no place for, the words are kept",
        [
            f"{left.what}: {_count(left.times, 'time')} in {_count(left.texts, 'text')}, "
            f"first in {left.where}"
            for left in report.leftovers
        ],
    )
    for refused in report.refused:
        click.echo(f"refused {refused.path}: {refused.reason}", err=True)
    click.echo(
        f"{_count(report.books, 'book')}: {_count(len(report.added), 'text')} taken in, "
        f"{len(report.known):,} known, {len(report.refused):,} refused "
        f"({report.size / 1e6:,.1f} MB read)"
    )


def _tell_rows(heading: str, rows: Sequence[str]) -> None:
    if not rows:
        return
    click.echo(f"{heading}:")
    for row in rows[:_SHOWN]:
        click.echo(f"  {row}")
    if len(rows) > _SHOWN:
        click.echo(f"  and {len(rows) - _SHOWN:,} more")


@click.command()
@click.argument("text_id", metavar="TEXT", shell_complete=text_ids)
@click.pass_obj
def update(context: Context, text_id: str) -> None:
    """Take over a changed source: new digest, episode anchors found again.

    Episodes that have no text left, as the source is read now, are dropped, each with a note.
    """
    from fitnacorpus import intake
    from fitnacorpus.cli import show

    renewed = intake.update(context.folder, text_id)
    click.echo(f"updated {renewed.path}: {_count(renewed.episodes, 'episode')}")
    for one in renewed.emptied:
        click.echo(f"note: {one.what}")
    _tell_leftovers(renewed.unmodelled)
    for line in show.lost_text(renewed.orphans, renewed.moved):
        click.echo(context.commands(line))
    context.next("fitnacorpus build")


def _tell_leftovers(leftovers: Sequence[Unmodelled]) -> None:
    """Say what of a source the corpus has no place for, so that nobody misses it later."""
    from fitnacorpus import ingest

    if leftovers:
        click.echo(f"note: {ingest.describe(leftovers)}", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
