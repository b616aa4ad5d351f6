"""The verb `plot`: small drawings as SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from fitnacorpus import languages
from fitnacorpus.cli.completing import text_ids
from fitnacorpus.cli.context import Context, demand_text, force_option

_F = TypeVar("_F", bound=Callable[..., Any])
_MOST: Final = 20
"""Names that are drawn where nobody says how many."""


def _options(function: _F) -> _F:
    function = force_option(function)
    function = click.option(
        "-o", "--output", metavar="FILE", default="", help="Where (default: print it)."
    )(function)
    return click.option(
        "--lang", type=click.Choice(languages.INTERFACE), default=languages.EN, show_default=True,
        help="Language of its words.",
    )(function)  # fmt: skip


_most = click.option(
    "--most", type=click.IntRange(1, 200), default=_MOST, show_default=True,
    help="How many are drawn, the commonest first.",
)  # fmt: skip


def _give(context: Context, svg: str, output: str, *, force: bool) -> None:
    if output:
        context.write(output, svg.encode(), force=force)
    else:
        click.echo(svg, nl=False)


@click.group()
def plot() -> None:
    """Draw something of the corpus as SVG, in English or Arabic."""


@plot.command("matrix")
@click.argument("a", metavar="A", shell_complete=text_ids)
@click.argument("b", metavar="B", shell_complete=text_ids)
@_options
@click.pass_obj
def matrix(context: Context, a: str, b: str, lang: str, output: str, force: bool) -> None:
    """Two accounts: which episode of A is linked with which of B."""
    from fitnacorpus import plot as figures

    pipeline = context.pipeline()
    documents = pipeline.documents()
    for text_id in (a, b):
        demand_text(context, text_id, documents.ids)
    links = [link for alignment in pipeline.alignments for link in alignment.links]
    _give(context, figures.matrix(documents[a], documents[b], links, lang), output, force=force)


@plot.command("names")
@click.argument("text_id", metavar="TEXT", shell_complete=text_ids)
@_most
@_options
@click.pass_obj
def names(context: Context, text_id: str, most: int, lang: str, output: str, force: bool) -> None:
    """Where in an account its persons and places are named."""
    from fitnacorpus import plot as figures

    pipeline = context.pipeline()
    documents = pipeline.documents()
    demand_text(context, text_id, documents.ids)
    svg = figures.names(documents[text_id], pipeline.authority, lang, limit=most)
    _give(context, svg, output, force=force)


@plot.command("persons")
@click.argument("texts", metavar="[TEXT]...", nargs=-1, shell_complete=text_ids)
@_most
@_options
@click.pass_obj
def persons(
    context: Context, texts: tuple[str, ...], most: int, lang: str, output: str, force: bool
) -> None:
    """Who is named in the same episodes as whom."""
    from fitnacorpus import plot as figures

    pipeline = context.pipeline()
    documents = pipeline.documents()
    for text_id in texts:
        demand_text(context, text_id, documents.ids)
    chosen = (documents[text_id] for text_id in texts or documents.ids)
    svg = figures.persons(chosen, pipeline.authority, lang, limit=most)
    _give(context, svg, output, force=force)
