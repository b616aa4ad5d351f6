"""Elements of a file as values that can be counted: what was added, changed and removed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE
from fitnacorpus.tei.mapping import NAMES, is_outside
from fitnacorpus.tei.read_values import local_name

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_PROGRAMS: Final = frozenset({"resp", "cert", "ana", _ID, "n", "part", "next", "prev"})
"""Attributes that the program sets from the rest."""
_GATHERED: Final = frozenset({"linkGrp", "spanGrp", "span"})
"""Elements that the program makes of what links say."""
_NUMBERED: Final = frozenset({"div", "pb", "milestone"})
"""Elements whose number says what they are."""


class Essence(NamedTuple):
    """What an element says, without what the program sets."""

    path: str
    values: tuple[tuple[str, str], ...]
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """An element of a file.

    Attributes:
        essence: What it says.
        programs: The attributes that the program sets.
        line: Line in its file.
    """

    essence: Essence
    programs: tuple[tuple[str, str], ...]
    line: int

    @property
    def tag(self) -> str:
        """Name of the element."""
        return self.essence.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change by hand that the file made anew does not hold.

    Attributes:
        record: The element.
        how: "added", "removed", or the name of an attribute that was changed.
    """

    record: Record
    how: str


def records(root: etree._Element) -> list[Record]:
    """All elements and comments of a file, those of the text with their place in the source."""
    out: list[Record] = []
    at = 0
    ends: dict[etree._Element, int] = {}
    starts: dict[etree._Element, int] = {}
    body = root.find(_TEI + "text")
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if event == "comment" or element.target != "fitnacorpus":
                words = " ".join((element.text or "").split())
                out.append(Record(Essence(event, (), at, at, words), (), element.sourceline or 0))
            at += len(element.tail or "") if _counts(element.getparent(), body) else 0
            continue
        if event == "start":
            starts[element] = at
            at += len(element.text or "") if _counts(element, body) else 0
        else:
            ends[element] = at
            at += len(element.tail or "") if _counts(element.getparent(), body) else 0
    for element, start in starts.items():
        if local_name(element) in _GATHERED:
            continue
        out.append(_record(element, start, ends[element], inside=_within(element, body)))
    return sorted(out, key=lambda record: record.line)


def _within(element: etree._Element | None, top: etree._Element | None) -> bool:
    while element is not None:
        if element is top:
            return True
        element = element.getparent()
    return False


def _counts(element: etree._Element | None, body: etree._Element | None) -> bool:
    """Whether the words directly inside an element are the source's."""
    if not _within(element, body):
        return False
    while element is not None and element is not body:
        if _outside(element):
            return False
        element = element.getparent()
    return True


def _outside(element: etree._Element) -> bool:
    return is_outside(local_name(element), element.get("type", ""))


def _record(element: etree._Element, start: int, end: int, *, inside: bool) -> Record:
    path = "/".join(local_name(e) for e in (*reversed(list(element.iterancestors())), element))
    name = path.rpartition("/")[2]
    if inside:
        path = f"text/{name}"
    mine = {k: v for k, v in element.attrib.items() if k in _PROGRAMS}
    if name in _NUMBERED:
        mine.pop("n", None)
    if name not in NAMES:
        # Of a name it says why it has its bearer; elsewhere it says what something is.
        mine.pop("ana", None)
    values = tuple(sorted((k, v) for k, v in element.attrib.items() if k not in mine))
    words = ""
    if not inside or _outside(element):
        words = " ".join((element.text or "").split())
    return Record(
        Essence(path, values, start if inside else 0, end if inside else 0, words),
        tuple(sorted((str(k), str(v)) for k, v in mine.items())),
        element.sourceline or 0,
    )


def left(
    edited: Sequence[Record], base: Sequence[Record], rebuilt: Sequence[Record]
) -> Iterator[Difference]:
    """What was changed by hand and is not in the file made anew, in the order of the lines.

    Args:
        edited: The file as the editor left it.
        base: The file as the program had written it.
        rebuilt: The file as the program writes it now.
    """
    before = Counter(r.essence for r in base)
    after = Counter(r.essence for r in edited)
    now = Counter(r.essence for r in rebuilt)
    was, becomes = _attributes(base), _attributes(rebuilt)
    added = after - before
    missing = added - now
    places = set()
    for record in edited:
        if missing[record.essence]:
            missing[record.essence] -= 1
            places.add(_place(record))
            yield Difference(record, "added")
        elif not added[record.essence]:
            for name in _changed(record, was[record.essence], becomes.get(record.essence, {})):
                yield Difference(record, name)
    returning = (before - after) & (now - after)
    for record in base:
        # What stands in the place of an element that was changed has been named already.
        if returning[record.essence] and _place(record) not in places:
            returning[record.essence] -= 1
            yield Difference(record, "removed")


def _place(record: Record) -> tuple[str, int, int]:
    return record.essence.path, record.essence.start, record.essence.end


def _attributes(listed: Sequence[Record]) -> Mapping[Essence, dict[str, set[str | None]]]:
    """For each essence, the values that each attribute of the program has."""
    out: dict[Essence, dict[str, set[str | None]]] = {}
    for record in listed:
        held = out.setdefault(record.essence, {})
        values = dict(record.programs)
        for name in _PROGRAMS:
            held.setdefault(name, set()).add(values.get(name))
    return out


def _changed(
    record: Record, was: Mapping[str, set[str | None]], becomes: Mapping[str, set[str | None]]
) -> list[str]:
    """Attributes that were given a value which the file made anew does not have.

    One that was taken away is no loss: the program sets it again.
    """
    return [
        name
        for name, value in record.programs
        if value not in was[name] and value not in becomes.get(name, set())
    ]
