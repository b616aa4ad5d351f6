"""Tagging: every place where a form of the authority stands, with its possible bearers.

All patterns are looked for at once (Aho and Corasick 1975) in the `tag` fold of the words as they
are read (`reading`), so that a name goes on over a line break, a page and notation.  A hit counts
if it begins and ends at a word edge, attached particles allowed for; of overlapping hits the
longest wins, then the first.  A name inside a longer one (Abu Bakr in Muhammad b. Abi Bakr) is
therefore no mention of its own.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from pyarabic import araby_const as araby

from fitnacorpus import arabic_script, languages, reading
from fitnacorpus.arabic_script import LAST_MARK
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Authority, Form, RegionKind, Span, Text
from fitnacorpus.names.bearing import Bearers
from fitnacorpus.names.context import Context, from_authority
from fitnacorpus.names.evidence import Cues
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.identify import in_full
from fitnacorpus.names.patterns import patterns
from fitnacorpus.names.textwords import TextWords
from fitnacorpus.orthography import fold
from fitnacorpus.orthography.arabic import with_dotted_ya, with_full_alefs, with_its_waw
from fitnacorpus.orthography.folding import Folded
from fitnacorpus.reading import ReadingView

# Wright, vol. 1, §§ 356, 361, 366: the question a- before another particle (alone it would find
# حمد in أحمد), wa- or fa-, then bi-, li-, ka-, sa-; or the vocative written together with its name.
_PARTICLES: Final = re.compile("(?:أ(?=[وفبلكس]))?[وف]?[بلكس]?|يا")
_BEFORE_NAMES: Final = f"وفبلكساأ{araby.TATWEEL}"
"""Last letters of particles; a tatweel is no letter."""
_APART: Final = frozenset(" \n.,:;،؛") | {""}
# The number of a note behind the last letter of a name.
_NOTE_MARK: Final = re.compile(r"[\d⁰¹²³⁴-⁹]{1,3}(?!\w)")
_FLAG: Final = re.compile("[A-Z]{2,}")
# Letters of transliteration that the fold drops; ' and ‘ may as well be quotation marks.
_AYN: Final = "ʿʾʻʼ"
_AYN_SIGNS: Final = frozenset("'‘’`")
_AYN_FIRST: Final = re.compile("(?:ال)?ع|(?:[Aa]l-)?[ʿʻ]")
_FIRST_WORD: Final = re.compile(rf"[^\W\d_{arabic_script.BLOCK}]+")
_NO_AYN: Final = en_names.FATHER | en_names.MOTHER | en_names.SON | en_names.ARTICLE
"""First words of a name that never have an ʿayn, whatever the name of its bearer."""
_CLOSING: Final = re.compile(r"(?<=[^\Ws])['’](?!\w)|(?<=[.,!?;:…])['’](?!\w)")
"""A mark that closes a quotation; after an s it may be a possessive."""
_NAMED: Final = (RegionKind.HEADING, RegionKind.INFOBOX, RegionKind.NOTE)


class Tagger:
    """Finds the forms of an authority; build it once, use it on many texts."""

    def __init__(self, authority: Authority) -> None:
        import ahocorasick

        self._authority = authority
        bearers: dict[tuple[str, bool], list[Bearer]] = {}
        for entry in authority.entries:
            for form in entry.forms:
                bearer = Bearer(entry.id, entry.kind, form.type, form.source)
                for pattern in patterns(form, entry.kind):
                    known = bearers.setdefault((pattern.text, pattern.after_lam), [])
                    if all(other.ref != entry.id for other in known):
                        known.append(bearer)
        for head in self.bearings.own_names:
            lang = languages.AR if head[0] >= arabic_script.FIRST else languages.EN
            for pattern in patterns(Form(head, lang), "person"):
                bearers.setdefault((pattern.text, pattern.after_lam), [])
        self._bearers = {key: tuple(known) for key, known in bearers.items()}
        self._in_maqsura = frozenset(
            word for text, _ in self._bearers for word in text.split(" ") if word.endswith("ى")
        )
        self._automaton = ahocorasick.Automaton()
        for text, _ in self._bearers:
            self._automaton.add_word(text, text)
        if self._bearers:
            self._automaton.make_automaton()

    def hits(
        self, text: Text, sentences: Sequence[Span], view: ReadingView | None = None
    ) -> list[Hit]:
        """Hits in the sentences, headings, notes and tables of facts of a text, in order.

        Args:
            text: The text.
            sentences: Its sentences; a name never runs from one into the next.
            view: The text as it is read, where the caller already has it.
        """
        if not self._bearers:
            return []
        verse = _verse(text)
        out: list[Hit] = []
        for words in (view or reading.of_text(text)).views:
            zones = [words.view_span(sentence) for sentence in sentences]
            zones += [
                Span(b.start, b.end) for b in words.blocks if b.kind in _NAMED and not b.label
            ]
            found = _inside(self._everywhere(words.text, text.info.lang), sorted(zones))
            read = TextWords(self._dotted(words.text), text.info.lang)
            whole = in_full(_longest(found), read, self.bearings)
            for hit in whole:
                name = self._with_ayn(words.text, hit)
                span = words.source_span(*name)
                form = span if hit.form == hit.span else words.source_span(*hit.form)
                # Not `replace`, which looks at every field anew: there are thousands of hits.
                out.append(
                    Hit(
                        span, hit.bearers, form, hit.kind, hit.head, hit.full, hit.doubt,
                        hit.listed, _beside(hit.cues, span, verse), hit.share,
                        hit.goes_on,
                    )
                )  # fmt: skip
        return sorted(out, key=lambda hit: hit.span)

    def find(self, source: str, lang: str, *, without: Sequence[str] = ()) -> list[Hit]:
        """Hits in one line of plain text, in order.

        Args:
            source: The line.
            lang: Its language.
            without: Kinds that are not looked for, so that they do not swallow what they hold.
        """
        if not self._bearers:
            return []
        found = self._everywhere(source, lang)
        kept = [
            replace(h, bearers=tuple(b for b in h.bearers if b.kind not in without)) for h in found
        ]
        return _longest([hit for hit in kept if hit.bearers])

    def entries(self, text: Text) -> frozenset[str]:
        """The entries one of whose forms can stand in a text: no other has a part in its names."""
        if not self._bearers:
            return frozenset()
        view = reading.of_text(text)
        read = [words.text for words in view.views]
        read += [view.read(Span(run.start, run.end)) for run in text.transcript.names]
        found = [hit for words in read for hit in self._everywhere(words, text.info.lang)]
        return frozenset(bearer.ref for hit in found for bearer in hit.bearers)

    @cached_property
    def bearings(self) -> Bearers:
        """The persons of the authority by the parts of their names."""
        return Bearers(self._authority)

    @cached_property
    def context(self) -> Context:
        """What the records of the authority tell about who stands with whom."""
        return from_authority(
            self._authority,
            lambda source, lang: [
                [b.ref for b in hit.bearers] for hit in self.find(source, lang, without=("event",))
            ],
        )

    def _everywhere(self, source: str, lang: str) -> list[Hit]:
        """All hits at word edges, overlapping ones included."""
        found = self._in_fold(source, fold(source, lang, "tag"))
        for spelt in (with_full_alefs(source), self._dotted(source)):
            if spelt != source:
                known = {hit.span for hit in found}
                more = self._in_fold(source, fold(spelt, lang, "tag"))
                found += [hit for hit in more if hit.span not in known]
        return found

    @cached_property
    def _with_an_ayn(self) -> frozenset[str]:
        """The entries whose names begin with ʿayn, by an Arabic form or a transliterated one."""
        return frozenset(
            entry.id
            for entry in self._authority.entries
            if any(_AYN_FIRST.match(form.text) for form in entry.forms)
        )

    def _with_ayn(self, source: str, hit: Hit) -> Span:
        """A name with the quotation mark before it, where that is the letter ʿayn ('Amr).

        It is one where a bearer's name begins with that letter, and no mark of its kind closes a
        quotation after it.
        """
        start, end = hit.span
        sign = source[start - 1] if start else ""
        if sign not in _AYN_SIGNS or not sign or not hit.bearers:
            return hit.span
        before = source[start - 2] if start > 1 else " "
        first = _FIRST_WORD.match(source, start)
        known = all(bearer.ref in self._with_an_ayn for bearer in hit.bearers)
        if before.isalnum() or not known or first is None or first[0].lower() in _NO_AYN:
            return hit.span
        line = source.find("\n", end)
        if _CLOSING.search(source, end, line if line >= 0 else len(source)):
            return hit.span
        return Span(start - 1, end)

    def _dotted(self, source: str) -> str:
        """A text with what its printer leaves out or puts elsewhere: dots of a ya, ʿAmr's waw."""
        return with_its_waw(with_dotted_ya(source, self._in_maqsura))

    def _in_fold(self, source: str, folded: Folded) -> list[Hit]:
        found: list[Hit] = []
        offsets = folded.offsets.tolist()
        for last, pattern in self._automaton.iter(folded.text):
            start, end = offsets[last + 1 - len(pattern)], offsets[last] + 1
            if _inside_word(source, start, end):
                continue
            if _stands_apart(source, start, end):
                if (known := self._bearers.get((pattern, False))) is not None:
                    span = Span(start, end)
                    found.append(Hit(span, known, span, listed=bool(known)))
                continue
            span = folded.source_span(last + 1 - len(pattern), last + 1)
            if span.start and source[span.start - 1] in _AYN:
                span = Span(span.start - 1, span.end)
            for after_lam in (False, True):
                bearers = self._bearers.get((pattern, after_lam))
                if bearers is not None and _at_edges(source, span, after_lam=after_lam):
                    found.append(Hit(span, bearers, span, listed=bool(bearers)))
                    break
        return found


def _verse(text: Text) -> list[Span]:
    """The lines of verse of a text, in order."""
    lines = [region.body for region in text.regions if region.kind is RegionKind.VERSE]
    stretches = text.transcript.span_annotations
    return sorted([*lines, *(Span(s.start, s.end) for s in stretches if s.kind == "verse")])


def _beside(cues: Cues, span: Span, verse: Sequence[Span]) -> Cues:
    """What stands beside a name, verse included."""
    at = bisect_right(verse, Span(span.start, sys.maxsize)) - 1
    return replace(cues, verse=True) if at >= 0 and verse[at].end > span.start else cues


def _inside_word(source: str, start: int, end: int) -> bool:
    """Whether a plain letter beside a form is certain to make it a part of a longer word.

    Most of what the automaton finds stands so; `_at_edges` judges the rest.
    """
    after = source[end : end + 1]
    if (
        "a" <= after <= "z"
        or araby.FEH <= after <= araby.YEH
        or araby.HAMZA <= after <= araby.GHAIN
    ):
        return True
    before = source[start - 1 : start]
    if "a" <= before <= "z":
        return True
    return araby.HAMZA <= before <= araby.YEH and before not in _BEFORE_NAMES


def _stands_apart(source: str, start: int, end: int) -> bool:
    """Whether a form begins with a plain letter and stands between spaces or stops."""
    first = source[start]
    return (
        (araby.HAMZA <= first <= araby.GHAIN or araby.FEH <= first <= araby.YEH or first.isascii())
        and source[start - 1 : start] in _APART
        and source[end : end + 1] in _APART
    )


def _at_edges(source: str, span: Span, *, after_lam: bool) -> bool:
    """Whether a span begins a word, attached particles allowed for, and ends one."""
    start = span.start
    while start and _letter(source[start - 1]):
        start -= 1
    before = "".join(c for c in source[start : span.start] if c.isalpha() and c != araby.TATWEEL)
    if after_lam:
        if not before.endswith("ل") or not _PARTICLES.fullmatch(before):
            return False
    elif before:
        attached = _PARTICLES.fullmatch(before) and _attachable(source, span, before)
        if not attached or before + source[span.start : span.end] in ar_names.ONE_WORD:
            return False
    after = source[span.end : span.end + 4]
    if not after or not _letter(after[0]) or _NOTE_MARK.match(after):
        return True
    # Flags of the web (KIA, POW) are glued to the names in tables of facts.
    return source[span.end - 1].islower() and _FLAG.match(after) is not None


def _attachable(source: str, span: Span, before: str) -> bool:
    """Particles stand before Arabic letters only; li- swallows the alif of the article."""
    word = source[span.start : span.start + 2]
    return arabic_script.in_block(word[0]) and not (before.endswith("ل") and word == "ال")


def _letter(char: str) -> bool:
    return (
        (char.isalnum() and char not in _AYN)
        or char in ("_", araby.TATWEEL)
        or araby.FATHATAN <= char <= LAST_MARK
        or char == araby.MINI_ALEF
    )


def _inside(hits: Iterable[Hit], zones: Sequence[Span]) -> list[Hit]:
    """Hits that lie in one zone; zones are in order."""
    out: list[Hit] = []
    ordered = sorted(hits, key=lambda hit: hit.span)
    at = 0
    for hit in ordered:
        while at < len(zones) and zones[at].end <= hit.span.start:
            at += 1
        if at < len(zones) and zones[at].contains(hit.span):
            out.append(hit)
    return out


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, then the first."""
    chosen: list[Hit] = []
    cluster: list[Hit] = []
    end = -1
    for hit in sorted(hits, key=lambda h: h.span):
        if hit.span.start >= end:
            chosen += _apart(cluster)
            cluster = []
        cluster.append(hit)
        end = max(end, hit.span.end)
    return [*chosen, *_apart(cluster)]


def _apart(hits: list[Hit]) -> list[Hit]:
    """The same of hits that overlap in one run."""
    if len(hits) == 1:
        return hits
    chosen: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.span.start - h.span.end, h.span.start)):
        characters = range(hit.span.start, hit.span.end)
        if not any(c in taken for c in (characters[0], characters[-1])):
            taken.update(characters)
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.span)
