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
from functools import cached_property
from typing import Final

from fitnacorpus import arabic_script, languages, reading
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Authority, Form, RegionKind, Span, Text
from fitnacorpus.names.bearing import Bearers
from fitnacorpus.names.context import Context, from_authority
from fitnacorpus.names.evidence import Cues
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.identify import in_full
from fitnacorpus.names.patterns import patterns
from fitnacorpus.names.places import Place, Places, inside, longest
from fitnacorpus.names.textwords import TextWords
from fitnacorpus.orthography.arabic import with_dotted_ya, with_full_alefs, with_its_waw
from fitnacorpus.reading import ReadingView

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
        self._in_maqsura = frozenset(
            word for text, _ in bearers for word in text.split(" ") if word.endswith("ى")
        )
        self._places = Places({key: tuple(known) for key, known in bearers.items()})

    def hits(
        self, text: Text, sentences: Sequence[Span], view: ReadingView | None = None
    ) -> list[Hit]:
        """Hits in the sentences, headings, notes and tables of facts of a text, in order.

        Args:
            text: The text.
            sentences: Its sentences; a name never runs from one into the next.
            view: The text as it is read, where the caller already has it.
        """
        if not self._places:
            return []
        verse = _verse(text)
        out: list[Hit] = []
        for words in (view or reading.of_text(text)).views:
            dotted = self._dotted(words.text)
            forms = self._forms(words, sentences, dotted, text.info.lang)
            read = TextWords(dotted, text.info.lang)
            for hit in in_full(_hits(forms), read, self.bearings):
                name = self._with_ayn(words.text, hit)
                span = words.source_span(*name)
                form = span if hit.form == hit.span else words.source_span(*hit.form)
                cues = _beside(hit.cues, span, verse)
                out.append(hit._replace(span=span, form=form, cues=cues))
        return sorted(out, key=lambda hit: hit.span)

    def forms(self, sentences: Sequence[Span], view: ReadingView, lang: str) -> list[Place]:
        """The forms that stand in a text, by themselves: what `hits` then reads as whole names.

        Args:
            sentences: The sentences of the text.
            view: The text as it is read.
            lang: Its language.

        Returns:
            Places in the text of the view, in order and apart.
        """
        return self._forms(view, sentences, self._dotted(view.text), lang)

    def _forms(
        self, view: ReadingView, sentences: Sequence[Span], dotted: str, lang: str
    ) -> list[Place]:
        zones = [view.view_span(sentence) for sentence in sentences]
        zones += [Span(b.start, b.end) for b in view.blocks if b.kind in _NAMED and not b.label]
        return longest(inside(self._everywhere(view.text, dotted, lang), sorted(zones)))

    def find(self, source: str, lang: str, *, without: Sequence[str] = ()) -> list[Hit]:
        """Hits in one line of plain text, in order.

        Args:
            source: The line.
            lang: Its language.
            without: Kinds that are not looked for, so that they do not swallow what they hold.
        """
        if not self._places:
            return []
        kept = [
            (start, end, tuple(b for b in bearers if b.kind not in without))
            for start, end, bearers in self._everywhere(source, self._dotted(source), lang)
        ]
        return _hits(longest(place for place in kept if place[2]))

    def entries(self, text: Text, view: ReadingView | None = None) -> frozenset[str]:
        """The entries one of whose forms can stand in a text: no other has a part in its names.

        Args:
            text: The text.
            view: The text as it is read, where the caller already has it.
        """
        if not self._places:
            return frozenset()
        view = view or reading.of_text(text)
        read = [words.text for words in view.views]
        read += [view.read(Span(run.start, run.end)) for run in text.transcript.names]
        lang = text.info.lang
        found = [p for words in read for p in self._everywhere(words, self._dotted(words), lang)]
        return frozenset(bearer.ref for _, _, bearers in found for bearer in bearers)

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

    def _everywhere(self, source: str, dotted: str, lang: str) -> list[Place]:
        """All places at word edges, overlapping ones included."""
        return self._places.find(source, lang, (with_full_alefs(source), dotted))

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


def _verse(text: Text) -> list[Span]:
    """The lines of verse of a text, in order."""
    lines = [region.body for region in text.regions if region.kind is RegionKind.VERSE]
    stretches = text.transcript.span_annotations
    return sorted([*lines, *(Span(s.start, s.end) for s in stretches if s.kind == "verse")])


def _beside(cues: Cues, span: Span, verse: Sequence[Span]) -> Cues:
    """What stands beside a name, verse included."""
    at = bisect_right(verse, Span(span.start, sys.maxsize)) - 1
    return cues._replace(verse=True) if at >= 0 and verse[at].end > span.start else cues


def _hits(places: Iterable[Place]) -> list[Hit]:
    """Places as names of which nothing more is known."""
    out: list[Hit] = []
    for start, end, bearers in places:
        span = Span(start, end)
        out.append(Hit(span, bearers, span, listed=bool(bearers)))
    return out
