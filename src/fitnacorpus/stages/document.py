"""Stage `document`: a text with all its annotations, as TEI.

A text depends on its source, its description, its verdicts, and of the authority on the entries
that it can name (`Known`) and on what a tagger, which is made of all of it, finds in the text and
weighs that by: `key` is of both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fitnacorpus import files
from fitnacorpus.annotate import Tagged, annotate
from fitnacorpus.description import Description
from fitnacorpus.model import Authority, Document, Entry, Text
from fitnacorpus.names.context import Context
from fitnacorpus.names.references import Identities
from fitnacorpus.names.resolve import Ruling
from fitnacorpus.names.tag import Tagger
from fitnacorpus.tei import digest, write
from fitnacorpus.tei.header import Change, Edition


@dataclass(frozen=True, slots=True)
class Known:
    """What a text can use of an authority.

    Attributes:
        authority: The entries one of whose forms can stand in it, those that its source says it
            means, and those of its verdicts.
        context: What the authority tells of these, and of the events that its episodes tell.
    """

    authority: Authority
    context: Context

    def digest(self) -> str:
        """SHA-256 of all of it."""
        total = hashlib.sha256()
        for entry in self.authority.entries:
            total.update(f"{entry!r}\0".encode())
        events = {e: sorted(refs) for e, refs in self.context.events.items()}
        told = (self.context.companions, self.context.texts, events)
        total.update(repr(told).encode())
        return total.hexdigest()


def known(
    found: Tagged,
    item: Description,
    rulings: Sequence[Ruling],
    authority: Authority,
    tagger: Tagger,
) -> Known:
    """What a text can use of an authority.

    Args:
        found: What the tagger finds in the text.
        item: Its description.
        rulings: Reviewers' decisions on its names.
        authority: The authority.
        tagger: A tagger for it.
    """
    ruled = {ruling.ref for ruling in rulings}
    ids = found.entries | ruled | _meant(found.text, authority)
    entries = tuple(_bare(e) for e in authority.entries if e.id in ids)
    events = {cut.event for cut in item.cuts if cut.event}
    return Known(Authority(entries, authority.path), tagger.context.of(ids, events))


def key(found: Tagged, known: Known, tagger: Tagger) -> str:
    """SHA-256 of all of an authority that the annotation of a text hangs on.

    A name is also found by the parts of a record's names, counts for less where many in the
    authority bear it, and for more in a chain of transmission where a record says that its bearer
    hands reports down: none of this need be in the entries of `Known`.

    Args:
        found: What the tagger finds in the text.
        known: What the text can use of the authority.
        tagger: The tagger, for the whole authority.
    """
    bearings, hits = tagger.bearings, list(found.hits)
    refs = {entry.id for entry in known.authority.entries}
    refs |= {bearer.ref for hit in hits for bearer in hit.bearers}
    namesakes = {hit.head: bearings.namesakes(hit.head) for hit in hits if not hit.listed}
    people = [
        (
            ref,
            ref in bearings.transmitters,
            *((bearings.heads(ref, ar), bearings.father_of(ref, ar)) for ar in (True, False)),
        )
        for ref in sorted(refs)
    ]
    return files.digest(known.digest(), repr((hits, namesakes, people)))


def _meant(text: Text, authority: Authority) -> set[str]:
    """The entries that the source itself says it means, by whatever name."""
    given = text.transcript
    pointers = {name.key for name in given.names} | {
        stretch.source for stretch in given.span_annotations if stretch.kind == "speech"
    }
    if not (pointers := pointers - {""}):
        return set()
    identities = Identities(authority)
    return {entry.id for pointer in pointers for entry in identities.entries(pointer)}


def _bare(entry: Entry) -> Entry:
    """An entry without what no text is read by: its notes are in the context, as far as they tell.

    On which line of its file it stands is no part of it either.
    """
    return replace(entry, line=0, notes={}, geo=None, geo_cert="")


def run(
    found: Tagged, item: Description, known: Known, tagger: Tagger, rulings: Sequence[Ruling]
) -> Document:
    """Annotate a text.

    Args:
        found: What the tagger finds in the text.
        item: Its description.
        known: What it can use of the authority.
        tagger: A tagger for the whole authority.
        rulings: Reviewers' decisions on its names.

    Raises:
        ConfigError: as `annotate`.
    """
    return annotate(
        found.text, item, known.authority, tagger, rulings, context=known.context, found=found
    )


def render(
    document: Document, edition: Edition, people: Mapping[str, str], changes: Sequence[Change]
) -> bytes:
    """The sealed TEI of a document.

    Args:
        document: The document.
        edition: What holds for all headers.
        people: xml:id to name of the people whom the file names.
        changes: What reviewers did.
    """
    return digest.seal(write.write(document, edition, people, changes))
