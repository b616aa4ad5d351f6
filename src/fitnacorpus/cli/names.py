"""The verb `names`: the authority as it stands, what is in doubt, and drafts for a new one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fitnacorpus.cli.completing import entry_ids, text_ids
from fitnacorpus.cli.context import Context, demand_text, force_option, json_option

if TYPE_CHECKING:
    from fitnacorpus.judgements import Verdict
    from fitnacorpus.model import Authority
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.tables.starter import Copied

_F = TypeVar("_F", bound=Callable[..., Any])
_SHOWN: Final = 5
"""Entries that a message names; of more it tells the number."""
_IN: Final = click.option(
    "--in", "chapters", multiple=True, metavar="TEXT:WHERE",
    help="Only these episodes (TEXT:e3-e9), or what stands under a heading that begins so.",
)  # fmt: skip
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
@_IN
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
    chapters: tuple[str, ...],
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
    found = drafts.draft(pipeline, everything=everything, taggers=taggers, within=chapters)
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
@_IN
@click.option("--proposals", is_flag=True, help="Leave every verdict out.")
@click.option("--places", is_flag=True, help="Every place, with what speaks for each candidate.")
@json_option
@click.pass_obj
def doubts(
    context: Context, chapters: tuple[str, ...], proposals: bool, places: bool, as_json: bool
) -> None:
    """List names that may be several bearers', those first that one decision settles most often."""
    from fitnacorpus import stretches
    from fitnacorpus.cli import show_doubts
    from fitnacorpus.model import Span
    from fitnacorpus.names import namesakes
    from fitnacorpus.review import ambiguous_mentions, doubt_groups

    pipeline = context.pipeline()
    rows = ambiguous_mentions.find(pipeline, verdicts=not proposals)
    documents = {d.text.info.id: d for d in pipeline.documents()}
    if within := [stretches.find(words, documents) for words in chapters]:
        rows = [r for r in rows if stretches.holds(within, r.text, Span(r.start, r.end))]
    groups = doubt_groups.gather(rows, documents)
    called = namesakes.of_documents(documents.values())
    persons = namesakes.Namesakes(pipeline.authority, called)
    langs = {text: document.text.info.lang for text, document in documents.items()}
    shown = [(group, persons.find(group.form, langs[group.text])) for group in groups]
    terminal = sys.stdout.isatty()
    if as_json:
        click.echo(show_doubts.as_json(rows, shown))
    elif places:
        click.echo(show_doubts.places_text(rows, terminal=terminal))
    else:
        click.echo(show_doubts.groups_text(shown, terminal=terminal))


def _decides(function: _F) -> _F:
    """The options of a verb that writes verdicts on names."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Show the verdicts and write none."),
        click.option("--note", metavar="TEXT", default="", help="Why."),
        click.option("--by", metavar="NAME", default="", help="Who decides: a name or an ORCID."),
    ):
        function = option(function)
    return function


def _demand_entry(ident: str, authority: Authority) -> None:
    from fitnacorpus.errors import CorpusError, did_you_mean

    if ident not in authority.by_id:
        hint = did_you_mean(ident, authority.by_id) or "See what there is with: fitnacorpus names"
        raise CorpusError("unknown-entry", f"there is no entry '{ident}'", hint=hint)


def _write(
    context: Context, pipeline: Pipeline, verdicts: Iterable[Verdict], *, dry_run: bool
) -> None:
    from fitnacorpus.cli.reviewing import tell_written

    written = [pipeline.with_orphans(verdict) for verdict in verdicts]
    if not dry_run:
        with context.folder.locked():
            context.folder.append_verdicts(written)
    tell_written(context, written, unchanged=0, dry_run=dry_run)


@names.command()
@click.argument("form", metavar="FORM")
@click.option(
    "--text", "text_id", metavar="TEXT", required=True, help="The text.",
    shell_complete=text_ids,
)  # fmt: skip
@click.option(
    "--is", "bearer", metavar="ID", required=True, help="Whose name it is there.",
    shell_complete=entry_ids(),
)  # fmt: skip
@click.option("--in", "episodes", metavar="EPISODES", default="", help="e3, or e3-e5.")
@click.option("--except", "exceptions", metavar="REF", multiple=True, help="Not in this passage.")
@_decides
@click.pass_obj
def decide(
    context: Context,
    form: str,
    text_id: str,
    bearer: str,
    episodes: str,
    exceptions: tuple[str, ...],
    by: str,
    note: str,
    dry_run: bool,
) -> None:
    """Say once whose name FORM is, wherever a text has it in doubt."""
    from datetime import date

    from fitnacorpus.cli.verdicts import reviewer_name
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.review import ambiguous_mentions, doubt_groups

    pipeline = Pipeline(context.folder, context.progress)
    documents = {d.text.info.id: d for d in pipeline.documents()}
    demand_text(context, text_id, documents)
    _demand_entry(bearer, pipeline.authority)
    first, _, last = episodes.partition("-")
    decision = doubt_groups.Decision(text_id, form, bearer, first, last, exceptions)
    found = doubt_groups.verdicts(
        decision,
        ambiguous_mentions.find(pipeline),
        documents[text_id],
        by=reviewer_name(context, by),
        on=date.today().isoformat(),
        note=note,
    )
    _write(context, pipeline, found, dry_run=dry_run)


@names.command()
@click.argument("passage", metavar="PASSAGE")
@click.argument("words", metavar="WORDS")
@click.option(
    "--is", "bearer", metavar="ID", required=True, help="Whom they mean.",
    shell_complete=entry_ids(),
)  # fmt: skip
@click.option("--which", metavar="N", default=0, help="Which of several such places, from 1.")
@click.option("--name", "is_name", is_flag=True, help="The words are a name, if no listed one.")
@click.option(
    "--cert",
    default=1.0,
    type=click.FloatRange(0, 1, min_open=True),
    help="How sure you are, up to 1.",
)
@_decides
@click.pass_obj
def tag(
    context: Context,
    passage: str,
    words: str,
    bearer: str,
    which: int,
    is_name: bool,
    cert: float,
    by: str,
    note: str,
    dry_run: bool,
) -> None:
    """Say whom WORDS of a passage mean: an office, a kinship, a pronoun, a name."""
    from datetime import date

    from fitnacorpus import refs
    from fitnacorpus.cli.verdicts import reviewer_name
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.review import tagging

    pipeline = Pipeline(context.folder, context.progress)
    ref = refs.parse(passage)
    demand_text(context, ref.text, [item.info.id for item in context.folder.descriptions()])
    _demand_entry(bearer, pipeline.authority)
    made = tagging.verdict(
        tagging.Tagged(ref, words, bearer, which, "name" if is_name else "", cert),
        pipeline.document(ref.text),
        by=reviewer_name(context, by),
        on=date.today().isoformat(),
        note=note,
    )
    _write(context, pipeline, [made], dry_run=dry_run)
