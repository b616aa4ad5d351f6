"""The verbs `export` and `import`: the corpus in other formats, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


@click.group()
def export() -> None:
    """Write something of the corpus in another format."""


@export.command("authority")
@click.option(
    "--format", "fmt", type=click.Choice(["tsv", "csv"]), default=None,
    help="Format of the table (default: by the name of FILE, else tsv).",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@click.pass_obj
def export_authority(context: Any, fmt: str | None, output: str) -> None:
    """The authority as a table, one row a form, for work in a spreadsheet."""
    from fitnacorpus.export import authority

    context.folder.settings()
    known = context.folder.authority()
    deliver(lambda chosen: authority.write(known, chosen), fmt, output)


def deliver(write: Callable[[str], str], fmt: str | None, output: str) -> None:
    """Print a table, or write it to a file.

    Args:
        write: From "tsv" or "csv" to the table.
        fmt: Format asked for; None for the one that the name of the file tells.
        output: The file; "" for standard output.
    """
    from fitnacorpus.corpus import write_whole

    fmt = fmt or ("csv" if output.lower().endswith(".csv") else "tsv")
    content = write(fmt)
    if not output:
        click.echo(content, nl=False)
        return
    # Spreadsheets take a CSV file without byte order mark for one in the local code page.
    write_whole(Path(output), content.encode("utf-8-sig" if fmt == "csv" else "utf-8"))
    click.echo(f"wrote {output}")


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
    from fitnacorpus.export import authority
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
