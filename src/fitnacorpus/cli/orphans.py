"""Verdicts that lost their place: listed with where they may belong, placed anew or retired."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from fitnacorpus.cli.context import Context

if TYPE_CHECKING:
    from fitnacorpus.judgements import Verdict
    from fitnacorpus.judgements.orphans import Placing
    from fitnacorpus.pipeline import Pipeline


def listed(context: Context, as_json: bool) -> None:
    """Show each orphan with the places where it may belong, numbered."""
    from fitnacorpus.cli import show
    from fitnacorpus.cli.verdicts import described
    from fitnacorpus.judgements.orphans import placings

    pipeline = context.pipeline()
    sources = _sources(pipeline)
    found = [(v, placings(v, sources)) for v in pipeline.judgements.orphans]
    if as_json:
        rows = [
            [{"id": v.id, **asdict(v), "places": [_as_dict(v, p) for p in places]}]
            for v, places in found
        ]
        click.echo(show.as_json({"orphans": rows}))
        return
    for verdict, places in found:
        click.echo(described(context, verdict))
        for number, place in enumerate(places, start=1):
            click.echo(f"  {number} ({place.score:.2f}) {_quoted(verdict, place, sources)}")
        if not places:
            click.echo("  nothing in the texts is like it")
    click.echo(show.plural(len(found), "orphan"))
    if found:
        context.next(
            "fitnacorpus review --orphan ID --here N (or --retire); or judge the passage anew"
        )


def cure(context: Context, ident: str, by: str, *, here: int, retire: bool, dry_run: bool) -> None:
    """Place an orphan anew, or retire it, by a new verdict that supersedes it.

    Args:
        context: The corpus.
        ident: Id of the orphan, or the beginning of it.
        by: Who says so.
        here: Number of one of the places that the list shows, or 0.
        retire: Whether it holds no more.
        dry_run: Whether to write nothing.
    """
    from fitnacorpus.cli.verdicts import described, reviewer_name
    from fitnacorpus.errors import JudgementError
    from fitnacorpus.judgements.orphans import placed_anew, placings, retired

    if bool(here) == retire:
        raise click.UsageError("Say with --here N where it belongs, or --retire it.")
    pipeline = context.pipeline()
    name, today = reviewer_name(context, by), date.today().isoformat()
    with nullcontext() if dry_run else context.folder.locked():
        meant = [v for v in pipeline.judgements.orphans if v.id.startswith(ident)]
        if len(meant) != 1:
            raise JudgementError(
                "unknown-orphan",
                f"'{ident}' is the id of {'no verdict' if not meant else 'several verdicts'} "
                "without a place",
                hint="Choose one with 'fitnacorpus review --list orphans'",
            )
        (orphan,) = meant
        sources = _sources(pipeline)
        places = placings(orphan, sources)
        if not retire and not 1 <= here <= len(places):
            raise click.UsageError(f"--here goes from 1 to {len(places)} for this verdict.")
        made = (
            retired(orphan, by=name, on=today)
            if retire
            else placed_anew(orphan, places[here - 1], sources, by=name, on=today)
        )
        if not dry_run:
            context.folder.append_verdicts([made])
    click.echo(("would be retired: " if dry_run else "retired: ") + described(context, orphan)
               if retire else described(context, made))  # fmt: skip
    if not dry_run:
        context.next("fitnacorpus build")


def _sources(pipeline: Pipeline) -> Mapping[str, str]:
    return {item.info.id: pipeline.text(item).source for item in pipeline.descriptions}


def _texts(verdict: Verdict) -> list[str]:
    return [side.text for side in (verdict.a, verdict.b) if side is not None]


def _as_dict(verdict: Verdict, place: Placing) -> dict[str, Any]:
    sides = [
        {"text": text, "start": side.span.start, "end": side.span.end}
        for text, side in zip(_texts(verdict), place.sides, strict=True)
    ]
    return {"score": place.score, **dict(zip("ab", sides, strict=False))}


def _quoted(verdict: Verdict, place: Placing, sources: Mapping[str, str]) -> str:
    from fitnacorpus.terminal import clean, isolate

    words = []
    for text, side in zip(_texts(verdict), place.sides, strict=True):
        passage = " ".join(sources[text][side.span.start : side.span.end].split())
        quote = isolate("“" + clean(passage[:60]) + "”", isolates=sys.stdout.isatty())
        words.append(f"{text} {side.span.start}-{side.span.end} {quote}")
    return " and ".join(words)
