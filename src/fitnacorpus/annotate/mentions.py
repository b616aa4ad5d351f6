"""The names of a text: those that the authority knows, and those that the source marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fitnacorpus import languages
from fitnacorpus.model import (
    Authority,
    Candidate,
    DateExpression,
    Entry,
    Mention,
    SourceName,
    Span,
    Text,
)
from fitnacorpus.names import parts
from fitnacorpus.names.context import Context
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.period import year_of, years_told
from fitnacorpus.names.references import Identities
from fitnacorpus.names.resolve import Ruling, Scene, resolve
from fitnacorpus.names.tag import Tagger
from fitnacorpus.names.textwords import AYN_SIGNS
from fitnacorpus.reading import ReadingView
from fitnacorpus.tei.nesting import Held, Spans


def fitting(hits: Iterable[Hit], held: Held) -> list[Hit]:
    """The hits that cross nothing; a name that would is cut down to the form that was found."""
    cut = (hit if held.fits(hit.span) else hit._replace(span=hit.form) for hit in hits)
    return [hit for hit in cut if held.fits(hit.span)]


def mentions_of(
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
    dates: Sequence[DateExpression],
) -> list[Mention]:
    """Names that the authority knows, and names that the source marks, by position.

    A name that the source marks is looked up as a whole; what is not known stays, unresolved.
    """
    runs = {Span(run.start, run.end): run for run in reversed(named)}
    marked = Spans(runs)
    free = [hit for hit in hits if not marked.touch(hit.span)]
    identified: dict[Span, tuple[Entry, ...]] = {}
    # Whom a source identifies under one reference is not the bearer of another one.
    meant_by = {run.key: identities.entries(run.key) for run in runs.values() if run.key}
    told_apart = defaultdict(
        set,
        {
            key: {other.id for k, meant in meant_by.items() for other in meant if k != key}
            for key, meant in meant_by.items()
            if not meant
        },
    )
    for span, run in runs.items():
        words = view.read(span)
        if meant := meant_by.get(run.key):
            identified[span] = meant
            bearers = tuple(Bearer(entry.id, entry.kind, "preferred") for entry in meant)
            free.append(Hit(span, bearers, span, full=True))
            continue
        for hit in tagger.find(words, text.info.lang):
            bearers = tuple(
                b
                for b in hit.bearers
                if run.kind in ("", b.kind)
                and b.ref not in told_apart[run.key]
                and not identities.excludes(run.key, b.ref)
            )
            # 'Amr is one name to its encoder; the tagger may take its first sign for a quotation's.
            before = words[: hit.span.start].strip(AYN_SIGNS)
            if bearers and not before and hit.span.end == len(words):
                free.append(Hit(span, bearers, span, head=hit.head, full=hit.full))
    found = resolve(
        sorted(free, key=lambda hit: hit.span),
        authority,
        text.info.id,
        rulings=rulings,
        scenes=scenes,
        context=context,
        bearings=tagger.bearings,
        arabic=text.info.lang.partition("-")[0] == languages.AR,
        years=years_told(dates),
        written=year_of(text.info.author_died),
    )
    out = {
        span: _marked(m, runs[span], identified.get(span, ())) if span in runs else m
        for m in found
        for span in [Span(m.start, m.end)]
    }
    for span, run in runs.items():
        unknown = Mention(*span, run.kind, run.type, (), "source", "source", run.key, run.parts)
        out.setdefault(span, unknown)
    return [out[span] for span in sorted(out, key=lambda s: (s.start, -s.end))]


def _marked(mention: Mention, run: SourceName, meant: Sequence[Entry]) -> Mention:
    """A mention at a name that the source marks; a reviewer's verdict stands above the source's.

    Args:
        mention: What was found there.
        run: The name as the source marks it.
        meant: Whom the source means by it; of several, nobody knows which, or all of them.
    """
    mention = replace(mention, key=run.key, parts=run.parts)
    if run.type == "title":
        mention = replace(mention, type="title")
    if meant and mention.why != "verdict":
        candidates = tuple(Candidate(entry.id, run.cert / len(meant)) for entry in meant)
        return replace(mention, candidates=candidates, resp="source", why="source")
    return mention


def with_parts(
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
