"""Alignments as TEI standOff: annotations say how passages stand to an event, links join them.

A passage that is a whole episode or one sentence is pointed to by its id.  A run of sentences is a
`span` from its first to its last, which has an id of its own: no tool resolves pointer schemes.
Where a reviewer judged a clause, the span quotes its words, and a tool that knows only sentences
still finds these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Alignment, Passage, PassageLink, Telling
from fitnacorpus.orthography import bilingual
from fitnacorpus.tei import (
    NAMESPACE,
    XML_NAMESPACE,
    annotation_elements,
    declaration,
    header,
    safe,
)
from fitnacorpus.tei.header import Change, Edition
from fitnacorpus.tei.inline import attributes, text
from fitnacorpus.vocabulary import EventRole, Facet, Relation, Status

FACET: Final = "differs."
"""What stands before a facet in `@ana`."""

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"

Pointer = Callable[[Passage], tuple[str, str]]
"""Gives pointers to the first and the last unit of a passage as seen from ``alignments/``; the same
one twice for an episode, a sentence or a text."""


class Clause(NamedTuple):
    """The words of a clause, as a span quotes them.

    Attributes:
        words: The words as they stand in the source.
        lang: Language of the text.
        nth: Which of several such runs of words in the sentences of the passage, from 1.
    """

    words: str
    lang: str = ""
    nth: int = 1


Quoting = Callable[[Passage], Clause]
"""Gives the words of a passage that is less than its sentences."""


def write(
    alignment: Alignment,
    *,
    title: str,
    pointer: Pointer,
    clause: Quoting,
    edition: Edition,
    reviewers: Mapping[str, str],
    changes: Sequence[Change] = (),
) -> str:
    """The TEI of an alignment, without the XML declaration.

    Args:
        alignment: Links and tellings of one event, in the order to be written.
        title: Title of the event, in English.
        pointer: Gives the pointers to a passage.
        clause: Gives the words of a clause.
        edition: What holds for the whole edition.
        reviewers: xml:id to name of the people named in `@resp` or in `changes`.
        changes: What reviewers did to what the file holds.
    """
    name = alignment.event or "unassigned"
    roles = {telling.how for telling in alignment.tellings}
    relations = {link.relation for link in alignment.links}
    facets = {facet for link in alignment.links for facet in link.differs}
    spans = _Spans(name, pointer, clause)
    annotations = _annotations(alignment, name, spans.target)
    links = _links(alignment, name, spans.target)
    out = [
        declaration.MODEL.rstrip("\n"),
        f'<TEI xmlns="{NAMESPACE}" xml:id="alignment.{name}" xml:lang="en">',
        "<teiHeader>",
        " <fileDesc>",
        "  <titleStmt>",
        f"   <title>{text(title)}</title>",
        *header.respondents(edition, reviewers),
        "  </titleStmt>",
        *edition.house.edition,
        "  <publicationStmt>",
        *header.publisher(edition),
        *edition.house.publication,
        f'   <availability status="{"free" if edition.licence else "unknown"}">'
        + "".join(row.strip() for row in header.licences(edition))
        + "</availability>",
        "  </publicationStmt>",
        "  <sourceDesc><p>Proposed by the program, judged by the editors.</p></sourceDesc>",
        " </fileDesc>",
        " <encodingDesc>",
        *declaration.schema(),
        *edition.house.project,
        "  <editorialDecl>",
        "   <interpretation>",
        "    <p>An annotation says how a passage stands to an event (@corresp): @ana. A link joins",
        "     two passages that a reader can move between: @type says whether it is proposed,",
        "     accepted or rejected, @ana what it is and in what the passages differ, @cert how",
        "     sure it is, @resp who says so. The group of type alignment holds the accepted links",
        "     and no others. A span is a run of sentences, or the clause in it that it quotes.",
        "     A note gives the reasons.</p>",
        "   </interpretation>",
        "  </editorialDecl>",
        *declaration.renditions({*languages.INTERFACE, *edition.house.languages}),
        "  <classDecl>",
        *header.taxonomy("telling", header.terms(EventRole, roles)),
        *header.taxonomy("relation", header.terms(Relation, relations)),
        *header.taxonomy("facet", header.terms(Facet, facets), prefix=FACET),
        "  </classDecl>",
        *header.application(edition, _chosen(edition)),
        " </encodingDesc>",
        " <profileDesc>",
        f"  <langUsage>{''.join(_languages(edition))}</langUsage>",
        " </profileDesc>",
        *header.revisions(changes),
        "</teiHeader>",
        "<standOff>",
        *annotations,
        *spans.rows(),
        *links,
        "</standOff>",
        "</TEI>",
        "",
    ]
    return "\n".join(out)


def _languages(edition: Edition) -> list[str]:
    spoken = (languages.EN, *sorted({*edition.house.languages} - {languages.EN}))
    named = ((lang, header.language_name(lang, edition)) for lang in spoken)
    return [f"<language{attributes({'ident': x})}>{text(name)}</language>" for x, name in named]


def _chosen(edition: Edition) -> str:
    return f"Links are proposed with the encoder {edition.encoder}." if edition.encoder else ""


GROUPS: Final[Mapping[str, str]] = {
    Status.ACCEPTED: "alignment",
    Status.PROPOSED: "proposed",
    Status.REJECTED: "rejected",
}
"""Status of links to the `@type` of their group, in the order of the groups."""


class _Spans:
    """The runs of sentences and the clauses of one file, each with an id."""

    def __init__(self, name: str, pointer: Pointer, clause: Quoting) -> None:
        self._name, self._pointer, self._clause = name, pointer, clause
        self._spans: dict[tuple[str, str, Clause | None], str] = {}

    def target(self, passage: Passage) -> str:
        """The pointer to a passage, as it stands in this file."""
        first, last = self._pointer(passage)
        clause = self._clause(passage) if passage.clause else None
        if first == last and clause is None:
            return first
        key = (first, last, clause)
        return f"#{self._spans.setdefault(key, f'{self._name}.s{len(self._spans) + 1}')}"

    def rows(self) -> list[str]:
        """The spans that were pointed to."""
        if not self._spans:
            return []
        rows = []
        for (first, last, clause), ident in self._spans.items():
            row = f"  <span{attributes({'xml:id': ident, 'from': first, 'to': last})}"
            rows.append(f"{row}>{_quote(clause)}</span>" if clause else f"{row}/>")
        return [' <spanGrp type="passages">', *rows, " </spanGrp>"]


def _quote(clause: Clause) -> str:
    which = str(clause.nth) if clause.nth > 1 else ""
    other = clause.lang if clause.lang != languages.EN else ""
    return (
        f"<mentioned{attributes({'n': which, 'xml:lang': other})}>{text(clause.words)}</mentioned>"
    )


def _event(event: str) -> str:
    return f"../tei/authority.xml#{event}" if event else ""


def _annotations(alignment: Alignment, name: str, pointer: Callable[[Passage], str]) -> list[str]:
    if not alignment.tellings:
        return []
    out = [" <listAnnotation>"]
    for number, telling in enumerate(alignment.tellings, start=1):
        values = {
            "xml:id": f"{name}.t{number}",
            "target": pointer(telling.passage),
            "corresp": _event(telling.event),
            "ana": f"#{telling.how}",
            "resp": f"#{telling.resp}",
            "source": " ".join(f"../tei/texts/{text_id}.xml" for text_id in telling.searched),
        }
        out.append(f"  <annotation{attributes(values)}/>")
    return [*out, " </listAnnotation>"]


def _links(alignment: Alignment, name: str, pointer: Callable[[Passage], str]) -> list[str]:
    if not alignment.links:
        return []
    rows: dict[str, list[str]] = {status: [] for status in GROUPS}
    notes: list[str] = []
    for number, link in enumerate(alignment.links, start=1):
        ident = f"{name}.l{number}"
        values = {
            "xml:id": ident,
            "type": link.status,
            "target": f"{pointer(link.a)} {pointer(link.b)}",
            "ana": " ".join([f"#{link.relation}", *(f"#{FACET}{f}" for f in link.differs)]),
            "corresp": _event(link.event),
            "cert": f"{link.score:.2f}",
            "resp": f"#{link.resp}",
        }
        rows[link.status].append(f"  <link{attributes(values)}/>")
        target = f' target="#{ident}"'
        for reason in link.evidence:
            notes.append(f' <note type="evidence"{target} resp="#program">{text(reason)}</note>')
        for lang, said in bilingual.lines(link.note, languages.EN):
            other = attributes(
                {"resp": f"#{link.resp}", "xml:lang": lang if lang != languages.EN else ""}
            )
            words = annotation_elements.written_in(said, lang)
            notes.append(f' <note type="review"{target}{other}>{words}</note>')
    groups = [
        line
        for status, inside in rows.items()
        if inside
        for line in (f' <linkGrp type="{GROUPS[status]}">', *inside, " </linkGrp>")
    ]
    return [*groups, *notes]


def _number(link: etree._Element) -> float:
    """The number in the id of a link; those that a hand added come after the others."""
    number = link.get(_ID, "").rpartition(".l")[2]
    return int(number) if number.isdecimal() else float("inf")


Locate = Callable[[str, str, str], Passage]
"""From text id and the ids of the first and last unit to the passage."""
Narrow = Callable[[Passage, Clause], Passage]
"""From a passage and the words of a clause in it to the passage with that clause.

Raises ValueError where the words do not stand in it."""

_POINTER: Final = re.compile(
    r"\.\./tei/texts/(?P<text>[a-z][a-z0-9-]*)\.xml"
    r"(?:#(?P<unit>[^()#]+))?"
)


def read(data: bytes, *, where: str, locate: Locate, narrow: Narrow) -> Alignment:
    """Read an alignment file as written by `write`.

    Raises:
        FitnaError: it is no XML, or not as `write` writes it (``not-ours``), with file and line.
    """
    root = safe.parse(data, where=where)

    spans = {f"#{element.get(_ID)}": element for element in root.iter(_TEI + "span")}

    def passage(pointer: str) -> Passage:
        span = spans.get(pointer)
        if span is None:
            return sentences(pointer, pointer)
        run = sentences(span.get("from", ""), span.get("to", ""))
        quote = span.find(_TEI + "mentioned")
        if quote is None:
            return run
        words = "".join(map(str, quote.itertext()))
        return narrow(run, Clause(words, nth=int(quote.get("n", "1"))))

    def sentences(start: str, end: str) -> Passage:
        first, last = _POINTER.fullmatch(start), _POINTER.fullmatch(end)
        if first is None or last is None or first["text"] != last["text"]:
            raise ValueError(f"pointer {start}")
        if bool(first["unit"]) != bool(last["unit"]):
            raise ValueError(f"a run from '{first[0]}' to '{last[0]}'")
        return locate(first["text"], first["unit"] or "", last["unit"] or "")

    def fragment(value: str | None) -> str:
        return (value or "").rpartition("#")[2]

    try:
        notes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for note in root.iter(_TEI + "note"):
            words = "".join(map(str, note.itertext()))
            notes[fragment(note.get("target")), note.get("type", "")].append(words)
        links = []
        for element in sorted(root.iter(_TEI + "link"), key=_number):
            a, b = element.attrib["target"].split()
            relation, *facets = (part[1:] for part in element.attrib["ana"].split())
            links.append(
                PassageLink(
                    passage(a),
                    passage(b),
                    float(element.attrib["cert"]),
                    relation,
                    tuple(facet.removeprefix(FACET) for facet in facets),
                    fragment(element.get("corresp")),
                    tuple(notes[element.attrib[_ID], "evidence"]),
                    element.attrib["type"],
                    fragment(element.attrib["resp"]),
                    "\n".join(notes[element.attrib[_ID], "review"]),
                )
            )
        tellings = tuple(
            Telling(
                passage(element.attrib["target"]),
                fragment(element.get("corresp")),
                fragment(element.attrib["ana"]),
                fragment(element.attrib["resp"]),
                tuple(
                    pointer.rpartition("/")[2].removesuffix(".xml")
                    for pointer in element.get("source", "").split()
                ),
            )
            for element in root.iter(_TEI + "annotation")
        )
        event = root.attrib[_ID].removeprefix("alignment.")
    except (KeyError, ValueError) as error:
        raise FitnaError(
            "not-ours",
            f"this is not an alignment as the program writes it ({error})",
            where=where,
            hint="Run 'fitnacorpus build' to write it anew",
        ) from None
    return Alignment("" if event == "unassigned" else event, tuple(links), tellings)
