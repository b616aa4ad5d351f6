"""Stage `alignments`: links, editors' events and verdicts brought together, event by event."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from fitnacorpus.align.group import settle
from fitnacorpus.judgements import Judgements, Placed
from fitnacorpus.model import Alignment, Document, Passage, PassageLink, Span, Telling
from fitnacorpus.refs import Ref
from fitnacorpus.tei import digest, standoff
from fitnacorpus.tei.header import Change, Edition, respondent


def run(
    documents: Sequence[Document], links: Sequence[PassageLink], judgements: Judgements
) -> list[Alignment]:
    """Bring everything together.

    Args:
        documents: All texts, of which nothing but the episodes is looked at.
        links: The program's own links.
        judgements: The verdicts in force on links and absences.
    """
    return settle(documents, links, judgements, respondent)


def render(
    alignment: Alignment,
    title: str,
    pointer: Callable[[Passage], tuple[str, str]],
    clause: Callable[[Passage], standoff.Clause],
    edition: Edition,
    people: Mapping[str, str],
    changes: Sequence[Change],
) -> bytes:
    """The sealed TEI of an alignment.

    Args:
        alignment: The alignment.
        title: Its title.
        pointer: From a passage to the addresses of its first and its last unit.
        clause: From a passage to the words of the clause that is meant.
        edition: What holds for all headers.
        people: xml:id to name of the people whom the file names.
        changes: What reviewers did.
    """
    content = standoff.write(
        alignment,
        title=title or "Links that belong to no event yet",
        pointer=pointer,
        clause=clause,
        edition=edition,
        reviewers=people,
        changes=changes,
    )
    return digest.seal(content)


def passage_units(document: Document, passage: Passage) -> tuple[str, str]:
    """xml:ids of a passage: of the episode twice, or of its first and last sentence.

    A clause stands in sentences, even where they are all of an episode.
    """
    episode = next(e for e in document.episodes if e.id == passage.episode)
    text_id = document.text.info.id
    if not passage.clause and (passage.start, passage.end) == (episode.start, episode.end):
        whole = Ref(text_id, episode.id).xml_id
        return whole, whole
    inside = [
        Ref(text_id, episode.id, number, index).xml_id
        for number, paragraph in enumerate(episode.paragraphs, start=1)
        for index, sentence in enumerate(paragraph.sentences, start=1)
        if sentence.start < passage.end and passage.start < sentence.end
    ]
    return inside[0], inside[-1]


def locate(documents: Mapping[str, Document]) -> Callable[[str, str, str], Passage]:
    """What finds a passage by text id and the xml:ids of its first and last unit.

    The function raises ValueError where there is no such passage.
    """
    units: dict[str, Passage] = {}
    for text, document in documents.items():
        for episode in document.episodes:
            whole = Passage(text, episode.id, episode.start, episode.end)
            units[Ref(text, episode.id).xml_id] = whole
            for number, paragraph in enumerate(episode.paragraphs, start=1):
                run = Passage(text, episode.id, paragraph.start, paragraph.end)
                units[Ref(text, episode.id, number).xml_id] = run
                for index, span in enumerate(paragraph.sentences, start=1):
                    ident = Ref(text, episode.id, number, index).xml_id
                    units[ident] = Passage(text, episode.id, *span)

    def find(text: str, first: str, last: str) -> Passage:
        if text not in documents:
            raise ValueError(f"there is no text '{text}'")
        if not first:
            return Passage(text, "", 0, 0)
        if first not in units or last not in units:
            raise ValueError(f"there is no passage '{first if first not in units else last}'")
        a, b = units[first], units[last]
        if (a.text, a.episode) != (b.text, b.episode) or b.end < a.end:
            raise ValueError(f"'{first}' to '{last}' is no passage of one episode")
        return Passage(text, a.episode, a.start, b.end)

    return find


def clause_of(document: Document, passage: Passage) -> standoff.Clause:
    """The words of the clause that a passage means, as a file quotes them."""
    source = document.text.source
    words = source[passage.meant.start : passage.meant.end]
    same = _standing(source, passage, words)
    return standoff.Clause(words, document.text.info.lang, 1 + same.index(passage.meant.start))


def narrow(documents: Mapping[str, Document]) -> Callable[[Passage, standoff.Clause], Passage]:
    """What finds a clause in the sentences of a passage by its words.

    The function raises ValueError where they do not stand there.
    """

    def find(passage: Passage, clause: standoff.Clause) -> Passage:
        same = _standing(documents[passage.text].text.source, passage, clause.words)
        if not clause.words or not 1 <= clause.nth <= len(same):
            raise ValueError(f"'{clause.words}' does not stand there")
        start = same[clause.nth - 1]
        return replace(passage, clause=Span(start, start + len(clause.words)))

    return find


def _standing(source: str, passage: Passage, words: str) -> list[int]:
    """Where words stand in the sentences of a passage."""
    return [
        at
        for at in range(passage.start, passage.end - len(words) + 1)
        if source.startswith(words, at)
    ]


def concerns(placed: Placed, alignment: Alignment) -> bool:
    """Whether a verdict is one that a link or a telling of an alignment states."""
    sides = {(placed.verdict.a.text, placed.a)}
    if placed.verdict.b is not None and placed.b is not None:
        sides.add((placed.verdict.b.text, placed.b))
    stated = [({link.a, link.b}, link.resp) for link in alignment.links]
    stated += [({telling.passage}, telling.resp) for telling in alignment.tellings]
    return any(
        resp == respondent(placed.verdict.by)
        and len(passages) == len(sides)
        and all(
            any(p.text == text and Span(p.start, p.end).overlaps(span) for p in passages)
            for text, span in sides
        )
        for passages, resp in stated
    )


# --- On the disk ---------------------------------------------------------------------------------


def _row(item: Any) -> dict[str, Any]:
    """A dataclass as JSON has it; `dataclasses.asdict` copies all that is in it."""
    return {field.name: getattr(item, field.name) for field in fields(item)}


def dump_links(links: Sequence[PassageLink]) -> str:
    """Links as JSON."""
    return json.dumps(list(links), ensure_ascii=False, default=_row)


def load_links(content: str) -> list[PassageLink]:
    """Links as `dump_links` wrote them."""
    return [_link(row) for row in json.loads(content)]


def _passage(row: Mapping[str, Any]) -> Passage:
    clause = row["clause"]
    return Passage(**{**row, "clause": Span(*clause) if clause else None})


def _link(row: Mapping[str, Any]) -> PassageLink:
    sides = {side: _passage(row[side]) for side in ("a", "b")}
    lists = {name: tuple(row[name]) for name in ("differs", "evidence")}
    return PassageLink(**{**row, **sides, **lists})


def dump(alignment: Alignment) -> str:
    """An alignment as JSON."""
    return json.dumps(alignment, ensure_ascii=False, default=_row)


def load(content: str) -> Alignment:
    """An alignment as `dump` wrote it."""
    row = json.loads(content)
    tellings = tuple(
        Telling(**{**t, "passage": _passage(t["passage"]), "searched": tuple(t["searched"])})
        for t in row["tellings"]
    )
    return Alignment(row["event"], tuple(map(_link, row["links"])), tellings)
