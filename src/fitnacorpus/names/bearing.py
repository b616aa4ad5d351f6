"""Whether a whole name can be that of an entry: its parts against those of the record.

A record knows a man by the parts of its forms: his own name, his line of fathers (several, where
forms leave generations out or name the grandfather by his kunya), his bynames.  What the text adds
agrees with them, contradicts them, or is more than the record knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from fitnacorpus import languages
from fitnacorpus.arabic_script import FIRST
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Authority, Entry, Form, Span
from fitnacorpus.names.grammar import WholeName
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.names.textwords import TextWords, folded
from fitnacorpus.names.whole import is_nisba, whole_name
from fitnacorpus.orthography import name_key

_ALIKE: Final = 85.0
"""Least likeness, of 100, of two Latin spellings of one name (Affân, Affan; Zubair, Zubeir)."""
_MATE: Final = 2
"""Consonants from which equal skeletons of one script are the same name."""
_OPENING: Final = (frozenset("ai"), frozenset("kcq"))
"""First letters of keys that stand for one another: Ibrahim, Abraham; Qays, Kais, Cays."""
_DOUBLE_E: Final = re.compile("a['’ʿʾ]?ee", re.IGNORECASE)
_DOUBLED: Final = re.compile(r"(.)\1+")
_HARD_C: Final = re.compile(r"c(?!h)", re.IGNORECASE)
_COMPOUND: Final = re.compile("(?:ا?ل|[^ ]*-)|[^ ]+ (?!الله|الر)")
_ASIDE: Final = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")


class Agreement(Enum):
    """How a name at a place stands to an entry."""

    SAME = "same"
    """A part that tells men apart agrees, and none contradicts."""
    SILENT = "silent"
    """The place tells nothing that the record could be compared with."""
    MORE = "more"
    """The place has a part that the record knows nothing of."""
    OTHER = "other"
    """The place contradicts the record."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the forms of an entry in one script tell of its bearer.

    Attributes:
        heads: His own names: ism, kunya, byname, as they are spelt.
        lines: Lines of fathers, nearest first; none is the beginning of another.
        bynames: Nisbas and other bynames.
        numbers: Regnal numbers.
    """

    heads: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    bynames: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()


class Bearers:
    """The entries of an authority by the parts of their names."""

    def __init__(self, authority: Authority) -> None:
        self._parts = {
            entry.id: {arabic: _parts(entry, arabic) for arabic in (True, False)}
            for entry in authority.entries
            if entry.kind == "person"
        }
        self._by_head: dict[str, list[str]] = defaultdict(list)
        self._named: dict[str, list[str]] = {}
        self._sons: dict[tuple[str, bool], list[str]] = {}
        self._by_father: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
        for ident, scripts in self._parts.items():
            for arabic, parts in scripts.items():
                for father in {line[0] for line in parts.lines if line}:
                    self._by_father[arabic].setdefault(father, []).append(ident)
        for ident, scripts in self._parts.items():
            for head in sorted({_index(h) for p in scripts.values() for h in p.heads}):
                self._by_head[head].append(ident)
        self.own_names = sorted(
            {
                head
                for scripts in self._parts.values()
                for parts in scripts.values()
                if parts.lines
                for head in parts.heads
                if len(head) > 2
                and not _COMPOUND.match(head)
                # ʿAlī without dots is "upon" wherever no father follows.
                and folded(head, True) not in ar_names.FUNCTION | ar_names.PREPOSITION
            }
        )
        self.transmitters = frozenset(entry.id for entry in authority.entries if _hands_down(entry))

    def named(self, whole: WholeName) -> list[str]:
        """Entries whose own name is the head of a name."""
        head = whole.head
        if not head:
            return []
        if head not in self._named:
            self._named[head] = [
                ident
                for ident in self._by_head.get(_index(head), ())
                if self._is_called(ident, head)
            ]
        return self._named[head]

    def _is_called(self, ident: str, head: str) -> bool:
        """Whether a name is one of an entry's own names.

        Two consonants are too few to compare across scripts where the record has the name in the
        script of the place: Amru is not ʿUmar, though both are m and r.
        """
        here, there = self._parts[ident][head >= FIRST], self._parts[ident][head < FIRST]
        if any(alike(head, own) for own in here.heads):
            return True
        lines = (own for own in there.heads if not here.lines or len(_bones(own)) > _MATE)
        return any(alike(head, own) for own in lines)

    def sons_of(self, father: str, arabic: bool) -> list[str]:
        """Entries whose nearest known father bears a name."""
        if (father, arabic) not in self._sons:
            known = self._by_father[arabic]
            found = {ident for other in known if alike(father, other) for ident in known[other]}
            self._sons[father, arabic] = [ident for ident in self._parts if ident in found]
        return self._sons[father, arabic]

    def father_of(self, ident: str, arabic: bool) -> tuple[str, ...]:
        """The nearest known fathers of an entry, as the record spells them."""
        scripts = self._parts.get(ident)
        return tuple(line[0] for line in scripts[arabic].lines) if scripts else ()

    def known_by(self, kunya: str) -> bool:
        """Whether a kunya is the name by which some entry is known first."""
        found = self._by_head.get(_index(kunya), ())
        firsts = (self.heads(ident, True)[:1] for ident in found)
        return any(alike(kunya, head) for first in firsts for head in first)

    def namesakes(self, head: str) -> int:
        """How many entries bear a name."""
        return len(self._by_head.get(_index(head), ()))

    def heads(self, ident: str, arabic: bool) -> tuple[str, ...]:
        """The own names of an entry, as the record spells them."""
        scripts = self._parts.get(ident)
        return scripts[arabic].heads if scripts else ()

    def bynamed(self, whole: WholeName, ident: str, arabic: bool) -> bool:
        """Whether one of the bynames of a name is known as an entry's."""
        scripts = self._parts.get(ident)
        if scripts is None or not whole.bynames:
            return False
        here = scripts[arabic]
        known = (*(here.bynames or scripts[not arabic].bynames), *here.heads)
        return any(alike(byname, other) for byname in whole.bynames for other in known)

    def known_fathers(self, whole: WholeName, ident: str, arabic: bool) -> int:
        """How many of the fathers of a name that agrees with an entry its record knows."""
        scripts = self._parts.get(ident)
        lines = (scripts[arabic].lines or scripts[not arabic].lines) if scripts else ()
        fitting = [line for line in lines if _descends(whole.fathers, line)]
        known = [[any(alike(f, own) for own in line) for f in whole.fathers] for line in fitting]
        return max(map(sum, known), default=0)

    def agreement(self, whole: WholeName, ident: str, arabic: bool) -> Agreement:
        """How a name at a place stands to an entry whose own name or form is its head."""
        scripts = self._parts.get(ident)
        if scripts is None:
            return Agreement.OTHER if whole.fathers or whole.family else Agreement.SILENT
        here, there = scripts[arabic], scripts[not arabic]
        if whole.also:
            if not any(alike(whole.also, own) for own in (*here.heads, *there.heads)):
                return Agreement.OTHER
            if not whole.fathers:
                return Agreement.SAME
        if whole.number and here.numbers | there.numbers:
            if whole.number not in here.numbers | there.numbers:
                return Agreement.OTHER
            return Agreement.SAME
        if whole.fathers:
            lines = here.lines or there.lines
            if not lines:
                return Agreement.MORE
            return (
                Agreement.SAME
                if any(_descends(whole.fathers, line) for line in lines)
                else Agreement.OTHER
            )
        if whole.bynames:
            known = here.bynames or there.bynames
            if self.bynamed(whole, ident, arabic):
                return Agreement.SAME
            return Agreement.OTHER if known else Agreement.MORE
        return Agreement.MORE if whole.number > 1 else Agreement.SILENT


@lru_cache(maxsize=65536)
def _index(name: str) -> str:
    """Under which key a name is looked up: its consonants, where it has any."""
    return _bones(name) if name_key(name).isascii() else _without_vowels(name_key(name))


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two spellings may be one name: of a father, a byname, or the name itself."""
    first, second = name_key(a), name_key(b)
    if first == second:
        return True
    if first.isascii() != second.isascii():
        return _bones(a) == _bones(b) != ""
    if not first.isascii():
        return _without_vowels(first) == _without_vowels(second)
    bones = _bones(a)
    if bones == _bones(b) and len(bones) == _MATE and ("ay" in first) is not ("ay" in second):
        # Saʿīd is not Saʿd, nor Zayd Ziyād; Saeed is how some write the one.
        return _DOUBLE_E.search(a if "ay" in second else b) is not None
    if bones == _bones(b) and len(bones) >= _MATE:
        return any({first[0], second[0]} <= letters for letters in ({first[0]}, *_OPENING))
    return fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")) >= _ALIKE


def _bones(name: str) -> str:
    """The consonants of a name, the hard c of older English being a k (Cays)."""
    bones = skeleton(_HARD_C.sub("k", name)).replace(" ", "")
    return _DOUBLED.sub(r"\1", bones) or name_key(name)


def _without_vowels(key: str) -> str:
    """An Arabic key without the long vowel that old spelling leaves out (الحرث, الحارث)."""
    return key[:1] + key[1:].replace("ا", "").replace("ى", "ي").replace("ة", "ه")


def _descends(fathers: Sequence[str], line: Sequence[str]) -> bool:
    """Whether fathers are those of a line: the line may know generations that they leave out.

    Fathers beyond the known line are nobody's contradiction; one inside it that is not there is.
    """
    at = matched = 0
    for father in fathers:
        found = next((i for i in range(at, len(line)) if alike(father, line[i])), None)
        if found is None:
            if at < len(line):
                return False
            continue
        at, matched = found + 1, matched + 1
    return matched > 0


def _parts(entry: Entry, arabic: bool) -> Parts:
    heads: dict[str, None] = {}
    lines: dict[tuple[str, ...], None] = {}
    bynames: dict[str, None] = {}
    numbers: set[int] = set()
    for form in entry.forms:
        if (form.lang == languages.AR) != arabic or form.type in ("title", "slip"):
            continue
        for read in _readings(form):
            if read.head:
                heads.setdefault(read.head)
            if read.fathers:
                lines.setdefault(read.fathers)
            for byname in (*read.bynames, *_after_head(read.head)):
                bynames.setdefault(byname)
            if read.number:
                numbers.add(read.number)
        for part in form.parts:
            if part.kind in ("ism", "kunya"):
                heads.setdefault(part.text)
            elif part.kind in ("nisba", "laqab"):
                bynames.setdefault(part.text)
    return Parts(tuple(heads), _longest(lines), tuple(bynames), frozenset(numbers))


def _readings(form: Form) -> Iterable[WholeName]:
    """A form as a name: of a label ("X b. Y, Abu Z (of W)") each piece."""
    arabic = form.lang == languages.AR
    pieces = [_ASIDE.sub(" ", form.text)]
    if "," in pieces[0] or "،" in pieces[0]:
        before, _, after = re.split("([,،])", pieces[0], maxsplit=1)
        if not re.match(r"\s*(?:the )?(?:son|daughter)\b", after):
            pieces = [before]
    for piece in pieces:
        words = TextWords(piece.strip(), languages.AR if arabic else languages.EN)
        if len(words):
            # A form is read from its first word; "Ibn Abbas" has no head of its own.
            span = Span(words.spans[0].start, words.spans[0].end)
            first = folded(words.raw(0), arabic)
            if first in en_names.CHILD and words.word(1) == "of":
                father = piece[words.spans[1].end :].strip()
                yield WholeName(span, "", (father,))
            elif first in ar_names.SON | en_names.SON and len(words) > 1:
                yield whole_name(words, Span(words.spans[1].start, words.spans[1].end))
            else:
                yield _from(words, span)


def _from(words: TextWords, span: Span) -> WholeName:
    """The name that begins a form; words before the first *ibn* are all its head."""
    sons = (ar_names.SON | ar_names.DAUGHTER) if words.arabic else (
        en_names.SON | en_names.DAUGHTER | en_names.CHILD | {"the", "of"}
    )  # fmt: skip
    numerals = () if words.arabic else en_names.NUMERALS
    end = next(
        (i for i in range(1, len(words)) if words.word(i) in sons or words.word(i) in numerals),
        len(words),
    )
    return whole_name(words, Span(span.start, words.spans[end - 1].end))


def _after_head(head: str) -> list[str]:
    """Later words of a head, which may stand alone beside the ism (مالك الأشتر)."""
    first, *rest = head.split() or [""]
    arabic = first[:1] >= FIRST
    key = folded(first, arabic)
    compound = ar_names.FATHER | ar_names.MOTHER | ar_names.SERVANT | ar_names.OWNER
    if not arabic:
        compound = en_names.FATHER | en_names.MOTHER | en_names.SERVANT | en_names.ARTICLE
    if arabic and key in ar_names.FATHER:
        return [word for word in rest[1:] if is_nisba(folded(word, True))]
    return [] if key in compound else [w for w in rest if w not in ("الله", "Allah")]


def _longest(lines: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The lines that are not the beginning of another, or that with generations left out."""
    given = list(lines)
    return tuple(
        line
        for line in given
        if not any(other != line and _is_part(line, other) for other in given)
    )


def _is_part(line: Sequence[str], other: Sequence[str]) -> bool:
    return len(line) < len(other) and all(alike(a, b) for a, b in zip(line, other, strict=False))


def _hands_down(entry: Entry) -> bool:
    """Whether a record says of its bearer that he hands reports down."""
    words = " ".join((*entry.notes.values(), *(f.text for f in entry.forms))).lower()
    found = set(re.findall(r"[\w]+", words))
    return bool(
        found & en_names.TRANSMITTING
        or {folded(w, True) for w in found if w[:1] > FIRST} & ar_names.TRANSMITTER
    )
