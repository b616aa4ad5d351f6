"""How results are printed: for people, and as JSON (formats of docs/reference.md)."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from fitnacorpus import languages, reading
from fitnacorpus.documents import Documents
from fitnacorpus.model import Passage, PassageLink, Span
from fitnacorpus.orthography import fold_key
from fitnacorpus.terminal import clean, fit_left, fit_right, isolate, pad, width

VERSION: Final = 1
"""Format version of every JSON output."""
_LEFT: Final = 44
"""Columns of the words before a name in a list of its places."""
_OPENING: Final = 200
"""Characters of the source from which the opening words of a passage are shown."""
_RIGHT: Final = 44
"""Columns of the words after it."""
_SHOWN_FUZZY: Final = 5
"""Names like the query that are listed where nobody bears it."""
_SHOWN_UNTAGGED: Final = 10
"""Places of untagged words that are shown where a name has no entry."""


def as_json(value: Mapping[str, Any]) -> str:
    """A result as JSON, with the format version."""
    return json.dumps({"version": VERSION, **value}, ensure_ascii=False, indent=1)


def plural(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# --- build ---------------------------------------------------------------------------------------


def build_text(done: Any, root: Path) -> str:
    """What a build did and what the corpus holds, with the next command to type."""
    s = done.summary
    changed = (
        f"{plural(len(done.written), 'file')} written, {len(done.removed)} removed"
        if done.ran or done.removed
        else "everything was up to date"
    )
    where = "" if root == Path() else f" -C {shlex.quote(str(root))}"
    return "\n".join(
        [
            f"texts     {s.texts:>6,}",
            f"episodes  {s.episodes:>6,}",
            f"mentions  {s.mentions:>6,}   {s.resolved:,} resolved, {s.ambiguous:,} ambiguous, "
            f"{s.unresolved:,} unresolved",
            f"links     {s.links:>6,}   {s.accepted:,} accepted, {s.proposed:,} proposed, "
            f"{s.rejected:,} rejected; {plural(s.events, 'event')}",
            *lost_text(s.orphans, s.moved),
            changed,
            *(f"note: {changed.what}\n  {changed.hint}" for changed in done.ids),
            *(f"failed    {failure.of}: {failure.reason}" for failure in done.failed),
            f"next: fitnacorpus{where} search NAME, or fitnacorpus{where} check",
        ]
    )


def lost_text(orphans: int, moved: int) -> list[str]:
    """How many verdicts lost their place or stand among other words, with what to do."""
    lost = f"{plural(orphans, 'verdict')} without a place: run 'fitnacorpus review --list orphans'"
    changed = f"{plural(moved, 'verdict')} found among other words: run 'fitnacorpus check'"
    return [line for number, line in ((orphans, lost), (moved, changed)) if number]


def build_json(done: Any) -> str:
    """The same as JSON."""
    return as_json(asdict(done))


# --- search --------------------------------------------------------------------------------------


def search_text(
    query: str,
    hits: Sequence[Any],
    untagged: Sequence[Any] = (),
    others: Sequence[Any] = (),
    *,
    terminal: bool,
) -> str:
    """A concordance: a heading for each entry, a line for each mention, aligned on the name.

    Without an entry, the places where words are spelt like the name or sound like it.
    """
    nameless = [hit for hit in hits if hit.unnumbered]
    hits = [hit for hit in hits if not hit.unnumbered]
    close = [hit for hit in hits if hit.tier != "fuzzy"]
    near = [hit for hit in hits if hit.tier == "fuzzy"]
    lines: list[str] = []
    for hit in close or near[:_SHOWN_FUZZY]:
        lines += [*_entry(hit, terminal), ""]
    if not hits:
        none = f"no name like “{clean(query)}” (folded: “{fold_key(query)}”)"
        rest = [*_strangers(others, terminal), *_untagged(query, untagged, terminal)]
        return "\n".join([none, *_nameless(nameless, terminal), *rest])
    lines += [*_strangers(others, terminal), *_untagged(query, untagged, terminal)]
    if close and near:
        others = ", ".join(isolate(_name(hit), isolates=terminal) for hit in near[:_SHOWN_FUZZY])
        lines.append(f"similar names, not shown: {others}")
    return "\n".join(lines).rstrip()


def _nameless(hits: Sequence[Any], terminal: bool) -> list[str]:
    """Persons of the name with no number, where one was asked for: which of them has it is open."""
    if not hits:
        return []
    told = ", ".join(
        f"{isolate(_name(hit), isolates=terminal)} ({hit.authority})" for hit in hits[:_SHOWN_FUZZY]
    )
    return [f"of this name, without a number in the authority: {told}"]


def _strangers(others: Sequence[Any], terminal: bool) -> list[str]:
    """Persons of the name who have no entry, with their fathers, and how often they are named."""
    if not others:
        return []
    told = [
        f"{isolate(clean(one.form), isolates=terminal)} {one.count} ({one.ref})"
        for one in others[:_SHOWN_UNTAGGED]
    ]
    more = len(others) - _SHOWN_UNTAGGED
    rest = f" and {more} more" if more > 0 else ""
    return [f"others of this name, without an entry: {'; '.join(told)}{rest}"]


def _untagged(query: str, hits: Sequence[Any], terminal: bool) -> list[str]:
    """Words that nobody has tagged, marked as such, with the way to all of them."""
    if not hits:
        return []
    column = max(len(hit.ref) for hit in hits) + 2
    shown = [_concordance(hit, column, terminal) for hit in hits[:_SHOWN_UNTAGGED]]
    spelt = dict.fromkeys(clean(hit.form) for hit in hits)
    forms = ", ".join(isolate(form, isolates=terminal) for form in islice(spelt, _SHOWN_FUZZY))
    asked = next(iter(spelt)) if len(spelt) == 1 else clean(query)
    return [
        f"but words that nobody has tagged stand in {plural(len(hits), 'place')}: {forms}",
        *shown,
        f"next: fitnacorpus search --words “{asked}”, or fitnacorpus names suggest",
    ]


def _name(hit: Any) -> str:
    return str(hit.names[languages.EN] or hit.names[languages.AR] or hit.authority)


def _entry(hit: Any, terminal: bool) -> list[str]:
    both = [
        isolate(name, isolates=terminal)
        for name in (hit.names[languages.EN], hit.names[languages.AR])
        if name
    ]
    why = isolate(clean(hit.why), isolates=terminal)
    found = plural(len(hit.mentions), "mention")
    texts = len({m.text for m in hit.mentions})
    head = click.style("  ".join(both), bold=True)
    lines = [
        f"{head}  ({hit.kind} {hit.authority})",
        f"{hit.tier} {hit.score:.2f}; {found} in {plural(texts, 'text')}; {why}",
    ]
    column = max((len(m.ref) for m in hit.mentions), default=0) + 2
    lines += [_concordance(m, column, terminal) for m in hit.mentions]
    return lines


def _concordance(mention: Any, column: int, terminal: bool) -> str:
    """One mention: the context before it ends in one column, and the name begins in the next.

    Contexts stand in reading order; a right-to-left line as a whole is one isolate, so that on a
    bidirectional terminal its beginning stands on the right.
    """
    rtl = languages.is_rtl(mention.lang)
    left = fit_left(_edge(mention.left, "right"), _LEFT)
    right = fit_right(_edge(mention.right, "left"), _RIGHT)
    name = click.style(clean(mention.form), bold=True, underline=True)
    line = left + name + right
    if rtl and terminal:
        line += " " * max(0, _LEFT + _RIGHT + 16 - width(left + clean(mention.form) + right))
    mark = _mark(mention)
    return f"{pad(mention.ref, column)}{mark} {isolate(line, isolates=terminal, rtl=rtl)}"


def _mark(mention: Any) -> str:
    """What a reader must know of a place: in doubt, a title, or found in an editor's reading."""
    if getattr(mention, "corr", ""):
        return "*"
    if getattr(mention, "status", "") == "ambiguous":
        return "?"
    return "~" if getattr(mention, "type", "") == "title" else " "


def _edge(context: str, side: str) -> str:
    """A context on one line, with the space that stood between it and the name."""
    words = clean(context)
    if side == "right":
        return words + " " if context[-1:].isspace() else words
    return " " + words if context[:1].isspace() else words


def search_json(
    query: str,
    hits: Sequence[Any],
    untagged: Sequence[Any] = (),
    others: Sequence[Any] = (),
) -> str:
    """The same as JSON: the contract of `search --json`.

    Words that nobody has tagged stand apart, under "untagged", persons of the name who have no
    entry under "strangers", and only where there are any.
    """
    more = {"untagged": [asdict(hit) for hit in untagged]} if untagged else {}
    more |= {"strangers": [asdict(one) for one in others]} if others else {}
    return as_json(
        {
            "query": query,
            "folded": fold_key(query),
            "hits": [
                {
                    "authority": hit.authority,
                    "kind": hit.kind,
                    "names": hit.names,
                    "tier": hit.tier,
                    "score": hit.score,
                    "why": hit.why,
                    "mentions": [asdict(mention) for mention in hit.mentions],
                }
                for hit in hits
            ],
            **more,
        }
    )


def words_text(query: str, hits: Sequence[Any], *, terminal: bool) -> str:
    """A concordance of words: a line for each place, aligned on them, and the count."""
    if not hits:
        return f"no words like “{clean(query)}” (folded: “{fold_key(query)}”)"
    column = max(len(hit.ref) for hit in hits) + 2
    lines = [_concordance(hit, column, terminal) for hit in hits]
    texts = len({hit.text for hit in hits})
    return "\n".join([*lines, f"{plural(len(hits), 'place')} in {plural(texts, 'text')}"])


def words_json(query: str, hits: Sequence[Any]) -> str:
    """The same as JSON."""
    return as_json(
        {"query": query, "folded": fold_key(query), "hits": [asdict(hit) for hit in hits]}
    )


def cited_text(query: str, found: Sequence[Any], *, terminal: bool) -> str:
    """A line for each passage that bears a number: where, what it is, how it begins."""
    if not found:
        return f"no passage is numbered “{clean(query)}”"
    column = max(len(passage.ref) for passage in found) + 2
    units = max(len(f"{passage.unit} {passage.n}") for passage in found) + 2
    return "\n".join(
        f"{pad(p.ref, column)}{pad(clean(f'{p.unit} {p.n}'), units)}"
        f"{isolate(clean(p.opening), isolates=terminal, rtl=languages.is_rtl(p.lang))}"
        for p in found
    )


def cited_json(query: str, found: Sequence[Any]) -> str:
    """The same as JSON."""
    return as_json({"query": query, "hits": [asdict(passage) for passage in found]})


# --- names, plugins ------------------------------------------------------------------------------


def names_text(rows: Sequence[Any], *, terminal: bool) -> str:
    """One line an entry."""
    columns = [
        max((width(str(row[k])) for row in rows), default=0) + 2 for k in ("id", languages.EN)
    ]
    return "\n".join(
        f"{row['mentions']:>5}  {pad(row['kind'], 8)}{pad(row['id'], columns[0])}"
        f"{pad(row[languages.EN], columns[1])}"
        f"{isolate(row[languages.AR], isolates=terminal, rtl=True)}".rstrip()
        for row in rows
    )


def names_json(rows: Sequence[Any]) -> str:
    """The same as JSON."""
    return as_json({"entries": list(rows)})


def drafts_json(drafts: Sequence[Any]) -> str:
    """Draft records as JSON."""
    return as_json({"drafts": list(drafts)})


def plugins_text(found: Mapping[str, Mapping[str, str]]) -> str:
    """One line a plugin."""
    return "\n".join(
        f"{kind:<9}{name:<10}{path}"
        for kind, table in found.items()
        for name, path in table.items()
    )


def plugins_json(found: Mapping[str, Mapping[str, str]]) -> str:
    """The same as JSON."""
    return as_json({"plugins": {kind: dict(table) for kind, table in found.items()}})


# --- align ---------------------------------------------------------------------------------------


def links_text(
    links: Sequence[PassageLink], documents: Documents, *, terminal: bool, as_given: bool = False
) -> str:
    """Three lines a link: what it is, and the opening words of both passages; best first."""
    lines: list[str] = []
    for link in links if as_given else _ranked(links):
        facets = "".join(f" differs.{facet}" for facet in link.differs)
        event = f" ({link.event})" if link.event else ""
        lines.append(f"{link.score:.2f} {link.status} {link.relation}{facets}{event}")
        for passage in (link.a, link.b):
            document = documents[passage.text]
            rtl = languages.is_rtl(document.text.info.lang)
            opening = Span(passage.start, min(passage.end, passage.start + _OPENING))
            quote = clean(reading.near(document, opening).read(opening))
            words = isolate(fit_right(quote, 76), isolates=terminal, rtl=rtl)
            lines.append(f"     {pad(f'{passage.text}:{passage.episode}', 20)} {words}")
        if link.evidence:
            lines.append(f"     because {isolate('; '.join(link.evidence), isolates=terminal)}")
    return "\n".join([*lines, plural(len(links), "link")])


def links_json(links: Sequence[PassageLink], documents: Documents) -> str:
    """The same as JSON: the contract of `align --json`."""
    return as_json(
        {
            "links": [
                {
                    "a": _passage(link.a, documents),
                    "b": _passage(link.b, documents),
                    "score": round(link.score, 2),
                    "relation": link.relation,
                    "differs": list(link.differs),
                    "event": link.event,
                    "evidence": list(link.evidence),
                    "status": link.status,
                }
                for link in _ranked(links)
            ]
        }
    )


def _ranked(links: Sequence[PassageLink]) -> list[PassageLink]:
    return sorted(
        links, key=lambda x: (-x.score, x.a.text, x.a.start, x.b.text, x.b.start, x.a.end, x.b.end)
    )


def _passage(passage: Passage, documents: Documents) -> dict[str, Any]:
    return {
        "text": passage.text,
        "ref": f"{passage.text}:{passage.episode}",
        "start": passage.start,
        "end": passage.end,
        "quote": documents[passage.text].text.source[passage.start : passage.end],
    }


# --- eval ----------------------------------------------------------------------------------------


def name_scores(scores: Any) -> str:
    """The misses, one a line, and the figures."""
    lines = [
        f"{clean(miss.query)}\t{' | '.join(map(clean, miss.expected))}\t"
        f"{'rank ' + str(miss.rank) if miss.rank else 'not found'}\tfirst: {clean(miss.first)}"
        for miss in scores.misses
    ]
    figures = f"R@1 {scores.recall_1:.3f}  R@10 {scores.recall_10:.3f}  MRR {scores.mrr:.3f}"
    return "\n".join([*lines, f"{plural(scores.queries, 'question')}: {figures}"])
