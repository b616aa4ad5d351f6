"""A comparison as Markdown or as a flat table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from fitnacorpus import languages
from fitnacorpus.compare import Account, Cell, Comparison, Difference, Row, Standing, Statement
from fitnacorpus.compare.model import VALUES
from fitnacorpus.compare.tellings import TOLD
from fitnacorpus.orthography import bilingual
from fitnacorpus.tables import table

_GUESS: Final = "the program's guess: sentences that may say it"
ASPECTS: Final[Mapping[str, str]] = {
    "agent": "Who did it (as editors recorded)",
    "patient": "To whom it was done",
    "recipient": "For whom, or given to whom",
    "instrument": "By whose hand",
    "who": "Others named there",
    "where": "Where",
    "when": "When",
    "howMany": "How many",
    "how": f'How ({_GUESS}, by such words as "sword" or "poison")',
    "why": f'Why ({_GUESS}, by such words as "because")',
    "saidBy": f'On whose report ({_GUESS}, by such words as "according to")',
    "outcome": f'With what outcome (lines of a table of facts; {_GUESS}, by such words as "thus")',
    "events": "Other events named",
}
"""Aspect to its heading."""
FACTS: Final = "table of facts"
"""What is said instead of a place for what stands in the table of facts of a text."""
LEADING: Final[Mapping[str, str]] = {
    "differs": "They differ, as reviewers judged",
    "open": "Open questions: do they differ? Nobody has judged",
}
"""Heading of the rows that lead, by status."""
STATUS: Final[Mapping[str, str]] = {
    "agree": "given by several sources",
    "shared": "named by several sources",
    "repeated": "several accounts, one source",
    "single": "one account says it here",
    "apart": "named by several, in different events",
    "alone": "one account tells the event",
    "passing": "only where the event is mentioned",
    "differs": "differ",
    "open": "open",
    "found": "found in one source; nobody has judged",
    "uncompared": "found in several sources; nobody has compared them",
}
"""Status of a row in words."""
STATES: Final[Mapping[str, str]] = {
    "passing": "where it only mentions the event",
    "guessed": "a guess",
    "elsewhere": "told elsewhere in this account",
    "unnamed": "not named in this passage",
    "unfound": "no such sentence found in this passage",
    "absent": "looked for and not found",
    "untold": "not told",
}
"""State of a statement in words."""
NAMED_ELSEWHERE: Final = "named elsewhere in this account"
"""What is said instead of one who is named: what an account tells of him there, a reader sees."""
SOURCES: Final = "texts of one work, with its translations and retellings, count as one source"
COLUMNS: Final = (
    "aspect", "event", "key", "label_en", "label_ar", "counted", "status", "accounts", "sources",
    "text", "state", "forms", "refs",
)  # fmt: skip
"""Columns of the flat table: one row an account and thing."""


def witnesses(accounts: int, works: int) -> str:
    """How many say it: ``2 accounts, 1 source``; nothing where none does."""
    if not accounts:
        return ""
    return f"{_count(accounts, 'account')}, {_count(works, 'source')}"


def told_by(comparison: Comparison) -> str:
    """How many tell it: ``told by 2 accounts, 2 sources; mentioned by 1``."""
    told = f"told by {witnesses(len(comparison.tellers), comparison.works) or 'no account'}"
    mentioning = len(comparison.mentioning)
    return f"{told}; mentioned by {mentioning:,}" if mentioning else told


def standing(found: Standing) -> str:
    """How an account stands to an event, in words."""
    if found.passages:
        lesser = [(passage.ref, passage.state) for passage in found.lesser]
        return _passages([(ref, found.state) for ref in found.refs] + lesser)
    return _without(found.state, found.by, found.wider)


def _passages(placed: Iterable[tuple[str, str]]) -> str:
    refs: dict[str, list[str]] = {}
    for ref, state in placed:
        refs.setdefault(state, []).append(ref)
    return "; ".join(f"{state} ({', '.join(here)})" for state, here in refs.items())


def _without(state: str, by: Iterable[str], wider: Iterable[str]) -> str:
    if state == "absent":
        return f"looked for and not found by {', '.join(by)}"
    if around := ", ".join(wider):
        return f"not told apart; told within {around}"
    return "not told: no telling found, nobody has judged"


def status(row: Row) -> str:
    """The status of a row in words."""
    named = row.status == "single" and row.aspect not in VALUES
    return "one account names it here" if named else STATUS[row.status]


def said(statement: Statement, aspect: str) -> str:
    """What an account says in a row of an aspect, in words."""
    words = STATES.get(statement.state, "")
    if statement.state == "elsewhere":
        words = words if aspect in VALUES else NAMED_ELSEWHERE
        return f"{words} ({', '.join(c.ref for c in statement.citations)})"
    if not statement.forms:
        return words
    times = len(statement.citations)
    forms = " / ".join(statement.forms) + (f" ({times}×)" if times > 1 else "")
    return f"{forms} ({words})" if words else forms


def remark(comparison: Comparison, difference: Difference) -> str:
    """What a reviewer says of two passages, with their event if it is not the compared one."""
    d = difference
    of = "" if d.event == comparison.event else f"{label(comparison.labels[d.event])}: "
    facets = f"differ in {', '.join(d.facets)}" if d.facets else d.relation
    note = f": “{bilingual.in_language(d.note, languages.EN)}”" if d.note else ""
    return f"{of}{d.a} and {d.b}: {facets} ({d.by}){note}"


def work(account: Account) -> str:
    """The work that an account belongs to, in English if it has an English name."""
    return bilingual.in_language(account.work, languages.EN)


def label(names: Mapping[str, str]) -> str:
    """A name in both languages."""
    return " · ".join(
        dict.fromkeys(names[lang] for lang in (languages.EN, languages.AR) if names.get(lang))
    )


def own(comparison: Comparison, account: Account) -> Standing:
    """How an account stands to the compared event itself."""
    return next(
        s for s in comparison.standings if (s.event, s.text) == (comparison.event, account.text)
    )


def whole(comparison: Comparison, account: Account) -> str:
    """How an account stands to the compared event and to how many of the events inside it."""
    mine = own(comparison, account)
    inside = Counter(
        s.state for s in comparison.standings if s.text == account.text and s.event != mine.event
    )
    done = ", ".join(f"{state} {inside[state]:,}" for state in TOLD if inside[state])
    if not done:
        return standing(mine)
    words = f"{done} of the {_count(len(comparison.parts), 'event')} inside it"
    return f"{standing(mine)}; {words}" if mine.passages else words


def markdown(comparison: Comparison) -> str:
    """A comparison as tables of Markdown, a column an account."""
    c = comparison
    out = [
        f"# {label(c.names)}",
        "",
        f"{told_by(c).capitalize()} ({SOURCES}).",
        "",
        *_grid(
            ["account", "source", "tells it"],
            ([a.text, work(a), whole(c, a)] for a in c.accounts),
        ),
    ]
    if c.parts:
        rows = ([label(c.labels[e]), *cells] for e, cells in matrix(c))
        out += ["## Events", "", *_grid(["event", *_texts(c)], rows)]
    for heading, judged, found in sections(c):
        out += [f"## {heading}", "", *(f"- {remark(c, d)}" for d in judged)]
        out += [""] if judged else []
        for event, together in by_event(c, found):
            columns = ["what", *_texts(c), "witnesses", "verdict"]
            out += [f"### {label(c.labels[event])}", ""] if event else []
            out += _grid(columns, (_row(row) for row in together))
    if missing := unannotated(c):
        out += [f"Nothing is found of: {', '.join(missing)}.", ""]
    out += ["## In what order", ""]
    for sequence in c.sequences:
        told = " → ".join(label(c.labels[e]) for e in sequence.events)
        out += [f"- {sequence.text}: {told}"]
    for i in c.inversions:
        out += [
            f"- **{label(c.labels[i.first])}** stands before **{label(c.labels[i.second])}** in "
            f"{', '.join(i.before)}, after it in {', '.join(i.after)}."
        ]
    if not c.sequences and not c.inversions:
        out += ["No two accounts tell these events in different order."]
    if c.remarked:
        out += ["", "## What reviewers remark", ""]
        out += [f"- {remark(c, d)}" for d in c.remarked]
    return "\n".join(out) + "\n"


def sections(c: Comparison) -> Iterator[tuple[str, tuple[Difference, ...], tuple[Row, ...]]]:
    """What is compared, each thing once: heading, judgements, rows.

    Judged differences lead, open questions follow, then comes what is said aspect by aspect.
    """
    groups = dict(c.groups())
    for name, heading in {**LEADING, **ASPECTS}.items():
        judged = c.judged if name == "differs" else ()
        found = groups.get(name, ())
        if judged or found:
            yield heading, judged, found


def unannotated(c: Comparison) -> list[str]:
    """The headings under which nothing stands."""
    return [
        heading.partition(" (")[0].lower()
        for aspect, heading in ASPECTS.items()
        if not c.of(aspect)
    ]


def matrix(c: Comparison) -> Iterator[tuple[str, list[str]]]:
    """The events inside the compared one, each with how every account stands to it, in words."""
    for event, cells in c.matrix:
        yield event, [_cell(cell) for cell in cells]


def _cell(cell: Cell) -> str:
    if cell.refs:
        words = _passages([*((ref, cell.state) for ref in cell.refs), *cell.lesser])
    elif cell.parts:
        words = f"told by its parts ({_count(cell.parts, 'event')} inside it)"
    else:
        words = _without(cell.state, cell.by, cell.wider)
    return f"{words}; differs in {', '.join(cell.differs)}" if cell.differs else words


def place(ref: str) -> str:
    """Where in its text a citation stands."""
    return ref.partition(":")[2] or FACTS


def by_event(c: Comparison, rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows that follow one another, by their event: "" where only one event is compared."""
    for event, found in groupby(rows, key=lambda row: row.event if c.parts else ""):
        yield event, list(found)


def _texts(c: Comparison) -> list[str]:
    return [a.text for a in c.accounts]


def _row(row: Row) -> list[str]:
    cells = [label(row.label), *(said(s, row.aspect) for s in row.statements)]
    cells += [witnesses(row.accounts, row.works), status(row)]
    return cells


def _grid(columns: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    safe = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return [*(f"| {' | '.join(line)} |" for line in safe), ""]


def flat(comparison: Comparison, fmt: str) -> str:
    """A comparison as a table, one row an account and thing.

    Args:
        comparison: The comparison.
        fmt: "tsv" or "csv".
    """
    return table.write(COLUMNS, cells(comparison), fmt)


def cells(comparison: Comparison) -> Iterator[dict[str, str]]:
    """The rows of that table, their cells by column."""
    for row in comparison.rows:
        for s in row.statements:
            yield {
                "aspect": row.aspect,
                "event": row.event,
                "key": row.key,
                "label_en": row.label.get(languages.EN, ""),
                "label_ar": row.label.get(languages.AR, ""),
                "counted": row.counted,
                "status": row.status,
                "accounts": str(row.accounts),
                "sources": str(row.works),
                "text": s.text,
                "state": s.state,
                "forms": " | ".join(s.forms),
                "refs": " ".join(dict.fromkeys(c.run for c in s.citations)),
            }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
