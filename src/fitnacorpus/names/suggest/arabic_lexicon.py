"""What the texts themselves tell of their common words: a stop list learned from the language.

A name stays as it is: it takes no pronoun (فضاق, فضاقها), no feminine ending, no prefix of a verb,
and it keeps its article or does without one.  A common noun or a verb stands in several of these
shapes, and the more of them a text shows, the surer the word is no name.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from fitnacorpus.languages.ar import name_cues as ar_cues

_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك", "ني")
_ENDINGS: Final = ("ة", "ات", "ين", "ون", "وا", "ت", "ان", "تم")
_VERBAL: Final = ("ي", "ت", "ن", "است", "ان", "مت", "م")
_PARTICLES: Final = ("", "و", "ف", "ب", "ل")
_ARTICLES: Final = ("ال", "وال", "بال", "فال", "لل")
_SHAPES: Final = 2
"""So many other shapes make a common word of a word that has them as often as itself."""
_SHARE: Final = 0.1
"""Places in other shapes, of all its places, from which shapes are counted."""
_ARTICLE_SHARE: Final = 0.03
"""Places with or without the article that the other shape must have to make a noun of both."""


class Lexicon:
    """Words of Arabic texts, and how they are inflected there.

    Args:
        counts: How often each written word stands in the texts, folded with `tag`.
    """

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._common: dict[str, bool] = {}
        self._heads: frozenset[str] = frozenset()

    def learn_heads(self, keys: frozenset[str]) -> None:
        """Take in which words stand before the word for *son* written without its alif."""
        self._heads = keys

    def heads_names(self, key: str) -> bool:
        """Whether a word stands elsewhere before the word for *son* written without its alif."""
        return key in self._heads

    def number(self, key: str) -> int:
        """How often a word stands in the texts, with and without particles before it."""
        rest = key[2:] if key.startswith("ال") else ""
        lam = self._counts[f"لل{rest}"] + self._counts[f"ولل{rest}"] if rest else 0
        return sum(self._counts[p + key] for p in _PARTICLES) + lam

    def common(self, key: str) -> bool:
        """Whether a word behaves as a common noun or a verb does."""
        known = self._common.get(key)
        if known is None:
            known = self._common[key] = self._judge(key)
        return known

    def alternates(self, key: str) -> bool:
        """Whether a word stands both with and without the article, each often enough."""
        counts = self._counts
        stem = key[2:] if key.startswith("ال") and len(key) > 4 else key
        bare = sum(counts[p + stem] for p in _PARTICLES)
        definite = sum(counts[a + stem] for a in _ARTICLES)
        return min(bare, definite) > _ARTICLE_SHARE * max(bare, definite)

    def _judge(self, key: str) -> bool:
        if key in ar_cues.COMMON:
            return True
        counts = self._counts
        article = key.startswith("ال") and len(key) > 4
        stem = key[2:] if article else key
        own = self.number(key)
        if not article and self._with_pronoun(key, own):
            return True
        bound = f"{stem[:-1]}ت" if stem.endswith("ة") else stem
        shapes = {p: self._after(bound + p) for p in _PRONOUNS}
        if stem.endswith("ة") and len(stem) > 3:
            shapes["masculine"] = self._after(stem[:-1])
        if not stem.endswith(("ة", "ا")):
            shapes |= {e: self._after(stem + e) for e in _ENDINGS}
        if not article:
            shapes |= {v: self._after(v + stem) for v in _VERBAL if len(stem) > 2}
            shapes["tanwin"] = counts[f"{stem}ا"] if not stem.endswith("ا") else 0
        # The letters of a short word stand in many words that have nothing to do with it.
        attested = [n for n in shapes.values() if n]
        return len(attested) >= _SHAPES and sum(attested) > _SHARE * own * (6 - min(len(stem), 5))

    def _with_pronoun(self, key: str, own: int) -> bool:
        """Whether a word is another one with a pronoun: بيته, صاحبك."""
        for pronoun in (*_PRONOUNS, "ي"):
            stem = key.removesuffix(pronoun)
            if stem == key or len(stem) < 2:
                continue
            bare = stem[:-1] + "ة" if stem.endswith("ت") else stem
            if stem in ar_cues.COMMON or bare in ar_cues.COMMON or stem in ar_cues.STOP:
                return True
            if len(stem) > 2 and 3 * (self.number(stem) + self.number(bare)) >= own:
                return True
        return False

    def _after(self, word: str) -> int:
        return self._counts[word] + self._counts["و" + word] + self._counts["ف" + word]
