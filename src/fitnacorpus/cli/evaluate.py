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


@eval_.command()
@click.option("-o", "--output", metavar="FILE", required=True, help="Where: TSV, CSV or XLSX.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def pool(context: Context, output: str, force: bool) -> None:
    """What was judged, with as many decoys and without the verdicts, to be read a second time."""
    from fitnacorpus.review import second_reading

    pipeline = context.pipeline()
    ending = Path(output).suffix.removeprefix(".")
    fmt = ending if ending in ("csv", "xlsx") else "tsv"
    made = second_reading.write(second_reading.pool(pipeline), pipeline.documents(), fmt)
    context.write(output, made, force=force)


@eval_.command()
@click.argument("file", metavar="FILE.tsv")
@json_option
@click.pass_obj
def reread(context: Context, file: str, as_json: bool) -> None:
    """How far a second reading of the pool agrees with the verdicts: raw, and Cohen's kappa."""
    from fitnacorpus import files
    from fitnacorpus.cli import show
    from fitnacorpus.review import second_reading

    items = second_reading.pool(context.pipeline())
    outcome = second_reading.compare(items, files.read(Path(file)), where=file)
    if as_json:
        click.echo(show.as_json(asdict(outcome)))
        return
    for name, found in (
        ("joined or not", outcome.links),
        ("relation, where both join", outcome.relations),
        ("counterpart or none, text by text", outcome.counterparts),
    ):
        value = "undefined" if found.kappa is None else f"{found.kappa:.2f}"
        click.echo(f"{name:<35}{found.same:>5,} of {found.items:>5,} alike   kappa {value}")
    if outcome.open:
        click.echo(f"without an answer: {outcome.open:,}")
    for d in outcome.disagreements:
        b = f" and {d.item.b.text}:{d.item.b.episode}" if d.item.b else ""
        said = f"{d.item.first} / {d.second}"
        click.echo(f"{d.item.id}  {d.item.a.text}:{d.item.a.episode}{b}: {said}")
