"""From a text to a document: every layer of annotation, and how layers give way to one another.

What the source itself marks stands first, then names, an editor's corrections, formulae, dates,
numbers, speech and quotations, words in the other script, and parts of names: what comes later
gives way where it would cross what is there already.  Emphasis and the state of words (damaged,
supplied) say nothing of the sense: they stand in pieces where a name or a correction crosses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fitnacorpus import segment
from fitnacorpus.annotate.editors import correction, quoted_words, refuse_crossing, start
from fitnacorpus.annotate.mentions import fitting, mentions_of, with_parts
from fitnacorpus.annotate.recognised import recognise
from fitnacorpus.annotate.stretches import (
    foreign,
    foreign_here,
    settled,
    speakers,
    states_in_lines,
    tokens_in_lines,
)
from fitnacorpus.annotate.tagged import Tagged, tagged, unmarked
from fitnacorpus.description import Description
from fitnacorpus.model import (
    Authority,
    Document,
    Span,
    SpanAnnotation,
    Text,
)
from fitnacorpus.names.context import Context
from fitnacorpus.names.references import Identities
from fitnacorpus.names.resolve import Ruling, Scene
from fitnacorpus.names.tag import Tagger
from fitnacorpus.tei import annotation_elements, layers
from fitnacorpus.tei.nesting import Held, Spans, cut, spans_of

_QUOTING = frozenset({"speech", "quotation", "quran", "hadith", "poem", "letter"})


def annotate(
    text: Text,
    description: Description,
    authority: Authority,
    tagger: Tagger,
    rulings: Sequence[Ruling] = (),
    *,
    context: Context | None = None,
    found: Tagged | None = None,
) -> Document:
    """Cut a text into episodes and annotate it.

    Args:
        text: The text.
        description: Its description: cuts and remarks.
        authority: The authority.
        tagger: A tagger for that authority.
        rulings: Reviewers' decisions on mentions of this text.
        context: What is known of the entries beyond their names; by default all that the authority
            tells.
        found: What the tagger finds in the text, where the caller already has it.

    Raises:
        ConfigError: a cut or a remark is not found in the source (``lost-cut``,
            ``lost-correction``), or a correction crosses a name (``crossing``).
    """
    source, info, path = text.source, text.info, description.path
    given = text.transcript
    names = found or tagged(text, tagger)
    view = names.view
    starts = [start(cut, source, path) for cut in description.cuts]
    episodes = segment.episodes(text, starts, where=path, running=names.running)
    text = unmarked(text)
    bare = Document(text, episodes)
    lines = layers.line_spans(bare)
    held = Held(lines, layers.notation(bare))
    identities = Identities(authority)
    quoted = [SpanAnnotation(*quoted_words(q, source, path), q.kind, "", q.source, "editor", q.note)
              for q in description.quotations]  # fmt: skip
    own = settled(
        foreign_here(speakers((*quoted, *given.span_annotations), identities), info.lang), lines
    )
    states, moved = states_in_lines(given.states, lines)
    given = replace(given, readings=(*given.readings, *moved))
    standing = [*own, *given.readings, *(s for s in states if s.start < s.end)]
    for span in spans_of(item for item in standing if not layers.yields(item)):
        held.hold(layers.pieces(span, lines))
    held.shut(spans_of(state for state in states if state.kind == "gap"))
    named = [
        run._replace(start=piece.start, end=piece.end)
        for run in given.names
        for piece in layers.pieces(Span(run.start, run.end), lines)
    ]
    seen = recognise(view, info.lang)
    mentions = mentions_of(
        text,
        named,
        view,
        fitting(names.hits, held),
        identities,
        authority,
        tagger,
        rulings,
        [Scene(Span(e.start, e.end), e.event) for e in episodes],
        tagger.context if context is None else context,
        (*given.dates, *seen.dates),
    )  # fmt: skip
    corrections = sorted(
        (correction(remark, source, path) for remark in description.remarks),
        key=lambda c: (c.start, -c.end),
    )
    held.hold(spans_of(mentions))
    held.hold(spans_of(corrections))
    firm = Spans(spans_of((*mentions, *corrections)))
    for span in spans_of(filter(layers.yields, standing)):
        held.hold(cut(layers.pieces(span, lines), firm))
    marked = Spans(spans_of(given.dates))
    formulae = held.take(seen.honorifics)
    spoken = Spans(spans_of(stretch for stretch in own if stretch.kind in _QUOTING))
    # TEI lets no speech and no quotation stand in a date.
    dated = held.take(
        d
        for d in (*given.dates, *(d for d in seen.dates if not marked.touch(Span(d.start, d.end))))
        if not spoken.touch(Span(d.start, d.end))
    )
    dated.sort(key=lambda d: (d.start, -d.end))
    valued = Spans(spans_of((*given.numbers, *given.measures)))
    counted = held.take(
        (*given.numbers, *(n for n in seen.numbers if not valued.touch(Span(n.start, n.end))))
    )
    counted.sort(key=lambda n: (n.start, -n.end))
    # A number that gave way takes its measure with it; a measure may also have none (لمدة سنة).
    lost = {number.start for number in seen.numbers} - {number.start for number in counted}
    measured = held.take(
        (
            *given.measures,
            *(m for m in seen.measures if m.start not in lost
              and not valued.touch(Span(m.start, m.end))),
        )
    )  # fmt: skip
    measured.sort(key=lambda m: (m.start, -m.end))
    in_dates = Spans(spans_of(dated))
    recognised = [
        stretch
        for stretch in settled(seen.quotations, lines)
        for span in spans_of([stretch])
        if not spoken.touch(span)
        and not any(date.contains(span) for date in in_dates.over(span))
        and held.takes(layers.pieces(span, lines))
    ]
    recognised += foreign(view, info.lang, held, own)
    document = Document(
        text,
        episodes,
        tuple(with_parts(view, info.lang, mentions, authority, held)),
        tuple(formulae),
        tuple(counted),
        tuple(dated),
        tuple(corrections),
        tuple(sorted((*own, *recognised), key=annotation_elements.stretch_order)),
        tuple(measured),
        tuple(sorted(given.milestones, key=lambda milestone: milestone.at)),
        tuple(sorted(given.readings, key=lambda reading: (reading.start, -reading.end))),
        given.unmodelled,
        tuple(states),
        tokens_in_lines(given.tokens, lines, states),
    )
    refuse_crossing(document, path)
    return document
