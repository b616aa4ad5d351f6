"""From a text to a document: every layer of annotation, and how layers give way to one another.

What the source itself marks stands first, then names, an editor's corrections, formulae, dates,
numbers, speech and quotations, words in the other script, and parts of names: what comes later
gives way where it would cross what is there already.  Emphasis and the state of words (damaged,
supplied) say nothing of the sense: they stand in pieces where a name or a correction crosses them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fitnacorpus import anchors, languages, reading, segment
from fitnacorpus.anchors import Anchor
from fitnacorpus.description import Cut, Description, Quotation, Remark
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import (
    Authority,
    Candidate,
    Correction,
    DateExpression,
    Document,
    Honorific,
    Measure,
    Mention,
    Number,
    Reading,
    RegionKind,
    SourceName,
    Span,
    SpanAnnotation,
    Text,
    TextualState,
    Transcript,
)
from fitnacorpus.names import parts
from fitnacorpus.names.context import Context
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.references import Identities
from fitnacorpus.names.resolve import Ruling, Scene, resolve
from fitnacorpus.names.tag import Tagger
from fitnacorpus.orthography import (
    dates,
    honorifics,
    measures,
    quotations,
    scripts,
    verses,
)
from fitnacorpus.position import position
from fitnacorpus.reading import ReadingView
from fitnacorpus.refs import is_record_id
from fitnacorpus.tei import inline, layers
from fitnacorpus.tei.mapping import OTHERS
from fitnacorpus.tei.nesting import Held, Spans, cut, spans_of

_QUOTING = frozenset({"speech", "quotation", "quran", "hadith", "poem", "letter"})
_HIDDEN: Final = 0.8
"""Share of a quotation that the words of a verse fill where it is the verse and nothing more."""


def annotate(
    text: Text,
    description: Description,
    authority: Authority,
    tagger: Tagger,
    rulings: Sequence[Ruling] = (),
    *,
    context: Context | None = None,
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

    Raises:
        ConfigError: a cut or a remark is not found in the source (``lost-cut``,
            ``lost-correction``), or a correction crosses a name (``crossing``).
    """
    source, info, path = text.source, text.info, description.path
    given = text.transcript
    view = reading.of_text(text)
    episodes = segment.episodes(
        text, [_start(cut, source, path) for cut in description.cuts], where=path
    )
    text = replace(text, transcript=Transcript(source, text.regions))
    bare = Document(text, episodes)
    lines = layers.line_spans(bare)
    held = Held(lines, layers.notation(bare))
    identities = Identities(authority)
    quoted = [SpanAnnotation(*_quoted(q, source, path), q.kind, "", q.source, "editor", q.note)
              for q in description.quotations]  # fmt: skip
    own = _settled(
        _foreign_here(_speakers((*quoted, *given.span_annotations), identities), info.lang), lines
    )
    states, moved = _states(given.states, lines)
    given = replace(given, readings=(*given.readings, *moved))
    standing = [*own, *given.readings, *(s for s in states if s.start < s.end)]
    for span in spans_of(item for item in standing if not layers.yields(item)):
        held.hold(layers.pieces(span, lines))
    named = [
        run._replace(start=piece.start, end=piece.end)
        for run in given.names
        for piece in layers.pieces(Span(run.start, run.end), lines)
    ]
    mentions = _mentions(
        text,
        named,
        view,
        _fitting(tagger.hits(text, [s for e in episodes for s in e.sentences], view), held),
        identities,
        authority,
        tagger,
        rulings,
        [Scene(Span(e.start, e.end), e.event) for e in episodes],
        tagger.context if context is None else context,
    )  # fmt: skip
    corrections = sorted(
        (_correction(remark, source, path) for remark in description.remarks),
        key=lambda c: (c.start, -c.end),
    )
    held.hold(spans_of(mentions))
    held.hold(spans_of(corrections))
    firm = Spans(spans_of((*mentions, *corrections)))
    for span in spans_of(filter(layers.yields, standing)):
        held.hold(cut(layers.pieces(span, lines), firm))
    marked = Spans(spans_of(given.dates))
    seen = _recognised(view, info.lang)
    formulae = held.take(seen.honorifics)
    spoken = Spans(spans_of(stretch for stretch in own if stretch.kind in _QUOTING))
    # TEI lets no speech and no quotation stand in a date.
    found = held.take(
        d
        for d in (*given.dates, *(d for d in seen.dates if not marked.touch(Span(d.start, d.end))))
        if not spoken.touch(Span(d.start, d.end))
    )
    found.sort(key=lambda d: (d.start, -d.end))
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
    in_dates = Spans(spans_of(found))
    recognised = [
        stretch
        for stretch in _settled(seen.quotations, lines)
        for span in spans_of([stretch])
        if not spoken.touch(span)
        and not any(date.contains(span) for date in in_dates.over(span))
        and held.takes(layers.pieces(span, lines))
    ]
    recognised += _foreign(view, info.lang, held, own)
    document = Document(
        text,
        episodes,
        tuple(_with_parts(view, info.lang, mentions, authority, held)),
        tuple(formulae),
        tuple(counted),
        tuple(found),
        tuple(corrections),
        tuple(sorted((*own, *recognised), key=layers.stretch_order)),
        tuple(measured),
        tuple(sorted(given.milestones, key=lambda milestone: milestone.at)),
        tuple(sorted(given.readings, key=lambda reading: (reading.start, -reading.end))),
        given.unmodelled,
        tuple(states),
    )
    _refuse_crossing(document, path)
    return document


_QUOTED: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.NOTE)
"""Kinds of blocks in which speech and quotations are looked for."""


@dataclass(slots=True)
class _Recognised:
    """What is recognised in the words of a text, with spans in its source."""

    honorifics: list[Honorific] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    quotations: list[SpanAnnotation] = field(default_factory=list)


def _recognised(view: ReadingView, lang: str) -> _Recognised:
    """What is recognised in the blocks of a view, each block by itself."""
    out = _Recognised()
    for part in view.views:
        for block in part.blocks:
            words, at = part.text[block.start : block.end], block.start
            dated = dates.find(words, lang)
            counted, measured = measures.recognised(words, lang, dated)
            out.honorifics += part.placed(honorifics.find(words), at)
            out.dates += part.placed(dated, at)
            out.numbers += part.placed(counted, at)
            out.measures += part.placed(measured, at)
            if block.kind in _QUOTED:
                found = quotations.find(words, [Span(0, len(words))])
                if languages.primary(lang) == languages.AR:
                    found = _with_verses(found, verses.find(words))
                out.quotations += part.placed(found, at)
    out.dates = dates.told_by_neighbours(sorted(out.dates, key=lambda d: d.start), view.source)
    return out


def _with_verses(
    found: Sequence[SpanAnnotation], scripture: Sequence[SpanAnnotation]
) -> list[SpanAnnotation]:
    """Quotations together with the words of the Quran, which may be one of them or part of one."""
    out = list(found)
    for verse in scripture:
        over = [q for q in out if q.start < verse.end and verse.start < q.end]
        held = next((q for q in over if q.start <= verse.start and verse.end <= q.end), None)
        whole = held and verse.end - verse.start >= _HIDDEN * (held.end - held.start)
        if held and (whole or held.kind == "quran"):
            out[out.index(held)] = held._replace(kind="quran", source=held.source or verse.source)
        elif held or not over:
            out.append(verse)
    return sorted(out, key=lambda q: (q.start, -q.end))


# --- Stretches -----------------------------------------------------------------------------------


def _settled(stretches: Iterable[SpanAnnotation], lines: Sequence[Span]) -> list[SpanAnnotation]:
    """Stretches that begin and end inside a line, each once."""
    out: dict[tuple[int, int, str], SpanAnnotation] = {}
    for stretch in stretches:
        if touched := layers.pieces(Span(stretch.start, stretch.end), lines):
            start, end = touched[0].start, touched[-1].end
            out.setdefault((start, end, stretch.kind), stretch._replace(start=start, end=end))
    return list(out.values())


def _foreign_here(stretches: Iterable[SpanAnnotation], lang: str) -> Iterator[SpanAnnotation]:
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


def _speakers(
    stretches: Iterable[SpanAnnotation], identities: Identities
) -> Iterator[SpanAnnotation]:
    """Stretches, of speech with the record of the speaker; a pointer to none stays one."""
    for stretch in stretches:
        if stretch.kind == "speech" and stretch.source:
            known = identities.entry(stretch.source)
            pointer = f"#{stretch.source}" if is_record_id(stretch.source) else stretch.source
            stretch = stretch._replace(source=known.id if known else pointer)
        yield stretch


def _states(
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
    return sorted(out, key=layers.state_order), moved


def _foreign(
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


# --- Names ---------------------------------------------------------------------------------------


def _fitting(hits: Iterable[Hit], held: Held) -> list[Hit]:
    """The hits that cross nothing; a name that would is cut down to the form that was found."""
    cut = (hit if held.fits(hit.span) else replace(hit, span=hit.form) for hit in hits)
    return [hit for hit in cut if held.fits(hit.span)]


def _mentions(
    text: Text,
    named: Sequence[SourceName],
    view: ReadingView,
    hits: Sequence[Hit],
    identities: Identities,
    authority: Authority,
    tagger: Tagger,
    rulings: Sequence[Ruling],
    scenes: Sequence[Scene],
    context: Context,
) -> list[Mention]:
    """Names that the authority knows, and names that the source marks, by position.

    A name that the source marks is looked up as a whole; what is not known stays, unresolved.
    """
    runs = {Span(run.start, run.end): run for run in reversed(named)}
    marked = Spans(runs)
    free = [hit for hit in hits if not marked.touch(hit.span)]
    identified: set[Span] = set()
    # Whom a source identifies under one reference is not the bearer of another one.
    meant_by = {run.key: identities.entry(run.key) for run in runs.values() if run.key}
    told_apart = defaultdict(
        set,
        {
            key: {other.id for k, other in meant_by.items() if other and k != key}
            for key, entry in meant_by.items()
            if entry is None
        },
    )
    for span, run in runs.items():
        words = view.read(span)
        meant = meant_by.get(run.key)
        if meant is not None:
            identified.add(span)
            free.append(Hit(span, (Bearer(meant.id, meant.kind, "preferred"),), span, full=True))
            continue
        for hit in tagger.find(words, text.info.lang):
            bearers = tuple(
                b
                for b in hit.bearers
                if run.kind in ("", b.kind)
                and b.ref not in told_apart[run.key]
                and not identities.excludes(run.key, b.ref)
            )
            if hit.span == Span(0, len(words)) and bearers:
                free.append(Hit(span, bearers, span))
    found = resolve(
        sorted(free, key=lambda hit: hit.span),
        authority,
        text.info.id,
        rulings=rulings,
        scenes=scenes,
        context=context,
        bearings=tagger.bearings,
        arabic=text.info.lang.partition("-")[0] == languages.AR,
    )
    out = {
        Span(m.start, m.end): _marked(m, runs[span], span in identified) if span in runs else m
        for m in found
        for span in [Span(m.start, m.end)]
    }
    for span, run in runs.items():
        unknown = Mention(*span, run.kind, run.type, (), "source", "source", run.key, run.parts)
        out.setdefault(span, unknown)
    return [out[span] for span in sorted(out, key=lambda s: (s.start, -s.end))]


def _marked(mention: Mention, run: SourceName, identified: bool) -> Mention:
    """A mention at a name that the source marks; a reviewer's verdict stands above the source's."""
    mention = replace(mention, key=run.key, parts=run.parts)
    if run.type == "title":
        mention = replace(mention, type="title")
    if identified and mention.why != "verdict":
        meant = (Candidate(mention.ref, run.cert),)
        return replace(mention, candidates=meant, resp="source", why="source")
    return mention


def _with_parts(
    view: ReadingView, lang: str, mentions: Iterable[Mention], authority: Authority, held: Held
) -> Iterable[Mention]:
    """The mentions, those of persons with the parts of their names."""
    for mention in mentions:
        if mention.parts:
            yield replace(mention, parts=tuple(held.take(sorted(mention.parts))))
            continue
        if mention.kind != "person" or mention.type != "name":
            yield mention
            continue
        entry = authority.by_id.get(mention.ref) if mention.status == "resolved" else None
        forms = entry.forms if entry else ()
        for part in view.views:
            name = part.view_span(Span(mention.start, mention.end))
            found = parts.find(part.text[slice(*name)], lang, forms)
            if found:
                whole = Span(mention.start, mention.end)
                placed = [p for p in part.placed(found, name.start) if held.directly(p, whole)]
                mention = replace(mention, parts=tuple(held.take(placed)))
                break
        yield mention


def _start(cut: Cut, source: str, path: str) -> segment.Start:
    span = _found(
        source, cut.anchor, path, "lost-cut",
        f"the beginning of episode {cut.id} is not found",
        "Anchor the episode anew, or move its id to [retired]",
    )  # fmt: skip
    return segment.Start(cut.id, span.start, cut.title, cut.event)


def _quoted(quotation: Quotation, source: str, path: str) -> Span:
    return _found(
        source, quotation.anchor, path, "lost-quotation",
        "the words of a quotation are not found",
        "Anchor the quotation anew, or delete it if they are gone",
    )  # fmt: skip


def _correction(remark: Remark, source: str, path: str) -> Correction:
    span = _found(
        source, remark.anchor, path, "lost-correction",
        "the reading of a correction is not found",
        "Anchor the correction anew, or delete it if the source reads right now",
    )  # fmt: skip
    return Correction(*span, remark.corr, remark.note, remark.reg)


def _found(source: str, anchor: Anchor, path: str, code: str, what: str, hint: str) -> Span:
    """Where the words of an anchor stand; that they do not is an error of the description."""
    found = anchors.find(source, anchor)
    if found is None:
        raise ConfigError(code, f"{what}: “{anchor.quote[:40]}”", where=path, hint=hint)
    return found.span


def _refuse_crossing(document: Document, path: str) -> None:
    crossed = inline.crossing(layers.spans(document))
    if crossed:
        line, _ = position(document.text.source, crossed[0][1].start)
        raise ConfigError(
            "crossing",
            f"a correction or a quotation and a name overlap on line {line} of the source",
            where=path,
            hint="Let it hold the whole name, or lie inside it",
        )
