"""The verb `diff`: what has changed in the edition since a revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from fitnacorpus.cli.context import Context, json_option
from fitnacorpus.cli.report import in_cell
from fitnacorpus.cli.show import as_json as encoded

if TYPE_CHECKING:
    from fitnacorpus.corpus import CorpusFolder
    from fitnacorpus.difference import Change, Difference

_SIGNS: Final = {"new": "+", "gone": "-", "changed": "~"}
_SHOWN: Final = 100
"""Changes of a kind that Markdown lists before it says how many more there are."""


@click.command("diff")
@click.argument("revision", metavar="REV")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True,
    help="Format.",
)  # fmt: skip
@click.option("--scores", is_flag=True, help="How well the program's own links agree as well.")
@json_option
@click.pass_obj
def diff(context: Context, revision: str, form: str, scores: bool, as_json: bool) -> None:
    """Tell what has changed since REV: texts, names, links and verdicts, in words.

    REV is a branch, a tag or a commit of the git repository that the corpus lies in.  What was
    built is compared, then and now.
    """
    context.folder.settings()
    found = between(context, revision, scores=scores)
    if as_json:
        click.echo(to_json(found))
    else:
        click.echo(markdown(found, revision) if form == "markdown" else text(found))


def between(context: Context, revision: str, *, scores: bool = False) -> Difference:
    """The difference between a revision and what stands in the folder.

    Args:
        context: The corpus.
        revision: A branch, tag or commit.
        scores: Whether the program's own links are held against the verdicts, then and now.

    Raises:
        FitnaError: there is no such revision, or one of the two states cannot be read.
    """
    from fitnacorpus import difference
    from fitnacorpus.corpus import CorpusFolder

    with TemporaryDirectory() as place:
        root = Path(place)
        difference.unpack(context.folder.root, revision, root)
        then = CorpusFolder(root)
        before = difference.read(then, f1=_f1(then) if scores else None)
        after = difference.read(context.folder, before)
        if scores and not after.unread:
            after = replace(after, f1=_f1(context.folder))
        return difference.compare(before, after)


def _f1(folder: CorpusFolder) -> float:
    from fitnacorpus.evaluate import agreement_of, proposals
    from fitnacorpus.pipeline import Pipeline

    pipeline = Pipeline(folder)
    return agreement_of(pipeline, proposals(pipeline)).f1


def text(found: Difference) -> str:
    """The difference as lines for people."""
    from fitnacorpus.difference import headline

    lines = [headline(found)]
    for section in found.sections:
        if section.changes:
            lines += ["", _counts(section.name, section.before, section.after)]
            lines += [f"  {_SIGNS[c.how]} {c.where}: {c.what}" for c in section.changes]
    return "\n".join(lines)


def _counts(name: str, before: int, after: int) -> str:
    return f"{name} {before:,}" + (f" → {after:,}" if after != before else "")


def markdown(found: Difference, revision: str) -> str:
    """The difference as Markdown, for the summary of a run.

    Args:
        found: The difference.
        revision: What the present state is compared with.
    """
    from fitnacorpus.difference import headline

    lines = [f"**Since {in_cell(revision)}:** {in_cell(headline(found))}"]
    for section in found.sections:
        if section.changes:
            counts = _counts(section.name, section.before, section.after)
            lines += ["", f"<details><summary>{counts}</summary>", ""]
            lines += _listed(section.changes)
            lines += ["", "</details>"]
    return "\n".join(lines)


def _listed(changes: tuple[Change, ...]) -> Iterator[str]:
    for c in changes[:_SHOWN]:
        yield f"- {c.how}: {in_cell(c.where)}: {in_cell(c.what)}"
    if len(changes) > _SHOWN:
        yield f"- and {len(changes) - _SHOWN:,} more"


def to_json(found: Difference) -> str:
    """The difference as JSON."""
    from fitnacorpus.difference import headline

    return encoded(
        {
            "headline": headline(found),
            "sections": [asdict(section) for section in found.sections],
            "lost": [verdict.id for verdict in found.lost],
            "disputed": found.disputed,
            "f1": found.f1,
            "unread": list(found.unread),
        }
    )
