"""Small questions about elements of a TEI file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from fitnacorpus.ingest.tei_names import ALTERNATIVES, GAP, HALVES, LINES, NOTES
from fitnacorpus.model import SourceName, Span, Token
from fitnacorpus.tei import NAMESPACE

TEI: Final = f"{{{NAMESPACE}}}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_BREAKS: Final = frozenset({"lb", "pb", "cb", "gb", "space"})
_GIVEN: Final = {given: written for written, given in ALTERNATIVES.items()}
_UNTOLD: Final = frozenset({"del", "note", "wit", "witDetail", "figDesc", "metamark"})
"""Elements inside a reading that are no words of it."""
_BETWEEN_LINES: Final = frozenset({"", "milestone", "anchor", "fw", *_BREAKS, *NOTES})
"""What may stand between the lines of a stanza."""
_AROUND_LINES: Final = frozenset(
    {"app", "lem", "rdg", "choice", "sic", "corr", "orig", "reg", "add", "supplied", "unclear",
     "surplus"}
)  # fmt: skip
"""What may stand around some of them."""


def local(element: etree._Element | None) -> str:
    """Name of an element; of another vocabulary with its namespace; "" for what is no element."""
    tag = element.tag if element is not None else None
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(TEI)


def elements(element: etree._Element) -> Iterator[etree._Element]:
    """The elements in an element, without comments and instructions."""
    return (child for child in element if local(child))


def type_of(element: etree._Element) -> str:
    """The value of @type, in small letters."""
    return str(element.get("type", "")).lower()


def words(element: etree._Element) -> str:
    """The characters in an element, without those of comments, white space made plain."""
    return " ".join(str(element.xpath("string()")).split())


def told(element: etree._Element) -> str:
    """The words of an element as a reader takes them: of alternatives the source's, no deletions.

    Notes stand aside; a break parts words, unless it says that it does not.
    """
    out: list[str] = []
    _tell(element, out)
    return " ".join("".join(out).split())


def _tell(element: etree._Element, out: list[str]) -> None:
    out.append(element.text or "")
    for child in element:
        name = local(child)
        if name == "gap":
            out.append(GAP)
        elif name in ("choice", "app"):
            options = list(elements(child))
            if (kept := source_option(options)) is not None:
                _tell(kept, out)
        elif name in _BREAKS:
            out.append("" if child.get("break") == "no" else " ")
        elif name and name not in _UNTOLD:
            _tell(child, out)
        out.append(child.tail or "")


def source_option(options: Sequence[etree._Element]) -> etree._Element | None:
    """Of alternatives, what the source itself wrote; of what it did not write, the first.

    A reading beside which stands what an editor gives in its place comes before one without.
    """
    given = {local(option) for option in options}
    paired = [x for x in options if ALTERNATIVES.get(local(x)) in given]
    written = [x for x in options if local(x) in ALTERNATIVES]
    return next(iter([*paired, *written, *options]), None)


def main_reading(readings: Sequence[etree._Element]) -> etree._Element | None:
    """Of readings without a lemma the one to read: the first, or the last state of its witness."""
    first = next((x for x in readings if told(x)), readings[0] if readings else None)
    if first is None or not first.get("varSeq", "").isdecimal():
        return first
    states = [x for x in readings if x.get("varSeq", "").isdecimal() and told(x)
              and x.get("wit") == first.get("wit")]  # fmt: skip
    return max(states, key=lambda x: int(x.get("varSeq", "0")), default=first)


def witness(element: etree._Element) -> str:
    """The sigla of a reading, by its attribute or in the element after it."""
    signs = (element.get("wit") or "").split()
    after = element.getnext()
    if not signs and after is not None and local(after) == "wit":
        signs = words(after).split()
    return " ".join(sign.removeprefix("#") for sign in signs)


def owner(reading: etree._Element) -> etree._Element | None:
    """The app that a reading belongs to."""
    return next(reading.iterancestors(TEI + "app"), None)


def has_words(element: etree._Element) -> bool:
    """Whether characters stand directly in an element that should hold elements only."""
    return any((words or "").strip() for words in (element.text, *(c.tail for c in element)))


def follows_label(element: etree._Element) -> bool:
    """Whether an item of a list stands after its label, in one block with it."""
    before = element.getprevious()
    return local(element) == "item" and before is not None and local(before) == "label"


def is_line(element: etree._Element) -> bool:
    """Whether a speech is the whole of a paragraph: a line of dialogue."""
    outer = element.getparent()
    return (
        local(element) == "said"
        and not element.get("who")
        and local(outer) == "p"
        and outer is not None
        and len(outer) == 1
        and not has_words(outer)
    )


def is_fact(element: etree._Element) -> bool:
    """Whether a label or an item belongs to a table of facts."""
    return any(type_of(outer) == "infobox" for outer in element.iterancestors(TEI + "div"))


def is_note(element: etree._Element) -> bool:
    """Whether an element is a note: by its name, or a label that stands beside the text."""
    name = local(element)
    return name in NOTES or (name == "label" and bool(element.get("place")))


def continues(element: etree._Element) -> bool:
    """Whether a paragraph or a stanza is the rest of the one before it."""
    if element.get("part") in ("M", "F"):
        return True
    before = element.getprevious()
    while before is not None and local(before) in _BETWEEN_LINES:
        before = before.getprevious()
    ident = before.get(XML + "id") if before is not None else None
    same = before is not None and local(before) == local(element)
    return bool(same and ident and element.get("prev") == f"#{ident}")


def is_run_in(element: etree._Element) -> bool:
    """Whether a list goes on in the line it stands in: it says so, or words part its items."""
    said = f"{element.get('rend', '')} {type_of(element)}".lower()
    return "inline" in said or "run-in" in said or has_words(element)


def doubles(element: etree._Element) -> bool:
    """Whether what an editor gives stands beside what the source has, and no choice around them."""
    here = local(element)
    if here not in ALTERNATIVES and here not in _GIVEN:
        return False
    before = element.getprevious()
    if before is None or before.tail or local(element.getparent()) == "choice":
        return False
    there = local(before)
    return here in (ALTERNATIVES.get(there), _GIVEN.get(there))


def stands_alone(note: etree._Element) -> bool:
    """Whether a note stands between the blocks of a text, and not inside one."""
    return not any(local(outer) in LINES for outer in note.iterancestors())


def line_of(element: etree._Element) -> etree._Element | None:
    """The line of verse of which an element is a part, perhaps inside its sentence."""
    outer = element.getparent()
    if outer is not None and local(outer) == "s":
        outer = outer.getparent()
    return outer if outer is not None and local(outer) == "l" else None


def is_half(element: etree._Element) -> bool:
    """Whether a segment is half a line of verse, with a sentence around its words or without."""
    outer = element.getparent()
    if outer is None or local(element) != "seg" or line_of(element) is None:
        return False
    beside = [child for child in elements(outer) if local(child) == "seg"]
    return type_of(element) in HALVES or len(beside) == 2


def opens_stanza(line: etree._Element) -> bool:
    """Whether no line of verse stands before a line in what holds it."""
    outer = line.getparent()
    before = line.getprevious()
    while before is not None and local(before) in _BETWEEN_LINES:
        before = before.getprevious()
    if before is None and local(outer) in _AROUND_LINES and outer is not None:
        return opens_stanza(outer)
    if before is None and outer is not None and local(outer) == "lg" and continues(outer):
        return False
    while local(before) in _AROUND_LINES and before is not None and len(before):
        before = before[-1] if local(before) not in ("app", "choice") else before[0]
    return local(before) != "l"


def each_once(names: Iterable[SourceName]) -> tuple[SourceName, ...]:
    """Names by position; of two on the same characters the one that says whom it means."""
    out: dict[Span, SourceName] = {}
    for name in names:
        span = Span(name.start, name.end)
        known = out.get(span)
        if known is None:
            out[span] = name
        else:
            best = known if known.key or not name.key else name
            out[span] = best._replace(
                kind=best.kind or known.kind or name.kind, parts=known.parts or name.parts
            )
    return tuple(sorted(out.values(), key=lambda n: (n.start, -n.end)))


def innermost(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Words of which something is said, by position; of a word in a word the inner one."""
    out: list[Token] = []
    for token in sorted(tokens, key=lambda t: (t.start, -t.end)):
        if not any(token[2:]):
            continue
        while out and out[-1].end > token.start:
            out.pop()
        out.append(token)
    return tuple(out)


def note_number(notes: Sequence[int], place: Span | None) -> str:
    """The number of the note that stands at a place among the notes of a text, or ""."""
    return str(notes.index(place.start) + 1) if place and place.start in notes else ""
