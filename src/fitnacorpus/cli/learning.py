"""`align --learn`: what the verdicts of a corpus teach about the program's probabilities."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from fitnacorpus.cli.context import Context

if TYPE_CHECKING:
    from fitnacorpus.align.learning import Lesson, Scores


def run(context: Context, *, use: bool, as_json: bool) -> None:
    """Show what the verdicts teach, and write it down where it is wanted.

    Raises:
        CorpusError: there are too few verdicts to learn from (``too-few-verdicts``), or what they
            teach does not help and shall be used (``no-help``).
    """
    from fitnacorpus import evaluate
    from fitnacorpus.cli import show
    from fitnacorpus.errors import CorpusError

    where = context.folder.relative(context.folder.learnt_path)
    lesson = evaluate.lesson(context.folder, progress=context.progress)
    click.echo(show.as_json(_values(lesson)) if as_json else _told(lesson))
    if use and not lesson.helps:
        raise CorpusError(
            "no-help",
            "verdicts that were left out are told no better with it",
            where=where,
            hint="Judge more links with 'fitnacorpus review', or go on without it",
        )
    if use:
        evaluate.use(context.folder, lesson)
        click.echo(f"{where} written; 'fitnacorpus build' uses it", err=True)


def _values(lesson: Lesson) -> dict[str, Any]:
    from fitnacorpus.align.learning import FEATURES

    return {
        "accepted": lesson.accepted,
        "rejected": lesson.rejected,
        "before": asdict(lesson.before),
        "after": asdict(lesson.after),
        "helps": lesson.helps,
        "weights": {
            **dict(zip(FEATURES, lesson.weights.weights, strict=True)),
            "bias": lesson.weights.bias,
        },
    }


def _told(lesson: Lesson) -> str:
    def row(name: str, scores: Scores) -> str:
        return f"{name:<20}{scores.brier:>8.3f}{scores.surprise:>10.3f}{scores.ranking:>10.3f}"

    weights = _values(lesson)["weights"]
    return "\n".join(
        [
            f"verdicts on its links: {lesson.accepted} accepted, {lesson.rejected} rejected",
            "",
            f"{'on verdicts left out':<20}{'Brier':>8}{'surprise':>10}{'ranking':>10}",
            row("as it is", lesson.before),
            row("corrected", lesson.after),
            "",
            "correction of the log-odds: "
            + ", ".join(f"{name} {value:+.2f}" for name, value in weights.items()),
            "It helps: --use writes it down."
            if lesson.helps
            else "It does not help yet: the program's own probabilities are kept.",
        ]
    )
