"""Alignments as TEI standOff: annotations say how passages stand to an event, links join them.

A passage that is a whole episode is pointed to by its id; a run of sentences by the `range()`
pointer scheme of the TEI Guidelines (chapter 17) between its first and its last sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fitnacorpus import languages
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Alignment, Passage, PassageLink, Telling
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, header, layers, safe
from fitnacorpus.tei.header import Change, Edition
from fitnacorpus.tei.inline import attributes, text
from fitnacorpus.vocabulary import EventRole, Facet, Relation

FACET: Final = "differs."
"""What stands before a facet in `@ana`."""

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"

Pointer = Callable[[Passage], str]
"""Gives the pointer to a passage as seen from ``alignments/``."""


def write(
    alignment: Alignment,
    *,
    title: str,
    pointer: Pointer,
    edition: Edition,
    reviewers: Mapping[str, str],
    changes: Sequence[Change] = (),
) -> str:
    """The TEI of an alignment, without the XML declaration.

    Args:
        alignment: Links and tellings of one event, in the order to be written.
        title: Title of the event, in English.
        pointer: Gives the pointer to a passage.
        edition: What holds for the whole edition.
        reviewers: xml:id to name of the people named in `@resp` or in `changes`.
        changes: What reviewers did to what the file holds.
    """
    name = alignment.event or "unassigned"
    roles = {telling.how for telling in alignment.tellings}
    relations = {link.relation for link in alignment.links}
    facets = {facet for link in alignment.links for facet in link.differs}
    out = [
        f'<TEI xmlns="{NAMESPACE}" xml:id="alignment.{name}" xml:lang="en">',
        "<teiHeader>",
        " <fileDesc>",
        "  <titleStmt>",
        f"   <title>{text(title)}</title>",
        *header.respondents(edition, reviewers),
        "  </titleStmt>",
        "  <publicationStmt>",
        f"   <publisher>{text(edition.publisher)}</publisher>",
        f'   <availability status="free"><licence{attributes({"target": edition.licence})}'
        ">The annotations.</licence></availability>",
        "  </publicationStmt>",
        "  <sourceDesc><p>Proposed by the program, judged by the editors.</p></sourceDesc>",
        " </fileDesc>",
        " <encodingDesc>",
        "  <editorialDecl>",
        "   <interpretation>",
        "    <p>An annotation says how a passage stands to an event (@corresp): @ana. A link joins",
        "     two passages that a reader can move between: @type says whether it is proposed,",
        "     accepted or rejected, @ana what it is and in what the passages differ, @cert how",
        "     sure it is, @resp who says so. A note gives the reasons.</p>",
        "   </interpretation>",
        "  </editorialDecl>",
        "  <classDecl>",
        *header.taxonomy("telling", header.terms(EventRole, roles)),
        *header.taxonomy("relation", header.terms(Relation, relations)),
        *header.taxonomy("facet", header.terms(Facet, facets), prefix=FACET),
        "  </classDecl>",
        *header.application(edition),
        " </encodingDesc>",
        " <profileDesc>",
        '  <langUsage><language ident="en">English</language></langUsage>',
        " </profileDesc>",
        *header.revisions(changes),
        "</teiHeader>",
        "<standOff>",
        *_annotations(alignment, name, pointer),
        *_links(alignment, name, pointer),
        "</standOff>",
        "</TEI>",
        "",
    ]
    return "\n".join(out)


def _event(event: str) -> str:
    return f"../tei/authority.xml#{event}" if event else ""


def _annotations(alignment: Alignment, name: str, pointer: Pointer) -> list[str]:
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


def _links(alignment: Alignment, name: str, pointer: Pointer) -> list[str]:
    if not alignment.links:
        return []
    rows, notes = [], []
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
        rows.append(f"  <link{attributes(values)}/>")
        target = f' target="#{ident}"'
        for reason in link.evidence:
            notes.append(f' <note type="evidence"{target} resp="#program">{text(reason)}</note>')
        if link.note:
            lang = layers.language_of_note(link.note, languages.EN)
            other = attributes(
                {"resp": f"#{link.resp}", "xml:lang": lang if lang != languages.EN else ""}
            )
            words = layers.written_in(link.note, lang)
            notes.append(f' <note type="review"{target}{other}>{words}</note>')
    return [' <linkGrp type="alignment">', *rows, " </linkGrp>", *notes]


Locate = Callable[[str, str, str], Passage]
"""From text id and the ids of the first and last unit to the passage."""

_POINTER: Final = re.compile(
    r"\.\./tei/texts/(?P<text>[a-z][a-z0-9-]*)\.xml"
    r"(?:#(?:range\((?P<first>[^,()]+),(?P<last>[^,()]+)\)|(?P<unit>[^()]+)))?"
)


def read(data: bytes, *, where: str, locate: Locate) -> Alignment:
    """Read an alignment file as written by `write`.

    Raises:
        FitnaError: it is no XML, or not as `write` writes it (``not-ours``), with file and line.
    """
    root = safe.parse(data, where=where)

    def passage(pointer: str) -> Passage:
        match = _POINTER.fullmatch(pointer)
        if match is None:
            raise ValueError(f"pointer {pointer}")
        first = match["first"] or match["unit"] or ""
        return locate(match["text"], first, match["last"] or first)

    def fragment(value: str | None) -> str:
        return (value or "").rpartition("#")[2]

    try:
        notes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for note in root.iter(_TEI + "note"):
            words = "".join(map(str, note.itertext()))
            notes[fragment(note.get("target")), note.get("type", "")].append(words)
        links = []
        for element in root.iter(_TEI + "link"):
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
                    "".join(notes[element.attrib[_ID], "review"]),
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
