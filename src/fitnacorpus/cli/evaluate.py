"""The verb `eval`: scores against gold files and verdicts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from fitnacorpus.cli.context import Context, json_option


@click.group(name="eval")
def eval_() -> None:
    """Score the program against a gold file, or against the verdicts of people."""


@eval_.command()
@click.argument("file", metavar="FILE.tsv")
@json_option
def names(file: str, as_json: bool) -> None:
    """How well names are found: columns query, expected, index; prints the misses too."""
    from fitnacorpus import evaluate
    from fitnacorpus.cli import show

    scores = evaluate.evaluate_names(evaluate.read_names(Path(file)))
    click.echo(show.as_json(asdict(scores)) if as_json else show.name_scores(scores))


@eval_.command()
@click.argument("file", metavar="[FILE.tsv]", default="")
@json_option
@click.pass_obj
def align(context: Context, file: str, as_json: bool) -> None:
    """How good the program's own links are: by a table with a, b, relation, or by the verdicts."""
    from fitnacorpus import evaluate
    from fitnacorpus.cli import show_scores

    scores, documents = evaluate.evaluate_align(
        context.folder, Path(file) if file else None, progress=context.progress
    )
    texts = {d.text.info.id: d.text.source for d in documents}
    click.echo(
        show_scores.links_json(scores, texts) if as_json else show_scores.links_text(scores, texts)
    )
