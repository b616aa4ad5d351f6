"""What stands around a word of an Arabic text, counted: signs that it may be a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.names.suggest import arabic_patterns
from fitnacorpus.names.suggest.arabic_lexicon import Lexicon
from fitnacorpus.names.suggest.arabic_words import Line


@dataclass
class Signs:
    """What stands around one word, counted.

    Attributes:
        number: Places where it stands outside patterns.
        head: Places before the word for *son*.
        son: Places after it.
        speech: Places after verbs of speech and the like.
        called: Places after the vocative.
        title: Places after a title.
        styled: Places after a title and a byname (السلطان المظفر قطز).
        blessed: Places before a formula of blessing.
        named: Places before a byname (مالك الأشتر).
        sure: Places after the surest words for places, and after *over* of an office.
        motion: Places after *to* of a verb of motion.
        before: Places after other words before which places stand, by word.
        listed: Places joined by *and* to a name, by its kind.
    """

    number: int = 0
    head: int = 0
    son: int = 0
    speech: int = 0
    called: int = 0
    title: int = 0
    styled: int = 0
    blessed: int = 0
    named: int = 0
    sure: int = 0
    motion: int = 0
    before: Counter[str] = field(default_factory=Counter)
    listed: Counter[str] = field(default_factory=Counter)


def count(line: Line, blessed: frozenset[int], signs: dict[str, Signs], lexicon: Lexicon) -> None:
    """Count what the neighbours of each word tell of it."""
    view, words = line
    inside = [False] * len(words)
    for start, end, kind, _ in arabic_patterns.find(words, lexicon):
        for at in range(start, end):
            inside[at] = True
        if kind == "person" and words[start].key not in ar_cues.COMPOUND | ar_cues.SON:
            follows = start + 1 < end and words[start + 1].key in ("بن", "بنت")
            signs[words[start].key].head += follows
            last = words[end - 1].key
            signs[last].son += end - start > 1 and words[end - 2].key in ar_cues.SON
    for index, word in enumerate(words):
        if inside[index]:
            continue
        key = word.key
        here = signs[key]
        here.number += 1
        here.blessed += (
            any(word.end + n in blessed for n in (1, 2))
            and view.plain[word.end : word.end + 1].isspace()
        )
        before = words[index - 1] if index and word.near else None
        if before is None:
            continue
        second = words[index - 2] if index > 1 and before.near else None
        cue = before.key
        definite = key.startswith("ال")
        if word.particles and "ب" in word.particles:
            here.before["ب"] += 1
        elif word.particles:
            continue
        elif cue == "يا" and not definite:
            here.called += key not in ar_cues.VOCATIVE_COMMON
        elif cue in ar_cues.TITLES:
            here.title += key not in ar_cues.HONOURED
        elif cue.startswith("ال") and second and second.key in ar_cues.TITLES and before.joined:
            here.styled += not definite and word.joined
        elif cue in ar_cues.PLACE_SURE or (
            cue == "على" and second and second.whole.rstrip("ا") in ar_cues.OFFICES
        ):
            here.sure += 1
        elif cue == "الى" and second and _moves(second.whole):
            here.motion += 1
        elif cue in ar_cues.PLACE_BEFORE | ar_cues.PLACE_CUES | ar_cues.PEOPLE_CUES:
            here.before[cue] += 1
        elif cue in ar_cues.SPEECH and not definite:
            here.speech += 1


def _moves(verb: str) -> bool:
    """Whether a word is a form of a verb of motion, a conjunction before it allowed for."""
    bare = verb[1:] if verb[0] in "وف" else verb
    return any(v.startswith(bare) or bare.startswith(v) for v in ar_cues.MOVING if len(bare) > 2)
