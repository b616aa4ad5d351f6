"""What single elements of generated TEI say: the inverse of `annotation_elements`."""

from __future__ import annotations

from typing import Final

from lxml import etree

from fitnacorpus.model import (
    Candidate,
    Correction,
    DateExpression,
    Measure,
    Span,
)
from fitnacorpus.orthography.intervals import PRECISIONS, proleptic
from fitnacorpus.tei import NAMESPACE
from fitnacorpus.tei.annotation_elements import BETWEEN
from fitnacorpus.tei.mapping import ELEMENTS, OTHERS

TEI: Final = f"{{{NAMESPACE}}}"
Said = tuple[str, str, tuple[Candidate, ...], str, str, str]
"""What the attributes of a name say: the fields of a mention from `kind` to `key`."""
_KINDS: Final = {element: kind for kind, element in ELEMENTS.items() if element != "rs"}


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_in(element: etree._Element) -> str:
    """All words in an element."""
    return "".join(element.itertext())


def pointer(value: str | None) -> str:
    """The id that a pointer ends in."""
    return (value or "").rpartition("#")[2]


def outer_name(element: etree._Element) -> str:
    """The name of the element around one, or ""."""
    outer = element.getparent()
    return local_name(outer) if outer is not None else ""


def others_words(element: etree._Element) -> str | None:
    """What the editor of the source reads beside a reading; None where our editor remarks on it."""
    outer = element.getparent()
    if outer is None or local_name(outer) != "choice":
        return None
    beside = outer.find(TEI + OTHERS[local_name(element)])
    given = beside is not None and (beside.get("type") == "source" or local_name(element) == "abbr")
    return words_in(beside) if given else None


def stands_alone(element: etree._Element) -> bool:
    """Whether the source marks a reading and nobody gives another, or says anything of it."""
    following = element.getnext()
    remarked = following is not None and following.get("type") == "editorial" and not element.tail
    return outer_name(element) != "choice" and not remarked


def is_line_of_speech(element: etree._Element) -> bool:
    """Whether a `said` is what makes its paragraph a line of speech."""
    outer = element.getparent()
    return local_name(element) == "said" and outer is not None and local_name(outer) == "p"


def amount(element: etree._Element, exact: str) -> tuple[int, int | None, bool]:
    """Value, upper bound, and whether more is meant; `exact` names the attribute of a value."""
    if exact in element.attrib:
        return int(element.attrib[exact]), None, False
    upper = element.get("atMost")
    return int(element.attrib["atLeast"]), int(upper) if upper is not None else None, upper is None


def measure_of(element: etree._Element, span: Span) -> Measure:
    """A `measure`."""
    value, upper, more = amount(element, "quantity")
    unit, commodity = element.get("unit", ""), element.get("commodity", "")
    return Measure(*span, value, unit, commodity, upper, more)


def date_of(element: etree._Element, span: Span) -> DateExpression:
    """A `date`: one whose bounds are its own words, or one that was converted."""
    if element.get("datingMethod") is None:
        first, last, precision = _ends(element)
        return DateExpression(
            *span,
            "gregorian",
            first,
            proleptic(first)[0] if first else "",
            proleptic(last)[1] if last else "",
            last if precision else "",
            precision or PRECISIONS[len(first)],
        )
    return DateExpression(
        *span,
        pointer(element.get("datingMethod")),
        element.get("when-custom") or element.get("from-custom", ""),
        element.get("notBefore", ""),
        element.get("notAfter", ""),
        element.get("to-custom", ""),
        element.attrib["type"],
    )


def _ends(element: etree._Element) -> tuple[str, str, str]:
    """First and last day of a proleptic date as written, and its precision if it has two ends."""
    if when := element.get("when"):
        return when, when, ""
    for precision, (first, last) in BETWEEN.items():
        if first in element.attrib or last in element.attrib:
            return element.get(first, ""), element.get(last, ""), precision
    raise ValueError("a date without a value")


def correction_of(element: etree._Element, span: Span) -> Correction:
    """What an editor of the corpus corrects, regularises or remarks."""
    outer = element.getparent()
    assert outer is not None
    whole = outer if local_name(outer) == "choice" else element
    changed = {"corr": "", "reg": ""}
    for name in changed:
        if whole is outer and (found := outer.find(TEI + name)) is not None:
            changed[name] = words_in(found)
    return Correction(*span, changed["corr"], remark_on(whole), changed["reg"])


def remark_on(element: etree._Element) -> str:
    """What an editor remarks on an element, in the notes right after it, a line a language."""
    said = []
    while (following := element.getnext()) is not None and not element.tail:
        if local_name(following) != "note" or following.get("type") != "editorial":
            break
        said.append(words_in(following).removeprefix("\n").removesuffix("\n"))
        element = following
    return "\n".join(said)


def said_of(element: etree._Element, name: str, kind: str) -> Said:
    """What is said of a name: its element, the type of that, and its attributes."""
    ref = pointer(element.get("ref"))
    title = name == "rs" and (kind != "event" or element.get("subtype") == "title")
    return (
        kind if name == "rs" else _KINDS[name],
        "title" if title else "name",
        (Candidate(ref, float(element.get("cert", "1"))),) if ref else (),
        pointer(element.get("resp")) or "source",
        pointer(element.get("ana")).removeprefix("by-") or "form",
        element.get("key", ""),
    )
