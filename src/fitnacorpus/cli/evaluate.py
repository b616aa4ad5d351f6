"""The verb `eval`: scores against gold files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click


@click.group(name="eval")
def eval_() -> None:
    """Score the program against a gold file."""


@eval_.command()
@click.argument("file", metavar="FILE.tsv")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def names(file: str, as_json: bool) -> None:
    """How well names are found: columns query, expected, index; prints the misses too."""
    from fitnacorpus import evaluate
    from fitnacorpus.cli import show

    scores = evaluate.evaluate_names(evaluate.read_names(Path(file)))
    click.echo(show.as_json(asdict(scores)) if as_json else show.name_scores(scores))
