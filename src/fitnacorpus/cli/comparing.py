"""The verb `compare`: what each account says of an event."""

from __future__ import annotations

import sys

import click

from fitnacorpus.cli.completing import entry_ids
from fitnacorpus.cli.context import Context, force_option, json_option


@click.command()
@click.argument("event", metavar="EVENT", shell_complete=entry_ids("event"))
@click.option(
    "--format", "fmt", type=click.Choice(["text", "markdown", "csv", "tsv"]), default="text",
    show_default=True, help="Format.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@force_option
@json_option
@click.pass_obj
def compare(
    context: Context, event: str, fmt: str, output: str, force: bool, as_json: bool
) -> None:
    """What each account says of EVENT: who did what to whom, where, when, how and why.

    EVENT is an id of the authority or a name of the event, in either language; the events inside it
    are taken in.
    """
    from fitnacorpus import api
    from fitnacorpus.cli import comparison_text as show
    from fitnacorpus.compare import compare as run
    from fitnacorpus.tables import comparison as table

    corpus = api.open(context.folder.root)
    found = run(corpus, show.event_id(corpus.authority, event))
    terminal = sys.stdout.isatty() and not output
    if as_json:
        content = show.as_json(found) + "\n"
    elif fmt == "markdown":
        content = table.markdown(found)
    elif fmt == "text":
        content = show.text(found, terminal=terminal) + "\n"
    else:
        content = table.flat(found, fmt)
    if not output:
        click.echo(content, nl=False)
        return
    data = content.encode("utf-8-sig" if fmt == "csv" else "utf-8")
    context.write(output, data, force=force)
