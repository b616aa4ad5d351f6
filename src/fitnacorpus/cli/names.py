"""The verb `names`: the authority as it stands, what is in doubt, and drafts for a new one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from fitnacorpus.cli.context import Context, force_option, json_option

if TYPE_CHECKING:
    from fitnacorpus.tables.starter import Copied

_SHOWN: Final = 5
"""Ids that are named before the rest is only counted."""


@click.group(invoke_without_command=True)
@click.option("--kind", type=click.Choice(["person", "place", "group", "event"]), default=None)
@json_option
@click.pass_context
def names(context: click.Context, kind: str | None, as_json: bool) -> None:
    """List the authority: every entry with its names and how often it stands in the texts."""
    if context.invoked_subcommand:
        return
    from fitnacorpus.build import searchable
    from fitnacorpus.cli import show
    from fitnacorpus.index.search import entries

    with searchable(context.obj.folder) as index:
        rows = entries(index, kind=kind or "")
    if as_json:
        click.echo(show.names_json(rows))
    else:
        click.echo(show.names_text(rows, terminal=sys.stdout.isatty()))


@names.command()
@click.option("--all", "everything", is_flag=True, help="As if there were no authority.")
@click.option("--tagger", "taggers", multiple=True, help="A recogniser to ask as well (plugin).")
@click.option(
    "--format", "fmt", type=click.Choice(["tsv", "csv", "xlsx"]), default=None,
    help="Format of the table (default: by the name of FILE, else tsv).",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@force_option
@json_option
@click.pass_obj
def suggest(
    context: Context,
    everything: bool,
    taggers: tuple[str, ...],
    fmt: str | None,
    output: str,
    force: bool,
    as_json: bool,
) -> None:
    """Draft records for names that the authority does not know, as a table to accept or edit."""
    from fitnacorpus.cli import show
    from fitnacorpus.cli.transfer import deliver
    from fitnacorpus.tables import drafts

    pipeline = context.pipeline()
    found = drafts.draft(pipeline, everything=everything, taggers=taggers)
    if as_json:
        click.echo(show.drafts_json(drafts.as_json(found)))
        return
    deliver(lambda chosen: drafts.encode(found, chosen), context, fmt, output, force)
    if output:
        click.echo(f"{len(found.drafts):,} drafts; edit the table, keep yes where you accept")
        context.next(f"fitnacorpus import authority {output} --dry-run")


@names.command()
@click.argument("name", metavar="NAME")
@click.option("--dry-run", is_flag=True, help="List the changes and make none.")
@click.pass_obj
def copy(context: Context, name: str, dry_run: bool) -> None:
    """Copy from the starter authority NAME (early-islam) what the texts name."""
    from fitnacorpus.tables import authority, starter

    copied = starter.copy(context.folder, name, dry_run=dry_run)
    if dry_run:
        for change in copied.changes:
            click.echo(authority.describe(change))
    made = "none made" if dry_run else str(context.folder.authority_path)
    tell_copied(name, copied, made)


def tell_copied(name: str, copied: Copied, made: str) -> None:
    """Say what was copied from a starter authority.

    Args:
        name: Name of the starter.
        copied: What was copied.
        made: Where to.
    """
    rest = len(copied.changes) - len(copied.entries)
    click.echo(f"{name}: {len(copied.entries):,} entries copied, {rest:,} forms added ({made})")
    if copied.known:
        shown = ", ".join(copied.known[:_SHOWN])
        more = "" if len(copied.known) <= _SHOWN else f" and {len(copied.known) - _SHOWN} more"
        click.echo(f"left out, as your authority has them under another id: {shown}{more}")


@names.command()
@click.option("--proposals", is_flag=True, help="Leave every verdict out.")
@json_option
@click.pass_obj
def doubts(context: Context, proposals: bool, as_json: bool) -> None:
    """List names that may be several bearers', with the candidates and what speaks for each."""
    from fitnacorpus.cli import show
    from fitnacorpus.review import ambiguous_mentions

    pipeline = context.pipeline()
    rows = ambiguous_mentions.find(pipeline, verdicts=not proposals)
    if as_json:
        click.echo(show.doubts_json(rows))
    else:
        click.echo(show.doubts_text(rows, terminal=sys.stdout.isatty()))


def search_words(context: Context, query: str, lang: str, text_id: str, as_json: bool) -> None:
    """The verb `search --words`: print where words stand."""
    from fitnacorpus.build import searchable
    from fitnacorpus.cli import show
    from fitnacorpus.index import words

    with searchable(context.folder, progress=context.progress) as index:
        hits = words.search(index, query, lang=lang, text=text_id)
    if as_json:
        click.echo(show.words_json(query, hits))
    else:
        click.echo(show.words_text(query, hits, terminal=sys.stdout.isatty()))


def names_untagged(path: Path, query: str, lang: str, text_id: str) -> Sequence[Any]:
    """Where words stand that are spelt like a name without an entry, or else sound like it."""
    from fitnacorpus.index import words
    from fitnacorpus.index.sound import by_sound
    from fitnacorpus.names.query import alike

    as_spelt = words.search(path, query, lang=lang, text=text_id)
    return as_spelt or by_sound(path, query, alike, lang=lang, text=text_id)
