"""What the endpoints of Distributed Text Services 1.0 answer.

Collections are one: the corpus.  A resource is a text, known by its text id.  Its citation tree is
that of our refs: ``e3``, ``e3.p2``, ``e3.p2.s1``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.description import Heirs
from fitnacorpus.documents import Documents
from fitnacorpus.interchange.dts import passages
from fitnacorpus.interchange.words import title
from fitnacorpus.model import Document
from fitnacorpus.refs import Ref
from fitnacorpus.tei import safe

CONTEXT: Final = "https://dtsapi.org/context/v1.0.json"
"""The context that the specification names."""
VERSION: Final = "1.0"
ROOT: Final = "all_texts"
"""Id of the one collection; no text can have it."""
LEVELS: Final = ("episode", "paragraph", "sentence")
"""What is cited, from the top."""
MEDIA: Final = "application/tei+xml"
_MEDIA: Final = (MEDIA, "application/xml", "text/xml")
_UNKNOWN: Final = frozenset(["unknown", "not established"])
"""What `add` drafts in place of an author and of rights that nobody has stated."""
_HELD: Final = 4
"""Texts whose parsed TEI is kept: clients ask for passage after passage of one."""


class RefusalError(Exception):
    """A request that is answered with an error.

    Args:
        status: HTTP status code: 400 or 404.
        message: What is wrong.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status, self.message = status, message


@dataclass(frozen=True, slots=True)
class Templates:
    """URI templates (RFC 6570) of the endpoints.

    Attributes:
        entry: Address of the entry endpoint.
        collection: Template with `id` and `nav`.
        navigation: Template with `resource`, `ref`, `down` and, where ranges are answered, `start`
            and `end`.
        document: Template with `resource`, `ref` and the same.
    """

    entry: str
    collection: str
    navigation: str
    document: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A place that can be cited.

    Attributes:
        ref: Its identifier.
        level: 1 for an episode, 2 for a paragraph, 3 for a sentence.
        parent: Identifier of what holds it, or "".
        last: Number, in document order, of the last unit inside it or itself.
        titles: Titles by language.
    """

    ref: str
    level: int
    parent: str
    last: int
    titles: Mapping[str, str]


class Service:
    """Answers for a corpus.

    Args:
        corpus_title: Title of the corpus.
        documents: The texts that may be read.
        tei: From a text id to the TEI of the text.
        templates: Where the endpoints are.
        heirs: What leads on from ids that are no more: they are answered as the present ones.
    """

    def __init__(
        self,
        corpus_title: str,
        documents: Documents,
        tei: Callable[[str], bytes],
        templates: Templates,
        heirs: Heirs | None = None,
    ) -> None:
        self._heirs = heirs or Heirs()
        self._title, self._documents, self._templates = corpus_title, documents, templates

        @lru_cache(maxsize=_HELD)
        def root(text_id: str) -> etree._Element:
            return safe.parse(tei(text_id), where=text_id)

        @lru_cache(maxsize=_HELD)
        def units(text_id: str) -> tuple[dict[str, int], list[_Unit]]:
            found = list(_units(documents[text_id]))
            return {unit.ref: number for number, unit in enumerate(found)}, found

        self._root, self._units = root, units
        self._tei = tei

    # --- Endpoints -------------------------------------------------------------------------------

    def entry(self) -> dict[str, Any]:
        """Where the other endpoints are."""
        at = self._templates
        return {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": at.entry,
            "@type": "EntryPoint",
            "collection": at.collection,
            "navigation": at.navigation,
            "document": at.document,
        }

    def collection(self, ident: str = "", nav: str = "") -> dict[str, Any]:
        """The corpus or a text, with its children or parents.

        Args:
            ident: Id of a text, or that of the corpus, which "" stands for too.
            nav: "children" or "parents"; "" for children.

        Raises:
            RefusalError: there is no such text, or another `nav`.
        """
        if nav not in ("", "children", "parents"):
            raise RefusalError(400, "nav is children or parents")
        if ident in ("", ROOT):
            members = [] if nav == "parents" else [self._resource(d) for d in self._documents]
            own = self._corpus()
        else:
            own = self._resource(self._document(ident))
            members = [self._corpus()] if nav == "parents" else []
        return {"@context": CONTEXT, "dtsVersion": VERSION, **own, "member": members}

    def navigation(
        self, resource: str, *, ref: str = "", start: str = "", end: str = "",
        down: int | None = None, tree: str = "", address: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """What can be cited in a text, at and below a place.

        Args:
            resource: The text.
            ref: A place.
            start: Beginning of a range of places.
            end: End of it.
            down: How many levels below; -1 for all.
            tree: Name of a citation tree: there is one, without a name.
            address: Address of the request.

        Raises:
            RefusalError: parameters that do not go together, or a place that is not there.
        """
        document = self._document(resource)
        resource, ref, start, end = self._present(resource, ref, start, end)
        _, units = self._units(resource)
        first, last = self._range(resource, ref, start, end, tree)
        if not ref and not start and (down is None or down == 0):
            raise RefusalError(400, "give down, ref, or start and end")
        if start and down == 0:
            raise RefusalError(400, "down=0 goes with ref alone")
        if down is not None and down < -1:
            raise RefusalError(400, "down is -1 or more")
        out: dict[str, Any] = {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@type": "Navigation",
            "@id": address or self._templates.entry,
            "resource": self._resource(document),
        }
        if ref:
            out["ref"] = _citable(units[first])
        elif start:
            out |= {"start": _citable(units[first]), "end": _citable(units[last])}
        if down is None:
            return out
        if down == 0:
            here = units[first]
            siblings = [u for u in units if (u.level, u.parent) == (here.level, here.parent)]
            return {**out, "member": [_citable(unit) for unit in siblings]}
        top = max(units[first].level, units[last].level) if ref or start else 0
        deepest = len(LEVELS) if down == -1 else top + down
        run = units[first : units[last].last + 1] if units else []
        return {**out, "member": [_citable(unit) for unit in run if unit.level <= deepest]}

    def document(
        self, resource: str, *, ref: str = "", start: str = "", end: str = "", tree: str = "",
        media: str = "",
    ) -> bytes:  # fmt: skip
        """The TEI of a text, or of a passage of it.

        Args:
            resource: The text.
            ref: A place.
            start: Beginning of a range of places.
            end: End of it.
            tree: Name of a citation tree: there is one, without a name.
            media: The media type wanted; TEI is all there is.

        Raises:
            RefusalError: parameters that do not go together, or something that is not there.
        """
        self._document(resource)
        resource, ref, start, end = self._present(resource, ref, start, end)
        if media and media not in _MEDIA:
            raise RefusalError(404, f"the text is not there as {media}")
        if not (ref or start or end):
            return self._tei(resource)
        first, last = self._range(resource, ref, start, end, tree)
        _, units = self._units(resource)
        begin, finish = (f"{resource}.{units[number].ref}" for number in (first, last))
        return passages.cut(self._root(resource), begin, finish)

    def refs(self, resource: str) -> Sequence[tuple[str, int]]:
        """All places of a text that can be cited, with their levels, in document order."""
        return [(unit.ref, unit.level) for unit in self._units(resource)[1]]

    # --- Parts of answers ------------------------------------------------------------------------

    def _document(self, resource: str) -> Document:
        if not resource:
            raise RefusalError(400, "resource is missing")
        present = self._heirs.text(resource)
        if present not in self._documents.ids:
            raise RefusalError(404, f"there is no text '{resource}'")
        return self._documents[present]

    def _present(self, resource: str, *refs: str) -> tuple[str, ...]:
        """The ids that a text and places in it have now."""
        text = self._heirs.text(resource)
        return (text, *(self._heirs.fragment(text, ref) for ref in refs))

    def _range(self, resource: str, ref: str, start: str, end: str, tree: str) -> tuple[int, int]:
        """Numbers of the first and the last unit that a request names; all of them if none."""
        numbers, units = self._units(resource)
        if ref and (start or end):
            raise RefusalError(400, "ref does not go with start and end")
        if bool(start) != bool(end):
            raise RefusalError(400, "start and end go together")
        if tree:
            raise RefusalError(404, f"there is no citation tree '{tree}'")
        for wanted in filter(None, (ref, start, end)):
            if wanted not in numbers:
                raise RefusalError(404, f"there is no place '{wanted}'")
        if ref:
            return numbers[ref], numbers[ref]
        if start:
            if numbers[start] > numbers[end]:
                raise RefusalError(400, "end comes before start")
            return numbers[start], numbers[end]
        top = [number for number, unit in enumerate(units) if unit.level == 1]
        return (top[0], top[-1]) if top else (0, 0)

    def _corpus(self) -> dict[str, Any]:
        return {
            "@id": ROOT,
            "@type": "Collection",
            "title": self._title,
            "totalParents": 0,
            "totalChildren": len(self._documents),
            "collection": _filled(self._templates.collection, "id", ROOT),
        }

    def _resource(self, document: Document) -> dict[str, Any]:
        info, at = document.text.info, self._templates
        structure: list[dict[str, Any]] = []
        for level in reversed(LEVELS):
            inner = {"citeStructure": structure} if structure else {}
            structure = [{"@type": "CiteStructure", "citeType": level, **inner}]
        core: dict[str, Any] = {
            "title": [{"lang": lang, "value": words} for lang, words in sorted(info.title.items())],
            "language": [{"lang": languages.EN, "value": info.lang}],
        }
        for name, words in (("creator", info.author), ("rights", info.rights)):
            if words and words not in _UNKNOWN:
                core[name] = [{"lang": "und", "value": words}]
        return {
            "@id": info.id,
            "@type": "Resource",
            "title": title(document),
            "totalParents": 1,
            "totalChildren": 0,
            "dublinCore": core,
            "collection": _filled(at.collection, "id", info.id),
            "navigation": _filled(at.navigation, "resource", info.id),
            "document": _filled(at.document, "resource", info.id),
            "mediaTypes": [MEDIA],
            "citationTrees": [{"@type": "CitationTree", "citeStructure": structure}],
        }


def _units(document: Document) -> list[_Unit]:
    """Everything that can be cited in a text, in document order."""
    out: list[_Unit] = []

    def add(ref: Ref, level: int, parent: str, inside: int, titles: Mapping[str, str]) -> str:
        name = str(ref).partition(":")[2]
        out.append(_Unit(name, level, parent, len(out) + inside, titles))
        return name

    text = document.text.info.id
    for episode in document.episodes:
        size = sum(1 + len(p.sentences) for p in episode.paragraphs)
        top = add(Ref(text, episode.id), 1, "", size, episode.title)
        for number, paragraph in enumerate(episode.paragraphs, start=1):
            held = len(paragraph.sentences)
            middle = add(Ref(text, episode.id, number), 2, top, held, {})
            for index in range(1, held + 1):
                add(Ref(text, episode.id, number, index), 3, middle, 0, {})
    return out


def _citable(unit: _Unit) -> dict[str, Any]:
    out: dict[str, Any] = {
        "identifier": unit.ref,
        "@type": "CitableUnit",
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": LEVELS[unit.level - 1],
    }
    if unit.titles:
        values = [{"lang": lang, "value": words} for lang, words in sorted(unit.titles.items())]
        out["dublinCore"] = {"title": values}
    return out


def _filled(template: str, name: str, value: str) -> str:
    """A template whose first variable is given; what is left of it is a template again."""
    for sign, given, rest in (("?", f"?{name}={value}", "&"), ("/", f"/{value}", "/"),
                              ("", value, "")):  # fmt: skip
        head, found, tail = template.partition(f"{{{sign}{name}")
        if found:
            if tail.startswith("}"):
                return head + given + tail[1:]
            return f"{head}{given}{{{rest}{tail.removeprefix(',')}"
    return template
