"""Ids and pointers: an id stands for one thing in the whole corpus, and every pointer finds it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, NamedTuple

from fitnacorpus.checks.problem_places import Gatherer, Place, error, place
from fitnacorpus.model import Problem
from fitnacorpus.tei.mapping import NAMES
from fitnacorpus.tei.scan import Tag

POSITIONAL: Final = frozenset({"p", "l", "s", "item"}) | NAMES
"""Elements whose ids are made of their position (see `passages`), and are kept only if named."""
PASSAGES: Final = frozenset({"div", "s"})
"""Elements that a link may join."""

_ENTRIES: Final = frozenset({"person", "place", "org", "event"})
_BEARERS: Final = {
    "persName": "person",
    "placeName": "place",
    "orgName": "org",
    "person": "person",
    "place": "place",
    "group": "org",
    "event": "event",
}
"""Element of a name, or type of a referring string, to the element of its bearer."""
_TARGETS: Final[Mapping[str, frozenset[str]]] = {
    "ref": _ENTRIES,
    "assertedValue": _ENTRIES,
    "corresp": frozenset({"event"}),
    "ana": frozenset({"category"}),
    "resp": frozenset({"respStmt", "application"}),
    "who": frozenset({"respStmt", "person", "org"}),
    "where": frozenset({"place"}),
    "active": frozenset({"person", "place", "org"}),
    "passive": frozenset({"event"}),
    "calendar": frozenset({"calendar"}),
    "datingMethod": frozenset({"calendar"}),
    "wit": frozenset({"witness"}),
    "next": frozenset(),
    "prev": frozenset(),
    "target": frozenset(),
    "source": frozenset({"TEI", "bibl"}),
    "from": frozenset({"anchor"}),
    "to": frozenset({"s"}),
}
"""Attribute to the elements that it may point to; `_targets` says what is told by the element."""
_EXTERNAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_RANGE: Final = re.compile(r"range\(([^,()]+),([^,()]+)\)")
_NAMING: Final = frozenset(
    {("link", "target"), ("annotation", "target"), ("span", "from"), ("span", "to")}
)
"""Elements and attributes that name passages, of whose ids the positions must be known."""
_SUGGESTED: Final = 20
"""Number of dangling pointers for which a likely id is looked for."""


class Held(NamedTuple):
    """What bears an id.

    Attributes:
        kind: Its element.
        order: Its number in the file.
        episode: xml:id of the episode it is or stands in, or "".
        at: Where it is.
    """

    kind: str
    order: int
    episode: str
    at: Place


@dataclass(slots=True)
class _Use:
    """Equal pointers of a file: where the first is, and how many there are."""

    at: Place
    bearer: str
    times: int = 1


@dataclass
class Register:
    """Ids and pointers of all files."""

    _ids: dict[str, dict[str, Held]] = field(default_factory=dict)
    _headers: dict[str, tuple[str, str, Place]] = field(default_factory=dict)
    _everywhere: dict[str, Place] = field(default_factory=dict)
    _uses: dict[str, dict[tuple[str, str, str], _Use]] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)
    _links: list[tuple[Place, str, str]] = field(default_factory=list)
    _retired: Mapping[str, str] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)
    _spans: dict[str, str] = field(default_factory=dict)

    def open(self, file: str) -> None:
        """Begin a file."""
        self._ids[file], self._uses[file] = {}, {}

    def broken(self, file: str) -> None:
        """Say that a file could not be read to its end: pointers to it are not judged."""
        self._broken.add(file)

    def retire(self, ids: Mapping[str, str]) -> None:
        """Name ids that may not be used again, with the file that retired them."""
        self._retired = ids

    def add(self, file: str, tag: Tag, order: int) -> Iterator[Problem]:
        """Take the id of a tag; what is wrong with it comes back."""
        ident, at = tag.get("xml:id"), place(file, tag)
        if tag.name in POSITIONAL and ident not in self._wanted:
            return
        if ident in self._retired:
            yield error(
                "reused-id",
                at,
                f"the id '{ident}' was retired in {self._retired[ident]}",
                "Give it an id that nothing had before",
            )
        outer = tag if tag.name == "div" else tag.inside("div")
        episode = outer.get("xml:id") if outer else ""
        known = self._ids[file].setdefault(ident, Held(tag.name, order, episode, at))
        other: Place | None = None
        if known.at != at:
            other = known.at
        elif tag.inside("teiHeader"):
            # Headers say the same things under the same ids, each for its file.
            group = tag.parent.get("xml:id") if tag.parent else ""
            first = self._headers.setdefault(ident, (tag.name, group, at))
            other = self._everywhere.get(ident)
            if first[:2] != (tag.name, group):
                other = first[2]
        else:
            first_place = self._everywhere.setdefault(ident, at)
            other = first_place if first_place != at else None
            if ident in self._headers:
                other = self._headers[ident][2]
        if other:
            yield error(
                "duplicate-id",
                at,
                f"the id '{ident}' stands already in {other.file} on line {other.line}",
                "Give one of the two another id",
            )

    def use(self, file: str, tag: Tag, attribute: str) -> None:
        """Take a pointer."""
        value = tag.attributes[attribute]
        bearer = _BEARERS.get(tag.get("type") if tag.name == "rs" else tag.name, "")
        key = (tag.name if attribute != "ref" else bearer, attribute, value)
        known = self._uses[file].get(key)
        if known is not None:
            known.times += 1
            return
        self._uses[file][key] = _Use(place(file, tag), tag.name)
        if (tag.name, attribute) in _NAMING:
            self._wanted.update(token.partition("#")[2] for token in value.split())

    def span(self, file: str, tag: Tag) -> None:
        """Take a run of sentences, which links point to by its id."""
        base, _, first = _target(file, tag.get("from")).partition("#")
        last = tag.get("to").partition("#")[2]
        self._spans[f"{file}#{tag.get('xml:id')}"] = f"{base}#range({first},{last})"

    def link(self, file: str, tag: Tag, a: str, b: str) -> None:
        """Take the two targets of a link."""
        self._links.append((place(file, tag), _target(file, a), _target(file, b)))

    def _passage(self, target: str) -> str:
        """A pointer as seen from the corpus; one to a span as the run of sentences that it is."""
        return self._spans.get(target, target)

    # --- When all files have been gone through ---------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        """Pointers that lead nowhere or to the wrong thing, and links that join nothing new."""
        suggestions = _SUGGESTED
        for file, uses in self._uses.items():
            for (element, attribute, value), use in uses.items():
                for token in value.split():
                    if _EXTERNAL.match(token):
                        continue
                    for problem in self._judge(file, element, attribute, token, use, suggestions):
                        suggestions -= problem.code == "dangling-ref"
                        yield problem
        yield from self._joined()

    def _judge(
        self, file: str, element: str, attribute: str, token: str, use: _Use, suggestions: int
    ) -> Iterator[Problem]:
        target, _, fragment = self._passage(_target(file, token)).partition("#")
        others = f" (and {use.times - 1} more times)" if use.times > 1 else ""
        what = f"@{attribute} of <{use.bearer}> points to '{token}'"
        if target in self._broken:
            return
        allowed = _targets(element, attribute, bool(fragment))
        if target not in self._ids:
            yield error("dangling-ref", use.at, f"{what}, and there is no such file{others}",
                        "Correct the pointer, or add the file")  # fmt: skip
            return
        ranged = _RANGE.fullmatch(fragment)
        for ident in ranged.groups() if ranged else (fragment,):
            held = self._ids[target].get(ident)
            if fragment and held is None:
                known = [i for i, h in self._ids[target].items() if h.kind in allowed]
                near = get_close_matches(ident, known, 1) if suggestions > 0 else []
                hint = f"Is '{near[0]}' meant?" if near else f"Use an id of {target}"
                yield error("dangling-ref", use.at, f"{what}, which is not there{others}", hint)
                return
            kind = held.kind if held else "TEI"
            if kind not in allowed:
                yield error(
                    "wrong-target",
                    use.at,
                    f"{what}, which is <{kind}>{others}",
                    f"It may point to {', '.join(f'<{name}>' for name in sorted(allowed))}",
                )
                return
        if ranged:
            first, last = (self._ids[target][ident] for ident in ranged.groups())
            if first.order > last.order or first.episode != last.episode:
                yield error("wrong-target", use.at, f"{what}, which is no run inside one episode",
                            "Name the first and the last sentence of the passage")  # fmt: skip

    def _joined(self) -> Iterator[Problem]:
        seen: dict[frozenset[str], Place] = {}
        for at, *ends in self._links:
            a, b = map(self._passage, ends)
            if self._overlap(a, b):
                yield error("self-link", at, "this link joins a passage with itself",
                            "A link joins two passages; remove it or correct one")  # fmt: skip
            first = seen.setdefault(frozenset((a, b)), at)
            if first != at:
                yield error(
                    "repeated-link",
                    at,
                    f"the same passages are joined in {first.file} on line {first.line}",
                    "Keep one link for a pair",
                )

    def _overlap(self, a: str, b: str) -> bool:
        if a == b:
            return True
        first, second = self._extent(a), self._extent(b)
        if first is None or second is None or first[:2] != second[:2]:
            return False
        return first[2] <= second[3] and second[2] <= first[3]

    def _extent(self, target: str) -> tuple[str, str, float, float] | None:
        """File, episode, and the numbers of the first and last sentence of a passage."""
        file, _, fragment = target.partition("#")
        ranged = _RANGE.fullmatch(fragment)
        held = [
            self._ids.get(file, {}).get(ident)
            for ident in (ranged.groups() if ranged else (fragment,))
        ]
        first, last = held[0], held[-1]
        if first is None or last is None:
            return None
        if first.kind == "div":
            return file, first.episode, 0, float("inf")
        return file, first.episode, first.order, last.order


def _target(file: str, pointer: str) -> str:
    """A pointer as seen from the corpus: ``path#fragment``."""
    path, _, fragment = pointer.partition("#")
    full = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    return f"{full}#{fragment}"


def _targets(element: str, attribute: str, fragment: bool) -> frozenset[str]:
    """Elements that a pointer may point to.

    Args:
        element: The element that has it; for `@ref` the element of the bearer, or "".
        attribute: Its attribute.
        fragment: Whether it has a fragment.
    """
    match element, attribute:
        case bearer, "ref" if bearer:
            return frozenset({bearer})
        case _, ("next" | "prev"):
            return frozenset({element})
        case "span", ("from" | "to"):
            return frozenset({"s"})
        case "note", "target":
            return frozenset({"link"})
        case "ref", "target":
            return frozenset({"note"})
        case "relatedItem", "target":
            return frozenset({"TEI"})
        case "annotation", "target":
            return PASSAGES if fragment else frozenset({"TEI"})
        case "link", "target":
            return PASSAGES
    return _TARGETS[attribute]


class Pointers(Gatherer):
    """Gathers ids and pointers of a file."""

    def __init__(self, register: Register, file: str) -> None:
        super().__init__(file)
        self._register = register
        self._order = 0
        self._expected: dict[str, Tag] = {}
        register.open(file)

    def start(self, tag: Tag) -> None:
        """Take the ids and pointers of a tag."""
        self._order += 1
        for name in tag.attributes:
            if name == "xml:id":
                self.found += self._register.add(self.file, tag, self._order)
            elif name in _TARGETS and _is_pointer(tag, name):
                self._register.use(self.file, tag, name)
        if tag.name == "span":
            self._register.span(self.file, tag)
        self._chain(tag)

    def _chain(self, tag: Tag) -> None:
        """Hold `@next` and `@prev` against each other: they come in this order."""
        if before := tag.get("prev"):
            expected = self._expected.pop(tag.get("xml:id"), None)
            if expected is None or f"#{expected.get('xml:id')}" != before:
                self._report_chain(tag, "prev")
        if following := tag.get("next"):
            self._expected[following.removeprefix("#")] = tag

    def end(self, tag: Tag) -> None:
        """At the end of the file, no piece may wait for its next one."""
        if tag.parent is None:
            for waiting in self._expected.values():
                self._report_chain(waiting, "next")

    def _report_chain(self, tag: Tag, attribute: str) -> None:
        back = {"prev": "next", "next": "prev"}[attribute]
        self.report(
            "broken-chain",
            tag,
            f"@{attribute} of <{tag.name}> points to '{tag.get(attribute)}', "
            f"which does not point back by @{back}",
            "Join the pieces by @next and @prev, in the order of the text",
        )


def _is_pointer(tag: Tag, attribute: str) -> bool:
    """Whether an attribute is a pointer into the corpus: some are dates, or point elsewhere."""
    match attribute:
        case "next" | "prev":
            # Ids of paragraphs are not kept; their chain is held against itself.
            return tag.name not in POSITIONAL
        case "from":
            return tag.name in ("app", "span")
        case "to":
            return tag.name == "span"
        case "source":
            return tag.name != "quote"
        case "target":
            return tag.name != "certainty"  # see `names`
    return True
