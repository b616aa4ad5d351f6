"""States of the words of a TEI text: deletions, additions, lost words, alternatives, apparatus."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from lxml import etree

from fitnacorpus.ingest.open_spans import OpenSpan
from fitnacorpus.ingest.tei_elements import (
    TEI,
    XML,
    elements,
    local,
    main_reading,
    owner,
    source_option,
    told,
    witness,
    words,
)
from fitnacorpus.ingest.tei_marks import CHANGES, Marks
from fitnacorpus.ingest.tei_names import ALTERNATIVES, GAP, SPANS
from fitnacorpus.model import Reading, Span
from fitnacorpus.tei.mapping import OTHERS

_BY_CERTAINTY: Final = ("high", "", "medium", "low", "unknown")
"""Values of @cert on alternatives, the likeliest first."""


class Transcription(Marks):
    """The part of a walk that knows which words are the text.

    Args:
        root: The element TEI.
    """

    def __init__(self, root: etree._Element) -> None:
        super().__init__(root)
        self.restored = 0
        self.until = ""
        self.striking = False
        self.struck: list[str] = []
        self.spanning: dict[str, list[OpenSpan]] = {}
        self.attached: list[tuple[etree._Element, str, str]] = []
        self.undone = self._targets("undo") - self._targets("redo")

    def _targets(self, name: str) -> set[str]:
        pointers = " ".join(x.get("target", "") for x in self.root.iter(TEI + name))
        return {pointer.removeprefix("#") for pointer in pointers.split()}

    @abstractmethod
    def visit(self, element: etree._Element) -> None:
        """An element and what it holds."""

    @abstractmethod
    def content(self, element: etree._Element, *, apart: bool = False) -> None:
        """The characters and elements in an element."""

    @property
    def strikes(self) -> bool:
        """Whether what is read now is struck out."""
        return self.striking or bool(self.until)

    def is_undone(self, element: etree._Element) -> bool:
        """Whether an intervention was cancelled by its author later."""
        return bool(self.undone) and element.get(XML + "id") in self.undone

    # --- Deletions and additions -----------------------------------------------------------------

    def deleted(self, element: etree._Element) -> None:
        """Words that are struck out: they are no text, and are not lost."""
        if self.strikes:
            self.content(element)
            return
        self.striking = True
        self.content(element)
        self.striking = False
        partly = next(element.iter(TEI + "restore"), None) is not None
        inside = local(element.getparent()) == "subst"
        empty = "" if inside or partly else GAP
        self._strike(" ".join((element.get("rend") or "").split()), empty)

    def _strike(self, rend: str = "", empty: str = "") -> None:
        written = "".join(self.struck)
        if struck := " ".join(written.split()):
            before = " " if written[0].isspace() else ""
            after = " " if written[-1].isspace() else ""
            self.builder.deleted(f"{before}{struck}{after}", rend)
        elif empty:
            self.builder.deleted(empty, rend)
        self.struck = []

    def restore(self, element: etree._Element) -> None:
        """Words that were struck out and stand again."""
        striking, self.striking = self.striking, False
        if striking:
            self._strike()
        self.restored += 1
        self.content(element)
        self.restored -= 1
        self.striking = striking

    def span(self, element: etree._Element, name: str) -> None:
        """The beginning of a deletion, an addition or damage that runs over elements."""
        target = (element.get("spanTo") or "").removeprefix("#")
        if not self.exists(target):
            self.left(f"<{name}>, which {CHANGES}, without its end", element)
        elif self.is_undone(element):
            pass
        elif name == "delSpan":
            self.end_deletion()
            self.until = target
        else:
            state, attribute = SPANS[name]
            mark = self.builder.state(state, "", " ".join((element.get(attribute) or "").split()))
            self.spanning.setdefault(target, []).append(self.builder.start(mark))

    def end_spans(self, ident: str) -> None:
        """The end of what runs to an element."""
        if self.until and ident == self.until:
            self.end_deletion()
        for mark in self.spanning.pop(ident, ()):
            self.builder.stop(mark)

    def end_deletion(self) -> None:
        """The end of a deletion that runs over elements."""
        self._strike()
        self.until = ""

    def substitution(self, element: etree._Element) -> None:
        """Words in the place of others; white space stands between additions at most."""
        undone = self.is_undone(element)
        seen = spaced = False
        for child in elements(element):
            if local(child) == "del" and undone:
                self.content(child)
            elif not (local(child) == "del" and self._replacement(element) is not None):
                if seen and spaced:
                    self.builder.space()
                self.visit(child)
                seen, spaced = True, False
            spaced = spaced or bool(child.tail)

    def _replacement(self, substitution: etree._Element) -> etree._Element | None:
        """The first addition with words in a substitution."""
        added = (x for x in elements(substitution) if local(x) == "add" and not self.is_undone(x))
        return next((x for x in added if words(x)), None)

    def replaced(self, element: etree._Element) -> str:
        """What an addition stands in the place of."""
        outer = element.getparent()
        if outer is None or local(outer) != "subst" or self._replacement(outer) is not element:
            return ""
        return " ".join(words(x) for x in elements(outer) if local(x) == "del")

    def gap(self, element: etree._Element) -> None:
        """Lost words: a mark stands in their place."""
        if self.strikes:
            self.struck.append(GAP)
            return
        said = words(element)
        mark = said if self.own is not None and said else f"[{said}]" if said else GAP
        quantity = f"{element.get('quantity', '')} {element.get('unit', '')}".strip()
        reason, extent = (
            " ".join(value.split())
            for value in (element.get("reason") or "", element.get("extent") or quantity)
        )
        cert = element.get("cert", "")
        span = self.builder.open(self.builder.state("gap", "", reason, extent, cert))
        self.builder.write(mark, keep=True)
        self.builder.close(span)

    # --- Alternatives ----------------------------------------------------------------------------

    def choice(self, element: etree._Element) -> None:
        """Of alternatives, what the source wrote; beside it what an editor gives, and the rest."""
        options = list(elements(element))
        kept = source_option(options)
        if kept is None:
            self.left("<choice>", element)
            return
        others = [option for option in options if option is not kept]
        given = [x for x in others if local(x) == ALTERNATIVES.get(local(kept))]
        given.sort(key=lambda x: _BY_CERTAINTY.index(x.get("cert", "")) if x.get("cert", "")
                   in _BY_CERTAINTY else len(_BY_CERTAINTY))  # fmt: skip
        best = given[0] if given else None
        marks = []
        for other in others:
            if other is not best and (read := told(other)):
                marks.append(self.builder.reading(read, ""))
        written = "abbr" if local(kept) == "am" else local(kept)
        if best is not None:
            cert = best.get("cert", "")
            if not (read := told(best)):
                marks.append(self.builder.state("surplus", "", local(best), cert=cert))
            elif told(kept):
                marks.append(self.builder.state(written, read, cert=cert))
            else:
                # Words that the source leaves out and an editor adds have no words to stand at.
                marks.append(self.builder.reading(read, ""))
        elif written in OTHERS:
            marks.append(self.builder.state(written))
        self._marked(marks, kept, visit=written not in OTHERS)

    def _marked(
        self, marks: list[OpenSpan], kept: etree._Element | None, *, visit: bool = True
    ) -> None:
        """What stands in the text, under marks that say what stands beside it."""
        if not self.strikes:
            for mark in marks:
                self.builder.open(mark)
        if kept is not None and visit:
            self.visit(kept)
        elif kept is not None:
            self.content(kept)
        if not self.strikes:
            for mark in reversed(marks):
                self.builder.close(mark)

    def apparatus(self, element: etree._Element) -> None:
        """A lemma in the text, the other readings beside it; or readings attached from afar."""
        readings = [x for x in element.iter(TEI + "rdg") if owner(x) is element]
        lemma = element.find(TEI + "lem")
        if element.get("from") or element.get("to"):
            ends = [element.get(a, "").removeprefix("#") for a in ("from", "to")]
            for reading in readings:
                self.attached.append((reading, ends[0] or ends[1], ends[1] or ends[0]))
            return
        if element.get("loc") or next(element.iterancestors(TEI + "listApp"), None) is not None:
            self.left("an <app> apart from the text and what is in it", element)
            return
        if lemma is None and element.get("corresp") and not self.in_line():
            self.left("an <app> apart from the text and what is in it", element)
            return
        main = lemma if lemma is not None else main_reading(readings)
        for reading in readings:
            if reading is not main:
                self.attributes(reading, "rdg")
        marks = [
            self.builder.reading(told(x) or words(x), self.declared.sigla(witness(x)))
            for x in reversed(readings)
            if x is not main
        ]
        self._marked(marks, main)
        for child in elements(element):
            if local(child) not in ("lem", "rdg", "rdgGrp", "wit"):
                self.visit(child)

    def attach(self) -> None:
        """Readings whose places are known now; one that crosses something else is told instead."""
        builder = self.builder
        marks = [
            Span(m.start, m.end)
            for layer in (builder.span_annotations, builder.states, builder.names, builder.dates)
            for m in layer
        ]
        for reading, first, last in self.attached:
            begin, end = builder.places.get(first), builder.places.get(last)
            span = Span(begin.start, end.end) if begin and end else Span(0, 0)
            crossed = any(
                m.start < span.start < m.end < span.end or span.start < m.start < span.end < m.end
                for m in marks
            )
            if span.start < span.end and not crossed:
                builder.readings.append(
                    Reading(*span, told(reading), self.declared.sigla(witness(reading)))
                )
            else:
                self.left(f"an <app> across others, which {CHANGES}", reading)
