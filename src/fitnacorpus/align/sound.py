"""Names that nobody has put into an authority, found in two texts by their sound.

An English text shows its names by capitals.  Which Arabic words they may stand for, the transducer
of `names` says: log-odds that the Latin word renders the Arabic one, against chance.  Beside the
best Arabic word for a name only those stay that come near it, and a word that the lexicon renders
by an ordinary English word is held back unless a nasab stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from fitnacorpus.align.lexicon import Lexicon, plain
from fitnacorpus.languages import AR, EN
from fitnacorpus.names import transducer
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.orthography import fold_text, name_key

_LOWER: Final = 0.15
"""Share of small letters up to which a word with capitals is taken for a name."""
_SHORTEST: Final = 3
_ROMAN: Final = re.compile("[ivxlc]+")
_NO_NAME: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "but",
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "to",
        "as",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "then",
        "when",
        "while",
        "who",
        "what",
        "which",
        "if",
        "so",
        "not",
        "no",
        "now",
        "or",
        "nor",
        "yet",
        "still",
        "thus",
        "here",
        "after",
        "before",
        "upon",
        "ibn",
        "bin",
        "abu",
        "al",
        "el",
        "ben",
        "beni",
        "banu",
        "son",
        "sons",
        "daughter",
        "god",
        "lord",
        "caliph",
        "khalifa",
        "prophet",
        "apostle",
        "imam",
        "moslem",
        "moslems",
        "muslim",
        "muslims",
        "arab",
        "arabs",
        "islam",
        "christian",
        "east",
        "west",
        "north",
        "south",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "heaven",
        "sir",
        "emir",
        "sidenote",
        "footnote",
        "one",
        "two",
        "all",
        "some",
        "king",
        "commander",
        "faithful",
    ]
)
"""Words written with capitals that are no names, or whose bearer changes."""
_FATHER: Final = frozenset(
    ["بن", "ابن", "أبي", "أبو", "أبا", "بنت", "ابنة", "عبد", "بني", "بنو", "آل"]
)
_SON: Final = frozenset(["بن", "ابن", "بنت"])
LEAST: Final = 5.0
"""Log-odds against chance that a name needs to be heard in a word."""
_NEAR: Final = 0.7
"""Share of the log-odds of the best word that another needs."""
_SURE: Final = 9.0
"""Log-odds at which a name counts fully."""
_ORDINARY: Final = 4.0
"""Log-odds taken off a word that has an ordinary translation."""
_IN_NASAB: Final = 1.0
"""Log-odds added to a word that often stands in a nasab."""
_TRANSLATED: Final = 0.25
"""Chance from which a translation is taken for the ordinary one."""
_BLOCK: Final = 20_000


def english_names(units: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words of an English text that are names, without case and marks."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, count in Counter(word for words in units for word in words).items():
        of = capital if word[0].isupper() else small
        for part in _parts(word):
            of[part] += count
    return frozenset(
        w
        for w, count in capital.items()
        if small[w] <= _LOWER * count
        and len(w) >= _SHORTEST
        and w not in _NO_NAME
        and not _ROMAN.fullmatch(w)
    )


@cache
def _parts(word: str) -> tuple[str, ...]:
    """The parts of a word joined by hyphens."""
    return tuple(part for part in plain(word).removesuffix("'s").split("-") if part)


def occurrences(
    units: Sequence[Sequence[str]], names: Collection[str]
) -> Iterator[tuple[int, str, float]]:
    """Unit, name and weight of every name of an English text."""
    for k, words in enumerate(units):
        for word in words:
            if word[0].isupper():
                for part in _parts(word):
                    if part in names:
                        yield k, part, 1.0


def in_both(
    lang_a: str,
    a: Sequence[Sequence[str]],
    lang_b: str,
    b: Sequence[Sequence[str]],
    lexicon: Lexicon,
) -> tuple[list[tuple[int, str, float]], list[tuple[int, str, float]]]:
    """Unit, name and weight of every name of two texts; names are English words or Arabic ones.

    Across scripts a name is an English word, and an Arabic word is it as far as it sounds like it;
    between English texts names are equal words.  Between Arabic texts every word is compared
    anyway, and nothing tells which are names: there are none.
    """
    if lang_a == AR and lang_b == EN:
        sounds = heard(a, b, lexicon)
        here = [(k, n, w) for k, of in enumerate(a) for x in of for n, w in sounds.get(x, ())]
        return here, list(occurrences(b, english_names(b)))
    if lang_a == EN and lang_b == AR:
        there, here = in_both(lang_b, b, lang_a, a, lexicon)
        return here, there
    if lang_a == lang_b == EN:
        names = english_names([*a, *b])
        return list(occurrences(a, names)), list(occurrences(b, names))
    return [], []


def heard(
    arabic: Sequence[Sequence[str]], english: Sequence[Sequence[str]], lexicon: Lexicon
) -> dict[str, list[tuple[str, float]]]:
    """From Arabic words to the English names that they sound like, weighed from 0 to 1."""
    names = sorted(english_names(english))
    words = Counter(w for unit in arabic for w in unit)
    if not names or not words:
        return {}
    variants = _variants(words)
    odds = _odds(names, list(variants))
    ordinary = _ordinary(words, english, names, lexicon)
    bearing = _in_nasab(arabic, words)
    out: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, found in odds.items():
        scores: dict[str, float] = {}
        for variant, value in found.items():
            for word in variants[variant]:
                scores[word] = max(scores.get(word, -np.inf), value)
        for word in scores:
            if word in bearing:
                scores[word] += _IN_NASAB
            elif word in ordinary:
                scores[word] -= _ORDINARY
        top = max(scores.values(), default=0.0)
        for word, value in sorted(scores.items()):
            if value >= max(LEAST, _NEAR * top):
                out[word].append((name, min(1.0, value / _SURE)))
    return dict(out)


def _variants(words: Collection[str]) -> dict[str, list[str]]:
    """From what may be the name in a word to the words: particles, article, accusative."""
    out: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        seen = {word}
        if len(word) > 3 and word[0] in "وفبلك":
            seen.add(word[1:])
        if len(word) > 4 and word[:2] in ("وب", "ول", "فل", "لل"):
            seen.add(word[2:])
        seen |= {w[2:] for w in seen if w.startswith("ال") and len(w) > 4}
        if word.endswith("ا") and len(word) > 3:
            seen |= {w[:-1] for w in seen if len(w) > 3 and w.endswith("ا")}
        for variant in seen:
            if len(variant) > 1:
                out[variant].append(word)
    return dict(out)


def _odds(names: Sequence[str], variants: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each name the log-odds of the words that share its consonants, one of them missing."""
    by_bones: dict[str, list[int]] = defaultdict(list)
    for k, variant in enumerate(variants):
        for bones in _bones(variant):
            by_bones[bones].append(k)
    spellings = [(n, s) for n, name in enumerate(names) for s in sorted(_spellings(name))]
    latin = [_letters(s) for _, s in spellings]
    pairs = sorted(
        {
            (k, v)
            for k, (_, spelling) in enumerate(spellings)
            for bones in _bones(spelling)
            for v in by_bones.get(bones, ())
        }
    )
    letters, lengths = transducer.encode_latin(latin)
    states, counts = transducer.encode_arabic(
        [(name_key(v) or v).replace(" ", "") for v in variants]
    )
    chance = transducer.model().chance(letters)
    out: dict[str, dict[str, float]] = {name: {} for name in names}
    for start in range(0, len(pairs), _BLOCK):
        k, v = np.array(pairs[start : start + _BLOCK]).T
        values = transducer.likelihood(letters[k], lengths[k], states[v], counts[v]) - chance[k]
        for a, b, value in zip(k.tolist(), v.tolist(), values.tolist(), strict=True):
            found, word = out[names[spellings[a][0]]], variants[b]
            found[word] = max(found.get(word, -np.inf), value)
    return out


def _spellings(name: str) -> set[str]:
    """A name, and as it would be spelt by rule where older romanisations go other ways."""
    out = {name}
    for old, new in (("v", "w"), ("dz", "dh"), ("c", "k"), ("c", "s")):
        if old in name:
            out.add(name.replace(old, new))
    return out


def _letters(name: str) -> str:
    key = (name_key(name) or name).split(" ")[0]
    return re.sub("[^a-z]", "", key) or "x"


def _bones(word: str) -> set[str]:
    """The consonants of a word, and these with one of them missing."""
    bones = skeleton(word).replace(" ", "")
    if len(bones) < _SHORTEST:
        return {bones}
    return {bones} | {bones[:k] + bones[k + 1 :] for k in range(len(bones))}


def _ordinary(
    words: Collection[str],
    english: Sequence[Sequence[str]],
    names: Collection[str],
    lexicon: Lexicon,
) -> set[str]:
    """Arabic words whose usual translation stands in the English text with a small letter."""
    small = {n for unit in english for w in unit if w[0].islower() for n in lexicon.numbers(w, EN)}
    small -= {n for name in names for n in lexicon.numbers(name, EN)}
    columns = np.array(sorted(small), np.int64)
    stems = {word: lexicon.numbers(word, AR) for word in words}
    rows = np.array(sorted({n for found in stems.values() for n in found}), np.int64)
    if not len(columns) or not len(rows):
        return set()
    best = dict(zip(rows.tolist(), lexicon.best(AR, rows), strict=True))
    return {
        word
        for word, found in stems.items()
        if any(best[n][1] >= _TRANSLATED and best[n][0] in small for n in found)
    }


def _in_nasab(arabic: Sequence[Sequence[str]], counts: Mapping[str, int]) -> set[str]:
    """Arabic words that often stand beside *son of*, *father of* or *servant of*."""
    seen: Counter[str] = Counter()
    for unit in arabic:
        for k, word in enumerate(unit):
            before = unit[k - 1].lstrip("وفبل") if k else ""
            after = unit[k + 1] if k + 1 < len(unit) else ""
            seen[word] += before in _FATHER or after in _SON
    return {word for word, count in seen.items() if count and count >= 0.2 * counts[word]}


def bare(word: str) -> str:
    """An Arabic word without vowel signs, its letters as they are."""
    return fold_text(word, AR, "embed")
