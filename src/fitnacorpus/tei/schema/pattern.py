"""Patterns of RELAX NG and their derivatives.

The derivative of a pattern by an event (a start tag, an attribute, characters, an end tag) is the
pattern of what may follow, so that at any point of a file the pattern itself says what is allowed
there; validators only say that something was wrong.

Patterns are made by the functions of this module alone, which return equal patterns as one object:
derivatives can then be looked up, and a regular file soon meets no new ones.

Source: J. Clark, "An algorithm for RELAX NG validation" (2002), whose names are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, eq=False, slots=True)
class Pattern:
    """A set of sequences of events."""

    nullable: bool
    """Whether the empty sequence is one of them."""


@dataclass(frozen=True, eq=False, slots=True)
class Values:
    """What an attribute may hold.

    Attributes:
        fits: Whether a value may stand.
        listed: The values of a closed list, in its order; empty for an open one.
        words: An open list in words.
    """

    fits: Callable[[str], bool]
    listed: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Element(Pattern):
    """An element; its content is looked up when it is needed, for elements may hold themselves."""

    name: str
    _content: Callable[[], Pattern]

    @property
    def content(self) -> Pattern:
        """Attributes and content."""
        return self._content()


@dataclass(frozen=True, eq=False, slots=True)
class Attribute(Pattern):
    """An attribute."""

    name: str
    values: Values


@dataclass(frozen=True, eq=False, slots=True)
class _Pair(Pattern):
    first: Pattern
    second: Pattern


@dataclass(frozen=True, eq=False, slots=True)
class _Choice(_Pair):
    pass


@dataclass(frozen=True, eq=False, slots=True)
class _Group(_Pair):
    pass


@dataclass(frozen=True, eq=False, slots=True)
class _Interleave(_Pair):
    pass


@dataclass(frozen=True, eq=False, slots=True)
class _After(_Pair):
    """`first` up to the end of the element that is open, then `second`."""


@dataclass(frozen=True, eq=False, slots=True)
class _OneOrMore(Pattern):
    inner: Pattern


EMPTY: Final = Pattern(True)
TEXT: Final = Pattern(True)
NOTHING: Final = Pattern(False)
"""No sequence at all: what led here is not allowed."""


@cache
def choice(a: Pattern, b: Pattern) -> Pattern:
    """One or the other; an alternative that stands twice is kept once."""
    if a is NOTHING:
        return b
    held = set(_alternatives(a))
    for other in reversed(list(_alternatives(b))):
        if other is not NOTHING and other not in held:
            a = _Choice(a.nullable or other.nullable, a, other)
    return a


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    while isinstance(pattern, _Choice):
        yield pattern.second
        pattern = pattern.first
    yield pattern


@cache
def group(a: Pattern, b: Pattern) -> Pattern:
    """One, then the other; attributes in any order."""
    if a is NOTHING or b is NOTHING:
        return NOTHING
    if a is EMPTY:
        return b
    return a if b is EMPTY else _Group(a.nullable and b.nullable, a, b)


@cache
def interleave(a: Pattern, b: Pattern) -> Pattern:
    """Both, mixed in any order."""
    if a is NOTHING or b is NOTHING:
        return NOTHING
    if a is EMPTY:
        return b
    return a if b is EMPTY else _Interleave(a.nullable and b.nullable, a, b)


@cache
def one_or_more(a: Pattern) -> Pattern:
    """Repeated."""
    return a if a is NOTHING or a is EMPTY else _OneOrMore(a.nullable, a)


@cache
def _after(a: Pattern, b: Pattern) -> Pattern:
    return NOTHING if a is NOTHING or b is NOTHING else _After(False, a, b)


def _apply_after(then: Callable[[Pattern], Pattern], p: Pattern) -> Pattern:
    if isinstance(p, _After):
        return _after(p.first, then(p.second))
    if isinstance(p, _Choice):
        return choice(_apply_after(then, p.first), _apply_after(then, p.second))
    return NOTHING


# --- Derivatives ---------------------------------------------------------------------------------


@cache
def start_tag(p: Pattern, name: str) -> Pattern:
    """After ``<name``: attributes and content of the element, then the rest of its parent."""
    match p:
        case Element():
            return _after(p.content, EMPTY) if p.name == name else NOTHING
        case _Choice(_, a, b):
            return choice(start_tag(a, name), start_tag(b, name))
        case _Interleave(_, a, b):
            return choice(
                _apply_after(lambda x: interleave(x, b), start_tag(a, name)),
                _apply_after(lambda x: interleave(a, x), start_tag(b, name)),
            )
        case _Group(_, a, b):
            inside = _apply_after(lambda x: group(x, b), start_tag(a, name))
            return choice(inside, start_tag(b, name)) if a.nullable else inside
        case _OneOrMore(_, a):
            again = choice(p, EMPTY)
            return _apply_after(lambda x: group(x, again), start_tag(a, name))
        case _After(_, a, b):
            return _apply_after(lambda x: _after(x, b), start_tag(a, name))
    return NOTHING


@cache
def attribute_values(p: Pattern, name: str) -> tuple[Values, ...]:
    """All that the attribute of a name may hold here; empty when there is no such attribute."""
    match p:
        case Attribute():
            return (p.values,) if p.name == name else ()
        case _After(_, a, _) | _OneOrMore(_, a):
            return attribute_values(a, name)
        case _Pair(_, a, b):
            both = (*attribute_values(a, name), *attribute_values(b, name))
            return tuple(dict.fromkeys(both))
    return ()


@cache
def attribute(p: Pattern, name: str, fitting: frozenset[Values]) -> Pattern:
    """After an attribute whose value fits the given lists of `attribute_values`."""
    match p:
        case Attribute():
            return EMPTY if p.name == name and p.values in fitting else NOTHING
        case _After(_, a, b):
            return _after(attribute(a, name, fitting), b)
        case _Choice(_, a, b):
            return choice(attribute(a, name, fitting), attribute(b, name, fitting))
        case _Group(_, a, b):
            return choice(
                group(attribute(a, name, fitting), b), group(a, attribute(b, name, fitting))
            )
        case _Interleave(_, a, b):
            return choice(
                interleave(attribute(a, name, fitting), b),
                interleave(a, attribute(b, name, fitting)),
            )
    return NOTHING


@cache
def start_tag_end(p: Pattern, *, lenient: bool = False) -> Pattern:
    """After the ``>`` of a start tag; `lenient` forgives attributes that are missing."""
    match p:
        case Attribute():
            return EMPTY if lenient else NOTHING
        case _After(_, a, b):
            return _after(start_tag_end(a, lenient=lenient), b)
        case _Choice(_, a, b):
            return choice(start_tag_end(a, lenient=lenient), start_tag_end(b, lenient=lenient))
        case _Group(_, a, b):
            return group(start_tag_end(a, lenient=lenient), start_tag_end(b, lenient=lenient))
        case _Interleave(_, a, b):
            return interleave(start_tag_end(a, lenient=lenient), start_tag_end(b, lenient=lenient))
        case _OneOrMore(_, a):
            return one_or_more(start_tag_end(a, lenient=lenient))
    return p


@cache
def characters(p: Pattern) -> Pattern:
    """After characters that are not all white space."""
    match p:
        case _ if p is TEXT:
            return TEXT
        case _Choice(_, a, b):
            return choice(characters(a), characters(b))
        case _Interleave(_, a, b):
            return choice(interleave(characters(a), b), interleave(a, characters(b)))
        case _Group(_, a, b):
            inside = group(characters(a), b)
            return choice(inside, characters(b)) if a.nullable else inside
        case _OneOrMore(_, a):
            return group(characters(a), choice(p, EMPTY))
        case _After(_, a, b):
            return _after(characters(a), b)
    return NOTHING


@cache
def end_tag(p: Pattern, *, lenient: bool = False) -> Pattern:
    """After an end tag; `lenient` forgives content that is missing."""
    match p:
        case _Choice(_, a, b):
            return choice(end_tag(a, lenient=lenient), end_tag(b, lenient=lenient))
        case _After(_, a, b):
            return b if lenient or a.nullable else NOTHING
    return NOTHING


# --- What is allowed -----------------------------------------------------------------------------


@cache
def elements(p: Pattern) -> frozenset[str]:
    """Names of the elements that may come next."""
    match p:
        case Element():
            return frozenset({p.name})
        case _After(_, a, _) | _OneOrMore(_, a):
            return elements(a)
        case _Group(_, a, b):
            # Attributes that may still come do not stand in the way of an element.
            rest = start_tag_end(a, lenient=True)
            return elements(a) | elements(b) if rest.nullable else elements(a)
        case _Pair(_, a, b):
            return elements(a) | elements(b)
    return frozenset()


@cache
def attributes(p: Pattern) -> frozenset[str]:
    """Names of the attributes that the element just opened may still have."""
    match p:
        case Attribute():
            return frozenset({p.name})
        case _After(_, a, _) | _OneOrMore(_, a):
            return attributes(a)
        case _Pair(_, a, b):
            return attributes(a) | attributes(b)
    return frozenset()


@cache
def missing(p: Pattern) -> frozenset[str]:
    """Names of the attributes that the element just opened must still have, at least."""
    match p:
        case Attribute():
            return frozenset({p.name})
        case _After(_, a, _) | _OneOrMore(_, a):
            return missing(a)
        case _Choice(_, a, b):
            return min(missing(a), missing(b), key=lambda names: (len(names), sorted(names)))
        case _Pair(_, a, b):
            return missing(a) | missing(b)
    return frozenset()


def lookup(table: Mapping[str, Pattern], name: str) -> Callable[[], Pattern]:
    """A pattern that is looked up by name when it is asked for."""
    return lambda: table[name]


def inside(p: Element) -> Pattern:
    """The pattern of an element's attributes and content by itself."""
    return _after(p.content, EMPTY)
