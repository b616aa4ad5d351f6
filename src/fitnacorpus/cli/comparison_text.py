"""How a comparison is printed: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from fitnacorpus import languages
from fitnacorpus.cli import show
from fitnacorpus.compare import Comparison, Row
from fitnacorpus.model import Authority
from fitnacorpus.orthography import fold_key
from fitnacorpus.tables import comparison as words
from fitnacorpus.terminal import clean, isolate, pad, width

_COLOURS = {"agree": "green", "differs": "red", "open": "yellow"}


def event_id(authority: Authority, query: str) -> str:
    """The id of the event that a query names by id or by a name; else the query itself."""
    if query in authority.by_id:
        return query
    key = fold_key(query)
    named = [
        entry.id
        for entry in authority.entries
        if entry.kind == "event" and any(fold_key(f.text, f.lang) == key for f in entry.forms)
    ]
    return named[0] if len(named) == 1 else query


def as_json(comparison: Comparison) -> str:
    """A comparison as JSON."""
    return show.as_json(_plain(comparison))


def _plain(comparison: Comparison) -> dict[str, object]:
    accounts = [
        {
            "text": a.text,
            "lang": a.lang,
            "title": dict(a.title),
            "work": words.work(a),
            "state": a.state,
        }
        for a in comparison.accounts
    ]
    rows = [
        {
            "aspect": row.aspect,
            "key": row.key,
            "label": dict(row.label),
            "event": row.event,
            "counted": row.counted,
            "status": row.status,
            "accounts": row.accounts,
            "works": row.works,
            "guessed": row.guessed,
            "statements": [asdict(s) for s in row.statements],
        }
        for row in comparison.rows
    ]
    return {
        "event": comparison.event,
        "names": dict(comparison.names),
        "parts": list(comparison.parts),
        "labels": {event: dict(names) for event, names in comparison.labels.items()},
        "accounts": accounts,
        "works": comparison.works,
        "standings": [asdict(s) for s in comparison.standings],
        "matrix": [
            {"event": event, "cells": [asdict(cell) for cell in cells]}
            for event, cells in comparison.matrix
        ],
        "rows": rows,
        "sequences": [asdict(s) for s in comparison.sequences],
        "inversions": [asdict(i) for i in comparison.inversions],
        "differences": [asdict(d) for d in comparison.differences],
        "in_doubt": comparison.in_doubt,
    }


def text(comparison: Comparison, *, terminal: bool) -> str:
    """A comparison for people."""
    return "\n".join(_Printed(comparison, terminal).lines()).rstrip()


class _Printed:
    """One comparison on its way to the screen."""

    def __init__(self, comparison: Comparison, terminal: bool) -> None:
        self.comparison = comparison
        self.terminal = terminal
        # What holds of an account as a whole, that it does not tell the event, stands at its head.
        self.speaking = {a.text for a in (*comparison.tellers, *comparison.mentioning)}
        self.column = max(width(a.text) for a in comparison.accounts) + 2

    def lines(self) -> Iterator[str]:
        c = self.comparison
        yield click.style(f"{self._label(c.names)}  ({c.event})", bold=True)
        inside = f"; {len(c.parts):,} events inside it" if c.parts else ""
        yield f"{words.told_by(c)}{inside}"
        yield f"({words.SOURCES})"
        yield ""
        for account in c.accounts:
            work = self._isolate(words.work(account))
            yield f"  {pad(account.text, self.column)}{words.whole(c, account)}; source: {work}"
        yield from self._inside()
        for heading, judged, found in words.sections(c):
            yield ""
            yield click.style(heading.lower(), bold=True)
            for d in judged:
                yield f"  {self._isolate(words.remark(c, d))}"
            for event, rows in words.by_event(c, found):
                if event:
                    yield f"  {self._label(c.labels[event])}"
                for row in rows:
                    yield from self._row(row, "    " if event else "  ")
        if missing := words.unannotated(c):
            yield ""
            yield f"nothing is found of: {', '.join(missing)}"
        yield ""
        yield click.style("in what order", bold=True)
        yield from self._order()
        if c.remarked:
            yield ""
            yield click.style("what reviewers remark", bold=True)
            for d in c.remarked:
                yield f"  {self._isolate(words.remark(c, d))}"
        if c.in_doubt:
            yield ""
            yield f"left out: {c.in_doubt:,} names whose bearer is in doubt"

    def _inside(self) -> Iterator[str]:
        """The events inside the compared one, each with the accounts that do something with it."""
        c = self.comparison
        if c.parts:
            yield ""
            yield click.style("the events inside it, account by account", bold=True)
        for event, cells in words.matrix(c):
            yield f"  {self._label(c.labels[event])}  ({event})"
            for account, cell in zip(c.accounts, cells, strict=True):
                yield f"    {pad(account.text, self.column)}{cell}"

    def _row(self, row: Row, indent: str) -> Iterator[str]:
        status = click.style(words.status(row), fg=_COLOURS.get(row.status))
        count = words.witnesses(row.accounts, row.works)
        counted = f" ({count})" if count else ""
        yield f"{indent}{self._label(row.label)}: {status}{counted}"
        unsaid: dict[str, list[str]] = {}
        for s in row.statements:
            if s.forms:
                forms = " / ".join(self._isolate(form) for form in s.forms)
                refs = ", ".join(dict.fromkeys(words.place(c.run) for c in s.citations))
                how = f"  ({words.STATES[s.state]})" if s.state in words.STATES else ""
                yield f"{indent}  {pad(s.text, self.column)}{forms}  [{_shortened(refs)}]{how}"
            elif s.text in self.speaking:
                unsaid.setdefault(words.said(s, row.aspect), []).append(s.text)
        if unsaid:
            yield f"{indent}  " + "; ".join(f"{k}: {', '.join(v)}" for k, v in unsaid.items())

    def _order(self) -> Iterator[str]:
        c = self.comparison
        for sequence in c.sequences:
            yield f"  {sequence.text}"
            for event, ref in zip(sequence.events, sequence.refs, strict=True):
                yield f"    {pad(ref.partition(':')[2], 12)}{self._label(c.labels[event])}"
        for i in c.inversions:
            first, second = (self._label(c.labels[e]) for e in (i.first, i.second))
            differ = click.style("differ", fg="red")
            yield (
                f"  {differ}: {first} stands before {second} in {', '.join(i.before)}, "
                f"after it in {', '.join(i.after)}"
            )
        if not c.sequences and not c.inversions:
            yield "  no two accounts tell two of these events"
        elif not c.inversions:
            yield "  none of these stands in different order"

    def _label(self, names: Mapping[str, str]) -> str:
        both = dict.fromkeys(names.get(lang, "") for lang in (languages.EN, languages.AR))
        return "  ".join(self._isolate(name) for name in both if name)

    def _isolate(self, run: str) -> str:
        return isolate(clean(run), isolates=self.terminal)


def _shortened(refs: str) -> str:
    listed = refs.split(", ")
    return ", ".join(listed[:4]) + (f" and {len(listed) - 4} more" if len(listed) > 4 else "")
