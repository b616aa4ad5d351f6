"""A comparison as Markdown or as a flat table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fitnacorpus import languages
from fitnacorpus.compare import Account, Comparison, Difference, Row, Standing, Statement
from fitnacorpus.compare.tellings import TOLD
from fitnacorpus.tables import table

ASPECTS: Final[Mapping[str, str]] = {
    "who": "Who",
    "where": "Where",
    "when": "When",
    "howMany": "How many",
    "events": "Other events named",
}
"""Aspect to its heading."""
STATUS: Final[Mapping[str, str]] = {
    "agree": "agree",
    "repeated": "agree, but one source",
    "single": "one account, others silent",
    "apart": "named by several, in different events",
    "alone": "one account tells it",
    "differs": "differ",
    "open": "differ, not judged",
}
"""Status of a row in words."""
COLUMNS: Final = (
    "aspect", "event", "key", "label_en", "label_ar", "counted", "status", "accounts", "sources",
    "text", "state", "forms", "refs",
)  # fmt: skip
"""Columns of the flat table: one row an account and thing."""


def witnesses(accounts: int, works: int) -> str:
    """How many say it: ``2 accounts, 1 source``."""
    return f"{_count(accounts, 'account')}, {_count(works, 'source')}"


def told_by(comparison: Comparison) -> str:
    """How many tell it: ``told by 2 accounts, 2 sources; mentioned by 1``."""
    told = f"told by {witnesses(len(comparison.tellers), comparison.works)}"
    mentioning = len(comparison.mentioning)
    return f"{told}; mentioned by {mentioning:,}" if mentioning else told


def standing(found: Standing) -> str:
    """How an account stands to an event, in words."""
    if found.passages:
        refs: dict[str, list[str]] = {found.state: list(found.refs)}
        for beside in found.besides:
            refs.setdefault(beside.state, []).append(beside.ref)
        return "; ".join(f"{state} ({', '.join(here)})" for state, here in refs.items())
    if found.state == "absent":
        return f"judged absent by {', '.join(found.by)}"
    if found.wider:
        return f"not told apart; told within {', '.join(found.wider)}"
    return "not told: no telling found, nobody has judged"


def said(statement: Statement) -> str:
    """What an account says in a row, in words."""
    if statement.state == "says":
        times = len(statement.citations)
        return " / ".join(statement.forms) + (f" ({times}×)" if times > 1 else "")
    return {
        "otherwise": "says otherwise",
        "silent": "silent",
        "mentions": "only mentions it",
        "absent": "judged absent",
        "untold": "not told",
    }[statement.state]


def remark(comparison: Comparison, difference: Difference) -> str:
    """What a reviewer says of two passages, with their event if it is not the compared one."""
    d = difference
    of = "" if d.event == comparison.event else f"{label(comparison.labels[d.event])}: "
    facets = f"differ in {', '.join(d.facets)}" if d.facets else d.relation
    note = f": “{d.note}”" if d.note else ""
    return f"{of}{d.a} and {d.b}: {facets} ({d.by}){note}"


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
        f"{told_by(c).capitalize()}.",
        "",
        *_grid(
            ["account", "source", "tells it"],
            ([a.text, a.work, whole(c, a)] for a in c.accounts),
        ),
    ]
    if c.parts:
        rows = ([label(c.labels[e]), *_cells(c, e)] for e in (c.event, *c.parts))
        out += ["## Events", "", *_grid(["event", *_texts(c)], rows)]
    for aspect, heading in ASPECTS.items():
        found = c.of(aspect)
        out += [f"## {heading}", ""]
        out += [line for d in c.judged(aspect) for line in (f"> {remark(c, d)}", "")]
        if not found:
            out += ["Nothing is annotated.", ""]
            continue
        columns = [heading.lower(), *_texts(c), "witnesses", "verdict"]
        if aspect in ("when", "howMany"):
            columns.insert(0, "event")
        out += _grid(columns, (_row(c, row) for row in found))
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
    if c.differences:
        out += ["", "## What reviewers say", ""]
        out += [f"- {remark(c, d)}" for d in c.differences]
    return "\n".join(out) + "\n"


def _texts(c: Comparison) -> list[str]:
    return [a.text for a in c.accounts]


def _cells(c: Comparison, event: str) -> list[str]:
    found = {s.text: s for s in c.standings if s.event == event}
    return [standing(found[a.text]) for a in c.accounts]


def _row(c: Comparison, row: Row) -> list[str]:
    cells = [label(row.label), *(said(s) for s in row.statements)]
    cells += [witnesses(row.accounts, row.works), STATUS[row.status]]
    return [label(c.labels[row.event]), *cells] if row.event else cells


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
    return table.write(COLUMNS, _flat(comparison), fmt)


def _flat(comparison: Comparison) -> Iterator[dict[str, str]]:
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
                "refs": " ".join(dict.fromkeys(c.ref for c in s.citations)),
            }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
