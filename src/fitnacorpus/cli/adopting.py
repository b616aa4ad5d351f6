"""The verb `adopt`: hand edits of a generated file become people's own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from fitnacorpus.cli.context import Context


@click.command()
@click.argument("file", metavar="FILE.xml")
@click.option("--by", default="", metavar="NAME", help="Who edited: a name or an ORCID.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken and write nothing.")
@click.option(
    "--partly",
    is_flag=True,
    help="Take what can be taken; keep the edited file beside it.",
)
@click.pass_obj
def adopt(context: Context, file: str, by: str, dry_run: bool, partly: bool) -> None:
    """Take hand edits of a generated FILE.xml over into descriptions and verdicts.

    What cannot be taken is listed; then nothing is written, unless --partly says so.
    """
    from fitnacorpus import adopt as taking
    from fitnacorpus.cli.verdicts import reviewer_name
    from fitnacorpus.errors import CorpusError
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.terminal import clean, isolate

    folder = context.folder
    folder.settings()
    terminal = sys.stdout.isatty()
    path = Path(file)
    name = reviewer_name(context, by)
    with folder.locked():
        pipeline = Pipeline(folder, context.progress)
        found = taking.plan(pipeline, path, by=name, on=date.today().isoformat())
        for line in found.said:
            click.echo(f"take: {isolate(clean(line), isolates=terminal)}")
        for left in found.left:
            what = isolate(clean(left.what), isolates=terminal)
            click.echo(f"{file}:{left.line}: cannot take {what}: {left.why}")
        counts = f"{len(found.said):,} to take, {len(found.left):,} not"
        if dry_run:
            click.echo(f"{counts}; nothing written (--dry-run)")
            return
        if found.left and not partly:
            raise CorpusError(
                "not-adopted",
                f"{counts}: nothing was written",
                where=file,
                hint="Undo what cannot be taken, or run 'fitnacorpus adopt --partly', which keeps "
                "your file beside the new one",
            )
        if not found.said and not found.left:
            click.echo("the file holds no edit")
            if found.made and path.read_bytes() == found.made:
                return
        for written in taking.carry_out(pipeline, found):
            click.echo(f"wrote {written}")
    context.next("fitnacorpus build")
