"""The verbs `export` and `import`: the corpus in other formats, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


def _table_options(function: _F) -> _F:
    function = click.option(
        "-o", "--output", metavar="FILE", default="", help="Where (default: print it)."
    )(function)
    return click.option(
        "--format", "fmt", type=click.Choice(["tsv", "csv", "xlsx"]), default=None,
        help="Format of the table (default: by the name of FILE, else tsv).",
    )(function)  # fmt: skip


@click.group()
def export() -> None:
    """Write something of the corpus in another format."""


@export.command("authority")
@_table_options
@click.pass_obj
def export_authority(context: Any, fmt: str | None, output: str) -> None:
    """The authority as a table, one row a form, for work in a spreadsheet."""
    from fitnacorpus.tables import authority

    context.folder.settings()
    known = context.folder.authority()
    deliver(lambda chosen: authority.encode(known, chosen), fmt, output)


@export.command("links")
@_table_options
@click.pass_obj
def export_links(context: Any, fmt: str | None, output: str) -> None:
    """All links as a table, best first, for a reviewer who works in a spreadsheet."""
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.tables import judging

    pipeline = Pipeline(context.folder, context.progress)
    deliver(lambda chosen: judging.write_links(pipeline, chosen), fmt, output)


@export.command("mentions")
@_table_options
@click.pass_obj
def export_mentions(context: Any, fmt: str | None, output: str) -> None:
    """All names in the texts as a table, each with its bearer."""
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.tables import judging

    pipeline = Pipeline(context.folder, context.progress)
    deliver(lambda chosen: judging.write_mentions(pipeline, chosen), fmt, output)


@export.command("counts")
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@click.pass_obj
def export_counts(context: Any, output: str) -> None:
    """What the edition holds, in numbers, as tables of Markdown."""
    from fitnacorpus import api
    from fitnacorpus.corpus import write_whole
    from fitnacorpus.tables import counts

    content = counts.markdown(api.open(context.folder.root))
    if output:
        write_whole(Path(output), content.encode())
        click.echo(f"wrote {output}")
    else:
        click.echo(content, nl=False)


def deliver(encode: Callable[[str], bytes], fmt: str | None, output: str) -> None:
    """Print a table, or write it to a file.

    Args:
        encode: From "tsv", "csv" or "xlsx" to the table.
        fmt: Format asked for; None for the one that the name of the file tells.
        output: The file; "" for standard output.
    """
    from fitnacorpus.corpus import write_whole

    ending = Path(output).suffix.lower().removeprefix(".")
    fmt = fmt or (ending if ending in ("csv", "xlsx") else "tsv")
    if not output and fmt == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("A workbook is no text: give -o FILE.")
    content = encode(fmt)
    if output:
        write_whole(Path(output), content)
        click.echo(f"wrote {output}")
    else:
        click.echo(content if fmt == "xlsx" else content.decode("utf-8-sig"), nl=False)


@click.group("import")
def import_() -> None:
    """Take something into the corpus from another format."""


@import_.command("authority")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="List the changes and make none.")
@click.option(
    "--remove", is_flag=True, help="Remove forms that the table lacks from the entries it has."
)
@click.pass_obj
def import_authority(context: Any, file: str, dry_run: bool, remove: bool) -> None:
    """Bring the authority to what a table says, and touch nothing else in it."""
    from fitnacorpus.corpus import read_source, write_whole
    from fitnacorpus.tables import authority
    from fitnacorpus.tei import authority_write

    folder = context.folder
    table = read_source(Path(file), folder.settings())
    with folder.locked():
        known = folder.authority()
        plan = authority.plan(table, known, where=file, remove=remove)
        path = folder.authority_path
        if plan.changes:
            old = path.read_bytes() if path.exists() else authority_write.EMPTY
            new = authority_write.apply(old, plan.changes, where=str(path))
            if not dry_run:
                write_whole(path, new)
    for change in plan.changes:
        click.echo(authority.describe(change))
    number = len(plan.changes)
    what = f"{number:,} change{'' if number == 1 else 's'}"
    if plan.left_out:
        what += f"; {plan.left_out:,} row{'' if plan.left_out == 1 else 's'} not accepted"
    click.echo(f"{what}, none made (--dry-run)" if dry_run else what)
    if number and not dry_run:
        click.echo("next: fitnacorpus check, then fitnacorpus build")


def _judging_options(function: _F) -> _F:
    for option in (
        click.option("--dry-run", is_flag=True, help="List the verdicts and write none."),
        click.option("--by", default="", metavar="NAME", help="Who judges: a name or an ORCID."),
        click.argument("file", metavar="FILE"),
    ):
        function = option(function)
    return function


@import_.command("links")
@_judging_options
@click.pass_obj
def import_links(context: Any, file: str, by: str, dry_run: bool) -> None:
    """Take a changed table of links as your verdicts: what you left alone says nothing."""
    from fitnacorpus.cli.reviewing import take_in

    take_in(context, file, by, dry_run=dry_run, kind="links")


@import_.command("mentions")
@_judging_options
@click.pass_obj
def import_mentions(context: Any, file: str, by: str, dry_run: bool) -> None:
    """Take a changed table of names as your verdicts: what you left alone says nothing."""
    from fitnacorpus.cli.reviewing import take_in

    take_in(context, file, by, dry_run=dry_run, kind="mentions")
