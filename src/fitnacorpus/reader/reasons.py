"""The program's reasons in the language of a page, every name in them keeping its own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.model import Authority, Entry
from fitnacorpus.reader.phrases.reasons import DEEDS, PATTERNS
from fitnacorpus.reader.wording import Wording

_PATTERNS: Final = tuple((re.compile(p, re.DOTALL), words) for p, words in PATTERNS.items())
_FOUND: Final = re.compile(
    r"(?P<why>.+?)(?:, (?P<also>(?:Buckwalter for|turned round:|without the particle:) .+?))?"
    r": (?P<form>[^:]+)",
    re.DOTALL,
)
"""Why a search found a name: the reason, how the query was read, the spelling that was found."""


class Reason(NamedTuple):
    """A reason, and the language tag of its words."""

    words: str
    lang: str


class Reasons:
    """Says reasons in one language.

    Args:
        authority: The entries that reasons name.
        wording: The language.
    """

    def __init__(self, authority: Authority, wording: Wording) -> None:
        self._authority, self._wording = authority, wording
        self._named: dict[str, Entry] = {}
        for entry in authority.entries:
            self._named.setdefault(entry.name(languages.EN), entry)

    def of(self, reason: str) -> Reason:
        """A reason in the language of the page; one that is unknown as it is, in English."""
        for pattern, words in _PATTERNS:
            if found := pattern.fullmatch(reason):
                return Reason(self._said(found, words), self._wording.lang)
        return Reason(reason, languages.EN)

    def found(self, why: str) -> Reason:
        """Why a search found a name."""
        split = _FOUND.fullmatch(why)
        if split is None or self._wording.lang == languages.EN:
            return Reason(why, languages.EN)
        parts = [self.of(part) for part in (split["why"], split["also"]) if part]
        if any(part.lang != self._wording.lang for part in parts):
            return Reason(why, languages.EN)
        said = self._wording.join([part.words for part in parts])
        return Reason(f"{said}: {_apart(split['form'])}", self._wording.lang)

    def _said(self, found: re.Match[str], words: str) -> str:
        groups = found.groupdict(default="")
        if self._wording.lang == languages.EN:
            # What stands in no list of things is English already.
            things, said = groups.get("things", ""), found[0]
            return said.replace(things, self._things(things)) if things else said
        shown = {key: _apart(value) if value else "" for key, value in groups.items()}
        if "things" in groups:
            shown["things"] = self._things(groups["things"])
        if said := groups.get("said", ""):
            shown["said"] = ": " + _apart(said.removeprefix(": "))
        return words.format(**shown)

    def _things(self, words: str) -> str:
        return self._wording.join([_apart(self._thing(x)) for x in self._split(words)])

    def _split(self, words: str) -> Iterator[str]:
        """The things of a list; a name that holds a comma is one of them."""
        parts = words.split(", ")
        while parts:
            known = (n for n in range(len(parts), 1, -1) if ", ".join(parts[:n]) in self._named)
            size = next(known, 1)
            yield ", ".join(parts[:size])
            parts = parts[size:]

    def _thing(self, thing: str) -> str:
        entry = self._authority.by_id.get(thing) or self._named.get(thing)
        if entry is not None:
            return self._wording.name(entry)
        arabic = self._wording.lang == languages.AR
        return DEEDS.get(thing, thing) if arabic else thing


def _apart(words: str) -> str:
    """Words that keep their own direction in whatever they stand in."""
    return f"\u2068{words}\u2069"
