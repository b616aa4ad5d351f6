"""Speech, quotations, emphasis and the state of words, brought into the lines of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fitnacorpus import languages
from fitnacorpus.model import (
    Reading,
    Span,
    SpanAnnotation,
    TextualState,
    Token,
)
from fitnacorpus.names.references import Identities
from fitnacorpus.orthography import (
    scripts,
)
from fitnacorpus.reading import ReadingView
from fitnacorpus.refs import is_record_id
from fitnacorpus.tei import annotation_elements, layers
from fitnacorpus.tei.mapping import OTHERS
from fitnacorpus.tei.nesting import Held, Spans, spans_of


def settled(stretches: Iterable[SpanAnnotation], lines: Sequence[Span]) -> list[SpanAnnotation]:
    """Stretches that begin and end inside a line, each once."""
    out: dict[tuple[int, int, str], SpanAnnotation] = {}
    for stretch in stretches:
        if touched := layers.pieces(Span(stretch.start, stretch.end), lines):
            start, end = touched[0].start, touched[-1].end
            out.setdefault((start, end, stretch.kind), stretch._replace(start=start, end=end))
    return list(out.values())


def foreign_here(stretches: Iterable[SpanAnnotation], lang: str) -> Iterator[SpanAnnotation]:
    """Stretches without the claim that words in the language of the text are foreign to it.

    A source may declare that language on each division, and another one on the whole file.
    """
    inside = -1
    for stretch in stretches:
        own = languages.same(stretch.lang, lang)
        if not own or stretch.start < inside:
            yield stretch
        elif stretch.kind != "foreign":
            yield stretch._replace(lang="")
        if stretch.lang and not own:
            inside = max(inside, stretch.end)


def speakers(
    stretches: Iterable[SpanAnnotation], identities: Identities
) -> Iterator[SpanAnnotation]:
    """Stretches, of speech with the record of the speaker; pointers to none or several stay."""
    for stretch in stretches:
        if stretch.kind == "speech" and stretch.source:
            known = identities.entries(stretch.source)
            pointer = f"#{stretch.source}" if is_record_id(stretch.source) else stretch.source
            stretch = stretch._replace(source=known[0].id if len(known) == 1 else pointer)
        yield stretch


def states_in_lines(
    states: Iterable[TextualState], lines: Sequence[Span]
) -> tuple[list[TextualState], list[Reading]]:
    """States that begin and end inside a line; what has no place in one becomes a reading.

    An editor's other reading of words that run over several lines is attached by its two ends, as
    those of other witnesses are.
    """
    out: list[TextualState] = []
    moved: list[Reading] = []
    for state in states:
        if state.start == state.end:
            out.append(state)
            continue
        touched = layers.pieces(Span(state.start, state.end), lines)
        if not touched:
            continue
        start, end = touched[0].start, touched[-1].end
        if len(touched) == 1 or not state.words:
            out.append(state._replace(start=start, end=end))
        elif state.kind in OTHERS and state.words:
            moved.append(Reading(start, end, state.words))
        else:
            out.append(TextualState(start, start, "deleted", state.words))
            out.append(state._replace(start=start, end=end, words=""))
    return sorted(out, key=annotation_elements.state_order), moved


def foreign(
    view: ReadingView, lang: str, held: Held, own: Sequence[SpanAnnotation]
) -> list[SpanAnnotation]:
    """Runs in the other script; a run that would cross something is taken word by word."""
    tag = scripts.foreign_tag(lang)
    passed = Spans(spans_of(s for s in own if s.kind == "foreign" or s.lang))
    out: list[SpanAnnotation] = []
    for part in view.views:
        for run in scripts.foreign(part.text, lang):
            whole = part.source_span(*run)
            fits = held.fits(whole) and not passed.touch(whole)
            spans = [run] if fits else scripts.words(part.text, run)
            for span in (part.source_span(*span) for span in spans):
                if not passed.touch(span) and held.takes([span]):
                    out.append(SpanAnnotation(*span, "foreign", lang=tag))
    return out


def tokens_in_lines(
    tokens: Sequence[Token], lines: Sequence[Span], states: Iterable[TextualState]
) -> tuple[Token, ...]:
    """The words of the source that stand in one line; the mark of a gap is no word.

    Args:
        tokens: The words, in order and apart.
        lines: The lines of the document, in order.
        states: The states of its words.
    """
    gaps = Spans(Span(state.start, state.end) for state in states if state.kind == "gap")
    out, at = [], 0
    for token in tokens:
        while at < len(lines) and lines[at].end < token.end:
            at += 1
        span = Span(token.start, token.end)
        if at < len(lines) and lines[at].start <= token.start and not gaps.touch(span):
            out.append(token)
    return tuple(out)
