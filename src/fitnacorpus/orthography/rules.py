"""A profile made ready for use: what becomes of each character, and of runs that lean together.

Both kernels of `fold` work from these rules, so that they can only differ in how they walk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from fitnacorpus import languages
from fitnacorpus.orthography.profiles import Profile, get_profile
from fitnacorpus.orthography.steps import ALLAH, APOSTROPHES, STEPS, Rule, leans

APOSTROPHE: Final = "'"
"""Stands for every sign that may be an English possessive until `Rules.settle` has judged it."""

_ALIF: Final = "ا"
_S: Final = ("s", "S")
_ROUNDS: Final = 4  # Unicode needs two; a test folds every code point twice


def _chain(rules: Sequence[Rule], text: str) -> str:
    for rule in rules:
        text = "".join(map(rule, text))
    return text


def _compose(text: str) -> str:
    """NFC, in linear time: CPython's own sort of marks is quadratic in their number."""
    if len(text) > 30:
        parts: list[str] = []
        marks: list[str] = []
        for c in "".join(unicodedata.normalize("NFD", c) for c in text):
            if unicodedata.combining(c):
                marks.append(c)
            else:
                parts += sorted(marks, key=unicodedata.combining)
                marks.clear()
                parts.append(c)
        text = "".join(parts + sorted(marks, key=unicodedata.combining))
    return unicodedata.normalize("NFC", text)


class _Final(dict[str, str]):
    """Character to its folded string, computed at first need."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, c: str) -> str:
        self[c] = folded = self._rules.steps_on(c)
        return folded


class _First(dict[str, str | None]):
    """As `_Final`, but None for a character that leans on the one before it."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, c: str) -> str | None:
        rules = self._rules
        folded: str | None
        if rules.leans(c):
            folded = None
        elif rules.contextual and rules.early(c) in APOSTROPHES:
            folded = APOSTROPHE
        else:
            folded = rules.final[c]
        self[c] = folded
        return folded


class Rules:
    """The rules of one profile for one family of languages.

    Attributes:
        final: What becomes of a composed character that stands by itself; may be "" or several.
        first: The same, but None where `clusters` has to judge, and `APOSTROPHE` where `settle` has
            to.
        sign: What a possessive apostrophe that stays is written as.
        tables: Room for what a kernel derives from the rules.
        contextual: Whether apostrophes have to be settled: the step ``ayn``, in English.
    """

    __slots__ = (
        "_early",
        "_possessive",
        "_rules",
        "contextual",
        "final",
        "first",
        "sign",
        "tables",
    )

    def __init__(self, profile: Profile, possessive: bool) -> None:
        steps = [step for step in STEPS if step.name in profile.steps]
        self._early = [s.early for s in steps if s.early is not None]
        self._rules = [s.rule for s in steps if s.rule is not None]
        self.contextual = possessive and "ayn" in profile.steps
        self._possessive = "possessive" in profile.steps
        self.sign = " " if "punctuation" in profile.steps else APOSTROPHE
        self.tables: Any = None
        self.final = _Final(self)
        self.first = _First(self)

    def early(self, text: str) -> str:
        """What is left of a text before composition."""
        return _chain(self._early, text)

    def leans(self, c: str) -> bool:
        """Whether what becomes of a character may depend on one before it, in this profile."""
        left = unicodedata.normalize("NFC", self.early(c))
        return c == ALLAH or (bool(left) and leans(left[0]))

    def steps_on(self, c: str) -> str:
        """All steps on one character, until nothing changes."""
        text = c
        for _ in range(_ROUNDS):
            before, text = text, _compose(_chain(self._rules, _compose(self.early(text))))
            if text == before:
                break
        return text

    def _cluster(self, cluster: str) -> str:
        """The fold of characters that lean on one another."""
        text = _compose(self.early(cluster))
        for _ in range(_ROUNDS):
            before, text = text, _compose("".join(map(self.final.__getitem__, text)))
            if text == before:
                break
        return text

    def clusters(
        self, text: str, places: Sequence[int]
    ) -> Iterator[tuple[int, int, list[tuple[int, str]]]]:
        """Folds the runs of a text in which characters lean on one another.

        Args:
            text: The text.
            places: Indices of the characters for which `first` is None, ascending.

        Yields:
            Start and end of each run, in order, and its folded pieces, each with the index of the
            character it came from.  Where a run composes, all comes from its first character.
        """
        first, final = self.first, self.final
        done = 0
        for place in places:
            if place < done:
                continue
            start = place
            base = place - 1
            while base >= done and not final[text[base]]:
                base -= 1
            # White space composes with nothing, and a word edge must not depend on what follows.
            if base >= done and not text[base].isspace():
                start = base
            end = ahead = place + 1
            while ahead < len(text) and (first[text[ahead]] is None or not final[text[ahead]]):
                ahead += 1
                if first[text[ahead - 1]] is None:
                    end = ahead
            plain = [final[c] for c in text[start:end]]
            folded = self._cluster(text[start:end])
            if folded == "".join(plain):
                for i in range(start + 1, end):
                    if text[i] == ALLAH and text[i - 1] == _ALIF:
                        plain[i - start] = plain[i - start].removeprefix(_ALIF)
                yield start, end, list(zip(range(start, end), plain, strict=True))
            else:
                yield start, end, [(start, folded)]
            done = end

    def settle(self, text: str, places: Sequence[int]) -> tuple[list[int], list[int]]:
        """Judges apostrophes in an otherwise folded English text.

        An apostrophe is the sign of a possessive when a letter stands before it, an s after it,
        and then no letter or digit; any other is ʿayn, hamza or a quotation mark, and goes.

        Args:
            text: The folded text.
            places: Indices of every `APOSTROPHE`, ascending.

        Returns:
            The indices that go, ascending, and the apostrophes that stay.
        """
        gone: list[int] = []
        stay: list[int] = []
        # From the right, so that what follows an apostrophe has been judged before it is: a second
        # fold then judges the same.  `after` is the first character from `known` on that stays.
        after, known = "", len(text)
        for place in reversed(places):
            s = text[place + 1 : place + 2]
            follow = text[place + 2] if place + 2 < known else after
            if s in _S and text[max(place - 1, 0)].isalpha() and not _in_word(follow):
                if self._possessive:
                    gone += (place + 1, place)
                    after = follow
                else:
                    stay.append(place)
                    after = APOSTROPHE
            else:
                gone.append(place)
                after = s if place + 1 < known else after
            known = place
        return gone[::-1], stay[::-1]


def _in_word(c: str) -> bool:
    return c.isalnum() or (bool(c) and leans(c))


@lru_cache(maxsize=64)
def rules_for(profile: str | Profile, lang: str) -> Rules:
    """The rules of a profile in a language.

    Args:
        profile: The profile, or the name of a built-in one.
        lang: BCP 47 tag.  A language says which steps mean nothing in it: only English and
            undetermined texts ("en…", "und", "") know the possessive 's.

    Raises:
        ConfigError: There is no built-in profile of that name.
    """
    possessive = "possessive" not in languages.get(lang).fold_without
    return _rules(get_profile(profile), possessive)


@lru_cache(maxsize=64)
def _rules(profile: Profile, possessive: bool) -> Rules:
    return Rules(profile, possessive)
