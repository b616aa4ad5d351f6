"""The shapes that names have in Arabic: nasab, kunya, laqab of honour, tribe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.names.suggest.arabic_lexicon import Lexicon
from fitnacorpus.names.suggest.arabic_words import Word

Found = tuple[int, int, str, str]
"""First word, end, kind and reason."""

_SON: Final = ("بن", "بنت", "ابن", "ابنة")
_HONOUR: Final = ("الدين", "الدولة")
"""Second words of a laqab of honour: صلاح الدين, سيف الدولة."""
_TRIBE: Final = ("بنو", "بني")
_NO_TRIBE: Final = frozenset({"ادم", "عم", "عمه", "عمي", "عمك", "ابي", "ابيه", "اخي", "اخيه"})
_NO_FATHER: Final = frozenset({"اخيه", "اخته", "عمه", "خاله", "ابيه", "عم", "اخت", "اخ", "خال"})
_GOD: Final = ("الله", "الرحمن", "العزيز", "الملك", "المطلب", "شمس", "مناف", "القيس", "العزى")
"""What follows the word for *servant*, beside any word with the article."""
_NO_HEAD: Final = (
    ar_cues.STOP | ar_cues.TITLES | ar_cues.SPEECH | ar_cues.MOVING | ar_cues.NO_NAME | ar_cues.KIN
    | ar_cues.PEOPLE_CUES | ar_cues.EVENT_CUES | frozenset({"فلان", "رجل", "ولد"})
)  # fmt: skip


def find(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Found]:
    """Names by their shape, from left to right, none over another.

    Args:
        words: A line in words.
        lexicon: What the texts tell of their common words.
    """
    at = 0
    while at < len(words):
        found = _at(words, at, lexicon)
        if found:
            yield found
            at = found[1]
        else:
            at += 1


def battlefields(lines: Iterable[Sequence[Word]]) -> frozenset[tuple[str, str]]:
    """Names of places in two words that a battle is called by: وقعة عين جالوت.

    Args:
        lines: Lines in words.
    """
    return frozenset(
        (first.key, second.key)
        for words in lines
        for cue, first, second in zip(words, words[1:], words[2:], strict=False)
        if cue.key in ar_cues.EVENT_CUES - ar_cues.EVENT_MAYBE
        and ar_cues.EVENT_SORTS.get(cue.key) == "battle"
        and first.key in ar_cues.PLACE_PARTS
        and first.joined and second.joined and not first.particles and not second.particles
        and second.key not in _NO_HEAD | ar_cues.SON | ar_cues.COMPOUND
    )  # fmt: skip


def follows(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands at a place, joined to the one before and without particles."""
    return at < len(words) and words[at].joined and not words[at].particles


def _at(words: Sequence[Word], at: int, lexicon: Lexicon) -> Found | None:
    key = words[at].key
    if key in ar_cues.FATHER and _kunya(words, at, lexicon):
        end = _compound(words, at + 1) or at + 2
        return at, _whole(words, _nisba(words, end, lexicon), lexicon), "person", "a kunya"
    if key in ("ابن", "ابنة") and follows(words, at + 1):
        end = _lineage(words, at, lexicon)
        inner = words[at + 1].key
        plain = inner not in ar_cues.KIN | ar_cues.STOP | ar_cues.PEOPLE_CUES
        if end > at + 1 and plain and (end > at + 2 or not lexicon.common(inner)):
            return at, end, "person", "after “ابن”"
        return None
    if key in _TRIBE and follows(words, at + 1):
        end = _compound(words, at + 1)
        if words[at + 1].key not in _NO_TRIBE | ar_cues.STOP and end:
            return at, end, "group", f"after “{words[at].form}”"
        return None
    if key == "ام" and _mother(words, at):
        return at, _whole(words, at + 2, lexicon), "person", "a kunya"
    end = _compound(words, at)
    if not end or key in _NO_HEAD:
        return None
    if follows(words, end) and words[end].key in _HONOUR and key in ar_cues.HONOURS:
        return at, _whole(words, end + 1, lexicon), "person", "a laqab of honour"
    if follows(words, end) and words[end].key in _SON:
        full = _whole(words, end, lexicon)
        # Between two names the alif is left out, but for the beginning of a line; after a verb
        # it is written (Wright, vol. 1, § 21).
        if full > end and (words[end].key in ("بن", "بنت") or lexicon.heads_names(key)):
            return at, full, "person", "words for son or father"
    if key in ar_cues.SERVANT and end == at + 2 and key != "امة":
        return at, _nisba(words, end, lexicon), "person", "the word for servant"
    return None


def _mother(words: Sequence[Word], at: int) -> bool:
    """Whether a word is *mother of* in a kunya, and not *or*."""
    if not follows(words, at + 1):
        return False
    father = follows(words, at + 2) and words[at + 2].key in ("بنت", "ابنة")
    return father or words[at + 1].key in ar_cues.OF_MOTHERS


def _kunya(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    if not follows(words, at + 1):
        return False
    child = words[at + 1].key
    if child in ar_cues.STOP | ar_cues.SON | ar_cues.KIN | ar_cues.FATHER | ar_cues.SPEECH:
        return False
    if words[at].key == "ابي" and (child in ar_cues.COMMON and not child.startswith("ال")):
        return False
    return child.startswith("ال") or child not in ar_cues.NO_NAME


def _compound(words: Sequence[Word], at: int) -> int:
    """Where the one name ends that begins at a place (زيد, عبد الله, أبو بكر); 0 if none does."""
    if at >= len(words):
        return 0
    key = words[at].key
    if key in ar_cues.SERVANT:
        whom = words[at + 1].key if follows(words, at + 1) else ""
        return at + 2 if whom in _GOD or whom.startswith("ال") else 0
    if key in ar_cues.COMPOUND:
        plain = follows(words, at + 1) and words[at + 1].key not in ar_cues.STOP | ar_cues.SON
        return at + 2 if plain else 0
    return at + 1 if key not in ar_cues.STOP and len(key) > 1 else 0


def _lineage(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where a lineage ends that has its word for son at a place; the place itself if it is none."""
    if not follows(words, at + 1):
        return at
    end = _compound(words, at + 1)
    if not end or words[at + 1].key in ar_cues.STOP | ar_cues.SPEECH | _NO_FATHER:
        return at
    return _whole(words, end, lexicon)


def _whole(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past further fathers, and past a nisba after the last one."""
    if follows(words, at) and words[at].key in _SON:
        end = _lineage(words, at, lexicon)
        if end > at:
            return end
        return at
    end = _nisba(words, at, lexicon)
    if end > at and follows(words, end) and words[end].key in _SON:
        return _whole(words, end, lexicon)
    return end


def _nisba(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past a nisba or two: ال…ي."""
    while follows(words, at) and _is_nisba(words[at].key):
        at += 1
    return at


def _is_nisba(key: str) -> bool:
    return (
        key.startswith("ال") and key.endswith("ي") and len(key) > 5 and key not in ar_cues.CALENDAR
        and key not in ar_cues.TITLES and key not in ar_cues.COMMON
    )  # fmt: skip
