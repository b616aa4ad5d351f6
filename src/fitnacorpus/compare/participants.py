"""Rows of those who are named: with their role where editors recorded one, and without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from fitnacorpus.compare.evidence import Evidence, inside
from fitnacorpus.compare.model import Row
from fitnacorpus.compare.rows import bearing, make_row, names, spoken, weight
from fitnacorpus.model import Authority, Mention
from fitnacorpus.vocabulary import Role

_KINDS: Final = {"who": ("person", "group"), "where": ("place",), "events": ("event",)}


def with_roles(evidence: Evidence, authority: Authority) -> list[Row]:
    """A row for each participant of each event, role by role.

    The role is the editors', not the accounts': that two accounts name a man who did it does not
    yet mean that both say so.  Whom no account names where it speaks of the event has no row.
    """
    rows = []
    for role in Role:
        for event in evidence.events:
            for given, ref in authority.by_id[event].roles:
                if given != role:
                    continue
                by_text = {
                    d.text.info.id: held
                    for d in evidence.documents
                    if (held := [*spoken(evidence, d.text.info.id, [event], bearing(ref)(d))])
                }
                if by_text:
                    rows.append(
                        make_row(
                            evidence, role, ref, names(authority, ref), event, "", by_text,
                            bearing(ref),
                        )
                    )  # fmt: skip
    return rows


def without_roles(evidence: Evidence, authority: Authority) -> list[Row]:
    """A row for each other person, group, place and event, first what most accounts name."""
    rows = []
    for aspect, kinds in _KINDS.items():
        found: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for document in evidence.documents:
            text = document.text.info.id
            for mention in spoken(evidence, text, evidence.events, document.mentions):
                wanted = mention.kind in kinds and mention.ref not in evidence.events
                if wanted and mention.status == "resolved":
                    found[mention.ref][text].append(mention)
        left = {ref: _left(evidence, authority, ref, held) for ref, held in found.items()}
        here = [
            make_row(evidence, aspect, ref, names(authority, ref), "", "", held, bearing(ref))
            for ref, held in left.items()
            if held
        ]
        here.sort(key=lambda r: (-r.works, -r.accounts, -weight(r), r.key))
        rows += here
    return rows


def _left(
    evidence: Evidence, authority: Authority, ref: str, found: Mapping[str, Collection[Mention]]
) -> dict[str, list[Mention]]:
    """The mentions of a bearer that stand in no row of a role: nothing is said twice."""
    roled = [e for e in evidence.events if ref in {who for _, who in authority.by_id[e].roles}]
    out = {}
    for text, held in found.items():
        shown = [*evidence.telling(text, roled), *evidence.mentioning(text, roled)]
        if left := [m for m in held if not inside(m, shown)]:
            out[text] = left
    return out
