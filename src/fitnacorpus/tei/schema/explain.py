"""Saying what is wrong with a file by the schema: where, what, and what is allowed there.

A validator stops at a vague message; here the patterns of the grammar say at every place what may
stand there, and the file is gone through to its end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import reduce

from fitnacorpus.model import Problem
from fitnacorpus.tei.scan import BaseHandler, Tag
from fitnacorpus.tei.schema import pattern
from fitnacorpus.tei.schema.grammar import Grammar
from fitnacorpus.tei.schema.pattern import NOTHING, Pattern, Values


class Explainer(BaseHandler):
    """Listens to a file and gathers what its grammar does not allow.

    Attributes:
        found: The problems.
    """

    wants_text = True

    def __init__(self, grammar: Grammar, file: str) -> None:
        self.found: list[Problem] = []
        self._grammar = grammar
        self._file = file
        self._state: Pattern = grammar.start
        self._kept: list[tuple[bool, Pattern]] = []
        """For every open element: whether it stands where it may, and the state around it."""
        self._disturbed: list[bool] = []
        """For every open element: whether something stood in it that may not: then what it lacks
        may be what that was meant to be, and one report is enough."""
        self._foreign = 0
        """Number of open elements, from the outermost that the grammar does not know."""

    def start(self, tag: Tag) -> None:
        """Take a start tag."""
        if self._foreign:
            self._foreign += 1
            return
        entered = pattern.start_tag(self._state, tag.name)
        regular = entered is not NOTHING
        if not regular:
            self._report_element(tag)
            if self._disturbed:
                self._disturbed[-1] = True
            entered = self._anywhere(tag.name)
            if entered is NOTHING:
                self._foreign = 1
                return
        self._kept.append((regular, self._state))
        self._disturbed.append(False)
        self._state = self._attributes(tag, entered)

    def _anywhere(self, name: str) -> Pattern:
        """An element by itself, wherever the grammar has it."""
        known = (pattern.inside(e) for e in self._grammar.elements.get(name, ()))
        return reduce(pattern.choice, known, NOTHING)

    def _report_element(self, tag: Tag) -> None:
        allowed = pattern.elements(self._state)
        place = f"<{tag.parent.name}>" if tag.parent else "the file"
        known = tag.name in self._grammar.elements
        what = "may not stand here in" if known else "is no element of the schema, in"
        hint = f"Here may stand {_names(allowed)}" if allowed else "No element may stand here"
        self._report("schema-element", tag, f"<{tag.name}> {what} {place}", hint)

    def _attributes(self, tag: Tag, state: Pattern) -> Pattern:
        # What tells alternatives apart comes first, so that the others are judged by it.
        for name in sorted(tag.attributes, key=lambda name: (name != "type", name)):
            value = tag.attributes[name]
            values = pattern.attribute_values(state, name)
            if not values:
                allowed = pattern.attributes(state)
                hint = f"Here may stand {_names(allowed, '@{}')}" if allowed else "It has no more"
                self._report("schema-attribute", tag, f"<{tag.name}> has no @{name} here", hint)
                continue
            fitting = frozenset(v for v in values if v.fits(value))
            if not fitting:
                message = f"@{name} of <{tag.name}> may not be “{value}”"
                self._report("schema-value", tag, message, _allowed(values))
                fitting = frozenset(values)
            state = pattern.attribute(state, name, fitting)
        after = pattern.start_tag_end(state)
        if after is NOTHING:
            lacking = _names(pattern.missing(state), "@{}", " and ")
            self._report("schema-missing", tag, f"<{tag.name}> lacks {lacking}", f"Add {lacking}")
            after = pattern.start_tag_end(state, lenient=True)
        return after

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Take characters."""
        if self._foreign or words.isspace():
            return
        after = pattern.characters(self._state)
        if after is NOTHING:
            start = len(words) - len(words.lstrip())
            allowed = pattern.elements(self._state)
            hint = f"Put them into {_names(allowed)}" if allowed else "Take them out"
            message = f"characters may not stand here in <{tag.name}>: “{words.strip()[:40]}”"
            found = Problem("schema-text", "error", message, hint, self._file, line, column + start)
            self.found.append(found)
        else:
            self._state = after

    def end(self, tag: Tag) -> None:
        """Take an end tag."""
        if self._foreign:
            self._foreign -= 1
            return
        regular, outer = self._kept.pop()
        after = pattern.end_tag(self._state)
        disturbed = self._disturbed.pop()
        if after is NOTHING and not disturbed:
            needed = _names(pattern.elements(self._state))
            message = f"<{tag.name}> is not complete: it needs {needed}"
            self._report("schema-missing", tag, message, f"Add {needed}")
        if after is NOTHING:
            after = pattern.end_tag(self._state, lenient=True)
        self._state = after if regular else outer

    def _report(self, code: str, tag: Tag, message: str, hint: str) -> None:
        self.found.append(Problem(code, "error", message, hint, self._file, tag.line, tag.column))


def _names(names: Collection[str], form: str = "<{}>", between: str = ", ") -> str:
    return between.join(form.format(name) for name in sorted(names))


def _allowed(values: Iterable[Values]) -> str:
    listed = [word for value in values for word in value.listed]
    words = [value.words for value in values if value.words]
    return f"Allowed: {', '.join(dict.fromkeys([*listed, *words]))}"
