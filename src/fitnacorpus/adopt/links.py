"""From the difference of two alignments to verdicts on links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fitnacorpus import judgements
from fitnacorpus.judgements import FACETS, RELATIONS, Placed, Verdict
from fitnacorpus.model import Alignment, Authority, Passage, PassageLink
from fitnacorpus.vocabulary import Decision, Status, VerdictKind

Pair = frozenset[Passage]


@dataclass(frozen=True, slots=True)
class Judged:
    """New verdicts on links, each with what it says on one line for people."""

    verdicts: tuple[Verdict, ...]
    said: tuple[str, ...]


def take(
    base: Alignment,
    edited: Alignment,
    sources: Mapping[str, str],
    authority: Authority,
    earlier: Sequence[Placed],
    *,
    by: str,
    on: str,
) -> Judged:
    """Turn what differs between two alignments of one event into verdicts.

    A link that was deleted is rejected: else the program would propose it again.

    Args:
        base: The alignment as the program makes it.
        edited: The alignment as the editor left it.
        sources: Sources by text id.
        authority: The authority: an event must be in it.
        earlier: The verdicts in force.
        by: The editor.
        on: The day, ``YYYY-MM-DD``.
    """
    said: list[str] = []
    verdicts = list(_verdicts(base, edited, sources, authority, earlier, by, on, said))
    return Judged(tuple(verdicts), tuple(said))


def _verdicts(
    base: Alignment,
    edited: Alignment,
    sources: Mapping[str, str],
    authority: Authority,
    earlier: Sequence[Placed],
    by: str,
    on: str,
    said: list[str],
) -> Iterator[Verdict]:
    before = {_pair(link): link for link in base.links}
    after = {_pair(link): link for link in edited.links}

    def verdict(link: PassageLink, accepted: bool) -> Verdict:
        a, b = (
            judgements.target(p.text, sources[p.text], p.meant, clause=p.clause is not None)
            for p in (link.a, link.b)
        )
        bare = Verdict(
            VerdictKind.LINK,
            Decision.ACCEPT if accepted else Decision.REJECT,
            a, by, on, b,
            relation=link.relation if accepted else "",
            differs=link.differs if accepted else (),
            event=link.event,
            note=link.note,
        )  # fmt: skip
        here = Placed(bare, link.a.meant, link.b.meant)
        settled = sorted(p.verdict.id for p in earlier if p.same_subject(here))
        return replace(bare, supersedes=tuple(settled))

    for pair, link in after.items():
        old = before.get(pair)
        if (old is not None and _says(old) == _says(link)) or not _usable(link, authority):
            continue
        said.append(
            f"link {_name(link)} is {link.status}: {' '.join((link.relation, *link.differs))}"
        )
        yield verdict(link, link.status == Status.ACCEPTED)
    for pair, link in before.items():
        if pair not in after and link.status != Status.REJECTED:
            said.append(f"link {_name(link)} was deleted: it is rejected")
            yield verdict(link, False)


def _usable(link: PassageLink, authority: Authority) -> bool:
    """Whether a link can be judged as it stands: a proposal is the program's alone."""
    entry = authority.by_id.get(link.event)
    return (
        link.status in (Status.ACCEPTED, Status.REJECTED)
        and link.relation in RELATIONS
        and all(facet in FACETS for facet in link.differs)
        and (not link.event or (entry is not None and entry.kind == "event"))
        and bool(link.a.episode and link.b.episode)
    )


def _pair(link: PassageLink) -> Pair:
    return frozenset({link.a, link.b})


def _says(link: PassageLink) -> tuple[object, ...]:
    return (link.status, link.relation, frozenset(link.differs), link.event, link.note)


def _name(link: PassageLink) -> str:
    return f"{link.a.text}:{link.a.episode} – {link.b.text}:{link.b.episode}"
