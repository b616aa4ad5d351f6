"""Which entries of a starter the texts name, and in which spellings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fitnacorpus import languages
from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.names.starters import spelling
from fitnacorpus.names.starters.table import FULL, SHORT, TITLE, USUAL, Starter, StarterEntry
from fitnacorpus.names.suggest import arabic_patterns, arabic_words, spot_english
from fitnacorpus.names.suggest.arabic_lexicon import Lexicon
from fitnacorpus.names.suggest.arabic_words import Cutter, Word
from fitnacorpus.names.suggest.candidates import TextView
from fitnacorpus.orthography import fold_key, fold_text

_ARTICLE: Final = re.compile("^(?:al|el|ul)[ -]")
"""The article before an English name, which a table may leave out: Al Mothanna, El-Medina."""
_FATHERS: Final = frozenset({"ابو", "ابا", "ابي"})
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A spelling of an entry that stands in texts.

    Attributes:
        text: The spelling, as it stands there.
        lang: "ar" or "en".
        use: What it tells by itself (`table.StarterForm`).
        sources: Texts in which it stands.
        number: How often it stands there.
    """

    text: str
    lang: str
    use: str
    sources: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Occurring:
    """An entry that the texts name, with the spellings they name it by."""

    entry: StarterEntry
    forms: tuple[FoundForm, ...]


def occurring(starter: Starter, views: Sequence[TextView]) -> list[Occurring]:
    """The entries of a starter that texts name.

    An entry is named by a full form or a usual one; its short forms and titles are taken along
    where they stand in the same texts.

    Args:
        starter: The starter.
        views: The texts.
    """
    counts: dict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    for text, lang, form, owners in (*_arabic(starter, views), *_english(starter, views)):
        for ident, use in owners:
            counts[ident, lang, form, use][text] += 1
    found: dict[str, list[FoundForm]] = defaultdict(list)
    for (ident, lang, form, use), texts in counts.items():
        found[ident].append(FoundForm(form, lang, use, tuple(sorted(texts)), texts.total()))
    out = []
    for entry in starter.entries:
        forms = found.get(entry.id, [])
        named = {s for f in forms if f.use in (FULL, USUAL) for s in f.sources}
        if not named:
            continue
        kept = [f for f in forms if f.use in (FULL, USUAL) or named.issuperset(f.sources)]
        out.append(Occurring(entry, tuple(sorted(kept, key=lambda f: (f.lang, -f.number, f.text)))))
    return _without_sources(out)


def _without_sources(found: Sequence[Occurring]) -> list[Occurring]:
    """The entries; a form that several share says of no text that it was found for one of them."""
    owners = Counter((f.text, f.lang) for item in found for f in item.forms)
    return [
        replace(
            item,
            forms=tuple(
                replace(f, sources=()) if owners[f.text, f.lang] > 1 else f for f in item.forms
            ),
        )
        for item in found
    ]


def _key(text: str) -> Key:
    return tuple(map(_slot, fold_key(text, languages.AR, "tag").split()))


def _slot(word: str) -> str:
    """A word with the words for *son* and *father* in one shape each, and its last yāʾ dotted."""
    dotted = word[:-1] + "ي" if word.endswith("ى") else word
    return "ابو" if dotted in _FATHERS else "بن" if word == "ابن" else dotted


def _arabic(
    starter: Starter, views: Sequence[TextView]
) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    mine = [v for v in views if languages.primary(v.lang) == languages.AR]
    owners: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for entry in starter.entries:
        for form in entry.forms:
            if form.lang == languages.AR:
                owners[_key(form.text)].append((entry.id, form.use))
    longest = max(map(len, owners))
    # على by itself is "upon": a word alone is dotted as its form is, unless it has the article.
    alone = {
        fold_key(f.text, languages.AR, "tag")
        for e in starter.entries
        for f in e.forms
        if f.lang == languages.AR and " " not in f.text
    }
    counts = arabic_words.vocabulary(mine)
    lexicon = Lexicon(counts)
    first = frozenset(fold_key(f.text, languages.AR, "tag").split()[0] for e in starter.entries
                      for f in e.forms if f.lang == languages.AR)  # fmt: skip
    for view, words in Cutter(counts, first).lines(mine):
        keys = [_slot(word.key) for word in words]
        runs = {s: e for s, e, _, _ in arabic_patterns.find(words, lexicon)}
        at = 0
        while at < len(words):
            end = runs.get(at, 0)
            sizes = range(min(longest, len(words) - at), 0, -1)
            size = next(
                (
                    n
                    for n in sizes
                    if tuple(keys[at : at + n]) in owners
                    and _one(words, at, n)
                    and (n > 1 or words[at].key in alone or words[at].key.startswith("ال"))
                ),
                0,
            )
            key = tuple(keys[at : at + size])
            rest = [word.key for word in words[at + size : max(end, at + size)]]
            if size and _whole(words, at, size, rest) and not _other(key, rest, owners):
                written = " ".join(word.form for word in words[at : at + size])
                yield (
                    view.text,
                    languages.AR,
                    fold_text(written, languages.AR, "display"),
                    owners[key],
                )
                at += size
            else:
                # A name within a longer one that is not known is not this name.
                at = max(end, at + 1)


def _one(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether words stand together, with particles before the first alone."""
    return all(arabic_patterns.follows(words, n) for n in range(at + 1, at + size))


def _other(key: Key, rest: Sequence[str], owners: Mapping[Key, object]) -> bool:
    """Whether a nisba behind a kunya or a byname makes it another's: Abū Hurayra al-Ṣayrafī.

    Behind a father's name it does not: many forms of the starter leave the nisba out.
    """
    known = "بن" in key or not rest
    return not known and not any(word in other for word in rest for other in owners)


def _whole(words: Sequence[Word], at: int, size: int, rest: Sequence[str]) -> bool:
    """Whether a form ends where the name does, or only a nisba is left of it."""
    after = at + size
    if rest:
        return all(w.startswith("ال") and w.endswith("ي") for w in rest)
    goes_on = arabic_patterns.follows(words, after) and words[after].key in ("بن", "بنت")
    before = words[at - 1].key if at and words[at].joined and not words[at].particles else ""
    inside = size == 1 and before in ar_cues.SON | ar_cues.COMPOUND
    return not goes_on and not inside


def _english(
    starter: Starter, views: Sequence[TextView]
) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    places: dict[str, list[str]] = defaultdict(list)
    for candidate in (*spot_english.spot(views, beginnings=True), *spot_english.events(views)):
        places[candidate.form].append(candidate.text)
    known: dict[str, list[tuple[str, str]]] = {}
    patterns = [
        (spelling.pattern(form.text), entry.id, form.use)
        for entry in starter.entries
        for form in entry.forms
        if form.lang == languages.EN
    ]
    for form, texts in sorted(places.items()):
        text = spelling.plain(form)
        if text not in known:
            bare = _ARTICLE.sub("", text)
            for read in (text, bare)[: 1 + (bare != text)]:
                owned = _best((i, use) for p, i, use in patterns if p.fullmatch(read))
                if owned:
                    break
            known[text] = owned
        for source in texts:
            yield source, languages.EN, form, known[text]


def _best(owners: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """One use an entry, the surest; a usual form of two entries is a short one of both."""
    order = (FULL, USUAL, TITLE, SHORT)
    uses: dict[str, str] = {}
    for ident, use in owners:
        if ident not in uses or order.index(use) < order.index(uses[ident]):
            uses[ident] = use
    usual = [i for i, use in uses.items() if use == USUAL]
    if len(usual) > 1:
        uses |= dict.fromkeys(usual, SHORT)
    return list(uses.items())
