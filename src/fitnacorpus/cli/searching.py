"""The verb `search`: names in any spelling, words as they stand, passages as a work is cited."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from fitnacorpus.cli.completing import text_ids
from fitnacorpus.cli.context import Context, json_option

_KNOWN: Final = 0.8
"""Score from which a name that only resembles the query is what was asked for."""


@click.command()
@click.argument("query")
@click.option("--kind", type=click.Choice(["person", "place", "group", "event"]), default=None)
@click.option("--lang", default="", help="Only mentions in texts of this language.")
@click.option(
    "--text", "text_id", default="", help="Only mentions in this text.", shell_complete=text_ids
)
@click.option("--words", is_flag=True, help="Find words as they stand, not names.")
@click.option("--cited", is_flag=True, help="Find the passage that the work cites so (1.4).")
@json_option
@click.pass_obj
def search(
    context: Context,
    query: str,
    kind: str | None,
    lang: str,
    text_id: str,
    words: bool,
    cited: bool,
    as_json: bool,
) -> None:
    """Find a name, in any spelling and either script, wherever its bearer stands."""
    if words or cited:
        if kind or (words and cited):
            raise click.UsageError("--kind goes with names; give one of --words and --cited.")
        ask_for = _words if words else _cited
        ask_for(context, query, lang, text_id, as_json)
        return
    from fitnacorpus.build import searchable
    from fitnacorpus.cli import show
    from fitnacorpus.index.search import search as ask
    from fitnacorpus.names.query import find
    from fitnacorpus.names.tokens import regnal_number

    with searchable(context.folder, progress=context.progress) as index:
        hits = ask(
            index, query, find, kind=kind or "", lang=lang, text=text_id, number=regnal_number
        )
        # A kind belongs to entries: words that nobody has tagged have none.
        known = any(hit.tier != "fuzzy" or hit.score >= _KNOWN for hit in hits)
        untagged = () if known or kind else _untagged(index, query, lang, text_id)
        others = [] if kind not in (None, "person") else _namesakes(index, query, hits)
    if as_json:
        click.echo(show.search_json(query, hits, untagged, others))
    else:
        click.echo(show.search_text(query, hits, untagged, others, terminal=sys.stdout.isatty()))


def _words(context: Context, query: str, lang: str, text_id: str, as_json: bool) -> None:
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


def _cited(context: Context, query: str, lang: str, text_id: str, as_json: bool) -> None:
    """The verb `search --cited`: print the passages that bear a number."""
    from fitnacorpus.build import searchable
    from fitnacorpus.cli import show
    from fitnacorpus.index import citations

    with searchable(context.folder, progress=context.progress) as index:
        found = citations.search(index, query, lang=lang, text=text_id)
    if as_json:
        click.echo(show.cited_json(query, found))
    else:
        click.echo(show.cited_text(query, found, terminal=sys.stdout.isatty()))


def _untagged(path: Path, query: str, lang: str, text_id: str) -> Sequence[Any]:
    """Where words stand that are spelt like a name without an entry, or else sound like it."""
    from fitnacorpus.index import words
    from fitnacorpus.index.sound import by_sound
    from fitnacorpus.names.query import alike

    as_spelt = words.search(path, query, lang=lang, text=text_id)
    return as_spelt or by_sound(path, query, alike, lang=lang, text=text_id)


def _namesakes(path: Path, query: str, hits: Sequence[Any]) -> Sequence[Any]:
    """Persons without an entry who bear the own name that was asked for, in either script."""
    from fitnacorpus import languages
    from fitnacorpus.index.search import strangers
    from fitnacorpus.names.namesakes import ism
    from fitnacorpus.orthography import scripts

    if len(query.split()) != 1:
        return ()
    arabic = scripts.of_text(query) == scripts.of_language(languages.AR)
    wanted = {ism(query, languages.AR if arabic else languages.EN)}
    for hit in hits:
        own = {ism(name, lang) for lang, name in hit.names.items() if name}
        wanted |= own if hit.kind == "person" and wanted & own else set()
    wanted -= {""}
    if not wanted:
        return ()
    return strangers(
        path,
        lambda name, lang: len(name.split()) > 1 and ism(name, lang) in wanted,
    )
