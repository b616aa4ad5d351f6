"""Names in doubt as text and as JSON: one by one, and in groups that one decision settles."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any, Final

import click

from fitnacorpus.cli import show
from fitnacorpus.cli.show import plural
from fitnacorpus.terminal import clean, isolate

_NAMESAKES: Final = 6
"""Persons of one name that are shown under a group; the rest is counted."""


def places_text(rows: Sequence[Any], *, terminal: bool) -> str:
    """A line for each name in doubt, and one for each candidate with what speaks for him."""
    lines = []
    for row in rows:
        form = click.style(isolate(clean(row.form), isolates=terminal), bold=True)
        lines.append(f"{form}  {row.ref} ({row.start}-{row.end})")
        for one in row.candidates:
            why = "; ".join(one.reasons) or "nothing speaks for it"
            lines.append(f"  {one.share:.2f}  {one.bearer.ref}: {why}")
    return "\n".join([*lines, f"{plural(len(rows), 'name')} in doubt"])


def groups_text(groups: Sequence[tuple[Any, Sequence[Any]]], *, terminal: bool) -> str:
    """A few lines for each group: what it gains, who it may be, how to decide, who is called so."""

    def shown(words: str) -> str:
        return isolate(clean(words), isolates=terminal)

    lines = []
    for group, namesakes in groups:
        form = click.style(shown(group.form), bold=True)
        where = f"{group.text}:{group.first}" if group.first else group.text
        where += f"–{group.last}" if group.last != group.first else ""
        lines.append(f"{plural(len(group.places), 'place')}  {form}  {where}")
        lines += [f"  {share:.2f}  {ref}" for ref, share in group.candidates]
        if group.candidates:
            span = group.first if group.first == group.last else f"{group.first}-{group.last}"
            words = " ".join(group.form.split())
            lines.append(
                f"  decide: fitnacorpus names decide {shlex.quote(words)} --text {group.text}"
                f" --is {group.candidates[0][0]}{f' --in {span}' if span else ''}"
            )
        if len(namesakes) > 1:
            told = [
                f"{shown(one.name)}{f' ({one.ref})' if one.ref else ''} {one.count}"
                for one in namesakes[:_NAMESAKES]
            ]
            more = len(namesakes) - _NAMESAKES
            rest = f" and {more} more" if more > 0 else ""
            lines.append(f"  called so: {'; '.join(told)}{rest}")
    total = sum(len(group.places) for group, _ in groups)
    return "\n".join(
        [*lines, f"{plural(total, 'name')} in doubt, {plural(len(groups), 'decision')}"]
    )


def as_json(rows: Sequence[Any], groups: Sequence[tuple[Any, Sequence[Any]]]) -> str:
    """All places, and the groups with the persons of that name."""
    return show.as_json(
        {
            "mentions": [_place(row) for row in rows],
            "groups": [
                {
                    "text": group.text,
                    "form": group.form,
                    "first": group.first,
                    "last": group.last,
                    "places": [
                        {"ref": p.ref, "start": p.start, "end": p.end} for p in group.places
                    ],
                    "candidates": [{"ref": ref, "cert": share} for ref, share in group.candidates],
                    "namesakes": [
                        {"name": one.name, "ref": one.ref, "count": one.count} for one in namesakes
                    ],
                }
                for group, namesakes in groups
            ],
        }
    )


def _place(row: Any) -> dict[str, Any]:
    return {
        "text": row.text,
        "ref": row.ref,
        "start": row.start,
        "end": row.end,
        "form": row.form,
        "candidates": [
            {"ref": one.bearer.ref, "cert": one.share, "reasons": list(one.reasons)}
            for one in row.candidates
        ],
    }
