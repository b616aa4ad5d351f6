"""Regular expressions as Python parses them: which of them may take long on a hostile line.

Two repeats without bound are dangerous where one may take what the other takes: inside one another
the time doubles with each character, one after the other it grows with the square of their number.
"""

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from re import _constants as kinds
from re import _parser as parser

import fitnacorpus

ALPHABET = (
    *map(chr, range(128)),
    *"\x85\xa0\u00ac\u00b7\u00e9\u0161\u02bf\u060c\u061b\u061f\u0621\u0627\u062c\u0633\u0642\u0644",
    *"\u0645\u0648\u064a\u0640\u064b\u0651\u0660\u0669\u06d4\u06f0\u200c\u200f\u2013\u2014\u2019\u201c",
    *"\u2026\ufdfa\ufe70",
)
"""Characters that stand for all: of each class that patterns distinguish some."""


def shipped():
    """Every compiled pattern of the package, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(fitnacorpus.__path__, "fitnacorpus."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:  # an extra that is not installed
            continue
        for name, value in names.items():
            for number, pattern in enumerate(_within(value)):
                if isinstance(pattern.pattern, str):
                    key = f"{module.name.removeprefix('fitnacorpus.')}.{name}.{number}"
                    found.setdefault((pattern.pattern, pattern.flags), (key, pattern))
    return dict(found.values())


SEARCHING = ("search", "finditer", "findall", "sub", "subn", "split")
"""Methods that try at every character."""


def searched():
    """Names of the shipped patterns that the program searches with, as `shipped` gives them."""
    used, loose = set(), set()
    root = Path(fitnacorpus.__path__[0])
    for path in root.rglob("*.py"):
        module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in SEARCHING
                and isinstance(node.value, ast.Name | ast.Attribute)
            ):
                name = getattr(node.value, "id", None) or node.value.attr
                used.add(f"{module}.{name}" if name.startswith("_") else name)
                if name.islower() and name != "re" and node.attr != "split":
                    loose.add(module)
    # One of several in a table is called by the name that a function gives it.
    return {
        name
        for name in shipped()
        if not used.isdisjoint((name.rpartition(".")[0], name.split(".")[-2]))
        or (name.rsplit(".", 2)[0] in loose and _in_a_table(name))
    }


def _in_a_table(name):
    module, variable, _ = name.rsplit(".", 2)
    value = getattr(importlib.import_module(f"fitnacorpus.{module}"), variable)
    return not isinstance(value, re.Pattern)


def rescans(pattern):
    """Whether a search may read a long run of characters anew from each of them.

    So it is where a pattern begins with a repeat without bound, nothing tells its first character
    from those behind it (a look backwards does, and the edge of a word), and something may fail
    behind it.
    """
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    return _rescans(tree, pattern.flags, None, fails=False)


def _rescans(items, flags, run, fails):
    for at, (kind, value) in enumerate(items):
        may_fail = fails or _may_fail(items[at + 1 :])
        if _guards([(kind, value)]):
            return False
        if kind in _ASSERTIONS:
            continue
        if (_unbounded(kind, value) or _possessive(kind, value)) and may_fail:
            if run is None or run & _first(list(value[2]), flags):
                return True
        elif any(_rescans(list(inner), flags, run, may_fail) for inner in _inside(kind, value)):
            return True
        ways = _ways(kind, value)
        if not any(map(_nullable, ways)):
            taken = set().union(*(_first(way, flags) for way in ways))
            run = taken if run is None else run & taken
            if not run:
                return False
    return False


def _ways(kind, value):
    """What one item may be, but for branches that ask what stands before them."""
    if kind is kinds.SUBPATTERN and len(value[3]) == 1:
        return _ways(*value[3][0])
    if kind is kinds.BRANCH:
        return [list(way) for way in value[1] if not _guards(list(way))]
    return [[(kind, value)]]


def _guards(items):
    """Whether a sequence begins by asking what stands before it, in each of its branches."""
    for kind, value in items[:1]:
        if kind is kinds.AT or (kind in _ASSERTIONS and value[0] < 0):
            return True
        if kind in (kinds.SUBPATTERN, kinds.BRANCH, kinds.ATOMIC_GROUP):
            return all(_guards(list(inner)) for inner in _inside(kind, value))
    return False


def _possessive(kind, value):
    return kind is kinds.POSSESSIVE_REPEAT and value[1] == kinds.MAXREPEAT


def _within(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from _within(part, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for part in value.values():
            yield from _within(part, depth + 1)


def faults(pattern):
    """What of a pattern may take long: "nested" and "overlapping" repeats, each once.

    Where nothing can fail behind a repeat, nothing is tried again.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return sorted(set(_faults(list(tree), pattern.flags, fails=False)))


_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)


def _faults(items, flags, fails):
    for at, (kind, value) in enumerate(items):
        rest = items[at + 1 :]
        fails_after = fails or _may_fail(rest)
        for inner in _inside(kind, value):
            # What an atomic group or an assertion took is not tried again from outside.
            closed = kind in (kinds.ATOMIC_GROUP, kinds.POSSESSIVE_REPEAT, *_ASSERTIONS)
            yield from _faults(list(inner), flags, fails_after and not closed)
        if not (_unbounded(kind, value) and fails_after):
            continue
        body = list(value[2])
        if any(taken & after for taken, after in _loops(body, _first(body, flags), flags)):
            yield "nested"
        mine = _first(body, flags)
        for number, (below, content) in enumerate(rest):
            behind = rest[number + 1 :]
            last = not fails and not _may_fail(behind)
            if _unbounded(below, content) and mine & _first(list(content[2]), flags) and not last:
                yield "overlapping"
                break
            if not _nullable([(below, content)]):
                break


_ASSERTIONS = (kinds.ASSERT, kinds.ASSERT_NOT)
_ZERO_WIDTH = (*_ASSERTIONS, kinds.AT)


def _may_fail(items):
    """Whether a sequence may not be there: it takes a character or asserts something.

    A repeat that may be left out never fails.
    """
    for kind, value in items:
        if kind in _ZERO_WIDTH or not _nullable([(kind, value)]):
            return True
        if kind is kinds.BRANCH and not all(_may_fail(branch) for branch in value[1]):
            continue
        if kind in (kinds.SUBPATTERN, kinds.BRANCH, kinds.ATOMIC_GROUP) and any(
            _may_fail(inner) for inner in _inside(kind, value)
        ):
            return True
    return False


def _loops(items, follow, flags):
    """Of each repeat without bound: what it takes, and what may come behind it."""
    for number, (kind, value) in enumerate(items):
        rest = items[number + 1 :]
        after = _first(rest, flags) | (follow if _nullable(rest) else set())
        if _unbounded(kind, value):
            yield _first(list(value[2]), flags), after
        elif kind in (kinds.SUBPATTERN, kinds.BRANCH):
            for inner in _inside(kind, value):
                yield from _loops(list(inner), after, flags)


def _unbounded(kind, value):
    return kind in _REPEATS and value[1] == kinds.MAXREPEAT


def _inside(kind, value):
    if kind in (*_REPEATS, kinds.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.BRANCH:
        return value[1]
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    return []


def _nullable(items):
    for kind, value in items:
        if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT, kinds.GROUPREF):
            continue
        if kind in (*_REPEATS, kinds.POSSESSIVE_REPEAT):
            if value[0] == 0 or _nullable(value[2]):
                continue
        elif kind is kinds.BRANCH:
            if any(_nullable(branch) for branch in value[1]):
                continue
        elif kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP) and all(
            map(_nullable, _inside(kind, value))
        ):
            continue
        return False
    return True


def _one(kind, value, flags):
    """The characters of the alphabet that one item which takes a character takes."""
    taken = set()
    for character in ALPHABET:
        if kind is kinds.ANY:
            hit = character != "\n" or flags & re.S
        elif kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            same = chr(value) == character or (
                flags & re.I and chr(value).lower() == character.lower()
            )
            hit = same is (kind is kinds.LITERAL)
        else:
            hit = _in(value, character, flags)
        if hit:
            taken.add(character)
    return taken


def _in(parts, character, flags):
    negated, hit = False, False
    for kind, value in parts:
        if kind is kinds.NEGATE:
            negated = True
        elif kind is kinds.LITERAL:
            hit |= chr(value) == character
        elif kind is kinds.RANGE:
            hit |= value[0] <= ord(character) <= value[1]
        elif kind is kinds.CATEGORY:
            sign = {
                kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_NOT_DIGIT: r"\D",
                kinds.CATEGORY_SPACE: r"\s", kinds.CATEGORY_NOT_SPACE: r"\S",
                kinds.CATEGORY_WORD: r"\w", kinds.CATEGORY_NOT_WORD: r"\W",
            }[value]  # fmt: skip
            hit |= re.match(sign, character) is not None
    return hit is not negated


_TAKING = (kinds.ANY, kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN)
"""Items that take one character."""


def _first(items, flags):
    """Characters with which a sequence may begin."""
    taken, barred = set(), set()
    for kind, value in items:
        if kind in _TAKING:
            return taken | (_one(kind, value, flags) - barred)
        if kind is kinds.ASSERT_NOT and value[0] > 0 and len(value[1]) == 1:
            (ahead,) = value[1]
            barred |= _one(*ahead, flags) if ahead[0] in _TAKING else set()
        for inner in _inside(kind, value) if kind not in (kinds.ASSERT, kinds.ASSERT_NOT) else ():
            taken |= _first(list(inner), flags)
        if not _nullable([(kind, value)]):
            return taken
    return taken
