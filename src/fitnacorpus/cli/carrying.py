"""The verbs `rename` and `remove`: ids change and texts leave, with all that names them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from fitnacorpus.cli.completing import text_ids
from fitnacorpus.cli.context import Context, json_option

if TYPE_CHECKING:
    from fitnacorpus.carrying import Carried

_dry_run = click.option("--dry-run", is_flag=True, help="Tell what would change, and change none.")


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_dry_run
@json_option
@click.pass_obj
def rename(context: Context, old: str, new: str, dry_run: bool, as_json: bool) -> None:
    """Give a text (or an episode: TEXT:OLD) another id, with all that names it."""
    from fitnacorpus import carrying

    _tell(context, carrying.rename(context.folder, old, new, dry_run=dry_run), dry_run, as_json)


@click.command()
@click.argument("text_id", metavar="TEXT", shell_complete=text_ids)
@_dry_run
@json_option
@click.pass_obj
def remove(context: Context, text_id: str, dry_run: bool, as_json: bool) -> None:
    """Take a text out of the corpus; it and the verdicts on it are kept aside."""
    from fitnacorpus import carrying

    _tell(context, carrying.remove(context.folder, text_id, dry_run=dry_run), dry_run, as_json)


def _tell(context: Context, done: Carried, dry_run: bool, as_json: bool) -> None:
    from fitnacorpus.cli import show

    if as_json:
        click.echo(show.as_json(asdict(done)))
        return
    would = "would be " if dry_run else ""
    for path in done.written:
        click.echo(f"{would}written: {path}")
    for path in done.deleted:
        click.echo(f"{would}deleted: {path}")
    for form in done.forms:
        click.echo(f"{would}taken from the authority: {form}")
    for text in done.released:
        click.echo(f"{would}released: {text} named it as what it translates or derives from")
    what = "removed, kept in " + done.kept if done.kept else "carried along"
    number = show.plural(done.verdicts, "verdict")
    click.echo(f"{number} {what}" + ("; nothing was changed (--dry-run)" if dry_run else ""))
    if not dry_run:
        context.next("fitnacorpus build")
