"""What a build did, and what a corpus holds after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fitnacorpus.build.episode_ids import ChangedId
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what a corpus holds after a build.

    Of verdicts, `orphans` have no place in the texts any more, and `moved` stand among other words
    than they did.
    """

    texts: int
    episodes: int
    mentions: int
    resolved: int
    ambiguous: int
    unresolved: int
    events: int
    links: int
    proposed: int
    accepted: int
    rejected: int
    orphans: int
    moved: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A text, or a pair of texts, of which something could not be made.

    Attributes:
        of: The text, or the two with a colon between them.
        reason: Why: what, where, and what to do next.
    """

    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    Attributes:
        ran: Every artefact that was made, its stage first ("document:port-ar",
            "links:port-ar:port-en"); empty when all was up to date.
        written: Files that were written, from the corpus folder.
        removed: Generated files that are no longer needed and were removed.
        summary: What the corpus holds now, without what failed.
        failed: What could not be made; the rest was built as if it were not there.
        ids: Ids of episodes that no longer go with the words that they went with.
    """

    ran: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    summary: Summary
    failed: tuple[Failure, ...] = ()
    ids: tuple[ChangedId, ...] = ()


def summarise(pipeline: Pipeline) -> Summary:
    """Count what a corpus holds."""
    counts: Counter[str] = Counter()
    for item in pipeline.descriptions:
        counts.update(pipeline.linking.counts(item.info.id))
    alignments = pipeline.alignments
    links = Counter(link.status for a in alignments for link in a.links)
    return Summary(
        texts=len(pipeline.descriptions),
        episodes=counts["episodes"],
        mentions=counts["resolved"] + counts["ambiguous"] + counts["unresolved"],
        resolved=counts["resolved"],
        ambiguous=counts["ambiguous"],
        unresolved=counts["unresolved"],
        events=sum(bool(a.event) for a in alignments),
        links=links.total(),
        proposed=links[Status.PROPOSED],
        accepted=links[Status.ACCEPTED],
        rejected=links[Status.REJECTED],
        orphans=len(pipeline.judgements.orphans),
        moved=sum(placed.how == "moved" for placed in pipeline.judgements.placed),
    )
