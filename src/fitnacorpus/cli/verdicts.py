"""What all verbs that take or show verdicts share: who signs, and a verdict on one line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from fitnacorpus.cli.context import Context

if TYPE_CHECKING:
    from fitnacorpus.judgements import Verdict


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def reviewer_name(context: Context, by: str) -> str:
    """The name under which verdicts are given, and shown before the first; asked for if need be."""
    from fitnacorpus.review import reviewer

    def ask(proposal: str) -> str:
        answer: str = click.prompt("Your name or ORCID", default=proposal or None)
        return answer

    name = reviewer.reviewer(context.folder, by, ask if is_terminal() else None)
    click.echo(f"verdicts are signed {name}", err=True)
    return name


def on_one_line(verdict: Verdict) -> str:
    """A verdict on one line."""
    from fitnacorpus.terminal import clean, isolate

    sides = [t for t in (verdict.a, verdict.b) if t is not None]
    terminal = sys.stdout.isatty()
    quotes = " and ".join(
        f"{t.text} {isolate('“' + clean(t.anchor.quote[:40]) + '”', isolates=terminal)}"
        for t in sides
    )
    sure = f"cert {verdict.cert:g}" if verdict.cert != 1 else ""
    what = " ".join(filter(None, [verdict.relation, *verdict.differs, verdict.ref, sure]))
    return f"{verdict.verdict} {verdict.kind}: {quotes} {what}".rstrip() + f" ({verdict.by})"


def described(context: Context, verdict: Verdict) -> str:
    """A verdict on one line, with where it stands and its id."""
    from fitnacorpus.orthography import bilingual

    file, _, line = verdict.where.rpartition(":")
    where = f"{context.folder.relative(file)}:{line}: " if file else ""
    note = f": {bilingual.on_one_line(verdict.note)}" if verdict.note else ""
    return f"{where}{on_one_line(verdict)}{note} [{verdict.id}]"
