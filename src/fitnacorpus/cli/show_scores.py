"""How scores of links are printed: for people, and as JSON (formats of docs/reference.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from fitnacorpus.align.agreement import Agreement
from fitnacorpus.cli.show import as_json
from fitnacorpus.model import Passage
from fitnacorpus.terminal import clean

_SHOWN: Final = 70
"""Columns of a quotation in a list of cases."""


def links_text(scores: Agreement, texts: Mapping[str, str]) -> str:
    """The errors, two lines each, and the figures.

    Args:
        scores: The scores.
        texts: Source of each text by id.
    """
    lines = []
    for pair in scores.missed:
        lines += [f"missed       {pair.relation}", *_sides(pair.a, pair.b, texts)]
    for link in scores.wrong:
        lines += [f"false  {link.score:.2f}  {link.relation}", *_sides(link.a, link.b, texts)]
    if lines:
        lines.append("")
    lines.append(
        f"precision {scores.precision:.3f}  recall {scores.recall:.3f}  F1 {scores.f1:.3f}  "
        f"({scores.right} of {scores.accepted} pairs found, {scores.false} false, "
        f"{scores.repeated} repeated; {scores.unjudged} unjudged, not counted)"
    )
    if scores.unjudged and not scores.apart:
        lines.append("nobody has rejected anything, so nothing could be false: precision is idle")
    lines.append(f"calibration error {scores.ece:.3f}  Brier {scores.brier:.3f}")
    if scores.table:
        lines.append("score        links   mean  right")
    lines += [
        f"{row.low:.1f} to {row.high:.1f}{row.count:>8}{row.score:>7.2f}{row.right:>7.2f}"
        for row in scores.table
    ]
    for row in (*scores.relations, *scores.facets):
        lines.append(
            f"{row.relation:<20} precision {row.precision:.2f}  recall {row.recall:.2f}  "
            f"of {row.count}"
        )
    return "\n".join(lines)


def links_json(scores: Agreement, texts: Mapping[str, str]) -> str:
    """The same as JSON."""
    figures: dict[str, Any] = asdict(scores)
    figures["missed"] = [
        {
            "a": _passage(pair.a, texts),
            "b": _passage(pair.b, texts),
            "relation": pair.relation,
            "differs": list(pair.differs),
        }
        for pair in scores.missed
    ]
    figures["wrong"] = [
        {
            "a": _passage(link.a, texts),
            "b": _passage(link.b, texts),
            "score": round(link.score, 2),
            "relation": link.relation,
            "evidence": list(link.evidence),
        }
        for link in scores.wrong
    ]
    return as_json(figures)


def _sides(a: Passage, b: Passage, texts: Mapping[str, str]) -> list[str]:
    out = []
    for side in (a, b):
        quote = " ".join(clean(texts[side.text][side.start : side.end]).split())
        short = quote if len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
        out.append(f"  {side.text}:{side.episode}  {short}")
    return out


def _passage(passage: Passage, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": passage.text,
        "ref": f"{passage.text}:{passage.episode}",
        "start": passage.start,
        "end": passage.end,
        "quote": texts[passage.text][passage.start : passage.end],
    }
