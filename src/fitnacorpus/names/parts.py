"""The parts of a name as it stands in a text: ism, kunya, nasab, laqab, nisba.

They are those that the authority marks in the same form, or else those that the grammar of names
makes certain: what follows *ibn* is a nasab, what follows *abū* a kunya, the word before a nasab
the ism, a last word with the article and the ending of relation a nisba, a word of rank before or
behind the name a title; a word that is a marked
part of another form of the same bearer is that part here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import FIRST, MARKS
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Form, PartSpan, Span
from fitnacorpus.names.tokens import DAUGHTER, FATHER, SON, marker
from fitnacorpus.orthography import fold, fold_key, name_key

_WORD: Final = re.compile(r"[^\s,،()\[\]\"“”«»]+")
# Words of the structural key, which knows some of them only beside the next word.
_SERVANTS: Final = frozenset({"abd", "abdul", "abdal", "abdur", "abdu", "عبد"})
_FATHERS: Final = frozenset({"ابو", "ابا", "ابي"})
_MOTHERS: Final = frozenset({"um", "umm", "ام"})
_ARTICLES: Final = frozenset({"al", "el", "ال"})
# Other capitals begin other names: Ben Smith, George B. Yeats, Om Puri.
_CAPITAL: Final = re.compile("Ibn|Bin|Bint|Umm|Ab[uū].*")
_NISBA: Final = re.compile(
    rf"ال.{{2,}}ي[{MARKS}]*|(?:a[lnrsz]|ash|ath|a[dt]|adh)-\w[\w'‘’ʿʾʻʼ-]+[iī]", re.IGNORECASE
)
_BYNAMES: Final = frozenset(
    map(name_key, (*ar_names.LIKE_NISBA.split(), *en_names.LIKE_NISBA.split()))
)
_RANKS: Final = {languages.AR: ar_names.RANKS, languages.EN: en_names.RANKS}
_RANKS_AFTER: Final = {languages.AR: ar_names.RANKS_AFTER, languages.EN: en_names.RANKS_AFTER}


def find(name: str, lang: str, forms: Sequence[Form] = ()) -> tuple[PartSpan, ...]:
    """The parts of the name of a person, with offsets into it; empty where none is certain.

    Args:
        name: The name as it stands in the text.
        lang: Language of the text.
        forms: The forms of its bearer in the authority.
    """
    folded = fold_key(name, lang, "tag")
    for form in forms:
        if form.parts and fold_key(form.text, form.lang, "tag") == folded:
            return _marked(name, lang, form)
    known = {
        name_key(part.text): part.kind
        for form in forms
        for part in form.parts
        if part.kind in ("ism", "laqab", "nisba")
    }
    return tuple(_grammatical(name, known))


def _marked(name: str, lang: str, form: Form) -> tuple[PartSpan, ...]:
    """The parts that the authority marks, found again in their order."""
    folded = fold(name, lang, "tag")
    out: list[PartSpan] = []
    at = 0
    for part in form.parts:
        words = fold_key(part.text, form.lang, "tag")
        place = folded.text.find(words, at) if words else -1
        if place < 0:
            return ()
        at = place + len(words)
        out.append(PartSpan(*folded.source_span(place, at), part.kind))
    return tuple(out)


def _is_rank(word: str, ranks: Mapping[str, frozenset[str]]) -> bool:
    if word[0] >= FIRST:
        return fold_key(word, languages.AR, "tag") in ranks[languages.AR]
    return word[0].isupper() and word.lower() in ranks[languages.EN]


def _without_ranks(name: str, words: Sequence[Span], out: list[PartSpan]) -> list[Span]:
    """The words of a name without titles of rank before and behind it, which are added."""
    first, last = 0, len(words)
    while last - first > 1 and _is_rank(name[slice(*words[first])], _RANKS):
        first += 1
    while last - first > 1 and _is_rank(name[slice(*words[last - 1])], _RANKS_AFTER):
        last -= 1
    if first:
        out.append(PartSpan(words[0].start, words[first - 1].end, "role"))
    if last < len(words):
        out.append(PartSpan(words[last].start, words[-1].end, "role"))
    return [*words[first:last]]


def _grammatical(name: str, known: Mapping[str, str]) -> list[PartSpan]:
    out: list[PartSpan] = []
    words = _without_ranks(name, [Span(*m.span()) for m in _WORD.finditer(name)], out)
    keys = [name_key(name[w.start : w.end]).split() for w in words]
    plain: list[int] = []
    index = 0
    while index < len(words):
        word = name[words[index].start : words[index].end]
        other = word[0].isupper() and not _CAPITAL.fullmatch(word)
        mark = None if other else _mark(keys[index])
        glued = len(keys[index]) > 1  # Abu'l-Hasan
        end = index + 1 if glued else _bearer(keys, index + 1)
        if mark is None:
            plain.append(index)
            end = index + 1
        elif glued or end > index + 1:
            kind = "nasab" if mark in (SON, DAUGHTER) else "kunya"
            out.append(PartSpan(words[index].start, words[end - 1].end, kind))
        index = end
    plain = _with_known(words, keys, plain, known, out)
    return _with_plain(name, words, keys, plain, out)


def _with_known(
    words: Sequence[Span],
    keys: Sequence[Sequence[str]],
    plain: Sequence[int],
    known: Mapping[str, str],
    out: list[PartSpan],
) -> list[int]:
    """Adds the words that are a marked part of another form of the same bearer; gives the rest."""
    rest: list[int] = []
    waiting = list(plain)
    while waiting:
        first = waiting[0]
        for length in (2, 1):
            run = waiting[:length]
            if run != list(range(first, first + length)):
                continue
            key = " ".join(word for index in run for word in keys[index])
            # The accusative of a man's name has an alif that the authority's form has not.
            kind = known.get(key) or known.get(key.removesuffix("ا"), "")
            if kind and key:
                out.append(PartSpan(words[first].start, words[run[-1]].end, kind))
                waiting = waiting[length:]
                break
        else:
            rest.append(waiting.pop(0))
    return rest


def _mark(key: Sequence[str]) -> int | None:
    """What the first word of a key makes of the next one."""
    if not key:
        return None
    return FATHER if key[0] in _FATHERS | _MOTHERS else marker(key[0])


def _bearer(keys: Sequence[Sequence[str]], index: int) -> int:
    """Where the name of one man that begins at a word ends: one word, or two with Abd and Abu."""
    if index >= len(keys):
        return len(keys)
    key = keys[index]
    only = key[0] if len(key) == 1 else ""
    if not key or only in _ARTICLES or (only and _mark(key) == FATHER):
        return _bearer(keys, index + 1)
    return min(index + (2 if only in _SERVANTS else 1), len(keys))


def _with_plain(
    name: str,
    words: Sequence[Span],
    keys: Sequence[Sequence[str]],
    plain: list[int],
    found: list[PartSpan],
) -> list[PartSpan]:
    """Adds the ism before a nasab, and a nisba at the end."""
    if not plain:
        return sorted(found)
    out = list(found)
    last = plain[-1]
    ending = name[words[last].start : words[last].end]
    byname = " ".join(keys[last]) in _BYNAMES
    if last == len(words) - 1 > 0 and _NISBA.fullmatch(ending) and not byname:
        out.append(PartSpan(*words[last], "nisba"))
        plain = plain[:-1]
    following = next((p.start for p in found if p.kind == "nasab"), -1)
    is_one = len(plain) == 1 or (len(plain) == 2 and keys[plain[0]][0] in _SERVANTS)
    if is_one and plain[-1] + 1 < len(words) and words[plain[-1] + 1].start == following:
        out.append(PartSpan(words[plain[0]].start, words[plain[-1]].end, "ism"))
    return sorted(out)
