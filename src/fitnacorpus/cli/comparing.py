"""The verb `compare`: what each account says of an event."""

from __future__ import annotations

import sys
from typing import Any

import click


@click.command()
@click.argument("event", metavar="EVENT")
@click.option(
    "--format", "fmt", type=click.Choice(["text", "markdown", "csv", "tsv"]), default="text",
    show_default=True, help="Format.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def compare(context: Any, event: str, fmt: str, output: str, as_json: bool) -> None:
    """What each account says of EVENT: who, where, when, how many, in what order.

    EVENT is an id of the authority or a name of the event, in either language; the events inside it
    are taken in.
    """
    from pathlib import Path

    from fitnacorpus import api
    from fitnacorpus.cli import comparison_text as show
    from fitnacorpus.compare import compare as run
    from fitnacorpus.corpus import write_whole
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
    write_whole(Path(output), content.encode("utf-8-sig" if fmt == "csv" else "utf-8"))
    click.echo(f"wrote {output}")
