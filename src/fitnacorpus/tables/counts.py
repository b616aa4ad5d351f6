"""What an edition holds, in numbers, as tables of Markdown for a README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from fitnacorpus.compare import Annotated
from fitnacorpus.judgements import RELATIONS
from fitnacorpus.model import Mention
from fitnacorpus.vocabulary import EventRole, Status

_KINDS = (("person", "persons"), ("place", "places"), ("group", "groups"), ("event", "events"))


def markdown(corpus: Annotated) -> str:
    """Persons, places, groups, events; episodes and mentions of each text; links by relation.

    Rejected links are counted apart: they are no links.
    """
    entries = Counter(entry.kind for entry in corpus.authority.entries)
    bearers = {d.text.info.id: {m.ref for m in d.mentions if _sure(m)} for d in corpus.texts}
    texts = [
        (
            d.text.info.id,
            len(d.episodes),
            sum(bool(e.event) for e in d.episodes),
            len(d.mentions),
            len(bearers[d.text.info.id]),
            sum(not _sure(m) for m in d.mentions),
        )
        for d in corpus.texts
    ]
    sums = [sum(column) for column in zip(*(row[1:] for row in texts), strict=True)]
    # One who is named in two texts is one bearer.
    together = ("together", *sums[:3], len(set().union(*bearers.values())), *sums[4:])
    links = Counter(
        (link.relation if link.status == Status.ACCEPTED else link.status)
        for alignment in corpus.alignments
        for link in alignment.links
    )
    tellings = Counter(t.how for a in corpus.alignments for t in a.tellings)
    rows = [
        *((relation, links[relation]) for relation in RELATIONS),
        ("proposed, not judged", links[Status.PROPOSED]),
        ("rejected", links[Status.REJECTED]),
        (
            "passages and events judged to have no counterpart",
            tellings[EventRole.ABSENT] + tellings[EventRole.NO_COUNTERPART],
        ),
    ]
    return "\n".join(
        [
            *_table([name for _, name in _KINDS], [[entries[kind] for kind, _ in _KINDS]]),
            "",
            *_table(
                ["text", "episodes", "tied to an event", "mentions", "bearers", "in doubt"],
                [*texts, together],
            ),
            "",
            *_table(["links", "number"], rows),
            "",
        ]
    )


def _sure(mention: Mention) -> bool:
    return mention.status == "resolved"


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[f"{v:,}" if isinstance(v, int) else str(v) for v in row] for row in rows]
    return [f"| {' | '.join(line)} |" for line in lines]
