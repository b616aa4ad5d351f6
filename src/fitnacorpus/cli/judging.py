"""`align --judge`: a language model of the user's choice explains proposals."""

from __future__ import annotations

import sys
from datetime import date

import click

from fitnacorpus.cli.context import Context


def run(context: Context, url: str, model: str, most: int, *, yes: bool) -> None:
    """Say what it costs, ask, and list the proposals in the order that the answers give."""
    from fitnacorpus.align import judge
    from fitnacorpus.cli import show
    from fitnacorpus.evaluate import judging
    from fitnacorpus.pipeline import Pipeline

    planned = judging.plan(context.pipeline(), model, most)
    calls = len(planned.links)
    click.echo(
        f"{calls} calls to {model} at {url}, about {planned.tokens} tokens in all:"
        " the two quotations of a link each",
        err=True,
    )
    if calls and not yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            click.echo("nothing was asked; --yes asks", err=True)
            return
        click.confirm("Ask?", abort=True)
    today = date.today().isoformat()
    found = 0
    if calls:
        found = judging.ask(
            context.folder, planned, url, model, today, told=lambda x: click.echo(x, err=True)
        )
    where = context.folder.relative(context.folder.answers_path)
    click.echo(f"{found} new answers in {where}", err=True)
    pipeline = Pipeline(context.folder, context.progress)
    links = [x for a in pipeline.alignments for x in a.links if x.status == "proposed"]
    ranked = judge.reranked(links, pipeline.answers, planned.sources)
    documents = pipeline.documents()
    click.echo(show.links_text(ranked, documents, terminal=sys.stdout.isatty(), as_given=True))
