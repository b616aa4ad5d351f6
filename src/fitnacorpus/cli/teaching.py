"""`align --train-lexicon`: what translations teach about how words are rendered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fitnacorpus.cli.context import Context

if TYPE_CHECKING:
    from fitnacorpus.align.lexicon_learning import Lesson
    from fitnacorpus.evaluate.translations import Source


def run(context: Context, tables: Sequence[Path], *, use: bool, as_json: bool) -> None:
    """Show what translations teach, and write it down where it is wanted.

    Raises:
        CorpusError: there are too few pairs of sentences (``too-few-translations``), or what they
            teach does not help and shall be used (``no-help``).
    """
    from fitnacorpus.cli import show
    from fitnacorpus.errors import CorpusError
    from fitnacorpus.evaluate import translations

    where = context.folder.relative(context.folder.lexicon_path)
    lesson, sources = translations.lexicon_lesson(context.folder, tables, progress=context.progress)
    click.echo(show.as_json(_values(lesson, sources)) if as_json else _told(lesson, sources))
    if use and not lesson.helps:
        raise CorpusError(
            "no-help",
            "sentences that were left out are told no better with it",
            where=where,
            hint="Give more translations with --bitext, or go on without it",
        )
    if use:
        translations.use_lexicon(context.folder, lesson, sources)
        click.echo(f"{where} written; 'fitnacorpus build' uses it", err=True)


def _values(lesson: Lesson, sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "sources": {source.name: len(source.pairs) for source in sources},
        "pairs": lesson.taught.pairs,
        "renderings": len(lesson.taught.renders),
        "before": {"known": lesson.before.known, "first": lesson.before.share},
        "after": {"known": lesson.after.known, "first": lesson.after.share},
        "kept_back": len(lesson.before.first),
        "helps": lesson.helps,
    }


def _told(lesson: Lesson, sources: Sequence[Source]) -> str:
    return "\n".join(
        [
            *map(str, sources),
            f"{len(lesson.taught.renders)} renderings of words",
            "",
            f"{f'on {len(lesson.before.first)} pairs left out':<28}{'words known':>13}"
            f"{'translation first':>20}",
            *(
                f"{name:<28}{trial.known:>13.3f}{trial.share:>20.3f}"
                for name, trial in (("as it is", lesson.before), ("taught", lesson.after))
            ),
            "",
            "It helps: --use writes it down."
            if lesson.helps
            else "It does not help yet: the lexicon of the program is kept.",
        ]
    )
